"""`/v3/application_stages`: which stages an application has been at, and is at now.

An application's `stage_id` is the id of such a row, not of the job's stage.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from unified_ats.sandbox import Application, Stage
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import is_among, is_flag
from unified_ats_greenhouse.sandbox.ids import wire_id
from unified_ats_greenhouse.sandbox.job_interview_stages import stage_wire
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rules import is_old, is_prospect
from unified_ats_greenhouse.sandbox.wire import Row, dated, iso

__all__ = ["LIST", "current_stage", "row_id", "rows"]

_IN_A_STAGE = timedelta(days=3)
"""How long an application stays at a stage, at most."""


def row_id(application: Application, stage: Stage) -> int:
    """Return the id of an application's stay at a stage."""
    return wire_id("application_stages", application.seq * 1_000 + stage.seq)


def current_stage(application: Application, stages: Sequence[Stage]) -> Stage | None:
    """Return where an application is; prospects and those that are over are nowhere."""
    if application.closed_at is not None or is_prospect(application):
        return None
    return next((each for each in stages if each.id == application.stage_id), None)


def rows(account: Account) -> Iterator[Row]:
    """Yield the stages that each application has come through."""
    stages = account.company.stages()
    places = {stage.id: place for place, stage in enumerate(stages)}
    for application in account.applications():
        if application.stage_id is not None and not is_prospect(application):
            yield from _stays(application, stages[: places[application.stage_id] + 1], stages)


def _stays(
    application: Application, passed: Sequence[Stage], stages: Sequence[Stage]
) -> Iterator[Row]:
    current = current_stage(application, stages)
    last = application.closed_at or application.updated_at
    for place, stage in enumerate(passed):
        entered = min(application.created_at + place * _IN_A_STAGE, last)
        left = last if stage is passed[-1] else min(entered + _IN_A_STAGE, last)
        unknown = is_old(application) and application.seq % 10 == 2 and place == 0
        yield {
            "id": row_id(application, stage),
            **dated(entered, left),
            "application_id": wire_id("applications", application.seq),
            "job_interview_stage_id": stage_wire(application.job_id, stage),
            "entered_at": None if unknown else iso(entered),
            "exited_at": None if stage is current or unknown else iso(left),
            "days_in_stage": (left - entered).days,
            "current": stage is current,
        }


LIST = Listing(
    name="application_stages",
    rows=rows,
    filters={
        "application_ids": is_among("application_id"),
        "job_interview_stage_ids": is_among("job_interview_stage_id"),
        "current": is_flag("current"),
    },
)
