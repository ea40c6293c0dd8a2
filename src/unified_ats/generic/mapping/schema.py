"""JSON Schema of mapping files, made of the classes that they are read into.

Editors complete a file by it and underline what is wrong. It says what the types say; what the
parts must be to each other is told by :mod:`~unified_ats.generic.mapping.checks` alone.
"""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from unified_ats import docstrings
from unified_ats.generic.mapping import kinds
from unified_ats.generic.mapping.calls import Filter, Value
from unified_ats.generic.mapping.document import ATSMapping
from unified_ats.generic.mapping.expression import Expression
from unified_ats.generic.mapping.template import Template

__all__ = ["SCHEMA", "schema"]

SCHEMA = "mapping.schema.json"
"""Name of the file in which the schema is shipped, beside this module."""

Schema = dict[str, Any]
Definitions = dict[str, Schema]

_TEXT: Schema = {"type": "string", "minLength": 1}
_REFERENCES = r"^([^$]|\$(?!\{)|\$\{[A-Z_][A-Z0-9_]*\})*$"
_SCALARS: Mapping[Any, Schema] = {
    str: _TEXT,
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Value: {"type": ["string", "number", "boolean", "array"], "minLength": 1},
    Expression: _TEXT,
    Template: {**_TEXT, "pattern": _REFERENCES},
    Any: {},
}


def schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of mapping files."""
    definitions: Definitions = {}
    document = _object(ATSMapping, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Mapping file of unified-ats",
        **document,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(kind: type, definitions: Definitions) -> Schema:
    hints, says, fields = kinds.hints(kind), docstrings.attributes(kind), attrs.fields(kind)
    return {
        "description": docstrings.summary(kind),
        "type": "object",
        "properties": {
            field.name: {
                **_schema(kinds.optional(hints[field.name]), definitions),
                "description": says[field.name],
                **_default(field.default),
            }
            for field in fields
        },
        "required": [
            field.name
            for field in fields
            if field.default is attrs.NOTHING or len(kinds.literals(hints[field.name])) == 1
        ],
        "additionalProperties": False,
    }


def _default(value: Any) -> Schema:
    found = value.text if isinstance(value, Expression) else value
    return {"default": found} if isinstance(found, str | int | float) else {}


def _schema(kind: Any, definitions: Definitions) -> Schema:
    if kind is Filter:
        return {"anyOf": [_TEXT, _class(kind, definitions)]}
    for wants, maker in _MAKERS:
        if wanted := wants(kind):
            return maker(wanted, definitions)
    return dict(_SCALARS[kind])


def _class(kind: type, definitions: Definitions) -> Schema:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # a class that holds itself, by way of others, finds this
        definitions[name] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _alternatives(classes: Mapping[str, type], definitions: Definitions) -> Schema:
    return {"type": "object", "oneOf": [_class(kind, definitions) for kind in classes.values()]}


def _table(of: Any, definitions: Definitions) -> Schema:
    return {"type": "object", "additionalProperties": _schema(of, definitions)}


def _list(of: Any, definitions: Definitions) -> Schema:
    return {"type": "array", "items": _schema(of, definitions)}


def _words(words: tuple[str, ...], _: Definitions) -> Schema:
    return {"const": words[0]} if len(words) == 1 else {"type": "string", "enum": [*words]}


_MAKERS: tuple[tuple[Callable[[Any], Any], Callable[[Any, Definitions], Schema]], ...] = (
    (kinds.alternatives, _alternatives),
    (kinds.class_of, _class),
    (kinds.of_table, _table),
    (kinds.of_list, _list),
    (kinds.words, _words),
)
"""What a type may be, and what makes the schema of such."""
