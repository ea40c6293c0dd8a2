"""What is asked of parameters and of the fields of bodies, beyond what all sandboxes ask.

Greenhouse's own words for a wrong value are known for `per_page` alone; the others are unconfirmed.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from werkzeug.wrappers import Request

from unified_ats.sandbox import checks
from unified_ats_greenhouse.sandbox.wire import Refusal, unprocessable

__all__ = [
    "IDS_AT_MOST",
    "Within",
    "any_json",
    "body",
    "boolean",
    "flag",
    "integer",
    "integers",
    "moment",
    "nested",
    "no_custom_fields",
    "one_of",
    "per_page",
    "texts",
    "typed",
    "valued",
    "whole",
    "whole_numbers",
    "window",
]

IDS_AT_MOST = 50
"""Greenhouse takes at most 50 ids in one filter: harvestdocs.greenhouse.io/docs/list-endpoints."""

_OPERATORS: Mapping[str, Callable[[datetime, datetime], bool]] = {
    "gte": lambda value, bound: value >= bound,
    "gt": lambda value, bound: value > bound,
    "lte": lambda value, bound: value <= bound,
    "lt": lambda value, bound: value < bound,
}

Within = Callable[[datetime], bool]
"""Whether a time lies in a window."""


# ---- parameters, which are text ----------------------------------------------------------------


def whole(sent: str) -> int:
    """Check a whole number."""
    if not re.fullmatch("-?[0-9]{1,18}", sent):
        raise ValueError(f"`{sent}` is not an integer")
    return int(sent)


def per_page(sent: str) -> int:
    """Check the size of a page: from 1 to 500, and never clamped."""
    size = whole(sent)
    if size > 500:
        raise ValueError(f"`{size}` number is greater than: 500")
    if size < 1:
        raise ValueError(f"`{size}` number is less than: 1")
    return size


def whole_numbers(sent: str) -> list[int]:
    """Check ids with commas between them."""
    found = [whole(each) for each in sent.split(",")]
    if len(found) > IDS_AT_MOST:
        raise ValueError(f"array size `{len(found)}` is greater than: {IDS_AT_MOST}")
    return found


def flag(sent: str) -> bool:
    """Check a yes or no."""
    if sent not in {"true", "false"}:
        raise ValueError(f"`{sent}` is not a boolean")
    return sent == "true"


def one_of(words: Collection[str]) -> checks.Check:
    """Return a check for one of some words."""

    def check(sent: Any) -> str:
        if not isinstance(sent, str) or sent not in words:
            raise ValueError(f"is not one of: {', '.join(words)}")
        return sent

    return check


def window(sent: str) -> Within:
    """Check a date filter: `gte|A`, or two sides as `gte|A|lte|B`; A and B are times with offset.

    harvestdocs.greenhouse.io/docs/list-endpoints; other spellings are refused.
    """
    parts = sent.split("|")
    names, bounds = parts[::2], [checks.moment(each) for each in parts[1::2]]
    if len(names) != len(bounds) or len(names) > 2 or not set(names) <= set(_OPERATORS):
        raise ValueError("must be gte, gt, lte or lt, a bar, and a date-time; or two of these")
    sides = [(_OPERATORS[name], bound) for name, bound in zip(names, bounds, strict=True)]
    return lambda value: all(holds(value, bound) for holds, bound in sides)


# ---- bodies, which are JSON --------------------------------------------------------------------


def integer(sent: Any) -> int:
    """Check a whole number; a text of digits is none."""
    if not isinstance(sent, int) or isinstance(sent, bool):
        raise ValueError("is not an integer")  # noqa: TRY004  # what checks raise
    return sent


def integers(sent: Any) -> list[int]:
    """Check a list of whole numbers."""
    return [integer(each) for each in _items(sent)]


def boolean(sent: Any) -> bool:
    """Check a yes or no."""
    if not isinstance(sent, bool):
        raise ValueError("is not a boolean")  # noqa: TRY004  # what checks raise
    return sent


def texts(sent: Any) -> list[str]:
    """Check a list of texts."""
    return [checks.text(each) for each in _items(sent)]


def moment(sent: Any) -> datetime:
    """Check a date-time."""
    return checks.moment(checks.text(sent))


def typed(types: Collection[str], value: checks.Check = checks.text) -> checks.Check:
    """Return a check for a list of `{"value", "type"}`, as of e-mail addresses.

    The types are those of Harvest v1's documentation; whether v3 holds them is unconfirmed.
    """
    table = {"value": value, "type": one_of(types)}
    return _objects(table)


def valued(sent: Any) -> list[dict[str, Any]]:
    """Check a list of `{"value"}`, as of social media addresses."""
    return _objects({"value": checks.text})(sent)  # type: ignore[no-any-return]  # a check's Any


def _objects(table: Mapping[str, checks.Check]) -> checks.Check:
    return lambda sent: [nested(table, required=table)(each) for each in _items(sent)]


def no_custom_fields(sent: Any) -> list[Any]:
    """Check a list of custom fields; this account has none that can be written."""
    if _items(sent):
        raise ValueError("names a custom field that does not exist")
    return []


def nested(table: Mapping[str, checks.Check], *, required: Collection[str] = ()) -> checks.Check:
    """Return a check for an object inside a body."""

    def check(sent: Any) -> dict[str, Any]:
        if not isinstance(sent, dict):
            raise ValueError("is not an object")  # noqa: TRY004  # what checks raise
        found = checks.fields(sent, table, required=required)
        if found.problems:
            raise ValueError("; ".join(f"{name} {why}" for name, why in found.problems.items()))
        return found.values

    return check


def body(
    request: Request, table: Mapping[str, checks.Check], *, required: Collection[str] = ()
) -> dict[str, Any]:
    """Return the checked fields of a request's body.

    Raises:
        Refusal: 400 when it is not JSON (unconfirmed), 422 when a field is missing, unknown or
            wrong, or a query parameter is there.
    """
    if request.args:
        raise unprocessable(dict.fromkeys(request.args, "is not a parameter here"))
    sent = any_json(request)
    if not isinstance(sent, dict):
        raise Refusal(422, "The body must be an object.")
    found = checks.fields(sent, table, required=required)
    if found.problems:
        raise unprocessable(found.problems)
    return found.values


def any_json(request: Request) -> Any:
    """Return what a request's body says.

    Raises:
        Refusal: 400 when it is not JSON (unconfirmed).
    """
    if request.mimetype != "application/json":
        raise Refusal(400, "The body must be JSON.")
    try:
        return checks.strict_json(request.get_data())
    except ValueError:
        raise Refusal(400, "The body is not JSON.") from None


def _items(sent: Any) -> list[Any]:
    if not isinstance(sent, list):
        raise ValueError("is not an array")  # noqa: TRY004  # what checks raise
    return sent
