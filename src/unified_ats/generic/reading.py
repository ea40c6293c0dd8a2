"""Lists and single records, read as the description says."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from unified_ats.generic.description import GENERIC, Listing
from unified_ats.generic.record import look_up, read_list, read_total
from unified_ats.http import Params, Transport
from unified_ats.resources import Page, PageRequest, Query

__all__ = ["filters", "read_one", "read_page"]

T = TypeVar("T")
Convert = Callable[[Any, str], T]
"""Turns a record, and its path in the answer, into a canonical model."""


def filters(query: Query, listing: Listing) -> dict[str, Any]:
    """Return the query parameters for the filters that are set, times as ISO-8601 with ``Z``."""
    values = {param: getattr(query, name) for name, param in listing.params.items()}
    return {param: _word(value) for param, value in values.items() if value}


def _word(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value


def read_page(
    http: Transport, listing: Listing, page: PageRequest, params: Params, convert: Convert[T]
) -> Page[T]:
    """Read one page of a list."""
    paging = {GENERIC.page_param: page.number, GENERIC.size_param: page.size}
    answer = http.get(listing.path, params={**params, **paging}).json()
    records, total = read_list(answer, listing), read_total(answer, listing)
    return Page(
        items=[
            convert(record, f"$.{listing.items}[{index}]") for index, record in enumerate(records)
        ],
        total=total,
    )


def read_one(http: Transport, listing: Listing, record_id: str, convert: Convert[T]) -> T:
    """Read one record."""
    answer = http.get(listing.one_path, {"id": record_id}).json()
    return convert(look_up(answer, listing.one), f"$.{listing.one}")
