"""`/v3/job_interview_stages`: the steps of a job; every job has steps of its own."""

from collections.abc import Iterator

from unified_ats.sandbox import Job, Stage
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import is_among, is_flag
from unified_ats_greenhouse.sandbox.ids import to_wire, wire_id
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.wire import Row, dated

__all__ = ["LIST", "is_active", "rows", "stage_wire", "stages_of"]


def stage_wire(job_id: str, stage: Stage) -> int:
    """Return the id of a stage of one job, given the company's id of the job."""
    job = int(job_id.rpartition("_")[2])
    return wire_id("job_interview_stages", job * 1_000 + stage.seq)


def is_active(job: Job, stage: Stage) -> bool:
    """Return whether a stage is in use; applications may still be at one that is not."""
    return not (job.seq % 6 == 2 and stage.seq == 3)


def stages_of(account: Account, job: Job) -> dict[int, Stage]:
    """Return the stages of a job by their ids, in the order in which they are passed."""
    return {stage_wire(job.id, stage): stage for stage in account.company.stages()}


def rows(account: Account) -> Iterator[Row]:
    """Yield the stages of all jobs."""
    stages = account.company.stages()
    for job in account.company.list_jobs()[0]:
        for place, stage in enumerate(stages):
            yield {
                "id": stage_wire(job.id, stage),
                **dated(job.created_at, job.created_at),
                "job_id": to_wire("jobs", job.id),
                "sort_order": place,
                "name": stage.name,
                "active": is_active(job, stage),
            }


LIST = Listing(
    name="job_interview_stages",
    rows=rows,
    filters={"job_ids": is_among("job_id"), "active": is_flag("active")},
)
