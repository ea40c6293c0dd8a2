"""What the company holds at one moment, and what Teamtailor has besides: stages of each job."""

from collections.abc import Mapping, Sequence
from typing import Self

import attrs

from tests.stand_ins.kept import until_written
from tests.stand_ins.teamtailor.wire import Row, wire_id
from unified_ats.sandbox import (
    Application,
    Candidate,
    Company,
    Department,
    Job,
    Office,
    RejectionReason,
    Stage,
    User,
)

HIRED = 99
"""The number of the stage `Hired`, which every job has and the company has not."""

WITHDREW = RejectionReason(id="reason_withdrew", seq=0, name="Candidate withdrew")
"""Why an application ended that the candidate withdrew without a word."""


@attrs.frozen(kw_only=True)
class JobStage:
    """A stage of one job; all jobs have the same, each under ids of its own."""

    job: Job
    number: int
    name: str
    type: str

    @property
    def id(self) -> str:
        """Teamtailor's id."""
        return f"{wire_id('jobs', self.job.seq)}{self.number:02d}"


@until_written
def _records(company: Company) -> Row:
    reasons = [WITHDREW, *company.rejection_reasons()]
    return {
        "jobs": {each.id: each for each in reversed(company.list_jobs()[0])},
        "people": {each.id: each for each in reversed(company.list_candidates()[0])},
        "applications": sorted(company.list_applications()[0], key=lambda each: each.seq),
        "departments": {each.id: each for each in company.departments()},
        "offices": {each.id: each for each in company.offices()},
        "users": {each.id: each for each in company.users()},
        "stages": company.stages(),
        "reasons": {each.id: each for each in reasons},
    }


@attrs.frozen(kw_only=True)
class Books:
    """The account, as it stands: records by the company's ids, in the order in which they came.

    Attributes:
        extras: What the company has no column for, by the company's ids.
    """

    jobs: Mapping[str, Job]
    people: Mapping[str, Candidate]
    applications: Sequence[Application]
    departments: Mapping[str, Department]
    offices: Mapping[str, Office]
    users: Mapping[str, User]
    stages: Sequence[Stage]
    reasons: Mapping[str, RejectionReason]
    extras: Mapping[str, Row]

    @classmethod
    def of(cls, company: Company, extras: Mapping[str, Row]) -> Self:
        """Open the books of a company."""
        return cls(**_records(company), extras=extras)

    def applications_of(
        self, *, job: Job | None = None, person: Candidate | None = None
    ) -> list[Application]:
        """Return the applications to a job, or of a person."""
        return [
            each
            for each in self.applications
            if (job is None or each.job_id == job.id)
            and (person is None or each.candidate_id == person.id)
        ]

    def stages_of(self, job: Job) -> list[JobStage]:
        """Return the stages of a job: the first is its inbox, and the last is `Hired`."""
        own = [
            JobStage(
                job=job,
                number=stage.seq,
                name=stage.name,
                type="Inbox" if stage.kind == "applied" else "In process",
            )
            for stage in self.stages
        ]
        return [*own, JobStage(job=job, number=HIRED, name="Hired", type="Hired")]

    def stage_of(self, application: Application) -> JobStage | None:
        """Return where an application is; who was hired is at the stage for that."""
        numbers = {stage.id: stage.seq for stage in self.stages}
        number = numbers.get(application.stage_id or "")
        wanted = HIRED if application.status == "hired" else number
        stages = self.stages_of(self.jobs[application.job_id])
        return next((each for each in stages if each.number == wanted), None)

    def reason_for(self, application: Application) -> RejectionReason | None:
        """Return why an application ended."""
        if application.status == "withdrawn":
            return self.reasons.get(application.rejection_reason_id or "", WITHDREW)
        return self.reasons.get(application.rejection_reason_id or "")
