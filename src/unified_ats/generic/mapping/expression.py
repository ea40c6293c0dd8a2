"""Expressions of a mapping file: JMESPath (https://jmespath.org), and a few functions more."""

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.functions import Functions, signature

from unified_ats.errors import BadResponseError

__all__ = ["FUNCTIONS", "Expression"]

Path = tuple[str, ...]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SOME: Any = {"types": ["number", "string", "null"]}
_TEXT: Any = {"types": ["string"]}
_MAYBE: Any = {"types": ["string", "null"]}
_LIST: Any = {"types": ["array", "null"]}

FUNCTIONS: Mapping[str, str] = {
    "from_ms(number)": "the time so many milliseconds after 1970",
    "from_seconds(number)": "the time so many seconds after 1970",
    "from_format(text, format)": "a time written otherwise than ISO-8601, such as "
    "`from_format(created_at, '%d/%m/%Y %H:%M')`; one without a zone is UTC",
    "joined(separator, list)": "the texts of a list that are neither null nor empty, in one text",
    "first_name(name)": "what comes before the last word of a name, or the only word",
    "last_name(name)": "the last word of a name, if there are two",
}
"""What can be called beside JMESPath's own functions, for the documentation."""


class _Functions(Functions):
    """The functions that dates and names need."""

    @signature(_SOME)
    def _func_from_ms(self, value: Any) -> datetime | None:
        return _since_1970(value, timedelta(milliseconds=1))

    @signature(_SOME)
    def _func_from_seconds(self, value: Any) -> datetime | None:
        return _since_1970(value, timedelta(seconds=1))

    @signature(_MAYBE, _TEXT)
    def _func_from_format(self, value: str | None, form: str) -> datetime | None:
        return datetime.strptime(value, form) if value else None  # noqa: DTZ007  # %z may be there

    @signature(_TEXT, _LIST)
    def _func_joined(self, separator: str, values: list[Any] | None) -> str | None:
        return separator.join(str(each) for each in values or () if each not in (None, "")) or None

    @signature(_MAYBE)
    def _func_first_name(self, name: str | None) -> str | None:
        *first, last = (name or "").split() or [""]
        return " ".join(first) or last or None

    @signature(_MAYBE)
    def _func_last_name(self, name: str | None) -> str | None:
        _, *rest = (name or "").split() or [""]
        return rest[-1] if rest else None


def _since_1970(value: Any, unit: timedelta) -> datetime | None:
    if value is None:
        return None
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("is no time")
    return _EPOCH + number * unit


_OPTIONS = jmespath.Options(custom_functions=_Functions())


class Expression:
    """A compiled expression.

    Args:
        text: as the mapping file has it.

    Raises:
        ValueError: it is no JMESPath, or calls a function that is not there; the message says where
            it breaks.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self._parsed = jmespath.compile(text)
            _check_calls(self._parsed.parsed)
        except JMESPathError as error:
            what = str(error).partition("\n")[0].removeprefix("Invalid jmespath expression: ")
        else:
            self.plain = _plain(self._parsed.parsed)
            return
        raise ValueError(f"is not a JMESPath expression ({what.rstrip(':')})")

    plain: Path | None
    """The names to follow, when it is nothing but a path of names such as ``a.b``."""

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def where(self) -> str:
        """Where in an answer it looks, for errors."""
        return "$" if self.text == "@" else f"$.{self.text}"

    def find(self, value: Any) -> Any:
        """Return what the expression finds in a value; ``None`` where it ends early.

        Raises:
            BadResponseError: a function got what it cannot take. The message shows no value.
        """
        if self.plain is not None:  # nearly all of them, and many times faster
            return _follow(value, self.plain)
        try:
            return self._parsed.search(value, _OPTIONS)
        except (JMESPathError, ValueError, TypeError, OverflowError):
            pass  # The cause holds the value, which may be personal data: it must not be chained.
        raise BadResponseError(f"the answer does not fit the mapping's expression {self.text!r}")

    def reads(self, name: str) -> bool:
        """Whether it looks at a name at the top of what it is given."""
        return any(path[:1] == (name,) for path in self.paths())

    def paths(self) -> frozenset[Path]:
        """Return every path of names it looks at, without the indices of lists."""
        found: set[Path] = set()
        _visit(self._parsed.parsed, frozenset({()}), found)
        return frozenset(found)


def _check_calls(node: Mapping[str, Any]) -> None:
    """Look at every call of a function, which JMESPath does only when it comes to it.

    Raises:
        JMESPathError: there is no such function, or it takes fewer or more arguments.
    """
    for child in _nodes(node["children"]):
        _check_calls(child)
    if node["type"] != "function_expression":
        return
    name, count = node["value"], len(node["children"])
    if name not in _Functions.FUNCTION_TABLE:
        raise JMESPathError(f"there is no function {name}")
    takes = _Functions.FUNCTION_TABLE[name]["signature"]
    further = bool(takes) and takes[-1].get("variadic", False)
    if count < len(takes) or (count > len(takes) and not further):
        raise JMESPathError(f"{name} takes {len(takes)}, and is given {count}")


def _plain(node: Mapping[str, Any]) -> Path | None:
    if node["type"] == "field":
        return (node["value"],)
    if node["type"] == "subexpression":
        names = [_plain(child) for child in node["children"]]
        return None if None in names else tuple(name for path in names if path for name in path)
    return () if node["type"] == "current" else None


def _follow(value: Any, names: Path) -> Any:
    for name in names:
        if not isinstance(value, dict):  # all that JSON makes; Mapping takes four times as long
            return None
        value = value.get(name)
    return value


_SEQUENCES = {"subexpression", "pipe", "projection", "value_projection", "index_expression"}
"""Nodes whose later children look into what the earlier ones found."""


def _visit(node: Mapping[str, Any], at: frozenset[Path], found: set[Path]) -> frozenset[Path]:
    """Collect the paths a node looks at, beginning at some paths, and return where it leads."""
    children = node["children"]
    if node["type"] == "field":
        at = frozenset((*path, node["value"]) for path in at)
        found |= at
        return at
    if node["type"] == "filter_projection":
        left, right, condition = children
        at = _visit(left, at, found)
        _visit(condition, at, found)
        return _visit(right, at, found)
    if node["type"] in _SEQUENCES:
        for child in children:
            at = _visit(child, at, found)
        return at
    ends = frozenset(end for child in _nodes(children) for end in _visit(child, at, found))
    return ends or at


def _nodes(children: Any) -> Iterator[Mapping[str, Any]]:
    return (child for child in children if isinstance(child, Mapping))
