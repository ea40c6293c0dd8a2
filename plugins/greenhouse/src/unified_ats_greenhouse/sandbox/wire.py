"""How answers read on the wire: JSON, times, and what is said to a request that is refused."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from werkzeug.wrappers import Response

__all__ = [
    "MESSAGES",
    "Refusal",
    "Row",
    "dated",
    "in_json",
    "iso",
    "iso_or_none",
    "no_content",
    "refused",
    "unprocessable",
]

Row = dict[str, Any]
"""One object as Greenhouse serves it."""

MESSAGES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Resource not found",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
"""What an answer's `message` says. Seen on the wire are those of 401, 404 and 422; the others are
unconfirmed."""


class Refusal(Exception):  # noqa: N818  # an answer, not an error of the program
    """Ends an endpoint with an answer that is not the one that was asked for.

    Args:
        status: The HTTP status.
        errors: What is wrong: sentences, or a sentence under the name of a field.
    """

    def __init__(self, status: int, *errors: str | Mapping[str, str]) -> None:
        super().__init__(status, errors)
        self.status = status
        self.errors = errors


def unprocessable(problems: Mapping[str, str]) -> Refusal:
    """Return a 422 that says of each field or parameter what is wrong with it."""
    return Refusal(422, *({name: problem} for name, problem in problems.items()))


def refused(status: int, errors: Sequence[str | Mapping[str, str]] = ()) -> Response:
    """Return `{"message", "errors"}`, without `errors` where there is nothing more to say."""
    body: Row = {"message": MESSAGES[status]}
    if errors:
        body["errors"] = [each if isinstance(each, str) else dict(each) for each in errors]
    return in_json(body, status)


def in_json(body: Any, status: int = 200) -> Response:
    """Return a body in JSON."""
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    return Response(text, status=status, content_type="application/json; charset=utf-8")


def no_content() -> Response:
    """Return the empty 204 of an action that was done."""
    return Response(status=204)


def iso(moment: datetime) -> str:
    """Return a time as Greenhouse writes it: UTC, milliseconds, `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_or_none(moment: datetime | None) -> str | None:
    """Return a time as Greenhouse writes it, or null."""
    return None if moment is None else iso(moment)


def dated(created_at: datetime, updated_at: datetime) -> Row:
    """Return the two times that every object has."""
    return {"created_at": iso(created_at), "updated_at": iso(updated_at)}
