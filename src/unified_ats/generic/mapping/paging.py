"""Parts of a mapping file: how an ATS cuts its lists into pages, a class a way.

Each says what to ask for a page with, and what an answer says of the next one.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Any, Literal
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import attrs

from unified_ats.generic.mapping.expression import Expression
from unified_ats.http import Response, next_link
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

Params = dict[str, Any]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Pages(ABC):
    """Pages of any kind.

    Attributes:
        size: parameter of the page size; without one, the ATS decides.
        max_per_page: the largest page there is, and the size of all where it cannot be chosen.
        total: where an answer says how many records the whole list has.
    """

    size: str | None = None
    max_per_page: int = 100
    total: Expression | None = None

    @property
    def counted(self) -> bool:
        """Whether a full page is what tells that more follow."""
        return False

    @property
    def numbered(self) -> bool:
        """Whether any page can be asked for by its number, in any size; else they are walked."""
        return self.counted and self.size is not None

    @abstractmethod
    def params(self, page: PageRequest) -> Params:
        """Return the parameters that ask for a page, without that of the size."""

    @abstractmethod
    def after(self, page: PageRequest, response: Response, answer: Any, count: int) -> str | None:
        """Return what leads to the next page, ``None`` on the last one.

        Args:
            page: the page that was asked for.
            response: what came.
            answer: its body.
            count: how many records it holds.
        """

    def asked(self, page: PageRequest) -> Params:
        """Return all the parameters that ask for a page."""
        params = self.params(page)
        if self.size and self.size not in params:
            params[self.size] = page.size
        return params

    def without(self, token: str, keys: Collection[str]) -> str:  # noqa: ARG002  # for other kinds
        """Return what leads to the next page without the parameters that prove who is calling."""
        return token

    def whole(self, response: Response, answer: Any) -> int | None:
        """Return how many records the whole list has, if answers say.

        Raises:
            BadResponseError: this one does not; a page that is cut would go unnoticed.
        """
        if self.total is None:
            return None
        found = self.total.find(answer)
        if type(found) is not int or found < 0:
            raise response.unreadable(
                f"no whole number at {self.total.text}: how many records there are in all"
            )
        return found


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Counted(Pages):
    """Pages that are counted.

    Attributes:
        more: where an answer says whether more follow; otherwise a full page tells.
    """

    more: Expression | None = None

    @property
    def counted(self) -> bool:
        """Whether answers do not say whether more follow."""
        return self.more is None

    def after(self, page: PageRequest, response: Response, answer: Any, count: int) -> str | None:
        """Return the number of the next page."""
        full = count >= (page.size if self.size else self.max_per_page)
        more = full if self.more is None else _truth(self.more, response, answer)
        return str(page.number + 1) if more else None


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
        return {self.cursor: page.cursor} if page.cursor else {}

    def after(self, page: PageRequest, response: Response, answer: Any, count: int) -> str | None:  # noqa: ARG002  # for other kinds
        """Return the next cursor."""
        if self.more is not None and not _truth(self.more, response, answer):
            return None
        token = self.next.find(answer)
        if isinstance(token, str | int) and not isinstance(token, bool) and token != "":
            return str(token)
        if token in (None, "") and self.more is None:
            return None
        raise response.unreadable(f"a list that goes on, and no cursor at {self.next.text}")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Addressed(Pages):
    """Pages whose next one has an address.

    Only the query of that address is used, at the path of the list below the base URL: no answer
    can send the credentials elsewhere.
    """

    def params(self, page: PageRequest) -> Params:
        """Return the parameters of the address; they hold the size and the filters too."""
        query = parse_qs(page.cursor or "", keep_blank_values=True)
        return {name: values if values[1:] else values[0] for name, values in query.items()}

    def without(self, token: str, keys: Collection[str]) -> str:
        """Return the query without those parameters: a vendor may repeat them in its addresses."""
        pairs = parse_qsl(token, keep_blank_values=True)
        return urlencode([(name, value) for name, value in pairs if name not in keys])

    def _query(self, response: Response, address: Any) -> str | None:
        if address in (None, ""):
            return None
        path, query = _split(address)
        template = response.call.partition(" ")[2].rstrip("/")
        if not query or not ("{" in template or path.endswith(template)):
            raise response.unreadable("a next page whose address is not one of the same list")
        return query


@attrs.frozen(kw_only=True, eq=False, repr=False)
class NextURLPaging(_Addressed):
    """Pages whose answers hold the address of the next one.

    Attributes:
        kind: ``next_url``.
        next: where an answer has the address.
    """

    kind: Literal["next_url"] = "next_url"
    next: Expression

    def after(self, page: PageRequest, response: Response, answer: Any, count: int) -> str | None:  # noqa: ARG002  # for other kinds
        """Return the query of the address."""
        return self._query(response, self.next.find(answer))


@attrs.frozen(kw_only=True, eq=False, repr=False)
class LinkPaging(_Addressed):
    """Pages whose ``Link`` header (RFC 8288) holds the address of the next one.

    Attributes:
        kind: ``link``.
    """

    kind: Literal["link"] = "link"

    def after(self, page: PageRequest, response: Response, answer: Any, count: int) -> str | None:  # noqa: ARG002  # for other kinds
        """Return the query of the address."""
        return self._query(response, next_link(response.headers))


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


def _split(address: Any) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except (ValueError, AttributeError, TypeError):
        return "", ""
    return (parts.path.rstrip("/"), parts.query) if isinstance(address, str) else ("", "")
