"""What all lists of Tiny share: ``{"data": […], "next": "token"}``."""

from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from unified_ats import Page, Response, structure

__all__ = ["to_page"]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class RawList:
    """A page of a list, as Tiny sends it."""

    data: list[Any]
    next: str | None = None


def to_page(response: Response, convert: Callable[[Any, str], T]) -> Page[T]:
    """Turn a page of Tiny's into ours; ``convert`` gets each record and its path."""
    answer = structure(response.json(), RawList, provider="tiny")
    items = [convert(each, f"$.data[{index}]") for index, each in enumerate(answer.data)]
    return Page(items=items, next_cursor=answer.next)
