"""The filters of lists: what a parameter may say, and which rows it then keeps."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

import attrs

from unified_ats.sandbox import checks
from unified_ats_greenhouse.sandbox import fields
from unified_ats_greenhouse.sandbox.wire import Row

__all__ = [
    "Filter",
    "has",
    "has_any",
    "is_among",
    "is_equal",
    "is_flag",
    "is_within",
    "is_word",
    "matches_nothing",
]


@attrs.frozen(kw_only=True)
class Filter:
    """One parameter of a list.

    Attributes:
        check: What it may say.
        keep: Whether a row stays, given what it says.
        default: What it says when it is not there; `None` narrows nothing.
    """

    check: checks.Check
    keep: Callable[[Row, Any], bool]
    default: Any = None


def is_equal(field: str, check: checks.Check = checks.text) -> Filter:
    """Return a filter for the rows in which a field is what was asked for."""
    return Filter(check=check, keep=lambda row, value: bool(row[field] == value))


def is_word(field: str, words: Collection[str]) -> Filter:
    """Return a filter for one of a field's known words."""
    return is_equal(field, fields.one_of(words))


def is_flag(field: str) -> Filter:
    """Return a filter for a yes or no."""
    return is_equal(field, fields.flag)


def is_among(field: str) -> Filter:
    """Return a filter for the rows whose field is one of up to 50 ids."""
    return Filter(check=fields.whole_numbers, keep=lambda row, ids: row[field] in ids)


def has_any(field: str) -> Filter:
    """Return a filter for the rows whose list has any of up to 50 ids."""
    return Filter(
        check=fields.whole_numbers, keep=lambda row, ids: not set(ids).isdisjoint(row[field])
    )


def has(field: str, check: checks.Check) -> Filter:
    """Return a filter for the rows whose list has a value; null has none."""
    return Filter(check=check, keep=lambda row, value: value in (row[field] or ()))


def is_within(field: str) -> Filter:
    """Return a filter for a window of time; null lies in none."""

    def keep(row: Row, within: fields.Within) -> bool:
        return row[field] is not None and within(datetime.fromisoformat(row[field]))

    return Filter(check=fields.window, keep=keep)


def matches_nothing(check: checks.Check = fields.whole) -> Filter:
    """Return a filter for something of which this account has nothing."""
    return Filter(check=check, keep=lambda _row, _value: False)
