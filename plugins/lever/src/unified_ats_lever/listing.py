"""What all answers of Lever share: envelopes, offsets, milliseconds, and ids that may be expanded.

https://hire.lever.co/developer/documentation#pagination and #expanding-and-including.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar

import attrs
from cattrs import override

from unified_ats import BadResponseError, Page, PageRequest, Response, Transport, structure

__all__ = [
    "LARGEST",
    "PROVIDER",
    "after",
    "get",
    "milliseconds",
    "moment",
    "one",
    "read_all",
    "read_page",
    "reference",
]

PROVIDER = "lever"
LARGEST = 100
"""Records on a page at the most."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

T = TypeVar("T")
Filters = Mapping[str, "str | int | bool | list[str] | None"]
"""Parameters of a list; a list of words is sent as one parameter repeated."""


@attrs.frozen(kw_only=True)
class RawList:
    """A page of a list. Some lists never say whether there is more: they are whole."""

    data: list[Any]
    more: Annotated[bool | None, override(rename="hasNext")] = None
    next: str | None = None


@attrs.frozen(kw_only=True)
class RawOne:
    """A single record."""

    data: Any


def read_page(
    http: Transport,
    path: str,
    page: PageRequest,
    *,
    filters: Filters,
    convert: Callable[[Any, str], T],
    on_answer: Callable[[Response], object] = lambda _: None,
) -> Page[T]:
    """Read one page of a list; ``convert`` gets each record and its path in the answer.

    The offset goes back as it came. It is bound to its filters, which go with it again.
    """
    answer = http.get(path, params={**filters, "limit": page.size, "offset": page.cursor})
    on_answer(answer)
    found = structure(answer.json(), RawList, provider=PROVIDER)
    if found.more and not found.next:
        raise answer.unreadable("a list that goes on, and no offset to go on from")
    items = [convert(row, f"$.data[{index}]") for index, row in enumerate(found.data)]
    return Page(items=items, next_cursor=found.next if found.more else None)


def read_all(
    http: Transport, path: str, into: type[T], *, filters: Filters | None = None
) -> Iterator[T]:
    """Read all records of a short list."""
    page: PageRequest | None = PageRequest(size=LARGEST)
    seen: set[str] = set()
    while page:
        found = read_page(http, path, page, filters=filters or {}, convert=lambda row, _: row)
        for row in found.items:
            yield structure(row, into, provider=PROVIDER)
        offset = found.next_cursor
        if offset in seen:
            raise BadResponseError(f"{PROVIDER} handed out one offset of {path} twice")
        seen |= {offset or ""}
        page = PageRequest(size=LARGEST, cursor=offset) if offset else None


def get(http: Transport, path: str, record_id: str, *, filters: Filters | None = None) -> Any:
    """Read one record at a path such as ``/postings/{id}``, out of its envelope."""
    return one(http.get(path, {"id": record_id}, params=filters))


def one(answer: Response) -> Any:
    """Take a record out of its envelope."""
    return structure(answer.json(), RawOne, provider=PROVIDER).data


def reference(value: Any, into: type[T], where: str) -> T | None:
    """Read what may be ``null``, an id, or the record itself where it was expanded."""
    if value is None:
        return None
    raw = value if isinstance(value, Mapping) else {"id": value}
    return structure(raw, into, provider=PROVIDER, where=where)


def moment(value: int | None) -> datetime | None:
    """Read a time: milliseconds since 1970."""
    try:
        return None if value is None else _EPOCH + value * _MILLISECOND
    except OverflowError:
        pass
    raise BadResponseError(f"{PROVIDER} answered with a time beyond all calendars")


def milliseconds(time: datetime) -> int:
    """Write a time as milliseconds since 1970, rounded down."""
    return (time - _EPOCH) // _MILLISECOND


def after(time: datetime | None) -> int | None:
    """Write a filter for what is later than a time; Lever counts the bound in."""
    return None if time is None else milliseconds(time) + 1
