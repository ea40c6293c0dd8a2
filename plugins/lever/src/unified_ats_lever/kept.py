"""Tables of an account that change once in a while, such as its stages: kept, and read again."""

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

import attrs

__all__ = ["Kept"]

_MINUTES = 5 * 60.0

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class _Copy(Generic[T]):
    """A table as it was read.

    Attributes:
        table: by id; ``None`` where it is not to be had.
        absent: ids that were looked for and are not in it.
        until: when it is old, in monotonic seconds.
    """

    table: Mapping[str, T] | None
    absent: frozenset[str]
    until: float

    def settles(self, ids: set[str]) -> bool:
        """Whether it says of each id what it stands for, or that nothing does."""
        return self.table is None or ids <= self.table.keys() | self.absent


class Kept(Generic[T]):
    """A table of an account, by id: kept for five minutes, and read again once for an unknown id.

    No thread waits for another. One reads again what is only old, while the others make do with
    that; a thread that lacks an id reads by itself, within the time that its own call has.

    Args:
        read: reads it whole; ``None`` says that it is not to be had.
        clock: monotonic seconds.
    """

    def __init__(
        self, read: Callable[[], Mapping[str, T] | None], clock: Callable[[], float]
    ) -> None:
        self._read = read
        self._clock = clock
        self._turn = threading.Lock()
        self._copy: _Copy[T] | None = None

    def find(self, ids: Iterable[str]) -> Mapping[str, T]:
        """Return the table, which has those of the ids that there are."""
        wanted = set(ids)
        copy = self._copy
        if not wanted:
            return {}
        if copy is None or not copy.settles(wanted):
            copy = self._read_again(wanted)
        elif self._clock() >= copy.until and self._turn.acquire(blocking=False):
            try:
                copy = self._read_again(wanted)
            finally:
                self._turn.release()
        return copy.table or {}

    def _read_again(self, wanted: set[str]) -> _Copy[T]:
        before = self._copy
        table = self._read()
        sought = wanted | before.absent if before else wanted
        copy = _Copy(
            table=table,
            absent=frozenset(sought - (table or {}).keys()),
            until=self._clock() + _MINUTES,
        )
        self._copy = copy
        return copy
