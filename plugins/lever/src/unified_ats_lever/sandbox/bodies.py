"""What is asked of the fields of bodies, beyond what all sandboxes ask.

What Lever says of a wrong field is not documented, nor what it does with one that it does not know:
here both are a 400 that names the field.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from werkzeug.wrappers import Request

from unified_ats.sandbox import checks
from unified_ats_lever.sandbox.parameters import one_of
from unified_ats_lever.sandbox.wire import Refusal, Row, moment_of

__all__ = [
    "PHONE_TYPES",
    "boolean",
    "checked",
    "emails",
    "file_in",
    "in_json",
    "items",
    "milliseconds",
    "nested",
    "phones",
    "texts",
]

PHONE_TYPES = ("mobile", "home", "work", "skype", "other")


def in_json(
    request: Request, table: Mapping[str, checks.Check], *, required: Collection[str] = ()
) -> Row:
    """Return the checked fields of a body in JSON.

    Raises:
        Refusal: 400 when it is no JSON object, or a field is missing, unknown or wrong.
    """
    if request.mimetype != "application/json":
        raise Refusal(400, "The body must be JSON")
    try:
        sent = checks.strict_json(request.get_data())
    except ValueError:
        raise Refusal(400, "The body is not JSON") from None
    if not isinstance(sent, dict):
        raise Refusal(400, "The body must be an object")
    return checked(sent, table, required=required)


def checked(sent: Row, table: Mapping[str, checks.Check], *, required: Collection[str] = ()) -> Row:
    """Return the checked fields of an object.

    Raises:
        Refusal: 400 when a field is missing, unknown or wrong.
    """
    found = checks.fields(sent, table, required=required)
    if found.problems:
        raise Refusal(400, _told(found.problems))
    return found.values


def file_in(request: Request, name: str = "file") -> tuple[str, bytes]:
    """Return the name and the content of the one file in a multipart body.

    Raises:
        Refusal: 400 when there is no such part.
    """
    part = request.files.get(name)
    if part is None or not part.filename:
        raise Refusal(400, f"The body must be multipart, with a part {name} that is a file")
    return part.filename, part.read()


def items(check: checks.Check) -> checks.Check:
    """Return a check for a list."""

    def check_all(sent: Any) -> list[Any]:
        if not isinstance(sent, list):
            raise ValueError("must be an array")  # noqa: TRY004  # what checks raise
        return [check(each) for each in sent]

    return check_all


def nested(
    table: Mapping[str, checks.Check], *, required: Collection[str] = ()
) -> Callable[[Any], Row]:
    """Return a check for an object inside a body."""

    def check(sent: Any) -> Row:
        if not isinstance(sent, dict):
            raise ValueError("must be an object")  # noqa: TRY004  # what checks raise
        found = checks.fields(sent, table, required=required)
        if found.problems:
            raise ValueError(_told(found.problems))
        return found.values

    return check


def boolean(sent: Any) -> bool:
    """Check a yes or no."""
    if not isinstance(sent, bool):
        raise ValueError("must be true or false")  # noqa: TRY004  # what checks raise
    return sent


def milliseconds(sent: Any) -> datetime:
    """Check a time: milliseconds since 1970."""
    if not isinstance(sent, int) or isinstance(sent, bool) or not 0 <= sent < 10**14:
        raise ValueError("must be a time in milliseconds since 1970")
    return moment_of(sent)


texts = items(checks.text)
emails = items(checks.email)
phones = items(
    nested(
        {"value": checks.text, "type": checks.optional(one_of(PHONE_TYPES))}, required=("value",)
    )
)


def _told(problems: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {problem}" for name, problem in problems.items())
