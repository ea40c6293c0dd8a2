"""Jobs: what a company hires for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

import attrs

from unified_ats.resources.base import ListResource, Query, optional
from unified_ats.resources.fields import statuses, time
from unified_ats.resources.paging import Page

__all__ = [
    "Job",
    "JobQuery",
    "JobStatus",
    "Jobs",
    "SalaryPeriod",
    "SalaryRange",
    "WorkplaceType",
]


class JobStatus(StrEnum):
    """How far a job is in its life."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"
    DRAFT = "DRAFT"
    PENDING = "PENDING"
    ARCHIVED = "ARCHIVED"
    UNKNOWN = "UNKNOWN"
    """The vendor uses a word that its adapter does not know; see ``vendor_status``."""


class WorkplaceType(StrEnum):
    """Where the work of a job is done."""

    ONSITE = "ONSITE"
    REMOTE = "REMOTE"
    HYBRID = "HYBRID"
    """Some days here, some there."""
    UNKNOWN = "UNKNOWN"
    """The vendor uses a word that its adapter does not know; see ``vendor_workplace_type``."""


class SalaryPeriod(StrEnum):
    """The time for which a salary is paid once."""

    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    TWO_WEEKS = "TWO_WEEKS"
    MONTH = "MONTH"
    YEAR = "YEAR"
    ONE_TIME = "ONE_TIME"
    """Once and for all, as for a project."""
    UNKNOWN = "UNKNOWN"
    """The vendor uses a word that has no place here; see ``vendor_period``."""


def _currency(value: str | None) -> str | None:
    """Return a code of three capital letters, which is all that ISO 4217 has."""
    code = (value or "").strip().upper()
    return code if len(code) == 3 and code.isascii() and code.isalpha() else None


@attrs.frozen(kw_only=True)
class SalaryRange:
    """What a job pays, as it is advertised.

    Attributes:
        minimum: the least for one period, in units of the currency, not in cents.
        maximum: the most, likewise.
        currency: code of ISO 4217, such as "EUR"; what is no such code is left out.
        period: the time for which that is paid once.
        vendor_period: the vendor's own word for the period.
    """

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    currency: str | None = attrs.field(default=None, converter=_currency)
    period: SalaryPeriod = SalaryPeriod.UNKNOWN
    vendor_period: str | None = None


@attrs.frozen(kw_only=True)
class Job:
    """What a company hires for.

    Attributes:
        id: the vendor's id, as text.
        title: what it is called.
        location: where, as one line such as "Berlin, Germany".
        status: how far it is in its life.
        external_url: public page of the job, where people apply.
        vendor_status: the vendor's own word for the status.
        department: name of the department.
        team: name of the team, where the vendor has teams beside or within departments.
        employment_type: the vendor's own words, such as "Full-time".
        workplace_type: where the work is done, if the company said.
        vendor_workplace_type: the vendor's own word for that.
        salary: what it pays, where that is advertised.
        created_at: when it was made, UTC.
        updated_at: when it last changed, UTC, by the vendor's clock.
        raw: the vendor's own object.
    """

    id: str
    title: str = ""
    location: str | None = None
    status: JobStatus = JobStatus.UNKNOWN
    external_url: str | None = None
    vendor_status: str | None = None
    department: str | None = None
    team: str | None = None
    employment_type: str | None = None
    workplace_type: WorkplaceType | None = None
    vendor_workplace_type: str | None = None
    salary: SalaryRange | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    raw: Mapping[str, Any] = attrs.field(factory=dict, repr=False, eq=False)


@attrs.frozen(kw_only=True)
class JobQuery(Query):
    """Which jobs.

    Attributes:
        status: any of these; empty for all.
        updated_after: changed later than this, UTC, by the vendor's clock.
    """

    status: frozenset[JobStatus] = frozenset()
    updated_after: datetime | None = None


class Jobs(ListResource[Job, JobQuery]):
    """The jobs of an ATS. A vendor must implement ``read_page``."""

    name = "jobs"
    operations: ClassVar[Mapping[str, str]] = {"list": "read_page", "get": "read_one"}
    client_filters = frozenset({"status"})

    # -- a vendor may implement -----------------------------------------------------------------

    @optional
    def read_one(self, job_id: str) -> Job:
        """Read one job, or raise :class:`NotFoundError`."""
        raise self.unsupported("get")

    # -- a vendor leaves alone ------------------------------------------------------------------

    def list(
        self,
        *,
        status: JobStatus | str | Iterable[JobStatus | str] | None = None,
        updated_after: datetime | str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
    ) -> Page[Job]:
        """Return one page of jobs, in the vendor's order.

        Args:
            status: one or several; all jobs without it.
            updated_after: aware time or ISO-8601 text; the vendor's clock counts.
            page: number of the page, from 1.
            per_page: 1 to 100, 20 by default.
            cursor: ``next_cursor`` of the page before, instead of ``page``.

        Raises:
            ArgumentError: an argument is wrong.
            UnsupportedError: the adapter cannot filter so.
            ATSError: the vendor did not answer, or not well.
        """
        query = self._query(status, updated_after)
        return self._list(query, page=page, per_page=per_page, cursor=cursor)

    def iter(
        self,
        *,
        status: JobStatus | str | Iterable[JobStatus | str] | None = None,
        updated_after: datetime | str | None = None,
    ) -> Iterator[Job]:
        """Return all jobs, read lazily, page by page; arguments and errors as in ``list``."""
        return self._iter(self._query(status, updated_after))

    def get(self, job_id: str) -> Job:
        """Return one job.

        Raises:
            ArgumentError: it is no id.
            NotFoundError: the ATS has none of that id.
            UnsupportedError: the ATS cannot look up one job.
        """
        return self.read_one(self.checked_id("job_id", job_id))

    @staticmethod
    def _query(
        status: JobStatus | str | Iterable[JobStatus | str] | None,
        updated_after: datetime | str | None,
    ) -> JobQuery:
        return JobQuery(
            status=statuses(status, JobStatus), updated_after=time("updated_after", updated_after)
        )
