"""`/v3/jobs`."""

from collections.abc import Iterator

from unified_ats.sandbox import Job, checks
from unified_ats_greenhouse.sandbox import fields
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import (
    Filter,
    has,
    is_equal,
    is_flag,
    is_within,
    is_word,
    matches_nothing,
)
from unified_ats_greenhouse.sandbox.ids import to_wire, wire_id
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rules import has_two_towns
from unified_ats_greenhouse.sandbox.wire import Row, dated, iso_or_none

__all__ = ["FILTERS", "LIST", "STATUSES", "office_ids", "rows"]

STATUSES = {"pending": "draft", "archived": "closed"}
"""The company's words that v3 has not: a job that waits for approval is not open yet, and one that
is put away is over. Words that neither knows are passed through."""


def office_ids(job: Job) -> list[int] | None:
    """Return the offices of a job; none at all is sometimes an empty list and sometimes null."""
    office = to_wire("offices", job.office_id)
    if office is None:
        return None if job.seq % 2 else []
    return [office, _neighbour(office)] if has_two_towns(job) else [office]


def _neighbour(office: int) -> int:
    first, second = wire_id("offices", 1), wire_id("offices", 2)
    return second if office == first else first


def rows(account: Account) -> Iterator[Row]:
    """Yield all jobs."""
    for job in account.company.list_jobs()[0]:
        status = STATUSES.get(job.status, job.status)
        number = job.seq
        yield {
            "id": wire_id("jobs", number),
            **dated(job.created_at, job.updated_at),
            "name": job.title,
            "requisition_id": None if number % 5 in {1, 4} else f"REQ-{number:04}",
            "notes": "<p>Ask <b>Finance</b> first.</p>" if number % 6 == 1 else None,
            "confidential": number % 17 == 9,
            "status": status,
            "opened_at": iso_or_none(
                job.opened_at or (job.created_at if status == "draft" else None)
            ),
            "closed_at": iso_or_none(job.closed_at),
            "is_template": None if number % 9 == 2 else False,
            "copied_from_id": wire_id("jobs", number - 1) if number % 8 == 5 else None,
            "department_id": to_wire("departments", job.department_id),
            "office_ids": office_ids(job),
            "custom_fields": _custom_fields(job),
        }


def _custom_fields(job: Job) -> Row:
    return {
        "employment_type": {
            "name": "Employment Type",
            "type": "single_select",
            "value": job.employment_type,
        }
    }


FILTERS: dict[str, Filter] = {
    "status": is_word("status", ("open", "draft", "closed")),
    "opened_at": is_within("opened_at"),
    "closed_at": is_within("closed_at"),
    "requisition_id": is_equal("requisition_id", checks.text),
    "department_id": is_equal("department_id", fields.whole),
    "office_id": has("office_ids", fields.whole),
    "confidential": is_flag("confidential"),
    "custom_field_option_id": matches_nothing(),
}

LIST = Listing(name="jobs", rows=rows, filters=FILTERS)
