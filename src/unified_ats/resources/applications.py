"""Applications: a candidate's way to a job."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

import attrs

from unified_ats.errors import InvalidRequestError, PermissionDeniedError, UnsupportedError
from unified_ats.resources.base import ListResource, Query, optional
from unified_ats.resources.fields import statuses, time
from unified_ats.resources.paging import Page
from unified_ats.settings import table

__all__ = [
    "Application",
    "ApplicationQuery",
    "ApplicationStatus",
    "Applications",
    "stage_table",
]


class ApplicationStatus(StrEnum):
    """How far an application is."""

    APPLIED = "APPLIED"
    SCREENING = "SCREENING"
    INTERVIEW = "INTERVIEW"
    OFFER = "OFFER"
    HIRED = "HIRED"
    REJECTED = "REJECTED"
    """The company said no."""
    WITHDRAWN = "WITHDRAWN"
    """The candidate said no."""
    ACTIVE = "ACTIVE"
    """In process, at a stage whose kind is not known."""
    UNKNOWN = "UNKNOWN"
    """The vendor uses a word that its adapter does not know; see ``vendor_status``."""


def stage_table(value: object) -> dict[str, ApplicationStatus]:
    """Parse a setting that says what stage names mean; the names come out in lower case."""
    try:
        return {
            name.strip().lower(): ApplicationStatus(word) for name, word in table(value).items()
        }
    except ValueError:
        names = ", ".join(status.value for status in ApplicationStatus)
        problem = f'is not a table such as {{"Phone screen": "SCREENING"}}; statuses are {names}'
    raise ValueError(problem)


@attrs.frozen(kw_only=True)
class Application:
    """A candidate's way to a job. What identifies the person stays out of ``repr``.

    Attributes:
        id: the vendor's id, as text; an adapter of a vendor without one says what it uses.
        candidate_name: full name of the person.
        email: their first or preferred address.
        status: how far it is; hired, rejected and withdrawn win over the stage.
        vendor_status: the vendor's own word for the status.
        stage: the vendor's own name of the stage.
        job_id: the job applied to; ``None`` for people who are only prospects.
        candidate_id: the person.
        rejection_reason: why it was rejected or withdrawn, in the vendor's words.
        source: where the person came from, in the vendor's words.
        applied_at: when they applied, UTC.
        updated_at: when it last changed, UTC, by the vendor's clock.
        raw: the vendor's own object.
    """

    id: str
    candidate_name: str = attrs.field(default="", repr=False)
    email: str | None = attrs.field(default=None, repr=False)
    status: ApplicationStatus = ApplicationStatus.UNKNOWN
    vendor_status: str | None = None
    stage: str | None = None
    job_id: str | None = None
    candidate_id: str | None = None
    rejection_reason: str | None = None
    source: str | None = None
    applied_at: datetime | None = None
    updated_at: datetime | None = None
    raw: Mapping[str, Any] = attrs.field(factory=dict, repr=False, eq=False)


@attrs.frozen(kw_only=True)
class ApplicationQuery(Query):
    """Which applications.

    Attributes:
        job_id: to this job.
        status: any of these; empty for all.
        updated_after: changed later than this, UTC, by the vendor's clock.
    """

    job_id: str | None = None
    status: frozenset[ApplicationStatus] = frozenset()
    updated_after: datetime | None = None


class Applications(ListResource[Application, ApplicationQuery]):
    """The applications of an ATS. A vendor must implement ``read_page``."""

    name = "applications"
    operations: ClassVar[Mapping[str, str]] = {"list": "read_page", "get": "read_one"}
    client_filters = frozenset({"status"})

    # -- a vendor may implement -----------------------------------------------------------------

    @optional
    def read_one(self, application_id: str) -> Application:
        """Read one application, or raise :class:`NotFoundError`."""
        raise self.unsupported("get")

    # -- a vendor leaves alone ------------------------------------------------------------------

    def list(
        self,
        *,
        job_id: str | None = None,
        status: ApplicationStatus | str | Iterable[ApplicationStatus | str] | None = None,
        updated_after: datetime | str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
    ) -> Page[Application]:
        """Return one page of applications; paging and errors as in ``jobs.list``.

        Args:
            job_id: only those to this job.
            status: one or several; all applications without it.
            updated_after: aware time or ISO-8601 text; the vendor's clock counts.
            page: number of the page, from 1.
            per_page: 1 to 100, 20 by default.
            cursor: ``next_cursor`` of the page before, instead of ``page``.

        Raises:
            NotFoundError: there is no such job. Many vendors answer an empty list then, so an
                empty list costs one more call, where the vendor can look up a job.
        """
        query = self._query(job_id, status, updated_after)
        found = self._list(query, page=page, per_page=per_page, cursor=cursor)
        if not found.items and not found.total:
            self._check_job(query)
        return found

    def iter(
        self,
        *,
        job_id: str | None = None,
        status: ApplicationStatus | str | Iterable[ApplicationStatus | str] | None = None,
        updated_after: datetime | str | None = None,
    ) -> Iterator[Application]:
        """Return all applications, read lazily; arguments and errors as in ``list``."""
        query = self._query(job_id, status, updated_after)
        return self._or_check_job(query, self._iter(query))

    def get(self, application_id: str) -> Application:
        """Return one application.

        Raises:
            ArgumentError: it is no id.
            NotFoundError: the ATS has none of that id.
            UnsupportedError: the ATS cannot look up one application.
        """
        return self.read_one(self.checked_id("application_id", application_id))

    def _or_check_job(
        self, query: ApplicationQuery, records: Iterator[Application]
    ) -> Iterator[Application]:
        empty = True
        for record in records:
            empty = False
            yield record
        if empty:
            self._check_job(query)

    def _check_job(self, query: ApplicationQuery) -> None:
        """Let a job that is not there be an error; one that cannot be asked for is none."""
        with contextlib.suppress(UnsupportedError, PermissionDeniedError, InvalidRequestError):
            if query.job_id:
                self.ats.jobs.get(query.job_id)

    @staticmethod
    def _query(
        job_id: str | None,
        status: ApplicationStatus | str | Iterable[ApplicationStatus | str] | None,
        updated_after: datetime | str | None,
    ) -> ApplicationQuery:
        return ApplicationQuery(
            job_id=job_id,
            status=statuses(status, ApplicationStatus),
            updated_after=time("updated_after", updated_after),
        )
