"""`/v1/opportunities`: candidacies, each of one contact and for at most one posting."""

from collections.abc import Sequence

from werkzeug.wrappers import Response

from unified_ats.sandbox import checks
from unified_ats_lever.sandbox import applications, contacts, parameters, stages, users
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.candidacies import ORIGINS, Candidacy, candidacies, candidacy_of
from unified_ats_lever.sandbox.filters import Filter, equals, has, is_flag, window
from unified_ats_lever.sandbox.listing import Call, Listing
from unified_ats_lever.sandbox.wire import Row, ms

__all__ = ["APP", "FILTERS", "LIST", "index", "location", "row", "show"]

APP = "https://hire.lever.co/candidates"


def row(candidacy: Candidacy) -> Row:
    """Return an opportunity as Lever shows it; a lead's has no `opportunityLocation`."""
    application, contact = candidacy.application, candidacy.contact
    posting = candidacy.posting
    found: Row = {
        "id": candidacy.id,
        "name": contact.name,
        "headline": contact.headline,
        "contact": contact.id,
        "emails": contact.emails,
        "phones": contact.phones,
        "confidentiality": candidacy.confidentiality,
        "location": contact.location,
        "links": contact.links,
        "archived": candidacy.archived,
        "createdAt": ms(application.created_at),
        "updatedAt": candidacy.updated_at,
        "lastInteractionAt": ms(application.updated_at),
        "lastAdvancedAt": candidacy.advanced_at,
        "snoozedUntil": candidacy.snoozed_until,
        "stage": candidacy.stage,
        "stageChanges": candidacy.stage_changes,
        "owner": candidacy.owner,
        "followers": candidacy.written("followers", _owner(candidacy)),
        "tags": candidacy.tags,
        "sources": candidacy.sources,
        "origin": candidacy.origin,
        "sourcedBy": candidacy.sourced_by,
        "applications": [candidacy.application_id] if posting else [],
        "isAnonymized": contact.is_anonymised,
        "dataProtection": contact.data_protection,
        "urls": {"list": APP, "show": f"{APP}/{candidacy.id}"},
    }
    if posting:
        found["opportunityLocation"] = location(candidacy)
    return found


def location(candidacy: Candidacy) -> str | None:
    """Return where the posting is; a lead has none."""
    posting = candidacy.posting
    return next(iter(posting.locations), "unspecified") if posting else None


def _owner(candidacy: Candidacy) -> list[str]:
    return [candidacy.owner] if candidacy.owner else []


def _posting(candidacy: Candidacy) -> str | None:
    return candidacy.posting.id if candidacy.posting else None


def _stage(candidacy: Candidacy) -> Row | None:
    step = stages.step_of(candidacy.books.stages.values(), candidacy.stage)
    return stages.row(step) if step else None


def _user(candidacy: Candidacy, wire: str | None) -> Row | None:
    return users.row_of(candidacy.books, wire)


def _applied(candidacy: Candidacy) -> Sequence[Row]:
    return applications.rows(candidacy)


FILTERS: dict[str, Filter[Candidacy]] = {
    "tag": has(lambda each: each.tags),
    "email": Filter(
        check=checks.text,
        keep=lambda each, email: email.lower() in {known.lower() for known in each.contact.emails},
    ),
    "origin": equals(lambda each: each.origin, parameters.one_of(ORIGINS)),
    "source": has(lambda each: each.sources),
    "stage_id": equals(lambda each: each.stage),
    "posting_id": equals(lambda each: None if each.archived else _posting(each)),
    "archived_posting_id": equals(lambda each: _posting(each) if each.archived else None),
    "archived": is_flag(lambda each: each.archived is not None),
    "archive_reason_id": equals(lambda each: each.archived and each.archived["reason"]),
    "snoozed": is_flag(lambda each: each.snoozed_until is not None),
    "contact_id": equals(lambda each: each.contact.id),
    "location": equals(location),
    **window("created_at", lambda each: ms(each.application.created_at)),
    **window("updated_at", lambda each: each.updated_at),
    **window("advanced_at", lambda each: each.advanced_at),
    **window("archived_at", lambda each: each.archived["archivedAt"] if each.archived else None),
}

LIST: Listing[Candidacy] = Listing(
    what="Opportunity",
    row=row,
    identify=lambda each: each.id,
    rank=lambda each: ms(each.application.created_at),
    filters=FILTERS,
    expand={
        "applications": _applied,
        "stage": _stage,
        "owner": lambda each: _user(each, each.owner),
        "followers": lambda each: [_user(each, wire) for wire in row(each)["followers"]],
        "sourcedBy": lambda each: _user(each, each.sourced_by),
        "contact": lambda each: contacts.row(each.contact),
    },
    confidentiality=lambda each: each.confidentiality,
)


def index(account: Account, call: Call) -> Response:
    """Answer `GET /opportunities`: active and archived ones, unless `archived` says which."""
    return LIST.answer(account, call, candidacies(account))


def show(account: Account, call: Call, wire: str) -> Response:
    """Answer `GET /opportunities/:opportunity`."""
    return LIST.answer_one(call, candidacy_of(account, wire))
