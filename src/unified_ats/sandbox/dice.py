"""Randomness that is the same everywhere."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

__all__ = ["Dice", "T"]

T = TypeVar("T")


class Dice:
    """Draws from a seed, through `Random.random()` alone.

    It is the one method whose sequence Python promises to keep from version to version; `choice`
    and `shuffle` may change theirs, and then yesterday's fake company would be another today.
    """

    def __init__(self, seed: int) -> None:
        self._draw = Random(seed).random  # noqa: S311  # nothing secret is drawn

    def below(self, limit: int) -> int:
        """Return an integer from 0 up to, and without, the limit."""
        return int(self._draw() * limit)

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items; weights are given by repeating items."""
        return items[self.below(len(items))]

    def chance(self, probability: float) -> bool:
        """Return true with this probability."""
        return self._draw() < probability

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        return sorted(items, key=lambda _: self._draw())

    def moment(self, start: datetime, end: datetime) -> datetime:
        """Return a whole second from the start up to, and without, the end."""
        return start + timedelta(seconds=self.below(int((end - start).total_seconds())))
