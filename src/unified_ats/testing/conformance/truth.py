"""What a vendor ought to show of the fake company: the yardstick of the conformance tests."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

import attrs

from unified_ats.provider import Provider
from unified_ats.resources import ApplicationStatus
from unified_ats.sandbox import Application, Candidate, Company, Job

__all__ = ["FIELDS", "NOUNS", "READS", "REQUIRED", "UNTOLD", "CompanyRecord", "Truth"]

NOUNS = ("jobs", "candidates", "applications")
CompanyRecord = Job | Candidate | Application
"""A record of the fake company."""
UNTOLD = object()
"""Stands for what the company says nothing of, and a vendor may."""


@attrs.frozen(kw_only=True)
class Truth:
    """What the vendor ought to show of a company, now.

    Attributes:
        company: the fake company behind the sandbox.
        vendor_id: the id under which the vendor shows a record.
        shows: whether the vendor shows a record at all.
        person_per_application: whether the vendor has a person once for each application.
        employment_types: the company's words → the vendor's, where they differ.
    """

    company: Company
    vendor_id: Callable[[CompanyRecord], str]
    shows: Callable[[CompanyRecord], bool]
    person_per_application: bool = False
    employment_types: Mapping[str, str] = attrs.field(factory=dict)

    def records(self, noun: str, *, job_id: str | None = None) -> list[Any]:
        """Return the company's records of a kind; ``job_id`` is the vendor's."""
        found, _ = getattr(self.company, f"list_{noun}")()
        return [
            record
            for record in found
            if self.shows(record) and (job_id is None or self.job_of(record) == job_id)
        ]

    def listed(self, noun: str) -> list[Any]:
        """Return the records that a list with :meth:`scope` ought to give."""
        return self.records(noun, **self.scope(noun))

    def scope(self, noun: str) -> dict[str, str]:
        """Return the filters a kind is listed with: applications are those of one job."""
        return {"job_id": self.busy_job()} if noun == "applications" else {}

    def ids(self, records: Iterable[CompanyRecord]) -> list[str]:
        """Return the vendor's ids of records, sorted."""
        return sorted(self.vendor_id(record) for record in records)

    def job_of(self, application: Application) -> str:
        """Return the vendor's id of the job that was applied to."""
        return self.vendor_id(self._job(application.job_id))

    def person_of(self, application: Application) -> Candidate:
        """Return who applied."""
        return self.company.applicant(application)

    def person_id(self, application: Application) -> str:
        """Return the vendor's id of who applied."""
        person = application if self.person_per_application else self.person_of(application)
        return self.vendor_id(person)

    def busy_job(self) -> str:
        """Return the vendor's id of the job that most people applied to."""
        counts = Counter(self.job_of(each) for each in self.records("applications"))
        return counts.most_common(1)[0][0]

    def quiet_job(self) -> str:
        """Return the vendor's id of a job that nobody applied to."""
        busy = {self.job_of(each) for each in self.records("applications")}
        return next(each for each in self.ids(self.records("jobs")) if each not in busy)

    def open_jobs(self) -> list[str]:
        """Return the vendor's ids of the jobs that take applications."""
        return [self.vendor_id(job) for job in self.records("jobs") if job.status == "open"]

    def open_job(self) -> str:
        """Return the vendor's id of a job that takes applications."""
        return self.open_jobs()[0]

    def held(self, email: str) -> list[Candidate]:
        """Return the people the company has under an address."""
        return self.company.list_candidates(email=email)[0]

    def applied(self, email: str, job_id: str) -> int:
        """Return how often people of that address have applied to a job."""
        records = self.records("applications", job_id=job_id)
        return sum(self.person_of(record).email == email for record in records)

    def personal(self) -> set[str]:
        """Return what identifies the people of the company, as words to look for."""
        people, _ = self.company.list_candidates()
        return {word for each in people for word in (each.name, each.email, each.phone) if word}

    def statuses(self, application: Application) -> set[ApplicationStatus]:
        """Return what an application's status may be: an adapter need not know its stage."""
        if application.status != "active":
            return {ApplicationStatus(application.status.upper())}
        kinds = {stage.id: stage.kind for stage in self.company.stages()}
        kind = kinds.get(application.stage_id or "")
        known = {ApplicationStatus(kind.upper())} if kind else set()
        return known | {ApplicationStatus.ACTIVE}

    def place(self, job: Job) -> str | None:
        """Return the town a job is in."""
        towns = {office.id: office.city for office in self.company.offices()}
        return towns.get(job.office_id or "")

    def employment_type(self, job: Job) -> str | None:
        """Return the vendor's word for how much, and for how long, people work in a job."""
        word = job.employment_type
        return self.employment_types.get(word, word) if word else None

    def name_in(self, kind: str, record_id: str | None) -> str | None:
        """Return the name of a department, stage or rejection reason."""
        names = {each.id: each.name for each in getattr(self.company, kind)()}
        return names.get(record_id or "")

    def reason_for(self, application: Application) -> Any:
        """Return why an application ended; some vendors know why people withdrew, too."""
        if application.status == "withdrawn" and not application.rejection_reason_id:
            return UNTOLD
        return self.name_in("rejection_reasons", application.rejection_reason_id)

    def middle(self, records: Iterable[CompanyRecord]) -> datetime:
        """Return a time that parts records into older and newer ones, and lies near none."""
        times = sorted({record.updated_at for record in records})
        inner = times[len(times) // 4 : -len(times) // 4 or None]
        gap, before = max((after - before, before) for before, after in pairwise(inner))
        return before + gap / 2

    def _job(self, company_id: str) -> Job:
        job = self.company.get_job(company_id)
        assert job is not None, company_id  # noqa: S101  # the company's own reference
        return job


FIELDS: Mapping[str, Callable[[Truth, Any], Any]] = {
    "jobs.title": lambda _, job: job.title,
    "jobs.location": lambda truth, job: truth.place(job),
    "jobs.department": lambda truth, job: truth.name_in("departments", job.department_id),
    "jobs.employment_type": lambda truth, job: truth.employment_type(job),
    "jobs.external_url": lambda _, job: job.url,
    "jobs.created_at": lambda _, job: job.created_at,
    "jobs.updated_at": lambda _, job: job.updated_at,
    "candidates.name": lambda _, person: person.name,
    "candidates.email": lambda _, person: person.email,
    "candidates.phone": lambda _, person: person.phone,
    "candidates.resume_url": lambda _, person: person.resume_url,
    "candidates.created_at": lambda _, person: person.created_at,
    "candidates.updated_at": lambda _, person: person.updated_at,
    "applications.candidate_name": lambda truth, each: truth.person_of(each).name,
    "applications.email": lambda truth, each: truth.person_of(each).email,
    "applications.job_id": lambda truth, each: truth.job_of(each),
    "applications.candidate_id": lambda truth, each: truth.person_id(each),
    "applications.stage": lambda truth, each: truth.name_in("stages", each.stage_id),
    "applications.rejection_reason": lambda truth, each: truth.reason_for(each),
    "applications.source": lambda _, each: each.source,
    "applications.applied_at": lambda _, each: each.created_at,
    "applications.updated_at": lambda _, each: each.updated_at,
}
"""Field of a canonical model → what the company says of it."""

REQUIRED = {
    "jobs.title",
    "candidates.name",
    "candidates.email",
    "applications.candidate_name",
    "applications.email",
    "applications.job_id",
}
"""Fields without which a record is of no use; the others may be missing, visibly."""

READS: Mapping[str, Callable[[Provider, Truth], Any]] = {
    "jobs.list": lambda ats, _: ats.jobs.list(per_page=5).items,
    "jobs.get": lambda ats, truth: ats.jobs.get(truth.busy_job()),
    "candidates.list": lambda ats, _: ats.candidates.list(per_page=5).items,
    "candidates.get": lambda ats, truth: ats.candidates.get(
        truth.ids(truth.records("candidates"))[0]
    ),
    "applications.list": lambda ats, truth: (
        ats.applications.list(job_id=truth.busy_job(), per_page=5).items
    ),
    "applications.get": lambda ats, truth: ats.applications.get(
        truth.ids(truth.records("applications"))[0]
    ),
}
"""Operation that reads → a call of it that finds something, the same each time: cursors need not
be, since some vendors write into them when they were asked for."""
