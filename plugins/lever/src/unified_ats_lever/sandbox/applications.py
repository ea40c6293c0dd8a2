"""`/v1/opportunities/:opportunity/applications`: at most one, and no list of all there are."""

from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.wrappers import Response

from unified_ats_lever.sandbox import postings, users
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.archive_reasons import HIRED, application_reason_of
from unified_ats_lever.sandbox.candidacies import APPLICATION_TYPES, Candidacy, seen
from unified_ats_lever.sandbox.ids import wire_id
from unified_ats_lever.sandbox.listing import Call, Listing
from unified_ats_lever.sandbox.openings import Posting
from unified_ats_lever.sandbox.wire import Row, ms

__all__ = ["BY_A_USER", "LIST", "index", "row", "rows", "show"]

BY_A_USER = "user"

_LATER = 6
"""Milliseconds by which the application is archived after its opportunity: they are two facts."""


def rows(candidacy: Candidacy) -> list[Row]:
    """Return the application of an opportunity, if it is no lead's."""
    return [row(candidacy, candidacy.posting)] if candidacy.posting else []


def row(candidacy: Candidacy, posting: Posting) -> Row:
    """Return an application as Lever shows it; one that a user added says nothing of the person."""
    kind = APPLICATION_TYPES.get(candidacy.origin, BY_A_USER)
    by_user = kind == BY_A_USER
    return {
        "id": candidacy.application_id,
        "type": kind,
        "candidateId": candidacy.id,
        "opportunityId": candidacy.id,
        "posting": posting.id,
        "postingOwner": posting.owner,
        "postingHiringManager": posting.hiring_manager,
        "user": None if kind == "posting" else candidacy.owner,
        **_filled_in(candidacy, by_user=by_user),
        "links": [] if by_user else candidacy.contact.links,
        "comments": None,
        "customQuestions": candidacy.written("customQuestions", []),
        "createdAt": ms(candidacy.application.created_at),
        "archived": _archived(candidacy),
        "requisitionForHire": _requisition(candidacy, posting),
        "ipAddress": None,
        "referer": None,
        "userAgent": None,
        "acceptLanguage": None,
        "timezone": None,
    }


def _filled_in(candidacy: Candidacy, *, by_user: bool) -> Row:
    """Return what people write into a form: null where nobody filled in any."""
    contact = candidacy.contact
    if by_user or contact.is_anonymised:
        return dict.fromkeys(("name", "email", "phone", "company"))
    return {
        "name": contact.name,
        "email": next(iter(contact.emails), None),
        "phone": next(iter(contact.phones), None),
        "company": contact.person.company,
    }


def _archived(candidacy: Candidacy) -> Row | None:
    archived = candidacy.archived
    return archived and {
        "reason": application_reason_of(candidacy.application),
        "archivedAt": archived["archivedAt"] + _LATER,
    }


def _requisition(candidacy: Candidacy, posting: Posting) -> Row | None:
    code = posting.requisition_code
    if application_reason_of(candidacy.application) != HIRED or code is None:
        return None
    return {
        "id": wire_id("requisitions", posting.job.id),
        "requisitionCode": code,
        "hiringManagerOnHire": posting.hiring_manager,
    }


def _user(name: str) -> Mapping[str, Callable[[Candidacy], Any]]:
    return {name: lambda each: users.row_of(each.books, rows(each)[0][name])}


LIST: Listing[Candidacy] = Listing(
    what="Application",
    row=lambda each: rows(each)[0],
    identify=lambda each: each.application_id,
    expand={
        "posting": lambda each: each.posting and postings.row(each.posting),
        **_user("user"),
        **_user("postingOwner"),
        **_user("postingHiringManager"),
    },
)


def index(account: Account, call: Call, opportunity: str) -> Response:
    """Answer `GET /opportunities/:opportunity/applications`."""
    candidacy = seen(account, call, opportunity)
    return LIST.answer(account, call, [candidacy] if candidacy.posting else [])


def show(account: Account, call: Call, opportunity: str, wire: str) -> Response:
    """Answer `GET /opportunities/:opportunity/applications/:application`."""
    candidacy = seen(account, call, opportunity)
    there = candidacy.posting is not None and candidacy.application_id == wire
    return LIST.answer_one(call, candidacy if there else None)
