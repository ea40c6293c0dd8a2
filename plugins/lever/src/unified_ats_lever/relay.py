"""Several lists of Lever's read as one, one after the other.

Lever has no list of all applications to a posting: it has one of the live ones, and one of the
archived ones. A cursor here says which list it is at, since when, and the offset there.
"""

import contextlib
import email.utils
from collections.abc import Sequence

import attrs

from unified_ats import ArgumentError, Response, Transport
from unified_ats_lever.listing import PROVIDER

__all__ = ["Leg"]


_DOUBT = 2.0
"""Seconds by which a whole second and the time that an answer takes may mislead."""


@attrs.frozen(kw_only=True)
class Leg:
    """A place in a relay of lists.

    Attributes:
        number: which list, from 0.
        began: when the first page of the first list was read, in milliseconds since 1970.
        offset: Lever's own, within the list.
    """

    number: int = 0
    began: int
    offset: str | None = None

    @classmethod
    def at(cls, cursor: str | None, lists: Sequence[object], http: Transport) -> "Leg":
        """Return the place that a cursor names, or the beginning."""
        if cursor is None:
            return cls(began=int(http.options.wall_clock() * 1_000))
        number, began, offset = [*cursor.split("|", 2), "", ""][:3]
        if not (number.isdecimal() and began.isdecimal() and int(number) < len(lists)):
            raise ArgumentError(
                {"cursor": "is not a next_cursor that was given out here"}, provider=PROVIDER
            )
        return cls(number=int(number), began=int(began), offset=offset or None)

    def dated(self, answer: Response, now: float) -> "Leg":
        """Return the beginning by Lever's clock, where its ``Date`` tells that ours is off.

        ``Date`` has whole seconds: when the clocks agree as far as it can tell, ours is finer.
        When they do not, the second to come is taken: a record twice does less harm than none.

        Args:
            answer: to what was asked at the beginning.
            now: our time after it came, in seconds since 1970; it cannot be before ``Date``.
        """
        with contextlib.suppress(ValueError):
            date = email.utils.parsedate_to_datetime(answer.headers.get("Date", "")).timestamp()
            if abs(date - self.began / 1_000) > _DOUBT or now < date:
                return attrs.evolve(self, began=int(date + 1) * 1_000)
        return self

    def next_cursor(self, offset: str | None, lists: Sequence[object]) -> str | None:
        """Return the cursor of the page behind one: in the same list, or where the next begins."""
        if offset:
            return f"{self.number}|{self.began}|{offset}"
        if self.number + 1 < len(lists):
            return f"{self.number + 1}|{self.began}|"
        return None
