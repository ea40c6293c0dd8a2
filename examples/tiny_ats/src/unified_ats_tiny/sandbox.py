"""A Tiny ATS to test against: its documented API over the fake company."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import Application, Candidate, Job, Sandbox, checks

__all__ = ["TinySandbox"]

KEY = "tiny-sandbox-key"
STATES = {
    "open": "live",
    "closed": "closed",
    "draft": "draft",
    "pending": "waiting",
    "archived": "shelved",
}
PAGING = {"limit": checks.number(25), "after": checks.text}
PERSON = {
    "name": checks.text,
    "mail": checks.email,
    "phone": checks.text,
    "cv": checks.url,
}

T = TypeVar("T", Job, Application)


class TinySandbox(Sandbox):
    """Tiny ATS: one key, lists with a token, errors as one sentence."""

    name = "tiny"
    title = "Tiny ATS"

    def authenticate(self, request: Request) -> Response | None:
        """Want the key in Tiny's own header."""
        if request.headers.get("X-Tiny-Key") != KEY:
            return self.error(401, "send your key as X-Tiny-Key")
        return None

    def error(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> Response:
        """Return ``{"problem": "…"}``."""
        parts = [message, *(f"{name} {problem}" for name, problem in (fields or {}).items())]
        return _json({"problem": "; ".join(parts)}, status)

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables of the Tiny adapter."""
        return {"ATS_PROVIDER": self.name, "TINY_API_KEY": KEY, "TINY_BASE_URL": f"{base_url}/v1"}

    # ---- endpoints --------------------------------------------------------------------------

    def list_positions(self, request: Request) -> Response:
        """GET /positions."""
        found = checks.query(request, PAGING)
        if found.problems:
            return self.error(422, "wrong parameters", fields=found.problems)
        return self._page(self.company.list_jobs()[0], found.values, self._position)

    def get_position(self, _request: Request, position_id: str) -> Response:
        """GET /positions/{id}."""
        job = self.company.get_job(position_id)
        return _json(self._position(job)) if job else self.error(404, "no such position")

    def list_applicants(self, request: Request) -> Response:
        """GET /applicants; an unknown position has none."""
        found = checks.query(request, {**PAGING, "position": checks.text})
        if found.problems:
            return self.error(422, "wrong parameters", fields=found.problems)
        records, _ = self.company.list_applications(job_id=found.values.get("position"))
        return self._page(records, found.values, self._applicant)

    def get_applicant(self, _request: Request, applicant_id: str) -> Response:
        """GET /applicants/{id}."""
        found = self.company.get_application(applicant_id)
        return _json(self._applicant(found)) if found else self.error(404, "no such applicant")

    def create_applicant(self, request: Request) -> Response:
        """POST /applicants."""
        try:
            sent = checks.strict_json(request.get_data())
            position, person = sent["position"], dict(sent["person"])
        except (ValueError, TypeError, KeyError):
            return self.error(400, "send a position and a person, as JSON")
        found = checks.fields(person, PERSON, required=("name", "mail"))
        with self.company.atomic():
            job = self.company.get_job(position)
            problems = dict(found.problems)
            if job is None or job.status != "open":
                problems["position"] = "takes no applicants"
            if problems:
                return self.error(422, "wrong fields", fields=problems)
            return self._apply(found.values, position)

    routes = (
        Rule("/v1/positions", methods=["GET"], endpoint=list_positions),
        Rule("/v1/positions/<position_id>", methods=["GET"], endpoint=get_position),
        Rule("/v1/applicants", methods=["GET"], endpoint=list_applicants),
        Rule("/v1/applicants", methods=["POST"], endpoint=create_applicant),
        Rule("/v1/applicants/<applicant_id>", methods=["GET"], endpoint=get_applicant),
    )

    # ---- what the endpoints share -----------------------------------------------------------

    def _page(
        self, records: Sequence[T], asked: Mapping[str, Any], shown: Callable[[T], Any]
    ) -> Response:
        """Return a page; its token is the id of the last record on it."""
        ids = [record.id for record in records]
        after = asked.get("after")
        if after is not None and after not in ids:
            return self.error(422, "unknown token")
        start = ids.index(after) + 1 if after else 0
        end = start + asked.get("limit", 10)
        more = end < len(ids)
        data = [shown(record) for record in records[start:end]]
        return _json({"data": data, "next": ids[end - 1] if more else None})

    def _apply(self, person: Mapping[str, Any], position: str) -> Response:
        known, _ = self.company.list_candidates(email=person["mail"], limit=1)
        candidate = known[0] if known else self._new(person)
        _, applied = self.company.list_applications(candidate_id=candidate.id, job_id=position)
        if applied:
            return self.error(409, "this person has applied to this position")
        made = self.company.create_application(candidate_id=candidate.id, job_id=position)
        return _json(self._applicant(made), 201)

    def _new(self, person: Mapping[str, Any]) -> Candidate:
        first, _, last = person["name"].partition(" ")
        return self.company.create_candidate(
            first_name=first,
            last_name=last or None,
            email=person["mail"],
            phone=person.get("phone"),
            resume_url=person.get("cv"),
        )

    # ---- what Tiny shows --------------------------------------------------------------------

    def _position(self, job: Job) -> dict[str, Any]:
        cities = {office.id: office.city for office in self.company.offices()}
        return {
            "id": job.id,
            "name": job.title,
            "state": STATES.get(job.status, job.status),
            "city": cities.get(job.office_id or ""),
            "link": job.url,
            "modified": _time(job.updated_at),
        }

    def _applicant(self, application: Application) -> dict[str, Any]:
        person = self.company.applicant(application)
        steps = {stage.id: stage.name for stage in self.company.stages()}
        return {
            "id": application.id,
            "position": application.job_id,
            "person": {
                "id": person.id,
                "name": person.name,
                "mail": person.email,
                "phone": person.phone,
                "cv": person.resume_url,
            },
            "step": steps.get(application.stage_id or ""),
            "outcome": None if application.status == "active" else application.status,
            "came": _time(application.created_at),
            "modified": _time(application.updated_at),
        }


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _json(body: Any, status: int = 200) -> Response:
    return Response(json.dumps(body), status=status, content_type="application/json")
