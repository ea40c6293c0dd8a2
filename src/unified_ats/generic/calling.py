"""Sending the calls of a mapping, and cutting what comes into records."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from unified_ats.errors import BadResponseError
from unified_ats.generic.mapping.calls import ListCall, ReadCall
from unified_ats.generic.mapping.expression import Expression
from unified_ats.generic.mapping.paging import Pages
from unified_ats.http import Response, Transport, placeholders
from unified_ats.resources import Page, PageRequest, Paging, Position, walk

__all__ = ["Listed", "every_record", "list_in", "paging_of", "read", "read_list"]

_PAGES = 1_000
"""Of a list that is read whole; one that is longer is no table to look names up in."""


@attrs.frozen(kw_only=True)
class Listed:
    """A page of a list, as it came.

    Attributes:
        answer: the body.
        rows: the records; one that came inside another has that as its ``parent``.
        where: path of each record in the answer, for errors.
        count: how many the page has; where they come inside others, how many of those.
        total: how many there are in all, where answers say.
        next_cursor: what leads to the next page.
    """

    answer: Any
    rows: list[Any]
    where: list[str]
    count: int
    total: int | None
    next_cursor: str | None


def read(
    http: Transport, call: ReadCall, ids: Mapping[str, str], params: Mapping[str, Any]
) -> Response:
    """Send a call that reads.

    Args:
        http: the transport.
        call: the endpoint.
        ids: for the placeholders of its path.
        params: parameters beside the fixed ones.
    """
    asked = {**call.params, **params}
    values = {name: ids[name] for name in placeholders(call.path) if name in ids}
    if call.send == "body":
        return http.request(call.method, call.path, values, json=asked, safe=True)
    return http.request(call.method, call.path, values, params=asked, safe=True)


def read_list(
    http: Transport,
    call: ListCall,
    pages: Pages,
    page: PageRequest,
    *,
    numbered: bool = False,
    ids: Mapping[str, str] | None = None,
    params: Mapping[str, Any] | None = None,
) -> Listed:
    """Read one page of a list.

    Args:
        http: the transport.
        call: the endpoint.
        pages: how the list is cut into pages.
        page: which page.
        numbered: whether the next page is asked for by its number; else a cursor leads there.
        ids: for the placeholders of the path.
        params: parameters beside the fixed ones.

    Raises:
        BadResponseError: there is no list where the mapping says.
    """
    response = read(http, call, ids or {}, {**(params or {}), **pages.asked(page)})
    answer = response.json()
    outer = call.items.find(answer)
    if not isinstance(outer, list):
        raise response.unreadable(f"no list at {call.items.text}: is it the API of the mapping?")
    rows, where = _rows(call, outer)
    return Listed(
        answer=answer,
        rows=rows,
        where=where,
        count=len(outer),
        total=None if call.nested else pages.whole(response, answer),
        next_cursor=None if numbered else pages.after(page, response, answer, len(outer)),
    )


def is_numbered(call: ListCall, pages: Pages) -> bool:
    """Whether any page of a list can be asked for by its number."""
    return pages.numbered and call.nested is None


def paging_of(call: ListCall, default: Pages) -> Pages:
    """Return how a list is cut into pages."""
    return call.paging or default


def every_record(
    http: Transport, call: ListCall, pages: Pages, params: Mapping[str, Any]
) -> Iterator[Any]:
    """Read a whole list, page by page.

    Raises:
        BadResponseError: it does not end.
    """
    numbered = is_numbered(call, pages)

    def read_page(page: PageRequest) -> Page[Any]:
        found = read_list(http, call, pages, page, numbered=numbered, params=params)
        return Page(items=found.rows, total=found.total, next_cursor=found.next_cursor)

    way: Paging = "number" if numbered else "cursor"
    for count, (page, _, _) in enumerate(walk(read_page, Position(size=pages.max_per_page), way)):
        if count == _PAGES:
            said = f"generic answered {call.method} {call.path} with more than {_PAGES} pages"
            raise BadResponseError(said, provider="generic")
        yield from page.items


def _rows(call: ListCall, outer: list[Any]) -> tuple[list[Any], list[str]]:
    at = call.items.where
    if call.nested is None:
        return outer, [f"{at}[{index}]" for index in range(len(outer))]
    rows: list[Any] = []
    where: list[str] = []
    for index, parent in enumerate(outer):
        for number, row in enumerate(list_in(parent, call.nested, f"{at}[{index}]")):
            rows.append({**row, "parent": parent} if isinstance(row, Mapping) else row)
            where.append(f"{at}[{index}].{call.nested.text}[{number}]")
    return rows, where


def list_in(value: Any, expression: Expression, at: str = "$") -> list[Any]:
    """Return the list that an expression finds, which may be missing and is then empty.

    Raises:
        BadResponseError: something else is there; ``at`` is where the value was.
    """
    found = expression.find(value)
    if not isinstance(found, list | None):
        said = f"generic answered with no list at {at}.{expression.text}"
        raise BadResponseError(said, provider="generic")
    return found or []
