"""Parts of a mapping file: how an ATS cuts its lists into pages, a class a way.

Each says what to ask for a page with, and what an answer says of the next one.
"""

import json
from typing import Any, Literal

import attrs

from unified_ats.errors import ArgumentError
from unified_ats.generic.mapping.addressed import LinkPaging, NextURLPaging
from unified_ats.generic.mapping.expression import Expression
from unified_ats.generic.mapping.pages import Pages, Params
from unified_ats.http import Response
from unified_ats.resources import PageRequest

__all__ = [
    "CursorPaging",
    "LinkPaging",
    "NextURLPaging",
    "NoPaging",
    "OffsetPaging",
    "PagePaging",
    "Pages",
    "Paging",
]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Counted(Pages):
    """Pages that are counted.

    Attributes:
        max_per_page: the largest page there is, and the size of all where it cannot be chosen. It
            has no default: a page that is smaller than that is taken for the last one.
        more: where an answer says whether more follow; otherwise a full page tells.
    """

    max_per_page: int
    more: Expression | None = None

    @property
    def counted(self) -> bool:
        """Whether answers do not say whether more follow."""
        return self.more is None

    def after(self, page: PageRequest, response: Response, answer: Any, count: int) -> str | None:
        """Return the number of the next page."""
        if self.more is None:
            more = self._is_full(page, response, answer, count)
        else:
            more = _truth(self.more, response, answer)
        return str(page.number + 1) if more else None

    def _is_full(self, page: PageRequest, response: Response, answer: Any, count: int) -> bool:
        """Whether a page is full; one that is not, though the total says more, is an error."""
        size = page.size if self.size else self.max_per_page
        if count >= size:
            return True
        total = self.whole(response, answer)
        if total is not None and (page.number - 1) * size + count < total:
            raise response.unreadable(
                f"{count} of {size} records, though {total} are said to be there: "
                "does it give such large pages?"
            )
        return False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PagePaging(_Counted):
    """Pages by their number.

    Attributes:
        kind: ``page``.
        page: parameter of the number.
        first: number of the first page.
    """

    kind: Literal["page"] = "page"
    page: str = "page"
    first: int = 1

    def params(self, page: PageRequest) -> Params:
        """Return the number."""
        return {self.page: page.number - 1 + self.first}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class OffsetPaging(_Counted):
    """Pages by how many records come before them.

    Attributes:
        kind: ``offset``.
        offset: parameter of that number.
    """

    kind: Literal["offset"] = "offset"
    offset: str = "offset"

    def params(self, page: PageRequest) -> Params:
        """Return the offset."""
        size = page.size if self.size else self.max_per_page
        return {self.offset: (page.number - 1) * size}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CursorPaging(Pages):
    """Pages by a cursor that each answer hands out for the next.

    Attributes:
        kind: ``cursor``.
        cursor: parameter of the cursor.
        next: where an answer has the next cursor.
        more: where an answer says whether more follow, when a cursor alone does not mean that.
    """

    kind: Literal["cursor"] = "cursor"
    cursor: str = "cursor"
    next: Expression
    more: Expression | None = None

    def params(self, page: PageRequest) -> Params:
        """Return the cursor."""
        if page.cursor is None:
            return {}
        try:
            token = json.loads(page.cursor)
        except (ValueError, RecursionError):
            token = None
        if not isinstance(token, str | int) or isinstance(token, bool):
            raise ArgumentError({"cursor": "is not a next_cursor that was given out here"})
        return {self.cursor: token}

    def after(self, page: PageRequest, response: Response, answer: Any, count: int) -> str | None:  # noqa: ARG002  # for other kinds
        """Return the next cursor."""
        if self.more is not None and not _truth(self.more, response, answer):
            return None
        token = self.next.find(answer)
        if isinstance(token, str | int) and not isinstance(token, bool) and token != "":
            return json.dumps(token)  # so that a number goes back as one
        if token in (None, "") and self.more is None:
            return None
        raise response.unreadable(f"a list that goes on, and no cursor at {self.next.text}")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class NoPaging(Pages):
    """Lists that come whole.

    Attributes:
        kind: ``none``.
    """

    kind: Literal["none"] = "none"

    def params(self, page: PageRequest) -> Params:  # noqa: ARG002  # for other kinds
        """Return nothing."""
        return {}

    def after(self, page: PageRequest, response: Response, answer: Any, count: int) -> str | None:  # noqa: ARG002  # for other kinds
        """Return nothing: there is no next page."""
        return None


Paging = PagePaging | OffsetPaging | CursorPaging | NextURLPaging | LinkPaging | NoPaging


def _truth(expression: Expression, response: Response, answer: Any) -> bool:
    found = expression.find(answer)
    if isinstance(found, bool):
        return found
    raise response.unreadable(f"neither true nor false at {expression.text}")
