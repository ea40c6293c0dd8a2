"""What the stand-ins of plain REST APIs share: routes, refusals, bodies and small checks."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import Sandbox, checks

__all__ = [
    "Refusal",
    "Row",
    "asked",
    "bearer",
    "each",
    "fields_of",
    "flag",
    "in_json",
    "iso",
    "iso_or_none",
    "route",
    "sent_object",
    "some_object",
    "whole_number",
]

Row = dict[str, Any]
"""One object as a vendor serves it."""


class Refusal(Exception):  # noqa: N818  # an answer, not an error of the program
    """Ends an endpoint with the vendor's error, and undoes what it wrote.

    Args:
        status: The HTTP status.
        message: What is wrong, for people.
        fields: What is wrong with which field or parameter.
    """

    def __init__(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message
        self.fields = dict(fields or {})


def route(method: str, path: str, endpoint: Callable[..., Response]) -> Rule:
    """Return a route whose endpoint is alone with the company, and may refuse."""

    def answer(sandbox: Sandbox, request: Request, **ids: str) -> Response:
        try:
            with sandbox.company.atomic():
                return endpoint(sandbox, request, **ids)
        except Refusal as refusal:
            return sandbox.error(refusal.status, refusal.message, fields=refusal.fields)

    return Rule(path, methods=[method], endpoint=answer)


def in_json(body: Any, status: int = 200) -> Response:
    """Return a body in JSON."""
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    return Response(text, status=status, content_type="application/json; charset=utf-8")


def bearer(request: Request) -> str | None:
    """Return the token that a request carries."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def asked(request: Request, table: Mapping[str, checks.Check]) -> Row:
    """Return the checked query parameters.

    Raises:
        Refusal: 422 when one is unknown, wrong, or given twice.
    """
    found = checks.query(request, table)
    if found.problems:
        raise Refusal(422, "Some parameters are wrong", fields=found.problems)
    return found.values


def sent_object(request: Request) -> Row:
    """Return the JSON object in a body.

    Raises:
        Refusal: 415 when the body is of another type, 400 when it is not a JSON object.
    """
    if request.mimetype != "application/json":
        raise Refusal(415, "Send a body of type application/json")
    try:
        sent = checks.strict_json(request.get_data())
    except ValueError:
        raise Refusal(400, "The body is not JSON") from None
    if not isinstance(sent, dict):
        raise Refusal(400, "The body is not a JSON object")
    return sent


def fields_of(sent: Any, table: Mapping[str, checks.Check], *, required: tuple[str, ...]) -> Row:
    """Return the checked fields of an object in a body; those that are null are left out.

    Raises:
        Refusal: 422 when one is unknown, wrong, or missing.
    """
    lenient = {
        name: check if name in required else checks.optional(check) for name, check in table.items()
    }
    found = checks.fields(sent, lenient, required=required)
    if found.problems:
        raise Refusal(422, "Some fields are wrong", fields=found.problems)
    return {name: value for name, value in found.values.items() if value is not None}


def some_object(sent: Any) -> Row:
    """Check an object."""
    if not isinstance(sent, dict):
        raise ValueError("must be an object")  # noqa: TRY004  # what checks raise
    return sent


def each(check: checks.Check) -> checks.Check:
    """Return a check for a list."""

    def checked(sent: Any) -> list[Any]:
        if not isinstance(sent, list):
            raise ValueError("must be a list")  # noqa: TRY004  # what checks raise
        return [check(item) for item in sent]

    return checked


def flag(sent: Any) -> bool:
    """Check a JSON boolean."""
    if not isinstance(sent, bool):
        raise ValueError("must be true or false")  # noqa: TRY004  # what checks raise
    return sent


def whole_number(sent: Any) -> int:
    """Check a JSON number that is an id."""
    if not isinstance(sent, int) or isinstance(sent, bool):
        raise ValueError("must be a whole number")  # noqa: TRY004  # what checks raise
    return sent


def iso(moment: datetime, timespec: str = "auto") -> str:
    """Return a time in UTC with a Z."""
    return moment.astimezone(UTC).isoformat(timespec=timespec).replace("+00:00", "Z")


def iso_or_none(moment: datetime | None, timespec: str = "auto") -> str | None:
    """Return a time in UTC with a Z, or null."""
    return None if moment is None else iso(moment, timespec)
