"""Pages and cursors: what callers ask for, bridged once to what each vendor can do.

Callers ask with ``page``/``per_page`` or with a cursor. Vendors number their pages or hand out
cursors, and cap the page size. Between the two lies one idea, the :class:`Position`: a place in
the vendor's list, counted in the vendor's own pages. Walking yields the vendor's pages from a
position on; a caller's page is cut out of that walk, and the position behind it is its cursor.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, Literal, TypeVar

import attrs

from unified_ats.errors import ArgumentError, BadResponseError

__all__ = ["Page", "PageRequest", "Paging", "Position", "cut", "decode", "encode", "walk"]

T = TypeVar("T")
Paging = Literal["number", "cursor"]


def _fixed(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(items)


@attrs.frozen(kw_only=True)
class Page(Generic[T]):
    """Some records of a list.

    A vendor's ``read_page`` fills ``items``, and ``total`` and ``next_cursor`` where the vendor
    has them; ``next_cursor`` is then the vendor's own token. Callers get it with all attributes.

    Attributes:
        items: the records, in the vendor's order.
        page: number of this page, from 1; ``None`` when a cursor was asked with.
        per_page: how many records were asked for; the last page may have fewer.
        total: how many records the whole list has; ``None`` when the vendor does not say.
        next_cursor: opaque, URL-safe; ``None`` on the last page.
    """

    items: Sequence[T] = attrs.field(converter=_fixed)
    page: int | None = None
    per_page: int | None = None
    total: int | None = None
    next_cursor: str | None = None


@attrs.frozen(kw_only=True)
class PageRequest:
    """What a vendor is asked for.

    Attributes:
        number: page to read, from 1, of pages of ``size``; for vendors that number pages.
        cursor: token of the vendor's own, from the page before; ``None`` for the first page.
        size: how many records, at most the ``max_per_page`` that the resource declares.
    """

    number: int = 1
    cursor: str | None = None
    size: int

    @property
    def offset(self) -> int:
        """How many records come before the page, for vendors that want it so."""
        return (self.number - 1) * self.size


@attrs.frozen(kw_only=True)
class Position:
    """A place in a vendor's list.

    Attributes:
        size: size of the vendor's pages that the other numbers count in.
        number: the vendor's page, from 1.
        token: the vendor's cursor of that page.
        offset: records of that page that lie before the place.
        seen: records on the pages before.
    """

    size: int
    number: int = 1
    token: str | None = None
    offset: int = 0
    seen: int = 0


def encode(position: Position, query: str) -> str:
    """Write a position as a cursor that fits only the query it came from."""
    state = [_digest(query), *attrs.astuple(position)]
    packed = json.dumps(state, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(cursor: str, query: str, *, largest: int) -> Position:
    """Read a cursor, whose vendor gives pages of up to ``largest`` records.

    Raises:
        ArgumentError: it is none, or belongs to another query.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        state = json.loads(base64.b64decode(padded.encode(), b"-_", validate=True))
        digest, size, number, token, offset, seen = state
    except (ValueError, TypeError, RecursionError):
        digest = size = number = token = offset = seen = None
    counts = (size, number, offset, seen)
    sound = all(type(count) is int and count >= 0 for count in counts) and size * number > 0
    if not sound or size > largest or not isinstance(token, str | None):
        raise ArgumentError({"cursor": "is not a next_cursor that was given out here"})
    if digest != _digest(query):
        raise ArgumentError({"cursor": "belongs to a list with other filters; send the same ones"})
    return Position(size=size, number=number, token=token, offset=offset, seen=seen)


def _digest(query: str) -> str:
    return hashlib.sha256(query.encode()).hexdigest()[:8]


def walk(
    read: Callable[[PageRequest], Page[T]], start: Position, paging: Paging
) -> Iterator[tuple[Page[T], Position, Position | None]]:
    """Yield the vendor's pages from a position on: the page, its position, and the next one's.

    Raises:
        BadResponseError: the vendor hands out a token twice, sends one page again under another
            number, sends more records than were asked for, or fewer although its total says that
            more follow; going on would loop, duplicate or lose.
    """
    here: Position | None = start
    tokens: set[str] = set()
    before: list[object] = []
    while here:
        page = read(PageRequest(number=here.number, cursor=here.token, size=here.size))
        if paging == "cursor":
            token = page.next_cursor
            if token and token in tokens | {here.token}:
                raise BadResponseError("the vendor handed out one paging token twice")
            tokens.add(token or "")
            after = _next(here, page, more=bool(token))
        else:
            if len(page.items) > here.size or (page.items and before == list(page.items)):
                raise BadResponseError("the vendor ignores the page number or the page size")
            before = list(page.items)
            after = _next(here, page, more=_more(here, page))
        yield page, here, after
        here = after


def _next(here: Position, page: Page[T], *, more: bool) -> Position | None:
    if not more:
        return None
    return Position(
        size=here.size,
        number=here.number + 1,
        token=page.next_cursor,
        seen=here.seen + len(page.items),
    )


def _more(here: Position, page: Page[T]) -> bool:
    """Whether a numbered page has one behind it: by the total, or else by being full."""
    full = len(page.items) == here.size
    if page.total is None:
        return full
    more = here.seen + len(page.items) < page.total
    if more and not full:
        raise BadResponseError(
            f"the vendor sent {len(page.items)} of {here.size} records, though {page.total} are "
            "said to be there: does it give such large pages?"
        )
    return more


def cut(
    pages: Iterator[tuple[Page[T], Position, Position | None]],
    *,
    skip: int,
    want: int,
    keep: Callable[[T], bool],
) -> tuple[list[T], Position | None, int | None]:
    """Cut a caller's page out of a walk.

    Returns:
        The records, the position behind them (``None`` at the end), and the vendor's total.
    """
    taken: list[T] = []
    total = None
    for page, here, after in pages:
        total = page.total
        for index, record in enumerate(page.items[here.offset :], here.offset + 1):
            if not keep(record):
                continue
            if skip:
                skip -= 1
                continue
            taken.append(record)
            if len(taken) == want:
                inside = index < len(page.items)
                return taken, attrs.evolve(here, offset=index) if inside else after, total
    return taken, None, total
