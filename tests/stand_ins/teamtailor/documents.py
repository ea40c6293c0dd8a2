"""Documents of JSON:API: resources with their links, what is included, and pages.

docs.teamtailor.com/#pagination; jsonapi.org/format. Relations have links only, and linkage (`data`)
where they are included.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import attrs
from werkzeug.wrappers import Request

from tests.stand_ins.teamtailor.books import Books
from tests.stand_ins.teamtailor.kinds import KINDS, Kind
from tests.stand_ins.teamtailor.queries import Query
from tests.stand_ins.teamtailor.wire import Row

Key = tuple[str, str]


@attrs.define
class Document:
    """One document while it is written.

    Attributes:
        request: What is answered; it says under which address the API is.
        books: The account.
        query: What the client wants to see.
    """

    request: Request
    books: Books
    query: Query
    _included: dict[Key, Row] = attrs.field(init=False, factory=dict)

    @property
    def base(self) -> str:
        """The address of the API."""
        return f"{self.request.host_url}v1"

    def one(self, kind: Kind, record: Any | None) -> Row:
        """Return the document of one resource, or of none."""
        if record is None:
            return {"data": None}
        return self._whole([self._primary(kind, record)], single=True)

    def page(self, kind: Kind, records: Sequence[Any]) -> Row:
        """Return the document of one page of resources."""
        number, size = self.query.number, self.query.size
        start = (number - 1) * size
        rows = [self._primary(kind, each) for each in records[start : start + size]]
        pages = -(-len(records) // size)
        numbers = {
            "first": 1,
            **({"prev": number - 1} if number > 1 else {}),
            **({"next": number + 1} if number < pages else {}),
            **({"last": pages} if pages else {}),
        }
        return {
            **self._whole(rows),
            "meta": {"record-count": len(records), "page-count": pages},
            "links": {name: self._link(number) for name, number in numbers.items()},
        }

    def linkage(self, kind: Kind, record: Any, name: str) -> Row:
        """Return the document of a relation itself: who the others are."""
        return {
            "links": self._relation_links(kind, record, name),
            "data": self._linkage(kind, record, name),
        }

    def _whole(self, rows: list[Row], *, single: bool = False) -> Row:
        for row in rows:
            self._included.pop((row["type"], row["id"]), None)
        included = [*self._included.values()]
        data = rows[0] if single else rows
        return {"data": data, **({"included": included} if self.query.include else {})}

    def _primary(self, kind: Kind, record: Any) -> Row:
        self._include(kind, record, self.query.include)
        return self._row(kind, record, self.query.include)

    def _include(self, kind: Kind, record: Any, tree: Mapping[str, Any]) -> None:
        for name, below in tree.items():
            other = KINDS[kind.relations[name].kind]
            for each in self._others(kind, record, name):
                row = self._row(other, each, below)
                known = self._included.setdefault((other.name, other.id_of(each)), row)
                for relation in below:
                    known["relationships"][relation] = row["relationships"][relation]
                self._include(other, each, below)

    def _row(self, kind: Kind, record: Any, tree: Mapping[str, Any]) -> Row:
        wanted = self.query.fields.get(kind.name)
        shown = kind.attributes(self.books, record)
        relations = {
            name: {
                "links": self._relation_links(kind, record, name),
                **({"data": self._linkage(kind, record, name)} if name in tree else {}),
            }
            for name in kind.relations
        }
        return {
            "id": kind.id_of(record),
            "type": kind.name,
            "links": {**kind.links(record), "self": self._self(kind, record)},
            "attributes": _only(shown, wanted),
            **({"relationships": _only(relations, wanted)} if relations else {}),
        }

    def _others(self, kind: Kind, record: Any, name: str) -> list[Any]:
        relation = kind.relations[name]
        found = relation.others(self.books, record)
        if relation.many:
            return list(found)
        return [] if found is None else [found]

    def _linkage(self, kind: Kind, record: Any, name: str) -> Any:
        other = KINDS[kind.relations[name].kind]
        found = self._others(kind, record, name)
        rows = [{"type": other.name, "id": other.id_of(each)} for each in found]
        if kind.relations[name].many:
            return rows
        return rows[0] if rows else None

    def _self(self, kind: Kind, record: Any) -> str:
        return f"{self.base}/{kind.name}/{kind.id_of(record)}"

    def _relation_links(self, kind: Kind, record: Any, name: str) -> Row:
        whole = self._self(kind, record)
        return {"self": f"{whole}/relationships/{name}", "related": f"{whole}/{name}"}

    def _link(self, number: int) -> str:
        sent = {key: value for key, value in self.request.args.items() if key[:5] != "page["}
        page = {"page[number]": number, "page[size]": self.query.size}
        query = urlencode(sorted({**sent, **page}.items()))
        return f"{self.request.host_url.rstrip('/')}{self.request.path}?{query}"


def _only(shown: Row, wanted: frozenset[str] | None) -> Row:
    return shown if wanted is None else {name: shown[name] for name in shown if name in wanted}
