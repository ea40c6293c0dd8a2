"""What façades ask of parameters and bodies: tables of checks, and what they find.

A check takes what the client sent and returns the value as the façade uses it, or raises
`ValueError` with the reason. A table of checks by name is all that an endpoint has to say::

    found = checks.query(request, {"page": checks.number(10**8), "status": checks.word(STATUSES)})
"""

import contextlib
import json
import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import attrs
from werkzeug.wrappers import Request

__all__ = [
    "Check",
    "Checked",
    "email",
    "fields",
    "moment",
    "number",
    "optional",
    "query",
    "strict_json",
    "text",
    "url",
    "words",
]

Check = Callable[[Any], Any]


@attrs.frozen
class Checked:
    """What a client sent: the good values by name, and what is wrong with the others."""

    values: dict[str, Any]
    problems: dict[str, str]


def query(request: Request, table: Mapping[str, Check]) -> Checked:
    """Check the query parameters; unknown and repeated ones are problems."""
    found = _check(request.args.to_dict(), table, "is not a parameter here")
    repeated = [name for name, values in request.args.lists() if len(values) > 1]
    problems = found.problems | dict.fromkeys(repeated, "is given more than once")
    return attrs.evolve(found, problems=problems)


def fields(
    sent: Mapping[str, Any], table: Mapping[str, Check], *, required: Collection[str]
) -> Checked:
    """Check the fields of a JSON object; unknown and missing ones are problems."""
    found = _check(sent, table, "is not a field here")
    missing = [name for name in required if name not in sent]
    return attrs.evolve(found, problems=found.problems | dict.fromkeys(missing, "is required"))


def _check(sent: Mapping[str, Any], table: Mapping[str, Check], unknown: str) -> Checked:
    found = Checked({}, {name: unknown for name in sent if name not in table})
    for name in (name for name in sent if name in table):
        try:
            found.values[name] = table[name](sent[name])
        except ValueError as error:
            found.problems[name] = str(error)
    return found


def strict_json(body: bytes) -> Any:
    """Return what a body says in JSON, as the standard has it: UTF-8, and no NaN.

    Raises:
        ValueError: It is something else.
    """
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def number(largest: int) -> Check:
    """Return a check for a whole number from 1 up to and with the largest."""

    def check(sent: str) -> int:
        digits = re.fullmatch("[0-9]{1,12}", sent)
        if not digits or not 1 <= int(sent) <= largest:
            raise ValueError(f"must be a whole number from 1 to {largest}")
        return int(sent)

    return check


def words(known: Collection[str]) -> Check:
    """Return a check for one or several of some words, with commas between them."""

    def check(sent: str) -> list[str]:
        found = sent.split(",")
        if not set(found) <= set(known):
            raise ValueError(f"must be of: {', '.join(known)}; several with commas between them")
        return found

    return check


def optional(check: Check) -> Check:
    """Return a check that lets null through."""
    return lambda sent: None if sent is None else check(sent)


def moment(sent: str) -> datetime:
    """Check an ISO 8601 time; one without an offset from UTC could be any time."""
    with contextlib.suppress(ValueError):
        found = datetime.fromisoformat(sent)
        if found.tzinfo is not None:
            return found
    raise ValueError("must be a time with its offset, such as 2026-01-01T00:00:00Z")


def text(sent: Any) -> str:
    """Check a text, and take the space around it away."""
    if not isinstance(sent, str) or not sent.strip():
        raise ValueError("must be a text that is not empty")
    try:
        sent.encode()
    except UnicodeEncodeError:
        raise ValueError("must be whole characters") from None
    return sent.strip()


def email(sent: Any) -> str:
    """Check an e-mail address: one @, and a domain with a dot."""
    found = text(sent)
    if not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", found):
        raise ValueError("must be an e-mail address")
    return found


def url(sent: Any) -> str:
    """Check the address of something on the web."""
    found = text(sent)
    if not re.fullmatch(r"https?://[^\s/?#]+[^\s]*", found) or not _host(found):
        raise ValueError("must be an http or https URL")
    return found


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # brackets that hold no IPv6 address
        return None
