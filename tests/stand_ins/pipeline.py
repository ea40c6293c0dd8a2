"""The pipelines of vendors where everybody is at a stage: sourced people first, hired ones last.

The company's own stages begin with the application and end with the offer, and some of its
applications are at none. So a stand-in settles the company in before it serves it, and what the
company says of stages stays what the vendor shows.
"""

from collections.abc import Mapping

import attrs

from unified_ats.sandbox import Company

__all__ = ["HIRED", "SOURCED", "Step", "settle", "steps", "steps_by_id"]

SOURCED = "Sourced"
HIRED = "Hired"


@attrs.frozen
class Step:
    """A stage of the pipeline.

    Attributes:
        number: A number of its own, to make the vendor's id of.
        name: The name.
        kind: `sourced`, `hired`, the company's kind, or `None` for a stage nobody knows.
    """

    number: int
    name: str
    kind: str | None


def settle(company: Company) -> None:
    """Put those who were hired at the last stage, and those who are nowhere at the first."""
    stages = {stage.id: stage.name for stage in company.stages()}
    with company.atomic():
        for each in company.list_applications()[0]:
            now = stages.get(each.stage_id or "")
            name = HIRED if each.status == "hired" else now or SOURCED
            if name != now:
                moved = company.set_application(each.id, stage=name)
                company.change(moved, updated_at=each.updated_at)


def steps(company: Company) -> list[Step]:
    """Return the stages in their order."""
    own = [
        Step(10 + stage.seq, stage.name, stage.kind)
        for stage in company.stages()
        if stage.name not in {SOURCED, HIRED}
    ]
    return [Step(1, SOURCED, "sourced"), *own, Step(2, HIRED, "hired")]


def steps_by_id(company: Company) -> Mapping[str, Step]:
    """Return the stages by the company's ids of them; the first one is that of who has none."""
    named = {step.name: step for step in steps(company)}
    return {"": named[SOURCED]} | {stage.id: named[stage.name] for stage in company.stages()}
