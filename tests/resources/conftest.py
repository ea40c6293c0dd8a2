"""An ATS in memory, whose vendor pages as a test wants it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import attrs
import pytest

from unified_ats import (
    Application,
    ApplicationQuery,
    Applications,
    Auth,
    BearerAuth,
    Candidate,
    Candidates,
    CreatedCandidate,
    Job,
    JobQuery,
    Jobs,
    JobStatus,
    NewCandidate,
    NotFoundError,
    Page,
    PageRequest,
    Provider,
    Settings,
)
from unified_ats.resources import Resource

__all__ = ["ATS", "Vendor", "jobs"]

START = datetime(2026, 1, 1, tzinfo=UTC)
MakeATS = Callable[..., "ATS"]


def jobs(count: int) -> list[Job]:
    """Return jobs, every third of them closed, each a day younger than the one before."""
    return [
        Job(
            id=str(number),
            status=JobStatus.CLOSED if number % 3 == 0 else JobStatus.OPEN,
            updated_at=START + timedelta(days=number),
        )
        for number in range(count)
    ]


@attrs.define(kw_only=True)
class Vendor:
    """How the vendor's lists behave.

    Attributes:
        records: what there is.
        totals: whether it says how many there are.
        clamp: the most it gives, whatever it declares.
        asked: the pages it was asked for.
    """

    records: Sequence[Any] = ()
    totals: bool = True
    clamp: int = 1_000
    asked: list[PageRequest] = attrs.field(factory=list)
    created: list[NewCandidate] = attrs.field(factory=list)
    looked_up: list[str] = attrs.field(factory=list)

    def numbered(self, page: PageRequest, records: Sequence[Any]) -> Page[Any]:
        """Give the page of that number."""
        size = min(page.size, self.clamp)
        before = (page.number - 1) * size
        return self._page(page, records, records[before : before + size], None)

    def by_cursor(self, page: PageRequest, records: Sequence[Any]) -> Page[Any]:
        """Give the page behind a token, which is a number of records in disguise."""
        size = min(page.size, self.clamp)
        before = int((page.cursor or "after-0").removeprefix("after-"))
        after = before + size
        token = f"after-{after}" if after < len(records) else None
        return self._page(page, records, records[before:after], token)

    def unpaged(self, page: PageRequest, records: Sequence[Any]) -> Page[Any]:
        """Give everything."""
        return self._page(page, records, records, None)

    def _page(
        self, page: PageRequest, records: Sequence[Any], items: Sequence[Any], token: str | None
    ) -> Page[Any]:
        self.asked.append(page)
        return Page(items=items, total=len(records) if self.totals else None, next_cursor=token)


class MemoryJobs(Jobs):
    """Jobs of the vendor, which knows the status filter if it is declared native."""

    style: ClassVar[str] = "numbered"

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        """Read one page."""
        vendor: Vendor = self.ats.vendor  # type: ignore[attr-defined]
        records = [job for job in vendor.records if query.matches(job, self.native_filters)]
        found: Page[Job] = getattr(vendor, self.style)(page, records)
        return found

    def read_one(self, job_id: str) -> Job:
        """Look up one job."""
        vendor: Vendor = self.ats.vendor  # type: ignore[attr-defined]
        vendor.looked_up.append(job_id)
        for job in vendor.records:
            if job.id == job_id:
                return Job(id=job_id)
        raise NotFoundError("there is no such job")


class MemoryCandidates(Candidates):
    """Candidates that can be created, and nothing else."""

    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        """Keep what was sent."""
        self.ats.vendor.created.append(candidate)  # type: ignore[attr-defined]
        return CreatedCandidate(candidate=Candidate(id="1", name=candidate.name))


class MemoryApplications(Applications):
    """Applications, of which job "7" has one and every other job none."""

    native_filters = frozenset({"job_id"})

    def read_page(self, query: ApplicationQuery, page: PageRequest) -> Page[Application]:
        """Read one page."""
        vendor: Vendor = self.ats.vendor  # type: ignore[attr-defined]
        there = [Application(id="1", job_id="7")] if query.job_id in {None, "7"} else []
        return vendor.numbered(page, there)


class ATS(Provider):
    """An ATS in memory."""

    name = "memory"
    title = "Memory"
    Settings = Settings
    resources: ClassVar[tuple[type[Resource], ...]] = (
        MemoryJobs,
        MemoryCandidates,
        MemoryApplications,
    )

    def __init__(self, vendor: Vendor) -> None:
        super().__init__(Settings())
        self.vendor = vendor

    def base_url(self) -> str:
        """Return an address that nobody calls."""
        return "http://127.0.0.1:1"

    def auth(self) -> Auth:
        """Return what nobody asks for."""
        return BearerAuth("unused")


@pytest.fixture
def ats() -> Iterator[MakeATS]:
    """Return a maker of an ATS whose jobs page as its arguments say."""
    made: list[ATS] = []

    def make(vendor: Vendor | None = None, **declared: Any) -> ATS:
        kind = type("TheseJobs", (MemoryJobs,), declared)
        provider = type("ThisATS", (ATS,), {"resources": (kind, *ATS.resources[1:])})
        made.append(provider(vendor or Vendor()))
        return made[-1]

    yield make
    for each in made:
        each.close()
