"""Reading a company whole, and no more often than it changes."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from unified_ats.sandbox import Company

__all__ = ["until_written"]

T = TypeVar("T")


def until_written(read: Callable[[Company], T]) -> Callable[[Company], T]:
    """Keep what is read of a company until something is written into it."""
    kept: WeakKeyDictionary[Company, tuple[int, T]] = WeakKeyDictionary()

    @wraps(read)
    def reading(company: Company) -> T:
        writes = company.writes
        at, found = kept.get(company, (None, None))
        if found is None or at != writes:
            found = read(company)
            kept[company] = writes, found
        return found

    return reading
