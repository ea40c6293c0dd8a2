"""JSON Schema of the models, from their types and from what their docstrings say of each field."""

import types
import typing
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from unified_ats import docstrings
from unified_ats.resources import fields

__all__ = ["body", "components", "listing", "ref"]

Schema = dict[str, Any]

_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "format": "decimal"},
    datetime: {"type": "string", "format": "date-time"},
    Any: {},
}


def ref(model: type) -> Schema:
    """Return a pointer to the schema of a model among the components."""
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def listing(name: str, model: type) -> Schema:
    """Return the schema of a page of records."""
    pagination = {"$ref": "#/components/schemas/Pagination"}
    records = {"type": "array", "items": ref(model)}
    return {
        "type": "object",
        "required": [name, "pagination"],
        "properties": {name: records, "pagination": pagination},
    }


def body(model: type) -> Schema:
    """Return the schema of a class of checked fields, with its docstring's descriptions."""
    schema = fields.schema(model)
    says = docstrings.attributes(model)
    schema["properties"] = {
        name: {**field, "description": says[name]} for name, field in schema["properties"].items()
    }
    return {"description": docstrings.summary(model), **schema}


def components(models: typing.Iterable[type]) -> dict[str, Schema]:
    """Return the schemas of some models and of those they hold, by class name."""
    found: dict[str, Schema] = {}
    waiting = [*models]
    while waiting:
        model = waiting.pop()
        if model.__name__ not in found:
            found[model.__name__] = _model(model)
            hints = typing.get_type_hints(model).values()
            waiting += [held for hint in hints for held in _models(hint)]
    return found


def _models(hint: Any) -> list[type]:
    if isinstance(hint, type) and attrs.has(hint):
        return [hint]
    return [model for part in typing.get_args(hint) for model in _models(part)]


def _model(model: type) -> Schema:
    hints, says = typing.get_type_hints(model), docstrings.attributes(model)
    names = [field.name for field in attrs.fields(model)]
    return {
        "type": "object",
        "description": docstrings.summary(model),
        "required": [name for name in names if name != "raw"],
        "properties": {name: {**_schema(hints[name]), "description": says[name]} for name in names},
    }


def _schema(hint: Any) -> Schema:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [member.value for member in hint]}
    if isinstance(hint, type) and attrs.has(hint):
        return ref(hint)
    return _composed(typing.get_origin(hint), typing.get_args(hint))


def _composed(origin: Any, parts: tuple[Any, ...]) -> Schema:
    if origin in (types.UnionType, typing.Union):
        (one,) = (part for part in parts if part is not types.NoneType)
        schema = _schema(one)
        if schema.keys() <= {"type", "format"}:
            return {**schema, "type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}
    if issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(parts[1])}
    if issubclass(origin, Sequence):
        return {"type": "array", "items": _schema(parts[0])}
    raise TypeError(f"{origin} has no JSON Schema here")
