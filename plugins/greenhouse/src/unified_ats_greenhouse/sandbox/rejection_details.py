"""`/v3/rejection_details`: why, when and by whom an application was rejected."""

from collections.abc import Iterator

from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import is_among, matches_nothing
from unified_ats_greenhouse.sandbox.ids import to_wire, wire_id
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rejection_reasons import (
    reason_names,
    reason_of,
    reasons,
)
from unified_ats_greenhouse.sandbox.wire import Row, dated, iso_or_none

__all__ = ["LIST", "REJECTED", "rows"]

REJECTED = {"rejected", "withdrawn"}
"""The company's words for what Greenhouse calls rejected."""


def rows(account: Account) -> Iterator[Row]:
    """Yield one for each rejected application."""
    names = reason_names(account)
    by_name = {each.name: each for each in reasons(account).values()}
    jobs = {each.id: each for each in account.company.list_jobs()[0]}
    for application in account.applications():
        if application.status not in REJECTED:
            continue
        reason = reason_of(application, names, by_name)
        job = jobs.get(application.job_id)
        by = job.recruiter_id if job and application.seq % 4 else None
        ended = application.closed_at or application.updated_at
        yield {
            "id": wire_id("rejection_details", application.seq),
            **dated(ended, application.updated_at),
            "application_id": wire_id("applications", application.seq),
            "rejected_by_id": to_wire("users", by),
            "rejection_note_id": None,
            "rejection_reason_id": reason.id if reason else None,
            "rejected_at": iso_or_none(application.closed_at),
            "question_custom_fields": {} if application.seq % 2 else None,
            **account.rejections.get(application.id, {}),
        }


LIST = Listing(
    name="rejection_details",
    rows=rows,
    filters={
        "application_ids": is_among("application_id"),
        "rejection_reason_ids": is_among("rejection_reason_id"),
        "custom_field_option_id": matches_nothing(),
    },
)
