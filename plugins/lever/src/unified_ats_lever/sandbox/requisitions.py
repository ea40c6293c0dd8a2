"""`/v1/requisitions`: the leave to hire, which some postings have."""

from collections import Counter
from collections.abc import Mapping

from werkzeug.wrappers import Response

from unified_ats_lever.sandbox import parameters
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.filters import equals, window
from unified_ats_lever.sandbox.ids import wire_id
from unified_ats_lever.sandbox.listing import Call, Listing, by_id
from unified_ats_lever.sandbox.openings import Posting, postings
from unified_ats_lever.sandbox.wire import Row, ms, ms_or_none

__all__ = ["LIST", "STATUSES", "index", "requisition_of", "requisitions", "show"]

STATUSES = ("open", "closed", "onHold", "pending", "rejected", "draft")
_STATUS_OF: Mapping[str, str] = {"archived": "closed"}
"""The company's words in Lever's, where they differ; unknown ones are passed on."""


def _status(posting: Posting) -> str:
    if posting.job.status == "open" and posting.job.seq % 10 == 7:
        return "onHold"
    if posting.state == "rejected":
        return posting.state
    return _STATUS_OF.get(posting.job.status, posting.job.status)


def _row(posting: Posting, hired: int) -> Row:
    job = posting.job
    endless = job.seq % 8 == 3
    return {
        "id": wire_id("requisitions", job.id),
        "requisitionCode": posting.requisition_code,
        "name": job.title,
        "status": _status(posting),
        "confidentiality": posting.confidentiality,
        "headcountTotal": "unlimited" if endless else hired + 1 + job.seq % 2,
        "headcountHired": hired,
        "headcountInfinite": endless,
        "creator": posting.owner,
        "owner": posting.owner,
        "hiringManager": posting.hiring_manager,
        "compensationBand": posting.salary,
        "approval": {"steps": []} if job.status == "pending" else None,
        "employmentStatus": job.employment_type,
        "location": posting.categories["location"],
        "team": posting.categories["team"],
        "department": posting.categories.get("department"),
        "postings": [posting.id],
        "offerIds": [],
        "timeToFillStartAt": ms_or_none(job.opened_at),
        "timeToFillEndAt": ms_or_none(job.closed_at),
        "customFields": {},
        "closedAt": ms_or_none(job.closed_at),
        "createdAt": ms(job.created_at),
        "updatedAt": ms(job.updated_at),
    }


def requisitions(account: Account) -> list[Row]:
    """Return all requisitions, the newest first."""
    hired = Counter(each.job_id for each in account.everyone() if each.status == "hired")
    return [_row(each, hired[each.job.id]) for each in postings(account) if each.requisition_code]


def requisition_of(account: Account, call: Call, wire: str) -> Row | None:
    """Return the requisition with an id of Lever's, if the key may see it."""
    found = by_id(requisitions(account), wire)
    return found if found and call.sees(found["confidentiality"]) else None


LIST: Listing[Row] = Listing(
    what="Requisition",
    row=dict,
    identify=lambda row: str(row["id"]),
    rank=lambda row: int(row["createdAt"]),
    filters={
        "status": equals(lambda row: row["status"], parameters.one_of(STATUSES)),
        **window("created_at", lambda row: row["createdAt"]),
    },
    confidentiality=lambda row: str(row["confidentiality"]),
)


def index(account: Account, call: Call) -> Response:
    """Answer `GET /requisitions`."""
    return LIST.answer(account, call, requisitions(account))


def show(account: Account, call: Call, wire: str) -> Response:
    """Answer `GET /requisitions/:requisition`."""
    return LIST.answer_one(call, requisition_of(account, call, wire))
