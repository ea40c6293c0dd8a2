"""Parts of a mapping file: pages whose next one has an address, in the answer or in a header."""

from collections.abc import Collection
from typing import Any, Literal
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import attrs

from unified_ats.generic.mapping.expression import Expression
from unified_ats.generic.mapping.pages import Pages, Params
from unified_ats.http import Response, next_link
from unified_ats.resources import PageRequest

__all__ = ["LinkPaging", "NextURLPaging"]


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

    def without(self, token: str, keys: Collection[str], values: Collection[str]) -> str:
        """Return the query without those parameters: a vendor may repeat them in its addresses."""
        pairs = parse_qsl(token, keep_blank_values=True)
        return urlencode([each for each in pairs if each[0] not in keys and each[1] not in values])

    def _query(self, response: Response, address: Any) -> str | None:
        if address in (None, ""):
            return None
        path, query = _split(address)
        template = response.call.partition(" ")[2].rstrip("/")
        same = not path or "{" in template or path.endswith(template)  # "?page=2" has no path
        if not query or not same:
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


def _split(address: Any) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except (ValueError, AttributeError, TypeError):
        return "", ""
    return (parts.path.rstrip("/"), parts.query) if isinstance(address, str) else ("", "")
