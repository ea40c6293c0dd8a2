"""The filters of lists: what a parameter may say, and which items it then keeps."""

from collections.abc import Callable, Collection
from typing import Any, Generic, TypeVar

import attrs

from unified_ats.sandbox import checks
from unified_ats_lever.sandbox import parameters

__all__ = ["Filter", "T", "equals", "has", "is_flag", "window"]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Filter(Generic[T]):
    """One parameter of a list.

    Attributes:
        check: What it may say.
        keep: Whether an item stays, given one thing that it says; of several, any will do.
        once: Whether it can be given once only.
    """

    check: checks.Check
    keep: Callable[[T, Any], bool]
    once: bool = False


def equals(value: Callable[[T], Any], check: checks.Check = checks.text) -> Filter[T]:
    """Return a filter for the items of which something is what was asked for."""
    return Filter(check=check, keep=lambda item, asked: bool(value(item) == asked))


def has(values: Callable[[T], Collection[Any]], check: checks.Check = checks.text) -> Filter[T]:
    """Return a filter for the items of which one of several things is what was asked for."""
    return Filter(check=check, keep=lambda item, asked: asked in values(item))


def is_flag(holds: Callable[[T], bool]) -> Filter[T]:
    """Return a filter for a yes or no."""
    return Filter(
        check=parameters.flag, keep=lambda item, asked: bool(holds(item) == asked), once=True
    )


def window(name: str, time: Callable[[T], int | None]) -> dict[str, Filter[T]]:
    """Return the filters for a time's two bounds, which belong to the window.

    What has no such time is in no window.
    """

    def since(item: T, bound: int) -> bool:
        at = time(item)
        return at is not None and at >= bound

    def until(item: T, bound: int) -> bool:
        at = time(item)
        return at is not None and at <= bound

    return {
        f"{name}_start": Filter(check=parameters.milliseconds, keep=since, once=True),
        f"{name}_end": Filter(check=parameters.milliseconds, keep=until, once=True),
    }
