"""What the fields of bodies may hold."""

from collections.abc import Callable, Collection
from typing import Any

from unified_ats.sandbox import checks

Check = Callable[[Any], Any]


def flag(sent: Any) -> bool:
    """Check a yes or no."""
    if not isinstance(sent, bool):
        raise ValueError("must be a boolean")  # noqa: TRY004  # what checks raise
    return sent


def size(sent: Any) -> int:
    """Check the size of a page; how large it may be is the list's business."""
    if isinstance(sent, bool) or not isinstance(sent, int) or sent < 1:
        raise ValueError("must be a number of at least 1")
    return sent


def milliseconds(sent: Any) -> int:
    """Check a time: milliseconds since 1970."""
    if isinstance(sent, bool) or not isinstance(sent, int) or not 0 <= sent < 10**14:
        raise ValueError("must be a time in milliseconds since 1970")
    return sent


def one_of(words: Collection[str]) -> Check:
    """Return a check for one of some words."""

    def check(sent: Any) -> str:
        if not isinstance(sent, str) or sent not in words:
            raise ValueError(f"must be one of: {', '.join(words)}")
        return sent

    return check


def items(check: Check) -> Check:
    """Return a check for a list."""

    def check_all(sent: Any) -> list[Any]:
        if not isinstance(sent, list):
            raise ValueError("must be an array")  # noqa: TRY004  # what checks raise
        return [check(each) for each in sent]

    return check_all


def moment(sent: Any) -> Any:
    """Check a time in ISO 8601."""
    return checks.moment(checks.text(sent))


def place(sent: Any) -> str:
    """Check where a person lives, in up to three parts, and return it as one text."""
    if not isinstance(sent, dict):
        raise ValueError("must be an object")  # noqa: TRY004  # what checks raise
    parts = ("city", "region", "country")
    found = checks.fields(sent, dict.fromkeys(parts, checks.text), required=())
    if found.problems:
        raise ValueError(f"has parts that are wrong: {', '.join(found.problems)}")
    return ", ".join(found.values[name] for name in parts if name in found.values)
