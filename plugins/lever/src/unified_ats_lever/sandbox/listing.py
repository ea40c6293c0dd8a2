"""Lists, and single objects: pages, tokens, filters, `expand`, `include` and confidentiality.

hire.lever.co/developer/documentation#lists, #confidential-data and #customizing-the-response.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Generic, TypeVar

import attrs
from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import checks
from unified_ats_lever.sandbox import parameters
from unified_ats_lever.sandbox.access import Key
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.filters import Filter
from unified_ats_lever.sandbox.offsets import Offset, walk_of
from unified_ats_lever.sandbox.parameters import Asked
from unified_ats_lever.sandbox.wire import Refusal, Row, data, in_json, not_found

__all__ = [
    "ALL",
    "CONFIDENTIAL",
    "LIMIT",
    "NON_CONFIDENTIAL",
    "Call",
    "Listing",
    "T",
    "by_id",
    "grouped",
    "rows_of",
    "whole",
]

T = TypeVar("T")

LIMIT = 100
"""The largest page, and here the usual one: Lever says only that it depends on the endpoint."""

CONFIDENTIAL = "confidential"
NON_CONFIDENTIAL = "non-confidential"
ALL = "all"


@attrs.frozen(kw_only=True)
class Call:
    """A request that has been let in, and what its key may see."""

    request: Request
    key: Key

    def sees(self, confidentiality: str) -> bool:
        """Return whether the key may see what is of this confidentiality.

        What it may not see is, to all requests that name it, not there; that Lever says 404 and
        not 403 then is unconfirmed.
        """
        return confidentiality == NON_CONFIDENTIAL or self.key.confidential


@attrs.frozen(kw_only=True)
class Listing(Generic[T]):
    """One resource, as lists and by id.

    Attributes:
        what: What its objects are called where one is not found.
        row: Shows an item.
        identify: Returns an item's id.
        rank: What decides the order, the highest first: mostly the time of creation. `None` for
            lists that have an order of their own.
        filters: Its parameters, beside those that all lists have.
        expand: What can be shown whole that is an id otherwise, by the name of the field.
        groups: By what `group` can put the items of a page together: the title of an item's group,
            by the word for it.
        confidentiality: Says of an item whether it is confidential; `None` where nothing can be.
    """

    what: str
    row: Callable[[T], Row]
    identify: Callable[[T], str]
    rank: Callable[[T], int] | None = None
    filters: Mapping[str, Filter[T]] = attrs.field(factory=dict)
    expand: Mapping[str, Callable[[T], Any]] = attrs.field(factory=dict)
    groups: Mapping[str, Callable[[T], str | None]] = attrs.field(factory=dict)
    confidentiality: Callable[[T], str] | None = None

    def answer(self, account: Account, call: Call, items: Iterable[T]) -> Response:
        """Answer a request for a page of a list.

        Raises:
            Refusal: 400 when a parameter is wrong or the token is of no use here, 403 when the
                key may not see what was asked for.
        """
        asked = self._asked(call)
        size = asked.get("limit", [LIMIT])[0]
        walk = walk_of(call.request.path, self._narrowing(call.request))
        after = None
        if "offset" in asked:
            sent = asked["offset"][0]
            after = Offset.read(sent, generation=account.generation, walk=walk)
        kept = (each for each in self._placed(items, after) if self._is_kept(each[1], asked))
        page = list(islice(kept, size))
        rows = self._rows([item for _, item in page], asked)
        if next(kept, None) is None:
            return data(rows, hasNext=False)
        rank, last = page[-1]
        offset = Offset(account.generation, rank, self.identify(last), walk)
        return data(rows, hasNext=True, next=offset.written())

    def answer_one(self, call: Call, item: T | None) -> Response:
        """Answer a request for one object.

        Raises:
            Refusal: 400 when a parameter is wrong, 404 when there is none that the key may see.
        """
        table, repeatable = self._form()
        asked = parameters.read(call.request, table, repeatable=repeatable)
        if item is None or not self._is_seen(item, call):
            raise not_found(self.what)
        return data(self._shown(item, asked))

    def _is_seen(self, item: T, call: Call) -> bool:
        return self.confidentiality is None or call.sees(self.confidentiality(item))

    def _form(self) -> tuple[dict[str, checks.Check], set[str]]:
        """Return the parameters that shape an object, which may all be repeated."""
        table: dict[str, checks.Check] = {"include": checks.text}
        if self.expand:
            table["expand"] = parameters.one_of(self.expand)
        return table, set(table)

    def _asked(self, call: Call) -> Asked:
        table, repeatable = self._form()
        table |= {"limit": checks.number(LIMIT), "offset": checks.text}
        table |= {name: each.check for name, each in self.filters.items()}
        repeatable |= {name for name, each in self.filters.items() if not each.once}
        if self.groups:
            table["group"] = parameters.one_of(self.groups)
        if self.confidentiality:
            table["confidentiality"] = parameters.one_of((CONFIDENTIAL, NON_CONFIDENTIAL, ALL))
        asked = parameters.read(call.request, table, repeatable=repeatable)
        if self.confidentiality:
            asked.setdefault("confidentiality", [NON_CONFIDENTIAL])
            if not call.sees(asked["confidentiality"][0]):
                raise Refusal(403, "This key may not see confidential data")
        return asked

    def _narrowing(self, request: Request) -> dict[str, list[str]]:
        names = {*self.filters, "confidentiality"}
        return {name: sent for name, sent in request.args.lists() if name in names}

    def _placed(self, items: Iterable[T], after: Offset | None) -> Iterator[tuple[int, T]]:
        """Yield the items that come after a token, each with its rank, the highest first."""
        placed = [
            (self.rank(item) if self.rank else -place, self.identify(item), item)
            for place, item in enumerate(items)
        ]
        placed.sort(key=lambda each: each[:2], reverse=True)
        for rank, wire, item in placed:
            if after is None or (rank, wire) < (after.rank, after.id):
                yield rank, item

    def _is_kept(self, item: T, asked: Asked) -> bool:
        if self.confidentiality and asked["confidentiality"][0] not in {
            ALL,
            self.confidentiality(item),
        }:
            return False
        return all(
            any(each.keep(item, value) for value in asked[name])
            for name, each in self.filters.items()
            if name in asked
        )

    def _rows(self, items: Iterable[T], asked: Asked) -> list[Row]:
        shown = [(item, self._shown(item, asked)) for item in items]
        if "group" not in asked:
            return [row for _, row in shown]
        title_of = self.groups[asked["group"][0]]
        return grouped((title_of(item), row) for item, row in shown)

    def _shown(self, item: T, asked: Asked) -> Row:
        row = self.row(item)
        row |= {name: self.expand[name](item) for name in asked.get("expand", ())}
        if "include" not in asked:
            return row
        return {name: row[name] for name in ("id", *asked["include"]) if name in row}


def rows_of(
    what: str, *, filters: Mapping[str, Filter[Row]] | None = None, dated: bool = False
) -> Listing[Row]:
    """Return the listing of a small resource, whose items are what is shown of them.

    Args:
        what: What its objects are called where one is not found.
        filters: Its parameters, beside those that all lists have.
        dated: Whether the newest comes first, by `createdAt`; otherwise the order is as given.
    """
    return Listing(
        what=what,
        row=dict,
        identify=lambda row: str(row["id"]),
        rank=(lambda row: int(row["createdAt"])) if dated else None,
        filters=filters or {},
    )


def by_id(rows: Iterable[Row], wire: str) -> Row | None:
    """Return the row that has an id."""
    return next((row for row in rows if row["id"] == wire), None)


def grouped(titled: Iterable[tuple[str | None, Row]]) -> list[Row]:
    """Return postings under the titles of their groups, in the order in which the groups begin.

    That is how the public list shows groups. Of v1 only the words for `group` are documented: that
    its groups look the same, and are made of each page by itself, is unconfirmed.
    """
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for title, row in titled:
        groups[title or ""].append(row)
    return [{"title": title, "postings": rows} for title, rows in groups.items()]


def whole(call: Call, rows: Iterable[Row]) -> Response:
    """Answer with a list that Lever serves whole, and without `hasNext`.

    It takes `limit` and `offset`, as all lists do, and does not heed them (unconfirmed).
    """
    parameters.read(call.request, {"limit": checks.number(LIMIT), "offset": checks.text})
    return in_json({"data": list(rows)})
