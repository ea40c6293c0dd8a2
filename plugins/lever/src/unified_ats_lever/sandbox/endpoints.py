"""Every endpoint of `/v1`: its method, its path, the permission it wants, and who answers it."""

from collections.abc import Callable

import attrs
from werkzeug.wrappers import Response

from unified_ats_lever.sandbox import (
    applications,
    applying,
    archive_reasons,
    contacts,
    creating,
    deleted,
    files,
    moves,
    notes,
    opportunities,
    postings,
    requisitions,
    stages,
    uploads,
    users,
    words,
)

__all__ = ["ENDPOINTS", "ONE_OPPORTUNITY", "SCOPES", "Endpoint"]

ONE_OPPORTUNITY = "opportunities/<opportunity>"


@attrs.frozen
class Endpoint:
    """One endpoint.

    Attributes:
        method: Its method.
        path: Its path after `/v1/`; `<wire>` is an id of Lever's.
        scope: What a key must be permitted, without `:admin`.
        answer: Answers it, given the account, the call and the ids.
    """

    method: str
    path: str
    scope: str
    answer: Callable[..., Response]


ENDPOINTS = (
    Endpoint("GET", "postings", "postings:read", postings.index),
    Endpoint("GET", "postings/deleted", "postings:read", deleted.deleted_postings),
    Endpoint("GET", "postings/<wire>", "postings:read", postings.show),
    Endpoint("GET", "postings/<wire>/apply", "postings:read", applying.show),
    Endpoint("POST", "postings/<wire>/apply", "postings:write", applying.create),
    Endpoint("GET", "opportunities", "opportunities:read", opportunities.index),
    Endpoint("POST", "opportunities", "opportunities:write", creating.create),
    Endpoint("GET", "opportunities/deleted", "opportunities:read", deleted.deleted_opportunities),
    Endpoint("GET", "opportunities/<wire>", "opportunities:read", opportunities.show),
    Endpoint("PUT", "opportunities/<wire>/stage", "opportunities:write", moves.set_stage),
    Endpoint("PUT", "opportunities/<wire>/archived", "opportunities:write", moves.set_archived),
    Endpoint("POST", "opportunities/<wire>/addTags", "opportunities:write", moves.add_tags),
    Endpoint("POST", "opportunities/<wire>/removeTags", "opportunities:write", moves.remove_tags),
    Endpoint("POST", "opportunities/<wire>/addSources", "opportunities:write", moves.add_sources),
    Endpoint(
        "POST", "opportunities/<wire>/removeSources", "opportunities:write", moves.remove_sources
    ),
    Endpoint("POST", "opportunities/<wire>/addLinks", "opportunities:write", moves.add_links),
    Endpoint("POST", "opportunities/<wire>/removeLinks", "opportunities:write", moves.remove_links),
    Endpoint("GET", f"{ONE_OPPORTUNITY}/applications", "applications:read", applications.index),
    Endpoint(
        "GET", f"{ONE_OPPORTUNITY}/applications/<wire>", "applications:read", applications.show
    ),
    Endpoint("GET", f"{ONE_OPPORTUNITY}/notes", "notes:read", notes.index),
    Endpoint("POST", f"{ONE_OPPORTUNITY}/notes", "notes:write", notes.create),
    Endpoint("GET", f"{ONE_OPPORTUNITY}/notes/<wire>", "notes:read", notes.show),
    Endpoint("DELETE", f"{ONE_OPPORTUNITY}/notes/<wire>", "notes:write", notes.delete),
    Endpoint("POST", f"{ONE_OPPORTUNITY}/files", "files:write", files.upload),
    *(
        Endpoint("GET", f"{ONE_OPPORTUNITY}/{path}", f"{path.partition('/')[0]}:read", answer)
        for path, answer in files.READS
    ),
    Endpoint("GET", "contacts/<wire>", "contact:read", contacts.show),
    Endpoint("PUT", "contacts/<wire>", "contact:write", contacts.update),
    Endpoint("GET", "stages", "stages:read", stages.index),
    Endpoint("GET", "stages/<wire>", "stages:read", stages.show),
    Endpoint("GET", "disposition_stages", "stages:read", stages.dispositions),
    Endpoint("GET", "archive_reasons", "archive_reasons:read", archive_reasons.index),
    Endpoint("GET", "archive_reasons/<wire>", "archive_reasons:read", archive_reasons.show),
    Endpoint("GET", "users", "users:read", users.index),
    Endpoint("GET", "users/<wire>", "users:read", users.show),
    Endpoint("GET", "requisitions", "requisitions:read", requisitions.index),
    Endpoint("GET", "requisitions/<wire>", "requisitions:read", requisitions.show),
    Endpoint("GET", "tags", "tags:read", words.tags),
    Endpoint("GET", "sources", "sources:read", words.sources),
    Endpoint("POST", "uploads", "uploads:write", uploads.create),
)

SCOPES = frozenset(each.scope for each in ENDPOINTS)
"""All that a key can be permitted here."""
