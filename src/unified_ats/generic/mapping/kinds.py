"""What values of a mapping file can be: the types of its classes, taken apart."""

import types
import typing
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal, Union

import attrs

from unified_ats.generic.mapping.calls import Value
from unified_ats.generic.mapping.expression import Expression
from unified_ats.generic.mapping.paging import Paging
from unified_ats.generic.mapping.schemes import Scheme
from unified_ats.generic.mapping.template import Template

__all__ = [
    "SCALARS",
    "UNIONS",
    "alternatives",
    "class_of",
    "enum_of",
    "hints",
    "literals",
    "of_list",
    "of_table",
    "optional",
    "words",
]

UNIONS: Mapping[Any, Mapping[str, type]] = {
    union: {str(attrs.fields_dict(kind)["kind"].default): kind for kind in typing.get_args(union)}
    for union in (Scheme, Paging)
}
"""Parts of which there are several kinds, by what their key ``kind`` says."""

SCALARS: Mapping[Any, tuple[tuple[type, ...], str]] = {
    str: ((str,), "text"),
    int: ((int,), "a whole number"),
    float: ((float, int), "a number"),
    bool: ((bool,), "true or false"),
    Value: ((str, int, float, bool, list), "text, a number, true, false or a list"),
    Expression: ((str,), "an expression such as 'location.name'"),
    Template: ((str,), "text, with environment variables as in '${ATS_API_KEY}'"),
}
"""Types that a single value is read as: what TOML may have there, and how that is called."""


def hints(kind: type[Any]) -> dict[str, Any]:
    """Return the types of a class's attributes."""
    return {field.name: field.type for field in attrs.fields(attrs.resolve_types(kind))}


def class_of(kind: Any) -> Any:
    """Return a type that is one of the classes whose attributes are keys; else ``None``."""
    return kind if isinstance(kind, type) and attrs.has(kind) and kind is not Template else None


def optional(kind: Any) -> Any:
    """Return what a type is when it is not ``None``."""
    parts = typing.get_args(kind)
    if typing.get_origin(kind) not in (Union, types.UnionType) or type(None) not in parts:
        return kind
    rest = tuple(part for part in parts if part is not type(None))
    return rest[0] if len(rest) == 1 else Union[rest]  # noqa: UP007  # of a tuple


def alternatives(kind: Any) -> Mapping[str, type] | None:
    """Return the classes of a part that has several kinds; ``None`` for other types."""
    parts = set(typing.get_args(kind))
    return next((found for found in UNIONS.values() if set(found.values()) == parts), None)


def of_table(kind: Any) -> Any:
    """Return the type of a table's values, when its keys are free; ``None`` for other types."""
    return typing.get_args(kind)[1] if typing.get_origin(kind) is Mapping else None


def of_list(kind: Any) -> Any:
    """Return the type of a list's values; ``None`` for other types."""
    return typing.get_args(kind)[0] if typing.get_origin(kind) is list else None


def enum_of(kind: Any) -> Any:
    """Return a type that is an enumeration of words; else ``None``."""
    return kind if isinstance(kind, type) and issubclass(kind, StrEnum) else None


def literals(kind: Any) -> tuple[str, ...]:
    """Return the words that a value is one of; none for other types."""
    return typing.get_args(kind) if typing.get_origin(kind) is Literal else ()


def words(kind: Any) -> tuple[str, ...]:
    """Return the words that a value is one of, of an enumeration or not."""
    members = enum_of(kind) or ()
    return literals(kind) or tuple(member.value for member in members)
