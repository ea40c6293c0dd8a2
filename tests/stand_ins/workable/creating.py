"""Creating a candidate: https://workable.readme.io/reference/job-candidates-create.

Workable keeps a candidate for each job, and so the same person in another job is another record.
In the same job a known e-mail address is refused.
"""

from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Request, Response

from tests.stand_ins.json_rest import (
    Refusal,
    Row,
    asked,
    each,
    fields_of,
    flag,
    in_json,
    route,
    sent_object,
    some_object,
)
from tests.stand_ins.pipeline import SOURCED, steps
from tests.stand_ins.workable.candidates import Account, details
from tests.stand_ins.workable.jobs import job_of
from tests.stand_ins.workable.words import slug, stage_check
from unified_ats.sandbox import Application, Candidate, Company, Job, checks

__all__ = ["CANDIDATE", "ROUTES"]

CANDIDATE: Mapping[str, checks.Check] = {
    "name": checks.text,
    "firstname": checks.text,
    "lastname": checks.text,
    "email": checks.email,
    "headline": checks.text,
    "summary": checks.text,
    "address": checks.text,
    "phone": checks.text,
    "cover_letter": checks.text,
    "education_entries": each(some_object),
    "experience_entries": each(some_object),
    "answers": each(some_object),
    "skills": each(checks.text),
    "tags": each(checks.text),
    "social_profiles": each(some_object),
    "disqualified": flag,
    "disqualification_reason": checks.text,
    "disqualified_at": checks.moment,
    "domain": checks.text,
    "image_url": checks.url,
    "resume_url": checks.url,
    "resume": some_object,
}
_SHOWN_AS_SENT = (
    "summary", "cover_letter", "education_entries", "experience_entries", "answers", "skills",
    "tags", "social_profiles", "image_url",
)  # fmt: skip


def _create(account: Account, request: Request, code: str) -> Response:
    """POST /jobs/{shortcode}/candidates."""
    company = account.company
    job = job_of(company, code)
    stage = asked(request, {"stage": stage_check(company)}).get("stage")
    body = fields_of(
        sent_object(request), {"candidate": some_object, "sourced": flag}, required=("candidate",)
    )
    sent = fields_of(body["candidate"], CANDIDATE, required=("email",))
    if not ({"firstname", "lastname"} <= sent.keys() or "name" in sent):
        raise Refusal(422, "Some fields are wrong", fields={"name": "can't be blank"})
    _refuse_known(company, job, sent["email"])
    person = _person(company, sent)
    application = company.create_application(
        candidate_id=person.id, job_id=job.id, source=sent.get("domain")
    )
    sourced = body.get("sourced", True)
    application = _staged(company, application, stage, sourced=sourced)
    if sent.get("disqualified"):
        application = _disqualified(company, application, sent)
    shown = {name: sent[name] for name in _SHOWN_AS_SENT if name in sent}
    account.sent[application.id] = {**shown, "sourced": sourced}
    return in_json({"status": "created", "candidate": details(account, application)}, 201)


def _refuse_known(company: Company, job: Job, email: str) -> None:
    for known in company.list_candidates(email=email)[0]:
        if company.list_applications(candidate_id=known.id, job_id=job.id)[1]:
            raise Refusal(
                422, "Candidate already exists", fields={"email": "candidate already exists"}
            )


def _person(company: Company, sent: Row) -> Candidate:
    first, _, rest = sent.get("name", "").partition(" ")
    resume: Mapping[str, Any] = sent.get("resume", {})
    uploaded = f"https://files.example.com/{resume['name']}" if "name" in resume else None
    return company.create_candidate(
        first_name=sent.get("firstname", first),
        last_name=sent.get("lastname", rest.strip() or None),
        email=sent["email"],
        phone=sent.get("phone"),
        title=sent.get("headline"),
        location=sent.get("address"),
        resume_url=sent.get("resume_url", uploaded),
    )


def _staged(
    company: Company, application: Application, stage: str | None, *, sourced: bool
) -> Application:
    """Put a candidate at the stage that was asked for, or where the sourced and others begin."""
    if stage is not None:
        name = next(step.name for step in steps(company) if slug(step) == stage)
    elif sourced:
        name = SOURCED
    else:
        name = next(step.name for step in steps(company) if step.kind == "applied")
    return company.set_application(application.id, stage=name)


def _disqualified(company: Company, application: Application, sent: Row) -> Application:
    over = company.set_application(
        application.id,
        status="rejected",
        rejection_reason=sent.get("disqualification_reason"),
    )
    return company.change(over, closed_at=sent.get("disqualified_at", over.closed_at))


ROUTES = (route("POST", "/spi/v3/jobs/<code>/candidates", _create),)
