"""Making applications: on their own, and inside a new candidate.

There are two forms: one for a job, and one for a prospect, who has none.
"""

from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import Application, Candidate, checks
from unified_ats_greenhouse.sandbox import applications, fields
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.ids import to_company, wire_id
from unified_ats_greenhouse.sandbox.job_interview_stages import stages_of
from unified_ats_greenhouse.sandbox.users import user_of
from unified_ats_greenhouse.sandbox.wire import Row, in_json, unprocessable

__all__ = ["apply", "create", "form", "shown", "wrong"]

_COMMON: Mapping[str, checks.Check] = {
    "source_id": fields.integer,
    "referrer_id": fields.integer,
    "recruiter_id": fields.integer,
    "coordinator_id": fields.integer,
    "created_at": fields.moment,
    "custom_fields": fields.no_custom_fields,
}
_FOR_A_JOB: Mapping[str, checks.Check] = {
    **_COMMON,
    "job_id": fields.integer,
    "initial_stage_id": fields.integer,
}


def _true(sent: Any) -> bool:
    if sent is not True:
        raise ValueError("must be true; leave it out for an application to a job")
    return True


_FOR_A_PROSPECT: Mapping[str, checks.Check] = {
    **_COMMON,
    "prospect": _true,
    "job_ids": fields.integers,
    "prospect_pool_id": fields.integer,
    "prospect_pool_stage_id": fields.integer,
    "prospect_owner_id": fields.integer,
    "prospective_department_id": fields.integer,
    "prospective_office_id": fields.integer,
}
_CANDIDATE: Mapping[str, checks.Check] = {"candidate_id": fields.integer}


def form(sent: Any) -> Row:
    """Check an application inside a candidate, in the form that it has."""
    table, required = _form_of(sent)
    return fields.nested(table, required=(required,))(sent)  # type: ignore[no-any-return]  # a check's Any


def _form_of(sent: Any) -> tuple[Mapping[str, checks.Check], str]:
    if isinstance(sent, dict) and "prospect" in sent:
        return _FOR_A_PROSPECT, "prospect"
    return _FOR_A_JOB, "job_id"


def create(account: Account, request: Request) -> Response:
    """Answer `POST /v3/applications`.

    Raises:
        Refusal: 422 when a field is wrong or names nothing, and when the person has applied to
            this job before (unconfirmed).
    """
    table, required = _form_of(fields.any_json(request))
    sent = fields.body(request, {**_CANDIDATE, **table}, required=("candidate_id", required))
    with account.company.atomic():
        candidate = account.candidate(sent["candidate_id"])
        problems = wrong(account, sent)
        if candidate is None:
            raise unprocessable({"candidate_id": "does not exist", **problems})
        if not problems and _has_applied(account, candidate, sent):
            problems["job_id"] = "has an application of this candidate already"
        if problems:
            raise unprocessable(problems)
        row = shown(account, apply(account, candidate, sent))
    return in_json(row, 201)


def shown(account: Account, application: Application) -> Row:
    """Return an application as it is served."""
    return applications.LIST.find(account, wire_id("applications", application.seq))


def wrong(account: Account, sent: Row) -> dict[str, str]:
    """Return what a checked form names that does not exist, or cannot be applied to."""
    problems: dict[str, str] = {}
    for name in ("recruiter_id", "coordinator_id", "prospect_owner_id"):
        if name in sent and user_of(account, sent[name]) is None:
            problems[name] = "does not exist"
    if "source_id" in sent and sent["source_id"] not in account.sources().values():
        problems["source_id"] = "does not exist"
    if any(account.job(wire) is None for wire in sent.get("job_ids", ())):
        problems["job_ids"] = "names a job that does not exist"
    return problems | (_wrong_with_the_job(account, sent) if "job_id" in sent else {})


def _wrong_with_the_job(account: Account, sent: Row) -> dict[str, str]:
    """Return what is wrong with a job or its stage; that it may not be closed is unconfirmed."""
    job = account.job(sent["job_id"])
    if job is None:
        return {"job_id": "does not exist"}
    if job.closed_at is not None:
        return {"job_id": "is closed"}
    if "initial_stage_id" in sent and sent["initial_stage_id"] not in stages_of(account, job):
        return {"initial_stage_id": "is no stage of this job"}
    return {}


def _has_applied(account: Account, candidate: Candidate, sent: Row) -> bool:
    job_id = to_company("jobs", sent.get("job_id", 0))
    return account.company.list_applications(candidate_id=candidate.id, job_id=job_id)[1] > 0


def apply(account: Account, candidate: Candidate, sent: Row) -> Application:
    """Make the application of a form in which nothing is wrong."""
    names = {wire: name for name, wire in account.sources().items()}
    source = names.get(sent.get("source_id", 0))
    if "prospect" in sent:
        jobs = [to_company("jobs", wire) for wire in sent.get("job_ids", ())]
        made = account.add_prospect(candidate, jobs=jobs, source=source)
    else:
        made = _to_a_job(account, candidate, sent, source)
    written = ("recruiter_id", "coordinator_id", "referrer_id")
    account.written[made.id] = {name: sent[name] for name in written if name in sent}
    return made


def _to_a_job(account: Account, candidate: Candidate, sent: Row, source: str | None) -> Application:
    company = account.company
    job_id = to_company("jobs", sent["job_id"])
    made = company.create_application(candidate_id=candidate.id, job_id=job_id, source=source)
    job = account.job(sent["job_id"])
    if job and "initial_stage_id" in sent:
        stage = stages_of(account, job)[sent["initial_stage_id"]]
        made = company.set_application(made.id, stage=stage.name)
    if "created_at" in sent:
        made = company.change(made, created_at=sent["created_at"])
    return made
