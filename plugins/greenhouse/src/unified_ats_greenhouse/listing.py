"""What all lists of Harvest v3 share: bare arrays, cursors in ``Link`` headers, ids in fifties.

https://harvestdocs.greenhouse.io/docs/list-endpoints and
https://harvestdocs.greenhouse.io/docs/pagination.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from unified_ats import (
    BadResponseError,
    InvalidRequestError,
    NotFoundError,
    Page,
    PageRequest,
    Response,
    Transport,
    next_link,
    structure,
)

__all__ = ["LARGEST", "PROVIDER", "after", "get", "is_id", "look_up", "read_page"]

PROVIDER = "greenhouse"
LARGEST = 500
"""Records on a page at the most."""
_BATCH = 50
"""Ids in one filter at the most."""

T = TypeVar("T")
Filters = Mapping[str, str | bool | None]


def read_page(
    http: Transport,
    path: str,
    page: PageRequest,
    *,
    filters: Filters,
    convert: Callable[[Any, str], T],
) -> Page[T]:
    """Read one page of a list; ``convert`` gets each record and its path in the answer."""
    first = {**filters, "per_page": page.size}
    # A cursor remembers the filters, and must come alone.
    answer = http.get(path, params={"cursor": page.cursor} if page.cursor else first)
    items = [convert(row, f"$[{index}]") for index, row in enumerate(_rows(answer))]
    return Page(items=items, next_cursor=_next_cursor(answer))


def look_up(
    http: Transport,
    path: str,
    ids: Iterable[str],
    *,
    into: type[T],
    by: str = "ids",
    filters: Filters | None = None,
) -> list[T]:
    """Read all records that a filter by ids finds, in as few calls as there can be.

    Args:
        http: the provider's transport.
        path: of the list.
        ids: what to look up; doubles and none at all are fine.
        into: class of the records.
        by: the filter, such as ``job_ids``.
        filters: further filters.
    """
    wanted = list(dict.fromkeys(ids))
    return [
        structure(row, into, provider=PROVIDER)
        for start in range(0, len(wanted), _BATCH)
        for row in _all(
            http, path, {**(filters or {}), by: ",".join(wanted[start : start + _BATCH])}
        )
    ]


def get(http: Transport, path: str, record_id: str, convert: Callable[[Any], T]) -> T:
    """Read one record. Harvest v3 looks it up in a list, and an empty list means there is none.

    Raises:
        NotFoundError: there is none, or the credentials may not see it. An id that is no number is
            not found either, although Greenhouse refuses it with a 422.
    """
    try:
        answer = http.get(path, params={"ids": record_id})
        rows, status, request_id = _rows(answer), answer.status_code, answer.request_id
    except InvalidRequestError as error:
        if is_id(record_id):
            raise
        rows, status, request_id = [], error.status_code or 0, error.request_id
    for row in rows:
        if isinstance(row, Mapping) and str(row.get("id")) == record_id:
            return convert(row)
    raise NotFoundError(
        f"{PROVIDER} has no such record under GET {path}, or hides it from these credentials: "
        "check the id, and whether it is private or confidential",
        provider=PROVIDER,
        status_code=status,
        request_id=request_id,
    )


def is_id(text: str) -> bool:
    """Whether a text can be an id of Greenhouse: they are numbers."""
    return text.isascii() and text.isdecimal()


def after(moment: datetime | None) -> str | None:
    """Write a filter for what is later than a moment; Greenhouse counts in milliseconds."""
    if moment is None:
        return None
    return f"gt|{moment.isoformat(timespec='milliseconds').replace('+00:00', 'Z')}"


def _all(http: Transport, path: str, filters: Filters) -> Iterator[Any]:
    page = PageRequest(size=LARGEST)
    seen: set[str] = set()
    while True:
        found = read_page(http, path, page, filters=filters, convert=lambda row, _: row)
        yield from found.items
        if not found.next_cursor:
            return
        if found.next_cursor in seen:
            raise BadResponseError(f"{PROVIDER} handed out one cursor of {path} twice")
        seen.add(found.next_cursor)
        page = PageRequest(size=LARGEST, cursor=found.next_cursor)


def _rows(answer: Response) -> list[Any]:
    rows = answer.json()
    if not isinstance(rows, list):
        raise answer.unreadable("no list: is it Harvest v3?")
    return rows


def _next_cursor(answer: Response) -> str | None:
    link = next_link(answer.headers)
    if not link:  # the header of the last page is there, and empty
        return None
    cursors = parse_qs(urlsplit(link).query).get("cursor")
    if not cursors:
        raise answer.unreadable("a link to the next page that has no cursor")
    return cursors[0]
