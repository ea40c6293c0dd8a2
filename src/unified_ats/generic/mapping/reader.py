"""From the tables of a mapping file to its classes; every problem is told, at its key."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from unified_ats.generic.mapping import kinds
from unified_ats.generic.mapping.calls import Filter, Value
from unified_ats.generic.mapping.expression import Expression
from unified_ats.generic.mapping.template import Template

__all__ = ["Problems", "read"]

Problems = dict[str, str]
"""Key, with the tables around it → what is wrong with it."""
_LONG = 60


def read(value: Any, kind: Any, at: str, problems: Problems) -> Any:
    """Return a value as a type of the classes.

    Where it is none, that is told, and something harmless of the type is returned in its place: so
    that the rest of the file can be looked at all the same.
    """
    kind = kinds.optional(kind)
    if kind is Any:
        return value
    if kind is Filter and isinstance(value, str):
        return Filter(param=value)
    for wants, reader in _READERS:
        if wanted := wants(kind):
            return reader(value, wanted, at, problems)
    return _scalar(value, kind, at, problems)


def _class(value: Any, kind: Any, at: str, problems: Problems) -> Any:
    if not isinstance(value, Mapping):
        return _wrong(value, "a table", at, problems, _harmless(kind))
    fields, hints = attrs.fields_dict(kind), kinds.hints(kind)
    for name in value.keys() - fields.keys():
        problems[_key(at, name)] = f"is no key here; expected one of {', '.join(sorted(fields))}"
    for name, field in fields.items():
        if name not in value and field.default is attrs.NOTHING:
            problems[_key(at, name)] = f"is missing; expected {_expected(hints[name])}"
    found = {
        name: read(value[name], hints[name], _key(at, name), problems)
        for name in fields
        if name in value
    }
    return _harmless(kind, found)


def _alternative(value: Any, alternatives: Mapping[str, type], at: str, problems: Problems) -> Any:
    if not isinstance(value, Mapping):
        return _wrong(value, "a table with a kind", at, problems, _last(alternatives))
    kind = value.get("kind")
    if isinstance(kind, str) and kind in alternatives:
        return _class(value, alternatives[kind], at, problems)
    key, known = _key(at, "kind"), _either(alternatives)
    return _wrong(kind, known, key, problems, _last(alternatives))


def _table(value: Any, of: Any, at: str, problems: Problems) -> Any:
    if not isinstance(value, Mapping):
        return _wrong(value, "a table", at, problems, {})
    return {name: read(each, of, _key(at, name), problems) for name, each in value.items()}


def _list(value: Any, of: Any, at: str, problems: Problems) -> Any:
    if not isinstance(value, list):
        return _wrong(value, "a list", at, problems, [])
    return [read(each, of, f"{at}[{index}]", problems) for index, each in enumerate(value)]


def _enum(value: Any, kind: Any, at: str, problems: Problems) -> Any:
    known = [member.value for member in kind]
    return (
        kind(value)
        if value in known
        else _wrong(value, _either(known), at, problems, next(iter(kind)))
    )


def _literal(value: Any, known: Any, at: str, problems: Problems) -> Any:
    return value if value in known else _wrong(value, _either(known), at, problems, known[0])


def _scalar(value: Any, kind: Any, at: str, problems: Problems) -> Any:
    types, expected = kinds.SCALARS[kind]
    shown = "a value" if kind is Template else _shown(value)  # it may be a secret, written out
    if type(value) not in types or value == "":
        problems[at] = f"found {shown}; expected {expected}"
        return _HARMLESS[kind]
    if not isinstance(kind, type):
        return value
    try:
        return kind(value)
    except ValueError as error:
        problems[at] = f"found {shown}, which {error}"
    return _HARMLESS[kind]


_HARMLESS: Mapping[Any, Any] = {
    str: "x",
    int: 1,
    float: 1.0,
    bool: False,
    Value: "x",
    Expression: Expression("@"),
    Template: Template("${X}"),
}
"""Values of each type that no check minds."""


def _harmless(kind: Any, found: Mapping[str, Any] | None = None) -> Any:
    """Return an object of a class, with harmless values for the keys that it must have."""
    known = dict(found or {})
    hints = kinds.hints(kind)
    for name, field in attrs.fields_dict(kind).items():
        if name not in known and field.default is attrs.NOTHING:
            known[name] = _any(hints[name])
    return kind(**known)


def _any(hint: Any) -> Any:
    kind = kinds.optional(hint)
    if alternatives := kinds.alternatives(kind):
        return _last(alternatives)
    if kinds.class_of(kind):
        return _harmless(kind)
    return {} if kinds.of_table(kind) is not None else _HARMLESS[kind]


def _last(alternatives: Mapping[str, type]) -> Any:
    """Return the last of some alternatives, which is the one that does nothing."""
    return _harmless([*alternatives.values()][-1])


_READERS: tuple[tuple[Callable[[Any], Any], Callable[..., Any]], ...] = (
    (kinds.alternatives, _alternative),
    (kinds.class_of, _class),
    (kinds.of_table, _table),
    (kinds.of_list, _list),
    (kinds.enum_of, _enum),
    (kinds.literals, _literal),
)
"""What a type may be, and what reads a value as such."""


def _wrong(value: Any, expected: str, at: str, problems: Problems, instead: Any) -> Any:
    problems[at] = f"found {_shown(value)}; expected {expected}"
    return instead


def _expected(hint: Any) -> str:
    kind = kinds.optional(hint)
    if alternatives := kinds.alternatives(kind):
        return f"a table whose kind is {_either(alternatives)}"
    return kinds.SCALARS[kind][1] if kind in kinds.SCALARS else "a table"


def _either(words: Iterable[str]) -> str:
    return f"one of {', '.join(words)}"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= _LONG else f"{value[:_LONG]}…")
    shown = {dict: "a table", list: "a list", bool: str(value).lower(), type(None): "nothing"}
    return shown.get(type(value), str(value))


def _key(at: str, name: str) -> str:
    quoted = name if name.replace("_", "").replace("-", "").isalnum() else f'"{name}"'
    return f"{at}.{quoted}" if at else quoted
