"""Tables for people: as wide as the terminal on one, and whole and plain in a pipe."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from unified_ats.cli.formats import Records
from unified_ats.cli.text import one_line

__all__ = ["write", "write_rows"]

_WIDE = 100_000


def write(shown: Records, out: IO[bytes]) -> None:
    """Write records as a table."""
    write_rows(shown.columns, shown.records, out)


def write_rows(
    columns: Sequence[str], records: Iterable[Mapping[str, Any]], out: IO[bytes]
) -> None:
    """Write columns of records; what others wrote is shown as text, whatever it holds."""
    terminal = sys.stdout.isatty()
    table = Table(
        box=box.SIMPLE_HEAD if terminal else None,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1 if terminal else 2, 0, 0),
    )
    for column in columns:
        table.add_column(column, no_wrap=_is_copied(column))  # the others make room first
    for record in records:
        table.add_row(*(_cell(column, record[column]) for column in columns))
    console = Console(file=sys.stdout, width=None if terminal else _WIDE)
    with console.capture() as capture:
        console.print(table)
    lines = [line.rstrip() for line in capture.get().splitlines()]
    out.write("".join(f"{line}\n" for line in lines).encode(console.encoding, "replace"))


def _is_copied(column: str) -> bool:
    """Whether a column is one that people copy from."""
    return column in ("id", "field") or column.endswith("_id")


def _cell(column: str, value: object) -> Text:
    text = "" if value is None else one_line(str(value))
    if column.endswith("_at"):
        text = text.partition("T")[0]  # the day is enough for people
    return Text(text, no_wrap=True, overflow="ellipsis")
