"""The account, and the lists its words come from: stages, departments, reasons and members."""

import re

from werkzeug.wrappers import Request, Response

from tests.stand_ins.json_rest import Row, asked, in_json, route
from tests.stand_ins.pipeline import Step, steps
from tests.stand_ins.workable.ids import hex_id
from tests.stand_ins.workable.jobs import job_of
from unified_ats.sandbox import Company, Sandbox, checks

__all__ = ["ACCOUNT", "KINDS", "ROUTES", "SUBDOMAIN", "slug", "stage_check"]

SUBDOMAIN = "example-company"
ACCOUNT = {"subdomain": SUBDOMAIN, "name": "Example Company"}
KINDS = {
    "sourced": "sourced",
    "applied": "applied",
    "screening": "phone-screen",
    "interview": "interview",
    "offer": "offer",
    "hired": "hired",
}
"""The kinds of the company's stages, in Workable's words; an account's own stage has none."""

_FIRST_STAGE = 5272268
_WITHDREW = {"id": "b29cff", "description": "Not interested", "candidate_withdrew": True}


def slug(step: Step) -> str:
    """Return what a stage is called in parameters."""
    return re.sub("[^a-z0-9]+", "-", step.name.lower()).strip("-")


def stage_check(company: Company) -> checks.Check:
    """Return a check for the slug of a stage."""
    known = {slug(step) for step in steps(company)}

    def check(sent: str) -> str:
        if sent not in known:
            raise ValueError("is not a stage")
        return sent

    return check


def _stages(sandbox: Sandbox, request: Request) -> Response:
    """GET /stages."""
    asked(request, {})
    return in_json(
        {
            "stages": [
                _stage(step, position) for position, step in enumerate(steps(sandbox.company), 1)
            ]
        }
    )


def _stage(step: Step, position: int) -> Row:
    number = _FIRST_STAGE + step.number
    return {
        "id": number,
        "identifier": f"{number:x}",
        "slug": slug(step),
        "name": step.name,
        "kind": KINDS.get(step.kind or ""),
        "position": position,
    }


def _stages_of_job(sandbox: Sandbox, request: Request, code: str) -> Response:
    """GET /jobs/{shortcode}/stages: every job has the account's."""
    job_of(sandbox.company, code)
    return _stages(sandbox, request)


def _departments(sandbox: Sandbox, request: Request) -> Response:
    """GET /departments: an array without an envelope."""
    asked(request, {})
    return in_json(
        [
            {"id": hex_id(each), "name": each.name, "parent_id": None, "sample": False}
            for each in sandbox.company.departments()
        ]
    )


def _reasons(sandbox: Sandbox, request: Request) -> Response:
    """GET /disqualification_reasons: an array without an envelope."""
    asked(request, {})
    rows = [
        {"id": hex_id(each), "description": each.name, "candidate_withdrew": False}
        for each in sandbox.company.rejection_reasons()
    ]
    placed = enumerate([*rows, _WITHDREW], 1)
    return in_json([{**row, "position": position} for position, row in placed])


def _members(sandbox: Sandbox, request: Request) -> Response:
    """GET /members, of whom one has to act in most writes."""
    asked(request, {})
    return in_json(
        {
            "members": [
                {
                    "id": f"{0x13E000 + user.seq:x}",
                    "name": f"{user.first_name} {user.last_name}",
                    "headline": None,
                    "email": user.email,
                    "role": "admin" if user.role == "recruiter" else "simple",
                }
                for user in sandbox.company.users()
            ]
        }
    )


ROUTES = (
    route("GET", "/spi/v3/stages", _stages),
    route("GET", "/spi/v3/jobs/<code>/stages", _stages_of_job),
    route("GET", "/spi/v3/departments", _departments),
    route("GET", "/spi/v3/disqualification_reasons", _reasons),
    route("GET", "/spi/v3/members", _members),
)
