"""Jobs: what Lever calls postings. https://hire.lever.co/developer/documentation#postings."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

import attrs
from cattrs import override

from unified_ats import (
    Job,
    JobQuery,
    Jobs,
    JobStatus,
    NotFoundError,
    Page,
    PageRequest,
    SalaryPeriod,
    SalaryRange,
    WorkplaceType,
    structure,
)
from unified_ats_lever.listing import LARGEST, PROVIDER, Filters, after, get, moment, read_page
from unified_ats_lever.relay import Leg

__all__ = ["LeverJobs", "RawPosting", "to_job"]

STATES = {
    "published": JobStatus.OPEN,
    "internal": JobStatus.OPEN,
    "draft": JobStatus.DRAFT,
    "pending": JobStatus.PENDING,
    "closed": JobStatus.CLOSED,
    "rejected": JobStatus.CLOSED,
}
"""``internal`` is on no site, and takes applications from whoever has the link."""
WORKPLACES = {
    "onsite": WorkplaceType.ONSITE,
    "on-site": WorkplaceType.ONSITE,
    "remote": WorkplaceType.REMOTE,
    "hybrid": WorkplaceType.HYBRID,
    "unspecified": None,
    None: None,
}
"""Nobody said where, when it is ``unspecified``."""
PERIODS = {
    "per-hour-wage": SalaryPeriod.HOUR,
    "per-day-wage": SalaryPeriod.DAY,
    "per-week-salary": SalaryPeriod.WEEK,
    "bi-week-salary": SalaryPeriod.TWO_WEEKS,
    "per-month-salary": SalaryPeriod.MONTH,
    "per-year-salary": SalaryPeriod.YEAR,
    "one-time": SalaryPeriod.ONE_TIME,
}
"""Half a month (``semi-month-salary``) and what ``bi-month-salary`` may be are none of ours."""
_CONFIDENTIAL = "confidential"


@attrs.frozen(kw_only=True)
class RawCategories:
    """Where a posting belongs; any of it may be missing."""

    location: str | None = None
    all_locations: Annotated[list[str] | None, override(rename="allLocations")] = None
    department: str | None = None
    team: str | None = None
    commitment: str | None = None


@attrs.frozen(kw_only=True)
class RawSalary:
    """What a posting pays; any of it may be missing."""

    minimum: Annotated[Decimal | None, override(rename="min")] = None
    maximum: Annotated[Decimal | None, override(rename="max")] = None
    currency: str | None = None
    interval: str | None = None


@attrs.frozen(kw_only=True)
class RawUrls:
    """Pages of a posting on the company's site."""

    show: str | None = None


@attrs.frozen(kw_only=True)
class RawPosting:
    """A posting, as Lever sends it; drafts and closed ones have no pages."""

    id: str
    text: str | None = None
    state: str | None = None
    categories: RawCategories | None = None
    urls: RawUrls | None = None
    workplace: Annotated[str | None, override(rename="workplaceType")] = None
    salary: Annotated[RawSalary | None, override(rename="salaryRange")] = None
    created_at: Annotated[int | None, override(rename="createdAt")] = None
    updated_at: Annotated[int | None, override(rename="updatedAt")] = None


def to_job(raw: Any, where: str = "$.data") -> Job:
    """Turn Lever's posting into our job; ``where`` is its path in the answer, for errors."""
    posting = structure(raw, RawPosting, provider=PROVIDER, where=where)
    categories = posting.categories or RawCategories()
    return Job(
        id=posting.id,
        title=posting.text or "",
        location=_location(categories) or None,
        status=STATES.get(posting.state or "", JobStatus.UNKNOWN),
        vendor_status=posting.state,
        external_url=posting.urls.show if posting.urls else None,
        department=categories.department,
        team=categories.team,
        employment_type=categories.commitment,
        workplace_type=WORKPLACES.get(posting.workplace, WorkplaceType.UNKNOWN),
        vendor_workplace_type=posting.workplace,
        salary=_salary(posting.salary or RawSalary()),
        created_at=moment(posting.created_at),
        updated_at=moment(posting.updated_at),
        raw=raw,
    )


def _location(categories: RawCategories) -> str:
    """Name all places in one line, the main one first."""
    places = [categories.location, *(categories.all_locations or [])]
    return "; ".join(dict.fromkeys(place for place in places if place))


def _salary(raw: RawSalary) -> SalaryRange | None:
    if raw.minimum is None and raw.maximum is None:
        return None
    return SalaryRange(
        minimum=raw.minimum,
        maximum=raw.maximum,
        currency=raw.currency,
        period=PERIODS.get(raw.interval or "", SalaryPeriod.UNKNOWN),
        vendor_period=raw.interval,
    )


def lists_for(status: frozenset[JobStatus]) -> Sequence[Filters]:
    """Return the lists to read for statuses: Lever filters by one state at a time."""
    if not status or JobStatus.UNKNOWN in status:
        return [{}]
    return [{"state": state} for state, meaning in STATES.items() if meaning in status]


class LeverJobs(Jobs):
    """``GET /postings`` and ``GET /postings/{id}``."""

    paging = "cursor"
    max_per_page = LARGEST
    native_filters = frozenset({"updated_after"})

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        """Read one page of postings; of several states, one state after the other."""
        lists = lists_for(query.status)
        if not lists:
            return Page(items=())  # Lever archives no postings
        leg = Leg.at(page.cursor, lists, self.http)
        found = read_page(
            self.http,
            "/postings",
            PageRequest(size=page.size, cursor=leg.offset),
            filters={
                **lists[leg.number],
                "updated_at_start": after(query.updated_after),
                "confidentiality": self.settings.confidentiality,
            },
            convert=to_job,
        )
        return attrs.evolve(found, next_cursor=leg.next_cursor(found.next_cursor, lists))

    def read_one(self, job_id: str) -> Job:
        """Read one posting.

        Raises:
            NotFoundError: it is confidential, and such records are not wanted. The list of its
                applications, which is empty then, asks here, and so says why.
        """
        raw = get(self.http, "/postings/{id}", job_id)
        job = to_job(raw)
        if raw.get("confidentiality") == _CONFIDENTIAL and not self.settings.confidential:
            raise NotFoundError(
                f"{PROVIDER}: this job is confidential, and confidential records are left out "
                "unless confidential (LEVER_CONFIDENTIAL) is set",
                provider=PROVIDER,
            )
        return job
