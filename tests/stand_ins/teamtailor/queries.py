"""Query parameters: `include`, `fields`, `filter`, `sort` and `page`.

docs.teamtailor.com; what is wrong is told in the words and codes of jsonapi-resources.com. That a
parameter which is unknown or repeated is refused is not documented.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
from werkzeug.wrappers import Request

from tests.stand_ins.teamtailor.books import Books
from tests.stand_ins.teamtailor.kinds import KINDS, Kind
from tests.stand_ins.teamtailor.wire import Row, bad_request, not_allowed

USUAL, LARGEST = 10, 30
"""The sizes of pages."""

_FILTER = re.compile(r"filter\[([a-z-]+)\](?:\[(from|to)\])?")
_FIELDS = re.compile(r"fields\[([a-z-]+)\]")
_PAGE = re.compile(r"page\[(.*)\]")


@attrs.frozen(kw_only=True)
class Query:
    """What a client wants to see.

    Attributes:
        include: Relations to follow, each with those to follow from there.
        fields: Type → the only attributes and relations to show.
        filters: Names and checked values.
        sort: Names of attributes, with `-` in front where the largest comes first.
        number: Which page.
        size: How large a page.
    """

    include: Mapping[str, Any] = attrs.field(factory=dict)
    fields: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    filters: Mapping[str, Any] = attrs.field(factory=dict)
    sort: Sequence[str] = ()
    number: int = 1
    size: int = USUAL

    def narrowed(self, kind: Kind, books: Books, records: Sequence[Any]) -> list[Any]:
        """Return the records that pass the filters, in the order that was asked for."""
        found = [
            each
            for each in records
            if all(kind.filters[name].passes(books, each, at) for name, at in self.filters.items())
        ]
        for word in reversed(self.sort):
            key = _order(kind, books, word.lstrip("-"))
            found.sort(key=key, reverse=word.startswith("-"))
        return found


def read(request: Request, kind: Kind, *, listing: bool) -> Query:
    """Return what a request asks for; pages, filters and orders only where there is a list.

    Raises:
        Refusal: 400 when a parameter is unknown or wrong.
    """
    found: Row = {"fields": {}, "filters": {**kind.default_filters} if listing else {}}
    for name, values in request.args.lists():
        taken = _everywhere(found, kind, name, values[0])
        if listing and not taken:
            taken = _in_lists(found, kind, name, values[0])
        if not taken or len(values) > 1:
            raise not_allowed(name)
    return Query(**found)


def _everywhere(found: Row, kind: Kind, name: str, sent: str) -> bool:
    if name == "include":
        found["include"] = _tree(kind, sent)
    elif match := _FIELDS.fullmatch(name):
        found["fields"][match[1]] = _fields(match[1], sent)
    else:
        return False
    return True


def _in_lists(found: Row, kind: Kind, name: str, sent: str) -> bool:
    if name == "sort":
        found["sort"] = [_criterion(kind, word) for word in sent.split(",")]
    elif match := _PAGE.fullmatch(name):
        found |= _page(match[1], sent)
    elif match := _FILTER.fullmatch(name):
        filter_name = ".".join(filter(None, match.groups()))
        found["filters"][filter_name] = _filter(kind, filter_name, sent)
    else:
        return False
    return True


def _tree(kind: Kind, sent: str) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path in filter(None, sent.split(",")):
        at, below = kind, tree
        for name in path.split("."):
            if name not in at.relations:
                detail = f"{name} is not a valid relationship of {at.name}"
                raise bad_request("Invalid field", detail, "112")
            below = below.setdefault(name, {})
            at = KINDS[at.relations[name].kind]
    return tree


def _fields(name: str, sent: str) -> frozenset[str]:
    if name not in KINDS:
        raise bad_request("Invalid resource", f"{name} is not a valid resource.", "101")
    return frozenset(sent.split(","))


def _criterion(kind: Kind, word: str) -> str:
    name = word.lstrip("-").replace("_", "-")
    if name not in kind.sorts:
        detail = f"{name} is not a valid sort criteria for {kind.name}"
        raise bad_request("Invalid sort criteria", detail, "114")
    return f"-{name}" if word.startswith("-") else name


def _order(kind: Kind, books: Books, name: str) -> Callable[[Any], Any]:
    if name == "id":
        return lambda record: int(kind.id_of(record))
    return lambda record: str(kind.attributes(books, record).get(name) or "")


def _page(name: str, sent: str) -> Row:
    if name not in {"number", "size"}:
        detail = f"{name} is not an allowed page parameter."
        raise bad_request("Page parameter not allowed", detail, "105")
    number = int(sent) if re.fullmatch("[0-9]{1,9}", sent) else 0
    if name == "size" and number > LARGEST:
        detail = f"size exceeds maximum page size of {LARGEST}."
        raise bad_request("Invalid page value", detail, "118")
    if number < 1:
        detail = f"{sent} is not a valid value for {name} page parameter."
        raise bad_request("Invalid page value", detail, "118")
    return {name: number}


def _filter(kind: Kind, name: str, sent: str) -> Any:
    if name not in kind.filters:
        raise bad_request("Filter not allowed", f"{name} is not allowed.", "102")
    try:
        return kind.filters[name].check(sent)
    except ValueError:
        detail = f"{sent} is not a valid value for {name}."
        raise bad_request("Invalid filter value", detail, "107") from None
