"""Path templates: ``/jobs/{job_id}`` and an id become a path that no id can bend."""

import string
from collections.abc import Mapping
from urllib.parse import quote

from unified_ats.errors import ArgumentError

__all__ = ["expand", "is_id", "placeholders"]

_BAD = ("", ".", "..")


def is_id(value: object) -> bool:
    """Whether a value can stand in a path: text, neither empty nor a dot segment."""
    encodes = isinstance(value, str) and value.encode(errors="replace").decode() == value
    return encodes and value not in _BAD


def placeholders(template: str) -> frozenset[str]:
    """Return the names of the placeholders of a path template.

    Raises:
        ValueError: it is no path template, with words that complete "path …".
    """
    if set(template) & set("?#") or "://" in template:
        raise ValueError("has a query or an address in it: use params")
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    except ValueError:
        raise ValueError("has a brace without its partner") from None
    return frozenset(names)


def expand(template: str, values: Mapping[str, str]) -> str:
    """Fill a path template, percent-encoding each value whole.

    Raises:
        ArgumentError: a value is missing, empty, no text, or ``.`` or ``..``, which clients and
            servers resolve as folders even when percent-encoded (RFC 3986, section 6.2.2); or the
            template holds a query, which belongs into ``params``, where no log shows it.
    """
    try:
        names = placeholders(template)
    except ValueError as error:
        raise ArgumentError({"path": str(error)}) from None
    problems = {name: "is missing" for name in names if name not in values}
    bad = {name: value for name, value in values.items() if not is_id(value)}
    problems |= {name: f"{value!r} is not an id" for name, value in bad.items()}
    if problems:
        raise ArgumentError(problems)
    return template.format_map({name: quote(value, safe="") for name, value in values.items()})
