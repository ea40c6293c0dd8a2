# the name of a class says what its methods do wrong
"""Flaws of records."""

from types import SimpleNamespace
from typing import Any

import attrs

from tests.testing.broken.flawed import Broken, changed, with_applications, with_jobs
from unified_ats import Application, ApplicationStatus, JobStatus
from unified_ats.generic.applications import GenericApplications


class TestGivesNumbersForIds(Broken):
    flawed = with_jobs(changed(lambda job: attrs.evolve(job, id=int(job.id.removeprefix("job_")))))
    caught = "test_types[jobs]"


class TestGivesNaiveTimes(Broken):
    flawed = with_jobs(
        changed(lambda job: attrs.evolve(job, updated_at=job.updated_at.replace(tzinfo=None)))
    )
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
    def _convert(self, raw: Any, where: str) -> Application:
        found = super()._convert(raw, where)
        return attrs.evolve(found, status=ApplicationStatus(str(found.vendor_status).upper()))


class TestRaisesOnUnknownStatuses(Broken):
    flawed = with_applications(StrictApplications)
    caught = "test_unknown_application_status"


class StagedApplications(GenericApplications):
    def _convert(self, raw: Any, where: str) -> Application:
        return super()._convert({**raw, "status": "active"}, where)


class TestLetsTheStageWin(Broken):
    flawed = with_applications(StagedApplications)
    caught = "test_application_statuses"
