"""Checking what callers hand in, field by field, all problems at once.

A :class:`Check` is both the test of a value and its description in JSON Schema, so that the REST
API's document says exactly what is checked.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import urlsplit

import attrs
import email_validator

from unified_ats.errors import ArgumentError

__all__ = [
    "EMAIL",
    "URL",
    "Check",
    "build",
    "checked",
    "schema",
    "statuses",
    "text",
    "time",
    "zoned",
]

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
_CHECK = "unified_ats.check"
_CONTROL = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode categories; names in many scripts need the joiners of Cf and wide spaces."""


@attrs.frozen
class Check:
    """A test of text, and what JSON Schema says of it.

    Attributes:
        parse: returns the clean value, or raises ``ValueError`` with words that complete
            "email …".
        schema: JSON Schema keywords beside ``type: string``.
    """

    parse: Callable[[str], str]
    schema: Mapping[str, Any]


def text(limit: int) -> Check:
    """Text of 1 to ``limit`` characters on one line."""

    def parse(value: str) -> str:
        value = value.strip()
        if not value:
            raise ValueError("is empty")
        if len(value) > limit:
            raise ValueError(f"is longer than {limit} characters")
        if any(unicodedata.category(char) in _CONTROL for char in value):
            raise ValueError("has control characters")
        return value

    return Check(parse, {"minLength": 1, "maxLength": limit})


def _email(value: str) -> str:
    try:
        return email_validator.validate_email(value.strip(), check_deliverability=False).normalized
    except email_validator.EmailNotValidError:
        pass  # Its message may repeat the address.
    raise ValueError("is not an e-mail address such as jane.doe@example.com")


def _url(value: str) -> str:
    value = text(2_000).parse(value)
    problem = "is not an address such as https://example.com/resume.pdf"
    try:
        parts = urlsplit(value)
        _ = parts.port  # urlsplit checks the port only when asked for it
    except ValueError:
        raise ValueError(problem) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or len(value.split()) > 1:
        raise ValueError(problem)
    return value


EMAIL = Check(_email, {"format": "email", "maxLength": 254})
URL = Check(_url, {"format": "uri", "maxLength": 2_000})


def checked(check: Check, default: Any = attrs.NOTHING) -> Any:
    """Declare a field of a class that callers fill; without a default it is required."""
    return attrs.field(default=default, metadata={_CHECK: check})


def build(cls: type[T], values: Mapping[str, Any], *, provider: str | None = None) -> T:
    """Build a class of :func:`checked` fields; ``None`` counts as not given.

    Raises:
        ArgumentError: a message for each field that is missing, wrong or unknown.
    """
    fields = {field.name: field for field in attrs.fields(cls)}  # type: ignore[arg-type]
    problems = {name: "is not a known field" for name in values if name not in fields}
    clean = {}
    for name, field in fields.items():
        value = values.get(name)
        if value is None:
            if field.default is attrs.NOTHING:
                problems[name] = "is required"
            continue
        if not isinstance(value, str):
            problems[name] = "is not text"
            continue
        try:
            clean[name] = field.metadata[_CHECK].parse(value)
        except ValueError as error:
            problems[name] = str(error)
    if problems:
        raise ArgumentError(problems, provider=provider)
    return cls(**clean)


def schema(cls: type) -> dict[str, Any]:
    """Return the JSON Schema of a class of :func:`checked` fields."""
    fields = attrs.fields(cls)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields if field.default is attrs.NOTHING],
        "properties": {
            field.name: {
                "type": "string" if field.default is attrs.NOTHING else ["string", "null"],
                **field.metadata[_CHECK].schema,
            }
            for field in fields
        },
    }


def statuses(value: "E | str | Iterable[E | str] | None", kind: type[E]) -> frozenset[E]:
    """Read one status or several, given as members or as their names; ``None`` is all of them.

    Raises:
        ArgumentError: there is no such status, or none is given; the message lists those there are.
    """
    if value is None:
        return frozenset()
    try:
        words = [value] if isinstance(value, str | Enum) else [*value]
        if words:
            return frozenset(kind(word) for word in words)
    except (TypeError, ValueError):
        pass
    names = ", ".join(member.value for member in kind)
    raise ArgumentError({"status": f"is none of {names}"})


def zoned(value: Any) -> datetime:
    """Read a time that says its zone, as UTC; another one could mean any time.

    Raises:
        ValueError: it is no such time, with words that complete "updated_after …".
    """
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        if isinstance(moment, datetime) and moment.tzinfo:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError("is not a time with its zone, such as 2026-01-31T12:00:00Z")


def time(name: str, value: datetime | str | None) -> datetime | None:
    """Read a time that a caller filters by, as UTC.

    Raises:
        ArgumentError: it is no ISO-8601 time with its zone.
    """
    try:
        return None if value is None else zoned(value)
    except ValueError as error:
        problem = str(error)
    raise ArgumentError({name: problem}) from None
