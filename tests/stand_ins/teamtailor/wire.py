"""How Teamtailor's answers read on the wire: JSON:API, errors, times and ids."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
from werkzeug.wrappers import Response

from unified_ats.sandbox import Application, Candidate, Job

Row = dict[str, Any]
"""One object as Teamtailor serves it."""

MEDIA_TYPE = "application/vnd.api+json"
VERSION = "20240904"
"""The current version."""

FIRST_IDS = {
    "users": 200,
    "departments": 300,
    "locations": 400,
    "reject-reasons": 500,
    "jobs": 7_000,
    "candidates": 130_000,
    "job-applications": 500_000,
}
"""Type → what is added to the company's number: an id that lands at another type is noticed."""

_TYPES = {Job: "jobs", Candidate: "candidates", Application: "job-applications"}
_STOCKHOLM = timezone(timedelta(hours=1))


@attrs.frozen(kw_only=True)
class Problem:
    """One error.

    Attributes:
        status: The HTTP status.
        title: What is wrong, in general.
        detail: What is wrong here.
        code: A number for it, in digits.
        pointer: Where in the body it is.
    """

    status: int
    title: str
    detail: str
    code: str
    pointer: str | None = None

    def row(self) -> Row:
        """Return it as it is served."""
        source = {} if self.pointer is None else {"source": {"pointer": self.pointer}}
        told = {"title": self.title, "detail": self.detail, "code": self.code}
        return {**told, **source, "status": str(self.status)}


class Refusal(Exception):  # noqa: N818  # an answer, not an error of the program
    """Ends an endpoint with errors.

    Args:
        problems: The errors; the first one's status is the answer's.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def bad_request(title: str, detail: str, code: str) -> Refusal:
    """Return the 400 of a request that cannot be understood."""
    return Refusal(Problem(status=400, title=title, detail=detail, code=code))


def not_allowed(name: str) -> Refusal:
    """Return the 400 of a parameter, or an attribute, that may not be sent."""
    return bad_request("Param not allowed", f"{name} is not allowed.", "105")


def not_found(record_id: str) -> Refusal:
    """Return the 404 of an id of nothing."""
    detail = f"The record identified by {record_id} could not be found."
    return Refusal(Problem(status=404, title="Record not found", detail=detail, code="404"))


def invalid(name: str, what: str, *, within: str = "attributes") -> Problem:
    """Return the 422 of a field, in the words of a validation."""
    pointer = f"/data/{within}/{name}"
    return Problem(status=422, title=what, detail=f"{name} - {what}", code="100", pointer=pointer)


def refused(problems: Sequence[Problem]) -> Response:
    """Return errors."""
    return in_json({"errors": [each.row() for each in problems]}, problems[0].status)


def in_json(body: Row, status: int = 200) -> Response:
    """Return a body in JSON:API."""
    text = json.dumps(body, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    return Response(text, status=status, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def time(moment: datetime) -> str:
    """Return a time as Teamtailor writes it: with milliseconds, and an offset."""
    return moment.astimezone(_STOCKHOLM).isoformat(timespec="milliseconds")


def time_or_none(moment: datetime | None) -> str | None:
    """Return a time as Teamtailor writes it, or null."""
    return None if moment is None else time(moment)


def wire_id(kind: str, seq: int) -> str:
    """Return Teamtailor's id of a record."""
    return str(FIRST_IDS[kind] + seq)


def vendor_id(record: Job | Candidate | Application) -> str:
    """Return the id under which Teamtailor shows a job, person or application."""
    return wire_id(_TYPES[type(record)], record.seq)
