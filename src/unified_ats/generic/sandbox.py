"""The generic ATS API over the fake company, strictly as `docs/generic-api.md` describes it."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import Application, Candidate, Job, Sandbox, checks

__all__ = [
    "APPLICATION_STATUSES",
    "CODES",
    "JOB_STATUSES",
    "LISTS",
    "NEW_CANDIDATE",
    "PAGING",
    "REQUIRED",
    "GenericSandbox",
    "Shown",
    "T",
]

CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    415: "unsupported_media_type",
    422: "invalid",
    429: "rate_limited",
    500: "server_error",
    503: "unavailable",
}
JOB_STATUSES = ("open", "closed", "draft", "pending", "archived")
APPLICATION_STATUSES = ("active", "hired", "rejected", "withdrawn")

PAGING: Mapping[str, checks.Check] = {
    "page": checks.number(10**9),
    "per_page": checks.number(100),
}
LISTS: Mapping[str, Mapping[str, checks.Check]] = {
    "jobs": {
        **PAGING,
        "status": checks.words(JOB_STATUSES),
        "updated_after": checks.moment,
    },
    "candidates": {
        **PAGING,
        "email": checks.email,
        "updated_after": checks.moment,
    },
    "applications": {
        **PAGING,
        "job_id": checks.text,
        "status": checks.words(APPLICATION_STATUSES),
        "updated_after": checks.moment,
    },
}
NEW_CANDIDATE: Mapping[str, checks.Check] = {
    "name": checks.text,
    "email": checks.email,
    "phone": checks.optional(checks.text),
    "resume_url": checks.optional(checks.url),
    "job_id": checks.text,
}
REQUIRED = ("name", "email", "job_id")

T = TypeVar("T")
Shown = Callable[[Sequence[T]], list[dict[str, Any]]]
"""Turns records into what the API shows of them."""


class GenericSandbox(Sandbox):
    """The generic ATS: any key but an empty one, pages with totals, errors field by field."""

    name = "generic"
    title = "Generic ATS"

    def authenticate(self, request: Request) -> Response | None:
        """Want a bearer key; refuse the key `forbidden` and the account `unknown-account`."""
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key.strip():
            response = self.error(401, "send Authorization: Bearer and your API key")
            response.headers["WWW-Authenticate"] = "Bearer"
            return response
        if key.strip() == "forbidden":
            return self.error(403, "this API key may not do that")
        if request.headers.get("X-Account-Id") == "unknown-account":
            return self.error(403, "this API key does not belong to that account")
        return None

    def error(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> Response:
        """Return `{"error": {"code", "message"}}`, and `fields` where there are any."""
        error: dict[str, Any] = {"code": CODES[status], "message": message}
        if fields:
            error["fields"] = dict(fields)
        return _json({"error": error}, status)

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables of the generic adapter."""
        return {
            "ATS_PROVIDER": self.name,
            "ATS_BASE_URL": base_url,
            "ATS_API_KEY": "sandbox-key",
            "ATS_ACCOUNT_ID": "sandbox-account",
        }

    # ---- endpoints --------------------------------------------------------------------------

    def list_jobs(self, request: Request) -> Response:
        """GET /jobs."""
        return self._list(request, "jobs", self.company.list_jobs, self._jobs)

    def get_job(self, request: Request, job_id: str) -> Response:
        """GET /jobs/{id}."""
        return self._get(request, "job", self.company.get_job(job_id), self._jobs)

    def list_candidates(self, request: Request) -> Response:
        """GET /candidates."""
        return self._list(request, "candidates", self.company.list_candidates, _candidates)

    def get_candidate(self, request: Request, candidate_id: str) -> Response:
        """GET /candidates/{id}."""
        found = self.company.get_candidate(candidate_id)
        return self._get(request, "candidate", found, _candidates)

    def list_applications(self, request: Request) -> Response:
        """GET /applications; an unknown job has none, which is no error here."""
        source = self.company.list_applications
        return self._list(request, "applications", source, self._applications)

    def get_application(self, request: Request, application_id: str) -> Response:
        """GET /applications/{id}."""
        found = self.company.get_application(application_id)
        return self._get(request, "application", found, self._applications)

    def create_candidate(self, request: Request) -> Response:
        """POST /candidates: a person, unless the e-mail is known, and their application."""
        query = checks.query(request, {})
        if query.problems:
            return self._invalid(query.problems)
        if request.mimetype != "application/json":
            return self.error(415, "send a body of type application/json")
        try:
            sent = checks.strict_json(request.get_data())
        except ValueError:
            return self.error(400, "the body is not JSON in UTF-8")
        if not isinstance(sent, dict):
            return self.error(422, "the body must be a JSON object")
        body = checks.fields(sent, NEW_CANDIDATE, required=REQUIRED)
        with self.company.atomic():
            problems = self._closed_to_applicants(body.values.get("job_id")) | body.problems
            return self._invalid(problems) if problems else self._apply(body.values)

    routes = (
        Rule("/jobs", methods=["GET"], endpoint=list_jobs),
        Rule("/jobs/<job_id>", methods=["GET"], endpoint=get_job),
        Rule("/candidates", methods=["GET"], endpoint=list_candidates),
        Rule("/candidates", methods=["POST"], endpoint=create_candidate),
        Rule("/candidates/<candidate_id>", methods=["GET"], endpoint=get_candidate),
        Rule("/applications", methods=["GET"], endpoint=list_applications),
        Rule("/applications/<application_id>", methods=["GET"], endpoint=get_application),
    )

    # ---- what the endpoints share -----------------------------------------------------------

    def _list(
        self,
        request: Request,
        noun: str,
        source: Callable[..., tuple[list[T], int]],
        shown: Shown[T],
    ) -> Response:
        query = checks.query(request, LISTS[noun])
        if query.problems:
            return self._invalid(query.problems)
        filters = {name: value for name, value in query.values.items() if name not in PAGING}
        page, per_page = query.values.get("page", 1), query.values.get("per_page", 20)
        with self.company.atomic():
            rows, total = source(**filters, offset=(page - 1) * per_page, limit=per_page)
            items = shown(rows)
        return _json({noun: items, "page": page, "per_page": per_page, "total": total})

    def _get(self, request: Request, noun: str, found: T | None, shown: Shown[T]) -> Response:
        query = checks.query(request, {})
        if query.problems:
            return self._invalid(query.problems)
        if found is None:
            return self.error(404, f"there is no such {noun}")
        return _json({noun: shown([found])[0]})

    def _invalid(self, problems: Mapping[str, str]) -> Response:
        return self.error(422, "some values are missing or wrong; see fields", fields=problems)

    def _closed_to_applicants(self, job_id: str | None) -> dict[str, str]:
        job = self.company.get_job(job_id) if job_id else None
        if job is None:
            return {"job_id": "there is no such job"}
        return {} if job.status == "open" else {"job_id": "this job takes no applications"}

    def _apply(self, values: Mapping[str, Any]) -> Response:
        known, _ = self.company.list_candidates(email=values["email"], limit=1)
        candidate = known[0] if known else self._new_candidate(values)
        job_id = values["job_id"]
        _, applied = self.company.list_applications(candidate_id=candidate.id, job_id=job_id)
        if applied:
            return self.error(409, "this candidate has applied to this job already")
        application = self.company.create_application(candidate_id=candidate.id, job_id=job_id)
        [shown], [applied_to] = _candidates([candidate]), self._applications([application])
        return _json({"candidate": shown, "application": applied_to}, 201)

    def _new_candidate(self, values: Mapping[str, Any]) -> Candidate:
        first_name, _, last_name = values["name"].partition(" ")
        return self.company.create_candidate(
            first_name=first_name,
            last_name=last_name.strip() or None,
            email=values["email"],
            phone=values.get("phone"),
            resume_url=values.get("resume_url"),
        )

    # ---- what the API shows -----------------------------------------------------------------

    def _jobs(self, jobs: Sequence[Job]) -> list[dict[str, Any]]:
        places = {each.id: f"{each.city}, {each.country}" for each in self.company.offices()}
        departments = {each.id: each.name for each in self.company.departments()}
        return [
            {
                "id": job.id,
                "title": job.title,
                "status": job.status,
                "location": places[job.office_id] if job.office_id else None,
                "department": departments[job.department_id] if job.department_id else None,
                "employment_type": job.employment_type,
                "description": job.description,
                "url": job.url,
                "created_at": _time(job.created_at),
                "updated_at": _time(job.updated_at),
            }
            for job in jobs
        ]

    def _applications(self, applications: Sequence[Application]) -> list[dict[str, Any]]:
        stages = {each.id: each.name for each in self.company.stages()}
        reasons = {each.id: each.name for each in self.company.rejection_reasons()}
        return [
            {
                "id": each.id,
                "job_id": each.job_id,
                "candidate": self._applicant(each),
                "status": each.status,
                "stage": stages.get(each.stage_id or ""),
                "rejection_reason": reasons.get(each.rejection_reason_id or ""),
                "source": each.source,
                "applied_at": _time(each.created_at),
                "updated_at": _time(each.updated_at),
            }
            for each in applications
        ]

    def _applicant(self, application: Application) -> dict[str, Any]:
        person = self.company.applicant(application)
        return {"id": person.id, "name": person.name, "email": person.email}


def _candidates(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "name": each.name,
            "email": each.email,
            "phone": each.phone,
            "resume_url": each.resume_url,
            "created_at": _time(each.created_at),
            "updated_at": _time(each.updated_at),
        }
        for each in candidates
    ]


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _json(body: Any, status: int = 200) -> Response:
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    return Response(text, status=status, content_type="application/json")
