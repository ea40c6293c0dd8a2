"""What can be done with an application: move, reject, unreject, hire. All answer 204, empty.

harvestdocs.greenhouse.io/docs/write-endpoint-migration-guide. That an application which is not
there is a 404 is unconfirmed, and so are the words of the refusals.
"""

from collections.abc import Mapping
from typing import NoReturn

from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import Application, Job, Stage, checks
from unified_ats_greenhouse.sandbox import fields, notes
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.application_stages import current_stage
from unified_ats_greenhouse.sandbox.ids import number_in, wire_id
from unified_ats_greenhouse.sandbox.job_interview_stages import (
    is_active,
    stage_wire,
    stages_of,
)
from unified_ats_greenhouse.sandbox.openings import hires_by_job, openings_of
from unified_ats_greenhouse.sandbox.rejection_reasons import THEY, reasons
from unified_ats_greenhouse.sandbox.rules import is_prospect
from unified_ats_greenhouse.sandbox.users import SERVICE_USER, user_of
from unified_ats_greenhouse.sandbox.wire import Refusal, no_content, unprocessable

__all__ = ["hire", "move", "reject", "unreject"]

_MOVE: Mapping[str, checks.Check] = {
    "from_stage_id": fields.integer,
    "to_stage_id": fields.integer,
    "to_job_id": fields.integer,
    "email_from_user_id": fields.integer,
}
_REJECT: Mapping[str, checks.Check] = {
    "rejection_reason_id": fields.integer,
    "notes": checks.text,
    "rejection_email": fields.nested(
        {
            "send_email_at": fields.moment,
            "email_template_id": fields.integer,
            "email_from_user_id": fields.integer,
        }
    ),
    "custom_fields": fields.no_custom_fields,
}
_HIRE: Mapping[str, checks.Check] = {
    "start_date": fields.moment,
    "opening_id": fields.integer,
    "close_reason_id": checks.optional(fields.integer),
}


def move(account: Account, request: Request, wire: int) -> Response:
    """Move an application on: to the next stage, to another one, or to another job.

    Raises:
        Refusal: 422 when `from_stage_id` is no longer the stage it is at, or there is no such way.
    """
    with account.company.atomic():
        application = _existing(account, wire)
        sent = fields.body(request, _MOVE, required=("from_stage_id",))
        stages = account.company.stages()
        stage = current_stage(application, stages)
        if stage is None or sent["from_stage_id"] != stage_wire(application.job_id, stage):
            _refuse("from_stage_id", "is not the current stage of the application")
        if "email_from_user_id" in sent and not user_of(account, sent["email_from_user_id"]):
            _refuse("email_from_user_id", "does not exist")
        if {"to_stage_id", "to_job_id"} <= set(sent):
            _refuse("to_job_id", "cannot be given together with to_stage_id")
        if "to_job_id" in sent:
            _transfer(account, application, sent["to_job_id"])
        else:
            target = _target(account, application, stage, sent.get("to_stage_id"))
            account.company.set_application(application.id, stage=target.name)
    return no_content()


def _target(account: Account, application: Application, stage: Stage, wire: int | None) -> Stage:
    job = _job_of(account, application)
    stages = stages_of(account, job)
    if wire is not None:
        if wire not in stages:
            _refuse("to_stage_id", "is no stage of this job")
        return stages[wire]
    order = list(stages.values())
    later = [each for each in order[order.index(stage) + 1 :] if is_active(job, each)]
    if not later:
        _refuse("from_stage_id", "is the last stage of this job")
    return later[0]


def _transfer(account: Account, application: Application, wire: int) -> None:
    company = account.company
    job = account.job(wire)
    if job is None or job.closed_at is not None:
        _refuse("to_job_id", "does not exist, or is closed")
    _, applied = company.list_applications(candidate_id=application.candidate_id, job_id=job.id)
    if applied:
        _refuse("to_job_id", "has an application of this candidate already")
    company.change(application, job_id=job.id, stage_id=company.stages()[0].id)


def reject(account: Account, request: Request, wire: int) -> Response:
    """Reject an application, or write down that the person did; notes become a note.

    Raises:
        Refusal: 422 without a known reason, and when the application is over already.
    """
    with account.company.atomic():
        application = _existing(account, wire)
        sent = fields.body(request, _REJECT, required=("rejection_reason_id",))
        reason = reasons(account).get(sent["rejection_reason_id"])
        if reason is None:
            _refuse("rejection_reason_id", "does not exist")
        _want_in_process(application)
        detail = {"rejected_by_id": SERVICE_USER, "rejection_reason_id": reason.id}
        if "notes" in sent:
            detail["rejection_note_id"] = _note(account, application, sent["notes"])
        status = "withdrawn" if reason.key == THEY else "rejected"
        account.set_status(application, status, reason=reason.name)
        account.rejections[application.id] = detail
    return no_content()


def _note(account: Account, application: Application, body: str) -> int:
    person = account.company.applicant(application)
    note = notes.add(
        account,
        candidate_id=wire_id("candidates", person.seq),
        application_id=wire_id("applications", application.seq),
        user_id=SERVICE_USER,
        body=body,
    )
    return int(note["id"])


def unreject(account: Account, request: Request, wire: int) -> Response:
    """Take a rejection back: the application is where it was.

    Raises:
        Refusal: 422 when it is not rejected.
    """
    with account.company.atomic():
        application = _existing(account, wire)
        fields.body(request, {})
        if application.status not in {"rejected", "withdrawn"}:
            raise Refusal(422, "The application is not rejected.")
        account.set_status(application, "active")
        account.rejections.pop(application.id, None)
    return no_content()


def hire(account: Account, request: Request, wire: int) -> Response:
    """Hire somebody into an opening, which must be named when several are open.

    Raises:
        Refusal: 422 when the application is over or a prospect's, or it is not clear into which
            opening. That a job without an open opening takes nobody is unconfirmed.
    """
    with account.company.atomic():
        application = _existing(account, wire)
        sent = fields.body(request, _HIRE)
        _want_in_process(application)
        opening = _opening(account, _job_of(account, application), sent.get("opening_id"))
        account.filled[application.id] = opening
        account.set_status(application, "hired")
    return no_content()


def _opening(account: Account, job: Job, wire: int | None) -> int:
    openings = openings_of(job, hires_by_job(account)[job.id], account.filled)
    free = [each["id"] for each in openings if each["open"]]
    if wire is None and len(free) > 1:
        _refuse("opening_id", "is required: several openings are open")
    if not free or wire not in {None, *free}:
        _refuse("opening_id", "is no open opening of this job")
    return (number_in("openings", wire or free[0]) or 0) % 1_000


def _existing(account: Account, wire: int) -> Application:
    application = account.application(wire)
    if application is None:
        raise Refusal(404)
    return application


def _job_of(account: Account, application: Application) -> Job:
    job = account.company.get_job(application.job_id)
    if job is None or is_prospect(application):
        raise Refusal(422, "A prospect has no job to be hired for.")
    return job


def _want_in_process(application: Application) -> None:
    if application.status != "active":
        raise Refusal(422, f"The application is {application.status} already.")


def _refuse(field: str, problem: str) -> NoReturn:
    raise unprocessable({field: problem})
