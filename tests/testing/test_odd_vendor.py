"""A vendor that differs from the usual wherever the suite lets an author say so."""

from collections.abc import Mapping
from typing import ClassVar, Literal

import attrs

from unified_ats import (
    Application,
    ApplicationQuery,
    Candidate,
    ConflictError,
    CreatedCandidate,
    Job,
    JobQuery,
    JobStatus,
    NewCandidate,
    Page,
    PageRequest,
    Provider,
)
from unified_ats.sandbox import Job as CompanyJob
from unified_ats.testing import CompanyRecord
from unified_ats.testing.conformance.lists import ListTests
from unified_ats.testing.conformance.lookups import LookUpTests
from unified_ats.testing.conformance.records import RecordTests
from unified_ats.testing.conformance.writes import WriteTests
from unified_ats_tiny import TinyProvider
from unified_ats_tiny.applications import TinyApplications
from unified_ats_tiny.candidates import TinyCandidates
from unified_ats_tiny.jobs import TinyJobs


def bare(name: str | None) -> str:
    """Return ``"7"`` for ``"job_7"``."""
    return (name or "").rpartition("_")[2]


class OddJobs(TinyJobs):
    """Numbers for ids, no drafts, and one word for what is over."""

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        """Leave drafts out."""
        found = super().read_page(query, page)
        kept = [self._odd(job) for job in found.items if job.status is not JobStatus.DRAFT]
        return attrs.evolve(found, items=kept)

    def read_one(self, job_id: str) -> Job:
        """Read a job by its number."""
        return self._odd(super().read_one(f"job_{job_id}"))

    def _odd(self, job: Job) -> Job:
        over = job.status is JobStatus.ARCHIVED
        return attrs.evolve(job, id=bare(job.id), status=JobStatus.CLOSED if over else job.status)


class OddApplications(TinyApplications):
    """Numbers for ids, and lists job by job only."""

    def read_page(self, query: ApplicationQuery, page: PageRequest) -> Page[Application]:
        """Want a job."""
        if not query.job_id:
            raise self.unsupported("list", "give a job_id")
        found = super().read_page(attrs.evolve(query, job_id=f"job_{query.job_id}"), page)
        return attrs.evolve(found, items=[self._odd(each) for each in found.items])

    def read_one(self, application_id: str) -> Application:
        """Read an application by its number."""
        return self._odd(super().read_one(f"app_{application_id}"))

    def _odd(self, each: Application) -> Application:
        job_id, candidate_id = bare(each.job_id), bare(each.candidate_id)
        return attrs.evolve(each, id=bare(each.id), job_id=job_id, candidate_id=candidate_id)


class OddCandidates(TinyCandidates):
    """Numbers for ids, and no word about a second application."""

    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        """Keep the first application."""
        sent = attrs.evolve(candidate, job_id=f"job_{candidate.job_id}")
        try:
            made = super().send_create(sent)
        except ConflictError:
            return CreatedCandidate(candidate=Candidate(id="0", name=sent.name, email=sent.email))
        person = attrs.evolve(made.candidate, id=bare(made.candidate.id))
        return attrs.evolve(made, candidate=person, application_id=bare(made.application_id))


class OddProvider(TinyProvider):
    """Tiny, with those."""

    resources = (OddJobs, OddCandidates, OddApplications)


class TestOdd(ListTests, LookUpTests, RecordTests, WriteTests):
    """Every difference that an author can declare is taken into account."""

    provider = "tiny"
    duplicate: ClassVar[Literal["refused", "kept", "added"]] = "kept"
    lacks: ClassVar[Mapping[str, str]] = {"applications.vendor_status": "outcomes are no words"}
    job_statuses: ClassVar[Mapping[str, JobStatus]] = {
        "open": JobStatus.OPEN,
        "closed": JobStatus.CLOSED,
        "pending": JobStatus.PENDING,
        "archived": JobStatus.CLOSED,
    }

    def vendor_id(self, record: CompanyRecord) -> str:
        """Show numbers."""
        return str(record.seq)

    def shows(self, record: CompanyRecord) -> bool:
        """Hide drafts."""
        return not (isinstance(record, CompanyJob) and record.status == "draft")

    def provider_class(self) -> type[Provider]:
        """Return the odd one."""
        return OddProvider
