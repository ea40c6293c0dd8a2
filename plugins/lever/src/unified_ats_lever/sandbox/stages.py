"""`/v1/stages` and `/v1/disposition_stages`: the pipeline, which is the account's, not a posting's.

Lever's own stages have words for ids, and come in every account; the others are the company's.
"""

from collections.abc import Iterable

import attrs
from werkzeug.wrappers import Response

from unified_ats.sandbox import Stage
from unified_ats_lever.sandbox import archive_reasons, parameters
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.ids import wire_id
from unified_ats_lever.sandbox.listing import Call, by_id, rows_of
from unified_ats_lever.sandbox.wire import Row, data

__all__ = [
    "LIST",
    "NEW_APPLICANT",
    "NEW_LEAD",
    "OFFER",
    "PIPELINES",
    "Step",
    "dispositions",
    "index",
    "row",
    "show",
    "stage_wire",
    "step_of",
    "steps",
]

PIPELINES = {
    "applied": "applicant",
    "screening": "screen",
    "interview": "onsite",
    "offer": "offer",
}
"""Which part of the pipeline a stage belongs to, by the company's word for its kind."""


@attrs.frozen(kw_only=True)
class Step:
    """One stage.

    Attributes:
        id: Lever's id.
        text: Its name.
        pipeline: The part of the pipeline it belongs to; `None` where the company knows of none.
        stage: The company's stage; `None` for one that is Lever's own.
    """

    id: str
    text: str
    pipeline: str | None
    stage: Stage | None = None


NEW_LEAD = Step(id="lead-new", text="New lead", pipeline="lead")
NEW_APPLICANT = Step(id="applicant-new", text="New applicant", pipeline="applicant")
OFFER = "offer"

_OWN = (
    NEW_LEAD,
    Step(id="lead-reached-out", text="Reached out", pipeline="lead"),
    Step(id="lead-responded", text="Responded", pipeline="lead"),
    NEW_APPLICANT,
)


def stage_wire(stage: Stage) -> str:
    """Return Lever's id for a stage of the company's; its offers are Lever's."""
    return OFFER if stage.kind == "offer" else wire_id("stages", stage.id)


def steps(stages: Iterable[Stage]) -> list[Step]:
    """Return all stages, in the order of the pipeline."""
    theirs = [
        Step(
            id=stage_wire(each),
            text=each.name,
            pipeline=PIPELINES.get(each.kind or ""),
            stage=each,
        )
        for each in stages
    ]
    return [*_OWN, *theirs]


def step_of(stages: Iterable[Stage], wire: str | None) -> Step | None:
    """Return the stage with an id of Lever's."""
    return next((each for each in steps(stages) if each.id == wire), None)


def row(step: Step) -> Row:
    """Return a stage as Lever shows it."""
    return {"id": step.id, "text": step.text}


LIST = rows_of("Stage")


def _rows(account: Account) -> list[Row]:
    return [row(each) for each in steps(account.books().stages.values())]


def index(account: Account, call: Call) -> Response:
    """Answer `GET /stages`."""
    return LIST.answer(account, call, _rows(account))


def show(account: Account, call: Call, wire: str) -> Response:
    """Answer `GET /stages/:stage`."""
    return LIST.answer_one(call, by_id(_rows(account), wire))


def dispositions(account: Account, call: Call) -> Response:
    """Answer `GET /disposition_stages`: the stages by pipeline, and the reasons without their type.

    A stage of which the company does not know what kind it is, is left out.
    """
    parameters.read(call.request, {})
    known = [each for each in steps(account.books().stages.values()) if each.pipeline]
    stages = [
        {
            **row(each),
            "pipeline": each.pipeline,
            "rank": rank,
            "hasInterview": each.pipeline in {"screen", "onsite"},
        }
        for rank, each in enumerate(known)
    ]
    reasons = [row | {"type": None} for row in archive_reasons.rows(account)]
    return data({"stages": stages, "archiveReasons": reasons})
