"""Query parameters: each is the test of a text and its description, as a body's fields are."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

import attrs

from unified_ats.errors import ArgumentError
from unified_ats.resources.fields import Check, text, zoned

__all__ = ["JOB_ID", "LISTING", "Parameter", "read", "status"]

_ALL = "ALL"
_MAX_PAGE = 1_000_000_000
_MAX_CURSOR = 8_000
"""Characters; no more fits into a URL on its way through Amazon API Gateway."""


@attrs.frozen(kw_only=True)
class Parameter:
    """A parameter of a query.

    Attributes:
        name: as it stands in the query.
        says: what it is for.
        parse: returns its value, or raises ``ValueError`` with words that complete "page …".
        schema: JSON Schema of it.
        default: value when it is not given; ``None`` leaves it out.
        required: whether it must be given.
        several: whether it takes several values, separated by commas or in several parameters.
        instead_of: name of a parameter that it cannot stand beside.
    """

    name: str
    says: str
    parse: Callable[[str], Any] = attrs.field(repr=False)
    schema: Mapping[str, Any]
    default: Any = None
    required: bool = False
    several: bool = False
    instead_of: str | None = None

    @classmethod
    def of(cls, name: str, check: Check, *, says: str, required: bool = False) -> Self:
        """Return a parameter that is checked as a field of a body would be."""
        schema = {"type": "string", **check.schema}
        return cls(name=name, says=says, parse=check.parse, schema=schema, required=required)

    def value(self, given: Mapping[str, Sequence[str]]) -> Any:
        """Return its value in a query.

        Raises:
            ValueError: it is wrong, with words that complete "page …".
        """
        texts = given.get(self.name)
        if texts is None:
            if self.required:
                raise ValueError("is required")
            return self.default
        if len(texts) > 1 and not self.several:
            raise ValueError("is given more than once")
        if self.instead_of in given:
            raise ValueError(f"cannot be sent together with {self.instead_of}")
        return self.parse(",".join(texts))


def read(parameters: Iterable[Parameter], query: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the values of a query by name, without those that were neither given nor have one.

    Raises:
        ArgumentError: a message for each parameter that is missing, wrong, repeated or unknown.
    """
    given: dict[str, list[str]] = {}
    for name, value in query:
        given.setdefault(name, []).append(value)
    known = [parameter.name for parameter in parameters]
    hint = f"there are {', '.join(known)}" if known else "there are none"
    problems = {
        name: f"is not a parameter of this route; {hint}" for name in given if name not in known
    }
    values = {}
    for parameter in parameters:
        try:
            values[parameter.name] = parameter.value(given)
        except ValueError as error:
            problems[parameter.name] = str(error)
    if problems:
        raise ArgumentError(problems)
    return {name: value for name, value in values.items() if value is not None}


def _whole_number(name: str, *, says: str, maximum: int, default: int) -> Parameter:
    def parse(value: str) -> int:
        if re.fullmatch("[0-9]{1,10}", value) and 1 <= int(value) <= maximum:
            return int(value)
        raise ValueError(f"is not a whole number from 1 to {maximum}")

    schema = {"type": "integer", "minimum": 1, "maximum": maximum, "default": default}
    return Parameter(name=name, says=says, parse=parse, schema=schema)


def _flag(value: str) -> bool:
    if value not in ("true", "false"):
        raise ValueError("is neither true nor false")
    return value == "true"


def _time(value: str) -> datetime:
    try:
        return zoned(value)
    except ValueError as error:
        raise ValueError(f"{error} (write + as %2B)") from None


def status(kind: type[StrEnum], *, default: StrEnum | None = None) -> Parameter:
    """Return the parameter that narrows a list to one status or several; ``ALL`` is all of them."""
    names = [*(member.value for member in kind), _ALL]

    def parse(value: str) -> frozenset[StrEnum] | None:
        words = value.split(",")
        if not set(words) <= set(names):
            raise ValueError(f"is none of {', '.join(names)}")
        return None if _ALL in words else frozenset(kind(word) for word in words)

    return Parameter(
        name="status",
        says=f"One status or several, separated by commas; {_ALL} is all of them.",
        parse=parse,
        schema={
            "type": "array",
            "items": {"type": "string", "enum": names},
            "minItems": 1,
            "default": [default.value if default else _ALL],
        },
        default=frozenset([default]) if default else None,
        several=True,
    )


LISTING = (
    _whole_number("page", says="Number of the page.", maximum=_MAX_PAGE, default=1),
    _whole_number("per_page", says="Records on a page.", maximum=100, default=20),
    attrs.evolve(
        Parameter.of(
            "cursor", text(_MAX_CURSOR), says="`next_cursor` of the page before, instead of `page`."
        ),
        instead_of="page",
    ),
    Parameter(
        name="updated_after",
        says="Only what changed later than this, by the clock of the ATS.",
        parse=_time,
        schema={"type": "string", "format": "date-time"},
    ),
    Parameter(
        name="include_raw",
        says="Whether each record brings the ATS's own object, as `raw`.",
        parse=_flag,
        schema={"type": "boolean", "default": False},
    ),
)
"""The parameters that every list has."""

JOB_ID = Parameter.of("job_id", text(200), says="Only those to this job.", required=True)
