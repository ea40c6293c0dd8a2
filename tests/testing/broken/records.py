# ruff: noqa: D102  # the name of a class says what its methods do wrong
"""Flaws of records."""

from types import SimpleNamespace

import attrs

from tests.generic.made import GenericApplications
from tests.testing.broken.flawed import Broken, changed, with_applications, with_jobs
from unified_ats import (
    Application,
    ApplicationQuery,
    ApplicationStatus,
    JobStatus,
    Page,
    PageRequest,
    SalaryRange,
)

PAY = SalaryRange(minimum=0.1)  # type: ignore[arg-type]  # the flaw


class TestGivesNumbersForIds(Broken):
    flawed = with_jobs(changed(lambda job: attrs.evolve(job, id=int(job.id.removeprefix("job_")))))
    caught = "test_types[jobs]"


class TestGivesNaiveTimes(Broken):
    flawed = with_jobs(
        changed(lambda job: attrs.evolve(job, updated_at=job.updated_at.replace(tzinfo=None)))
    )
    caught = "test_types[jobs]"


class TestCountsMoneyInFloats(Broken):
    flawed = with_jobs(changed(lambda job: attrs.evolve(job, salary=PAY)))
    caught = "test_types[jobs]"


class TestMovesTimes(Broken):
    flawed = with_jobs(
        changed(lambda job: attrs.evolve(job, updated_at=job.updated_at.replace(second=59)))
    )
    caught = "test_field[jobs.updated_at]"


class TestMixesFieldsUp(Broken):
    flawed = with_jobs(changed(lambda job: attrs.evolve(job, title=job.department or "none")))
    caught = "test_field[jobs.title]"


class TestDropsRaw(Broken):
    flawed = with_jobs(changed(lambda job: attrs.evolve(job, raw={})))
    caught = "test_raw_is_kept[jobs]"


class TestLeavesRecordsOpen(Broken):
    flawed = with_jobs(changed(lambda job: SimpleNamespace(**attrs.asdict(job, recurse=False))))
    caught = "test_records_are_frozen[jobs]"


class TestMistakesStatuses(Broken):
    flawed = with_jobs(changed(lambda job: attrs.evolve(job, status=JobStatus.OPEN)))
    caught = "test_job_statuses"


class TestMistakesUnknownStatuses(Broken):
    flawed = with_jobs(
        changed(
            lambda job: (
                attrs.evolve(job, status=JobStatus.CLOSED)
                if job.status is JobStatus.UNKNOWN
                else job
            )
        )
    )
    caught = "test_unknown_job_status"


class StrictApplications(GenericApplications):
    def read_page(self, query: ApplicationQuery, page: PageRequest) -> Page[Application]:
        found = super().read_page(query, page)
        for each in found.items:
            ApplicationStatus(str(each.vendor_status).upper())
        return found


class TestRaisesOnUnknownStatuses(Broken):
    flawed = with_applications(StrictApplications)
    caught = "test_unknown_application_status"


def staged(application: Application) -> Application:
    """Return an application with what its stage alone says."""
    kinds = {"Applied": "APPLIED", "Offer": "OFFER"}
    return attrs.evolve(
        application, status=ApplicationStatus(kinds.get(str(application.stage), "INTERVIEW"))
    )


class StagedApplications(GenericApplications):
    def read_page(self, query: ApplicationQuery, page: PageRequest) -> Page[Application]:
        found = super().read_page(query, page)
        return attrs.evolve(found, items=[staged(each) for each in found.items])


class TestLetsTheStageWin(Broken):
    flawed = with_applications(StagedApplications)
    caught = "test_application_statuses"
