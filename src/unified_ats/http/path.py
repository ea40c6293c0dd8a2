"""Path templates: ``/jobs/{job_id}`` and an id become a path that no id can bend."""

import string
from collections.abc import Mapping
from urllib.parse import quote

from unified_ats.errors import ArgumentError

__all__ = ["expand"]

_BAD = ("", ".", "..")


def expand(template: str, values: Mapping[str, str]) -> str:
    """Fill a path template, percent-encoding each value whole.

    Raises:
        ArgumentError: a value is missing or empty, or is ``.`` or ``..``, which clients and
            servers resolve as folders even when percent-encoded (RFC 3986, section 6.2.2).
    """
    names = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
    problems = {name: "is missing" for name in names if name not in values}
    problems |= {name: f"{value!r} is not an id" for name, value in values.items() if value in _BAD}
    if problems:
        raise ArgumentError(problems)
    return template.format_map({name: quote(value, safe="") for name, value in values.items()})
