"""`/v3/openings`: how many people a job is for, and who has been hired into which."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from unified_ats.sandbox import EPOCH, Application, Job, checks
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import (
    is_among,
    is_equal,
    is_flag,
    is_within,
    matches_nothing,
)
from unified_ats_greenhouse.sandbox.ids import wire_id
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.wire import Row, dated, iso_or_none

__all__ = ["CANCELLED", "HIRED", "LIST", "hires_by_job", "openings_of", "rows"]

HIRED = wire_id("close_reasons", 1)
CANCELLED = wire_id("close_reasons", 2)
_NOTICE = timedelta(days=30)
"""From being hired to the first day."""


def openings_of(job: Job, hires: Sequence[Application], filled: dict[str, int]) -> list[Row]:
    """Return the openings of a job.

    It has one, or two, more than had been filled by the company's history.

    Args:
        job: The job.
        hires: Who was hired for it, in that order.
        filled: Into which opening, where that was said; others take the first that is free.
    """
    old = sum(1 for each in hires if each.closed_at and each.closed_at < EPOCH)
    count = max(old + (2 if job.seq % 4 == 3 else 1), len(hires))
    holders = {filled[each.id]: each for each in hires if each.id in filled}
    free = [place for place in range(1, count + 1) if place not in holders]
    others = [each for each in hires if each.id not in filled]
    holders |= dict(zip(free, others, strict=False))
    return [_row(job, place, holders.get(place)) for place in range(1, count + 1)]


def rows(account: Account) -> Iterator[Row]:
    """Yield the openings of all jobs."""
    hires = hires_by_job(account)
    for job in account.company.list_jobs()[0]:
        yield from openings_of(job, hires[job.id], account.filled)


def hires_by_job(account: Account) -> defaultdict[str, list[Application]]:
    """Return who was hired for which job, by the company's ids, the first hire first."""
    found: defaultdict[str, list[Application]] = defaultdict(list)
    hired, _ = account.company.list_applications(status=["hired"])
    for each in sorted(hired, key=lambda each: (each.closed_at or each.updated_at, each.seq)):
        found[each.job_id].append(each)
    return found


def _row(job: Job, place: int, holder: Application | None) -> Row:
    closed = holder.closed_at if holder else job.closed_at
    updated = max(job.updated_at, closed or job.updated_at)
    shared = place if job.seq % 7 else 1  # now and then two openings have one label
    return {
        "id": wire_id("openings", job.seq * 1_000 + place),
        **dated(job.created_at, updated),
        "job_id": wire_id("jobs", job.seq),
        "opened_at": iso_or_none(job.opened_at or job.created_at),
        "closed_at": iso_or_none(closed),
        "sort_order": place - 1,
        "opening_id": None if job.seq % 3 == 0 else f"REQ-{job.seq:04}-{shared}",
        "application_id": wire_id("applications", holder.seq) if holder else None,
        "close_reason_id": HIRED if holder else CANCELLED if closed else None,
        "target_start_on": (closed + _NOTICE).date().isoformat() if holder and closed else None,
        "open": closed is None,
        "custom_fields": {} if job.seq % 2 else None,
    }


LIST = Listing(
    name="openings",
    rows=rows,
    filters={
        "job_ids": is_among("job_id"),
        "application_ids": is_among("application_id"),
        "close_reason_ids": is_among("close_reason_id"),
        "opened_at": is_within("opened_at"),
        "closed_at": is_within("closed_at"),
        "open": is_flag("open"),
        "opening_id": is_equal("opening_id", checks.text),
        "custom_field_option_id": matches_nothing(),
    },
)
