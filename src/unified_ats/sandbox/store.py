"""Records in SQLite: one connection behind a lock, and the four statements that a company needs.

Table and column names come from the record classes and are never a caller's text; every value is
a bound parameter.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any, Self, TypeVar

import attrs

from unified_ats.errors import ConfigurationError
from unified_ats.sandbox.records import Record

__all__ = ["ANY_OF_STATUS", "Condition", "R", "Store"]

R = TypeVar("R", bound=Record)
Condition = tuple[str, object]
"""A comparison with one placeholder, and its value: `("status = ?", "open")`.

A condition whose value is `None` does not narrow anything, so optional filters need no branches.
"""

ANY_OF_STATUS = "status IN (SELECT value FROM json_each(?))"
"""A condition whose value is a list of words."""

_1970 = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Store:
    """The tables of one company, in memory or in a file.

    Args:
        db: the file, or ``:memory:``.
        image: what a company in memory begins with, from :meth:`image`.

    Raises:
        ConfigurationError: The file cannot be opened, or is not a company's.
    """

    def __init__(self, db: str | Path, *, image: bytes | None = None) -> None:
        self._lock = threading.RLock()
        try:
            self._connection = sqlite3.connect(db, check_same_thread=False, isolation_level=None)
        except sqlite3.Error as error:
            raise ConfigurationError(f"cannot open the company in {db}: {error}") from error
        self._connection.row_factory = sqlite3.Row
        if image is not None:
            self._connection.deserialize(image)
        try:
            self._connection.execute("PRAGMA foreign_keys = ON")
            self.tables = {row["name"] for row in self._rows("SELECT name FROM sqlite_master")}
        except sqlite3.Error as error:
            self.close()
            raise ConfigurationError(
                f"{db} holds no company: {error}; name another file with --db"
            ) from error

    @property
    def writes(self) -> int:
        """How many rows have been written since it was opened."""
        with self._lock:
            return self._connection.total_changes

    def image(self) -> bytes:
        """Return the whole company, to make others of."""
        with self._lock:
            return self._connection.serialize()

    def close(self) -> None:
        """Close the connection; a company in memory is gone afterwards."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def atomic(self) -> Iterator[Self]:
        """Keep other threads out, and keep either all of a block's writes or none.

        Blocks may be nested: the outermost one commits.
        """
        with self._lock:
            if self._connection.in_transaction:
                yield self
                return
            self._connection.execute("BEGIN")
            try:
                yield self
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def create_tables(self, made_with: Sequence[int]) -> None:
        """Create the tables, and note seed and sizes, inside the transaction of the caller."""
        script = resources.files(__package__).joinpath("schema.sql").read_text(encoding="utf-8")
        for statement in script.split(";\n"):
            self._connection.execute(statement)
        self._connection.execute("INSERT INTO made_with VALUES (?, ?, ?)", made_with)

    def made_with(self) -> tuple[int, ...]:
        """Return the seed, the number of jobs and the number of candidates it was made with."""
        return tuple(self._rows("SELECT seed, jobs, candidates FROM made_with")[0])

    def insert(self, kind: type[R], records: Iterable[R]) -> None:
        """Add records of one kind.

        Raises:
            sqlite3.IntegrityError: An id exists, or a reference points nowhere.
        """
        names = [field.name for field in attrs.fields(kind)]
        slots = ", ".join("?" * len(names))
        sql = f"INSERT INTO {kind.TABLE} ({', '.join(names)}) VALUES ({slots})"  # noqa: S608  # names of our own classes
        rows = ([_to_sql(getattr(record, name)) for name in names] for record in records)
        with self.atomic():
            self._connection.executemany(sql, rows)

    def next_seq(self, kind: type[Record]) -> int:
        """Return the number of the next record of a kind; meaningful inside `atomic()`."""
        sql = f"SELECT coalesce(max(seq), 0) + 1 AS seq FROM {kind.TABLE}"  # noqa: S608  # a name of our own class
        return int(self._rows(sql)[0]["seq"])

    def select(
        self,
        kind: type[R],
        conditions: Iterable[Condition] = (),
        *,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[list[R], int]:
        """Return one stretch of the matching records in their order, and how many match in all."""
        narrowing = [(text, value) for text, value in conditions if value is not None]
        where = " AND ".join(["TRUE", *(text for text, _ in narrowing)])
        values = [_to_sql(value) for _, value in narrowing]
        source = f"FROM {kind.TABLE} WHERE {where}"
        page = f"ORDER BY {kind.ORDER} LIMIT ? OFFSET ?"
        with self._lock:
            total = self._rows(f"SELECT count(*) AS total {source}", values)[0]["total"]
            rows = self._rows(
                f"SELECT * {source} {page}",
                [*values, -1 if limit is None else limit, offset],
            )
        return [_to_record(kind, row) for row in rows], total

    def first(self, kind: type[R], *conditions: Condition) -> R | None:
        """Return the first record that matches, or `None`."""
        found, _ = self.select(kind, conditions, limit=1)
        return found[0] if found else None

    def replace(self, record: R) -> R:
        """Write a changed record over the one with its id, and return it."""
        values = {name: _to_sql(value) for name, value in _columns(record)}
        assignments = ", ".join(f"{name} = :{name}" for name in values)
        sql = f"UPDATE {record.TABLE} SET {assignments} WHERE id = :id"  # noqa: S608  # names of our own classes
        with self._lock:
            self._connection.execute(sql, values)
        return record

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()


def _columns(record: Record) -> Iterator[tuple[str, object]]:
    for field in attrs.fields(type(record)):
        yield field.name, getattr(record, field.name)


def _to_sql(value: object) -> Any:
    if isinstance(value, list | tuple):
        return json.dumps(value)
    return (value - _1970) // _MICROSECOND if isinstance(value, datetime) else value


def _to_record(kind: type[R], row: sqlite3.Row) -> R:
    return kind(
        **{
            name: _1970 + row[name] * _MICROSECOND
            if name.endswith("_at") and row[name] is not None
            else row[name]
            for name in row.keys()  # noqa: SIM118  # a Row iterates over its values
        }
    )
