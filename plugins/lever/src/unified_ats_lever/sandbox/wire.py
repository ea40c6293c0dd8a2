"""How answers read on the wire: JSON, times, and what is said to a request that is refused."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from werkzeug.wrappers import Response

__all__ = [
    "CODES",
    "Refusal",
    "Row",
    "data",
    "in_json",
    "moment_of",
    "ms",
    "ms_or_none",
    "no_content",
    "not_found",
    "refused",
]

Row = dict[str, Any]
"""One object as Lever serves it."""

CODES = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "ResourceNotFound",
    405: "MethodNotAllowed",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
}
"""What an error's `code` says. Seen on the wire is that of 404; the others are unconfirmed."""

_1970 = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Refusal(Exception):  # noqa: N818  # an answer, not an error of the program
    """Ends an endpoint with an answer that is not the one that was asked for.

    Args:
        status: The HTTP status.
        message: What is wrong, for people.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message


def not_found(what: str) -> Refusal:
    """Return the 404 for something of which there is none with the id that was given."""
    return Refusal(404, f"{what} was not found")


def refused(status: int, message: str) -> Response:
    """Return `{"code", "message"}`."""
    return in_json({"code": CODES[status], "message": message}, status)


def data(content: Any, status: int = 200, **beside: Any) -> Response:
    """Return `{"data"}`, and what else stands in an envelope."""
    return in_json({"data": content, **beside}, status)


def in_json(body: Any, status: int = 200) -> Response:
    """Return a body in JSON."""
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    return Response(text, status=status, content_type="application/json; charset=utf-8")


def no_content() -> Response:
    """Return the empty 204 of something that was deleted."""
    return Response(status=204)


def ms(moment: datetime) -> int:
    """Return a time as Lever writes it: whole milliseconds since 1970."""
    return (moment - _1970) // _MILLISECOND


def ms_or_none(moment: datetime | None) -> int | None:
    """Return a time as Lever writes it, or null."""
    return None if moment is None else ms(moment)


def moment_of(sent: int) -> datetime:
    """Return the time that milliseconds since 1970 mean."""
    return _1970 + sent * _MILLISECOND
