import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from unified_ats_lever.kept import Kept

SOON = 5.0
"""Seconds within which a thread that waits for nobody is done."""


class Reader:
    """Reads a table; a test may hold it up on its way, as a slow answer does."""

    def __init__(self) -> None:
        self.table: Mapping[str, int] | None = {"a": 1}
        self.reads = 0
        self.now = 0.0
        self.begun = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()

    def read(self) -> Mapping[str, int] | None:
        """Return the table, as it was when the reading began."""
        self.reads += 1
        table, go_on = self.table, self.go_on
        self.begun.set()
        assert go_on.wait(SOON)
        return table


@pytest.fixture
def reader() -> Reader:
    """Return a reader of one row."""
    return Reader()


@pytest.fixture
def kept(reader: Reader) -> Kept[int]:
    """Return the table that it reads, kept."""
    return Kept(reader.read, lambda: reader.now)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """Run things beside the test."""
    with ThreadPoolExecutor(4) as pool:
        yield pool


def test_a_table_is_kept_for_a_while(reader: Reader, kept: Kept[int]) -> None:
    """A table is read once in five minutes, and again for an id that it was not looked for."""
    assert kept.find([]) == {}
    assert reader.reads == 0
    for ids, count in ((["a"], 1), (["a"], 1), (["b"], 2), (["a", "b"], 2), (["c"], 3), (["b"], 3)):
        assert kept.find(ids) == {"a": 1}
        assert reader.reads == count
    reader.now = 299.0
    assert kept.find(["a"]) == {"a": 1}
    assert reader.reads == 3
    reader.now, reader.table = 301.0, {"a": 1, "b": 2}
    assert kept.find(["b"]) == {"a": 1, "b": 2}
    assert reader.reads == 4


def test_what_is_not_to_be_had_is_not_asked_for_again(reader: Reader, kept: Kept[int]) -> None:
    """A table that may not be read is asked for once in five minutes, whatever the ids."""
    reader.table = None
    assert [kept.find([each]) for each in "abc"] == [{}, {}, {}]
    assert reader.reads == 1
    reader.now, reader.table = 301.0, {"a": 1}
    assert kept.find(["a"]) == {"a": 1}


def test_what_is_old_is_read_by_one(
    reader: Reader, kept: Kept[int], threads: ThreadPoolExecutor
) -> None:
    """While one thread reads again what is old, the others go on with that and do not wait."""
    kept.find(["a"])
    reader.now, reader.table = 301.0, {"a": 2}
    reader.begun.clear()
    reader.go_on.clear()
    slow = threads.submit(kept.find, ["a"])
    assert reader.begun.wait(SOON)
    assert threads.submit(kept.find, ["a"]).result(SOON) == {"a": 1}
    reader.go_on.set()
    assert slow.result(SOON) == {"a": 2}
    assert kept.find(["a"]) == {"a": 2}
    assert reader.reads == 2


def test_what_is_lacking_is_not_waited_for(
    reader: Reader, kept: Kept[int], threads: ThreadPoolExecutor
) -> None:
    """A thread that lacks an id reads by itself, and is done before another that is held up."""
    reader.go_on.clear()
    slow = threads.submit(kept.find, ["a"])
    assert reader.begun.wait(SOON)
    hold, reader.go_on = reader.go_on, threading.Event()
    reader.go_on.set()
    assert threads.submit(kept.find, ["a"]).result(SOON) == {"a": 1}
    assert not slow.done()
    hold.set()
    assert slow.result(SOON) == {"a": 1}


def test_a_failed_reading_is_tried_again(reader: Reader) -> None:
    """A reading that fails is its caller's error; the next one reads again, of what is old too."""
    failing = [True]

    def read() -> Mapping[str, int] | None:
        if failing[0]:
            raise OSError("gone")
        return reader.read()

    kept = Kept(read, lambda: reader.now)
    for now in (0.0, 301.0):
        reader.now, failing[0] = now, True
        with pytest.raises(OSError, match="gone"):
            kept.find(["a"])
        failing[0] = False
        assert kept.find(["a"]) == {"a": 1}
    assert reader.reads == 2
