"""The formats in which records are shown: a function each, and the table that names them."""

import csv
import io
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import IO, Any

import attrs

from unified_ats.cli.text import json_text, spreadsheet_cell

__all__ = ["FORMATS", "STREAMED", "Records", "field_names", "show"]


@attrs.frozen(kw_only=True)
class Records:
    """What is to be shown.

    Attributes:
        records: JSON-ready, each with the same fields; may be read but once.
        fields: their names, in order, for CSV; those within a field as ``salary.currency``.
        columns: those of them that a table shows.
        body: what wraps them in JSON.
    """

    records: Iterable[Mapping[str, Any]]
    fields: Sequence[str]
    columns: Sequence[str]
    body: Callable[[Sequence[Any]], Mapping[str, Any]]


def field_names(model: type) -> list[str]:
    """Return the names of a model's fields but ``raw``, and of the fields of models that it holds.

    A cell holds one value: of a salary, a column each for its parts can be sorted and summed.
    """
    names = []
    for name, hint in typing.get_type_hints(model).items():
        parts = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
        held = next((part for part in parts if attrs.has(part)), None)
        names += [f"{name}.{inner}" for inner in field_names(held)] if held else [name]
    return [name for name in names if name != "raw"]


def _table(shown: Records, out: IO[bytes]) -> None:
    import_module("unified_ats.cli.tables").write(shown, out)  # rich is slow to import


def _json(shown: Records, out: IO[bytes]) -> None:
    body = shown.body([*shown.records])
    text = json_text(body, indent=2 if sys.stdout.isatty() else None)
    out.write(text.encode() + b"\n")


def _jsonl(shown: Records, out: IO[bytes]) -> None:
    for record in shown.records:
        out.write(json_text(record).encode() + b"\n")


def _csv(shown: Records, out: IO[bytes]) -> None:
    row = io.StringIO(newline="")
    writer = csv.writer(row)
    for cells in _rows(shown):
        writer.writerow(cells)
        out.write(row.getvalue().encode())
        row.seek(0)
        row.truncate()


def _rows(shown: Records) -> Iterable[Iterable[str]]:
    yield shown.fields
    for record in shown.records:
        yield (spreadsheet_cell(_value(record, field)) for field in shown.fields)


def _value(record: Mapping[str, Any], field: str) -> Any:
    """Return the value of a field; one within a field that is not there is not there either."""
    value: Any = record
    for name in field.split("."):
        value = None if value is None else value[name]
    return value


FORMATS: Mapping[str, Callable[[Records, IO[bytes]], None]] = {
    "table": _table,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
}
STREAMED = {"jsonl", "csv"}
"""Those that write each record as it comes, in constant memory."""


def show(shown: Records, form: str) -> None:
    """Write records to standard output in one of ``FORMATS``."""
    out = sys.stdout.buffer
    try:
        FORMATS[form](shown, out)
    finally:
        out.flush()
