"""What the paths answer: lists, single resources, and those that a resource is related to."""

from collections.abc import Mapping
from typing import Any

import attrs
from werkzeug.wrappers import Request, Response

from tests.stand_ins.teamtailor import creating, queries
from tests.stand_ins.teamtailor.books import Books
from tests.stand_ins.teamtailor.documents import Document
from tests.stand_ins.teamtailor.kinds import KINDS, Kind
from tests.stand_ins.teamtailor.wire import Row, in_json, not_found
from unified_ats.sandbox import Company


@attrs.frozen(kw_only=True)
class Call:
    """A request that has been let in.

    Attributes:
        request: The request.
        kind: The type in its path.
        parts: What else is in its path: `record_id`, and the `name` of a relation.
        company: The company.
        extras: What the company has no column for, by its ids.
    """

    request: Request
    kind: Kind
    parts: Mapping[str, str]
    company: Company
    extras: dict[str, Row]

    @property
    def books(self) -> Books:
        """The account, as it stands."""
        return Books.of(self.company, self.extras)

    def record(self, books: Books) -> Any:
        """Return the record that the path names.

        Raises:
            Refusal: 404 when there is none.
        """
        wanted = self.parts["record_id"]
        for record in self.kind.records(books):
            if self.kind.id_of(record) == wanted:
                return record
        raise not_found(wanted)


def index(call: Call) -> Response:
    """GET /{type}."""
    books = call.books
    return _page(call, books, call.kind, call.kind.records(books))


def show(call: Call) -> Response:
    """GET /{type}/{id}."""
    books = call.books
    return in_json(_one(call, books, call.kind, call.record(books)))


def related(call: Call) -> Response:
    """GET /{type}/{id}/{relation}: those whom a record is related to."""
    books = call.books
    relation = call.kind.relations[call.parts["name"]]
    others, other = relation.others(books, call.record(books)), KINDS[relation.kind]
    if relation.many:
        return _page(call, books, other, others)
    return in_json(_one(call, books, other, others))


def linkage(call: Call) -> Response:
    """GET /{type}/{id}/relationships/{relation}: only who those are."""
    books = call.books
    query = queries.read(call.request, call.kind, listing=False)
    document = Document(call.request, books, query)
    return in_json(document.linkage(call.kind, call.record(books), call.parts["name"]))


def create_candidate(call: Call) -> Response:
    """POST /candidates."""
    sent = creating.read(call.request, call.kind.name, creating.CANDIDATE)
    return _created(call, creating.create_candidate(call.company, call.extras, sent))


def create_application(call: Call) -> Response:
    """POST /job-applications."""
    sent = creating.read(call.request, call.kind.name, creating.APPLICATION)
    return _created(call, creating.create_application(call.company, call.extras, sent))


def _created(call: Call, made: Any) -> Response:
    document = _one(call, call.books, call.kind, made)
    response = in_json(document, 201)
    response.headers["Location"] = document["data"]["links"]["self"]
    return response


def _one(call: Call, books: Books, kind: Kind, record: Any | None) -> Row:
    query = queries.read(call.request, kind, listing=False)
    return Document(call.request, books, query).one(kind, record)


def _page(call: Call, books: Books, kind: Kind, records: Any) -> Response:
    query = queries.read(call.request, kind, listing=True)
    found = query.narrowed(kind, books, records)
    return in_json(Document(call.request, books, query).page(kind, found))
