"""`/v1/postings`: what the company hires for."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from unified_ats.sandbox import Job
from unified_ats_lever.sandbox import parameters, users
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.filters import Filter, equals, has, window
from unified_ats_lever.sandbox.listing import Call, Listing
from unified_ats_lever.sandbox.openings import Posting, posting_of, postings
from unified_ats_lever.sandbox.rules import is_old
from unified_ats_lever.sandbox.wire import Row, ms

__all__ = ["LIST", "index", "row", "show"]


def row(posting: Posting) -> Row:
    """Return a posting as Lever shows it."""
    job = posting.job
    found: Row = {
        "id": posting.id,
        "text": job.title,
        "state": posting.state,
        "distributionChannels": posting.channels,
        "user": posting.creator,
        "owner": posting.owner,
        "hiringManager": posting.hiring_manager,
        "categories": posting.categories,
        "tags": ["Urgent"] if is_old(job) and job.seq % 9 == 5 else [],
        "content": _content(job),
        "country": posting.country,
        "followers": [posting.owner] if posting.owner and job.seq % 2 else [],
        "reqCode": None if job.seq % 2 else "",
        "requisitionCodes": [posting.requisition_code] if posting.requisition_code else [],
        "urls": posting.urls,
        "confidentiality": posting.confidentiality,
        "createdAt": ms(job.created_at),
        "updatedAt": ms(job.updated_at),
        "workplaceType": posting.workplace,
        "salaryDescription": None,
        "salaryDescriptionHtml": None,
        "transcribeInterviews": False,
        "screening": {"enabled": job.seq % 4 == 1},
    }
    return found | ({"salaryRange": posting.salary} if posting.salary else {})


def _content(job: Job) -> Row:
    text = job.description or ""
    return {
        "description": text,
        "descriptionHtml": f"<div>{text}</div>" if text else "",
        "lists": [{"text": "What you will do", "content": f"<li>{text}</li>"}] if text else [],
        "closing": "We look forward to hearing from you.",
        "closingHtml": "<div>We look forward to hearing from you.</div>",
    }


def _of(name: str) -> Callable[[Posting], str | None]:
    return lambda posting: posting.categories.get(name)


def _category(name: str) -> Filter[Posting]:
    return equals(_of(name))


def _user(name: str) -> Row:
    return {name: lambda posting: users.row_of(posting.books, row(posting)[name])}


LIST: Listing[Posting] = Listing(
    what="Posting",
    row=row,
    identify=lambda posting: posting.id,
    rank=lambda posting: ms(posting.job.created_at),
    filters={
        "state": equals(lambda posting: posting.state),
        "distributionChannel": has(
            lambda posting: posting.channels or (), parameters.one_of(("public", "internal"))
        ),
        "team": _category("team"),
        "department": _category("department"),
        "commitment": _category("commitment"),
        "level": _category("level"),
        "location": has(lambda posting: posting.locations),
        "tag": has(lambda posting: row(posting)["tags"]),
        **window("updated_at", lambda posting: ms(posting.job.updated_at)),
    },
    expand={
        **_user("user"),
        **_user("owner"),
        **_user("hiringManager"),
        "followers": lambda posting: [
            users.row_of(posting.books, each) for each in row(posting)["followers"]
        ],
    },
    groups={name: _of(name) for name in ("location", "team", "department", "commitment")},
    confidentiality=lambda posting: posting.confidentiality,
)


def index(account: Account, call: Call) -> Response:
    """Answer `GET /postings`."""
    return LIST.answer(account, call, postings(account))


def show(account: Account, call: Call, wire: str) -> Response:
    """Answer `GET /postings/:posting`."""
    return LIST.answer_one(call, posting_of(account, call, wire))
