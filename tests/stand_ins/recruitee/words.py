"""The lists that names live in: departments, locations, stages and disqualify reasons."""

from werkzeug.wrappers import Request, Response

from tests.stand_ins.json_rest import Refusal, Row, asked, in_json
from tests.stand_ins.pipeline import Step, steps
from tests.stand_ins.recruitee.addresses import in_company
from tests.stand_ins.recruitee.ids import number_of, stage_number
from unified_ats.sandbox import Company, Sandbox

__all__ = ["CATEGORIES", "ROUTES", "pipeline_template", "stages"]

CATEGORIES = {
    "sourced": "sourced",
    "applied": "apply",
    "screening": "phone_screen",
    "interview": "interview",
    "offer": "offer",
    "hired": "hire",
}
"""The kinds of the company's stages, in Recruitee's words; an account's own stage has none."""

_TEMPLATE_ID = 654486
_LOCKED = ("sourced", "apply")


def _stage(step: Step, position: int) -> Row:
    category = CATEGORIES.get(step.kind or "")
    return {
        "id": stage_number(step),
        "name": step.name,
        "category": category,
        "group": None,
        "position": position,
        "locked": category in _LOCKED,
        "time_limit": None,
        "fair_evaluations_enabled": False,
        "placements_count": None,
    }


def stages(company: Company) -> list[Row]:
    """Return the stages of the only pipeline; the locked ones stand before the first."""
    before = len(_LOCKED)
    return [
        _stage(step, place - before + (place >= before))
        for place, step in enumerate(steps(company))
    ]


def pipeline_template(company: Company) -> Row:
    """Return the pipeline that all offers have."""
    return {
        "id": _TEMPLATE_ID,
        "title": "Default",
        "category": None,
        "custom": False,
        "default": True,
        "position": None,
        "requires_adjustment": False,
        "stages": stages(company),
    }


def _departments(sandbox: Sandbox, request: Request) -> Response:
    """GET /departments."""
    asked(request, {})
    jobs = sandbox.company.list_jobs()[0]
    return in_json(
        {
            "departments": [
                {
                    "id": number_of(each),
                    "name": each.name,
                    "offers_count": sum(job.department_id == each.id for job in jobs),
                    "status": None,
                    "grouped_translations": {"en": {"name": each.name}},
                }
                for each in sandbox.company.departments()
            ]
        }
    )


def _locations(sandbox: Sandbox, request: Request) -> Response:
    """GET /locations."""
    asked(request, {})
    return in_json(
        {
            "locations": [
                {
                    "id": number_of(each),
                    "name": each.name,
                    "city": each.city,
                    "country": each.country,
                    "full_address": f"{each.city}, {each.country}",
                }
                for each in sandbox.company.offices()
            ]
        }
    )


def _templates(sandbox: Sandbox, request: Request) -> Response:
    """GET /pipeline_templates."""
    asked(request, {})
    return in_json({"pipeline_templates": [pipeline_template(sandbox.company)]})


def _template(sandbox: Sandbox, request: Request, number: str) -> Response:
    """GET /pipeline_templates/{id}."""
    asked(request, {})
    if number != str(_TEMPLATE_ID):
        raise Refusal(404, "Record not found")
    return in_json({"pipeline_template": pipeline_template(sandbox.company)})


def _reasons(sandbox: Sandbox, request: Request) -> Response:
    """GET /disqualify_reasons."""
    asked(request, {})
    return in_json(
        {
            "disqualify_reasons": [
                {"id": number_of(each), "name": each.name, "position": position}
                for position, each in enumerate(sandbox.company.rejection_reasons(), 1)
            ]
        }
    )


ROUTES = (
    in_company("GET", "departments", _departments),
    in_company("GET", "locations", _locations),
    in_company("GET", "pipeline_templates", _templates),
    in_company("GET", "pipeline_templates/<number>", _template),
    in_company("GET", "disqualify_reasons", _reasons),
)
