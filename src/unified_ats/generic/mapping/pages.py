"""What all ways to cut a list into pages have in common."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Any

import attrs

from unified_ats.generic.mapping.expression import Expression
from unified_ats.http import Response
from unified_ats.resources import PageRequest

__all__ = ["Pages", "Params"]

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

    def without(self, token: str, keys: Collection[str], values: Collection[str]) -> str:  # noqa: ARG002  # for other kinds
        """Return what leads to the next page without some parameters, which are sent anyway."""
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
