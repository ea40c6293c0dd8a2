"""Several lists of Lever's read as one, one after the other.

Lever has no list of all applications to a posting: it has one of the live ones, and one of the
archived ones. A cursor here says which list it is at, since when, and the offset there.
"""

from collections.abc import Sequence

import attrs

from unified_ats import ArgumentError, Transport
from unified_ats_lever.listing import PROVIDER

__all__ = ["Leg"]


@attrs.frozen(kw_only=True)
class Leg:
    """A place in a relay of lists.

    Attributes:
        number: which list, from 0.
        began: when the first page of the first list was asked for, in milliseconds since 1970.
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

    def next_cursor(self, offset: str | None, lists: Sequence[object]) -> str | None:
        """Return the cursor of the page behind one: in the same list, or where the next begins."""
        if offset:
            return f"{self.number}|{self.began}|{offset}"
        if self.number + 1 < len(lists):
            return f"{self.number + 1}|{self.began}|"
        return None
