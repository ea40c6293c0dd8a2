"""A progress bar on standard error."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

__all__ = ["counted"]

T = TypeVar("T")


def counted(records: Iterable[T], noun: str, total: Callable[[], int | None]) -> Iterator[T]:
    """Yield the records, and show how many have come.

    Args:
        records: what is read.
        noun: what they are.
        total: tells how many there are, or ``None`` when nobody knows.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(file=sys.stderr), transient=True
    ) as progress:
        yield from progress.track(records, total=total(), description=noun)
