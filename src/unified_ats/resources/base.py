"""What every resource shares: its vendor's transport, its capabilities, and reading lists."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

import attrs

from unified_ats.errors import ArgumentError, ATSError, BadResponseError, UnsupportedError
from unified_ats.http import Transport, is_id
from unified_ats.resources.paging import (
    Page,
    PageRequest,
    Paging,
    Position,
    cut,
    decode,
    encode,
    walk,
)

if TYPE_CHECKING:
    from unified_ats.resources.jobs import Jobs

__all__ = ["ListResource", "Owner", "Query", "Resource", "optional"]

DEFAULT_PER_PAGE = 20
MAX_PER_PAGE = 100

T = TypeVar("T")
Q = TypeVar("Q", bound="Query")
F = TypeVar("F", bound=Callable[..., Any])


class Owner(Protocol):
    """The provider, as far as its resources see it."""

    name: ClassVar[str]
    settings: Any

    @property
    def http(self) -> Transport:
        """The transport of the provider."""

    @property
    def jobs(self) -> "Jobs":
        """The jobs of the same ATS."""


def optional(method: F) -> F:
    """Mark a method that a vendor may implement; until one does, the operation is missing."""
    method.__optional__ = True  # type: ignore[attr-defined]
    return method


class Resource:
    """One noun that an ATS keeps."""

    name: ClassVar[str]
    operations: ClassVar[Mapping[str, str]]
    """Public operation → the method that a vendor implements for it."""

    def __init__(self, ats: Owner) -> None:
        self.ats = ats

    @property
    def http(self) -> Transport:
        """The provider's transport: signed, bounded, retried."""
        return self.ats.http

    @property
    def settings(self) -> Any:
        """The provider's settings."""
        return self.ats.settings

    @classmethod
    def supports(cls, operation: str) -> bool:
        """Whether the vendor implements an operation of this resource."""
        method = getattr(cls, cls.operations.get(operation, ""), None)
        return method is not None and not hasattr(method, "__optional__")

    def checked_id(self, name: str, value: str) -> str:
        """Return an id that a caller gave.

        Raises:
            ArgumentError: it is no text, empty, or ``.`` or ``..``, which no path can hold.
        """
        if not is_id(value):
            raise ArgumentError({name: f"{value!r} is not an id"}, provider=self.ats.name)
        return value

    def unsupported(self, operation: str, hint: str = "") -> UnsupportedError:
        """Return the error for an operation of this resource that the vendor lacks."""
        return UnsupportedError(self.ats.name, f"{self.name}.{operation}", hint)


@attrs.frozen(kw_only=True)
class Query:
    """What a list is narrowed to. A field that is falsy narrows nothing."""

    def active(self) -> tuple[str, ...]:
        """Return the names of the filters that are set."""
        return tuple(field.name for field in attrs.fields(type(self)) if getattr(self, field.name))

    def matches(self, record: Any, filters: frozenset[str]) -> bool:
        """Whether a record passes those of the filters that are set."""
        return all(self._passes(record, name) for name in self.active() if name in filters)

    def ignored(self, record: Any, filters: frozenset[str]) -> str | None:
        """Return a filter of these that the vendor has not applied, as far as a record can tell.

        Only facts that a record states in one way are looked at, and unknown words are let pass.
        """
        for name in ("job_id", "status"):
            if name in filters and name in self.active():
                value = getattr(record, name)
                if value not in (None, "UNKNOWN") and not self._passes(record, name):
                    return name
        return None

    def _passes(self, record: Any, name: str) -> bool:
        wanted = getattr(self, name)
        if name == "updated_after":
            return record.updated_at is not None and bool(record.updated_at > wanted)
        value = getattr(record, name)
        return value in wanted if isinstance(wanted, frozenset) else bool(value == wanted)


class ListResource(Resource, ABC, Generic[T, Q]):
    """A resource that can be listed."""

    # -- a vendor declares ----------------------------------------------------------------------

    paging: ClassVar[Paging] = "number"
    """Whether the vendor numbers its pages or hands out cursors. An unpaged list counts as the
    latter, with no next cursor."""
    max_per_page: ClassVar[int] = 100
    """The largest page the vendor gives."""
    native_filters: ClassVar[frozenset[str]] = frozenset()
    """Filters that ``read_page`` hands on to the vendor."""
    client_filters: ClassVar[frozenset[str]] = frozenset()
    """Filters applied here to what the vendor sends, unless they are native; such lists have no
    total. A status is always there to filter by; another field only if the vendor sends it."""

    # -- a vendor must implement ----------------------------------------------------------------

    @abstractmethod
    def read_page(self, query: Q, page: PageRequest) -> Page[T]:
        """Read one page of the vendor's list.

        Apply every filter in ``native_filters`` that the query sets. A numbered page shorter than
        ``page.size`` is taken for the last one, unless its ``total`` says otherwise.
        """

    # -- a vendor may implement -----------------------------------------------------------------

    def complete(self, records: Sequence[T]) -> Sequence[T]:
        """Fill in what takes further calls: the same records, in the same order.

        Asked once for all records of a page that are about to be handed out. ``read_page`` may see
        many more, on the way to a page far down the list or past a filter; so what no filter here
        looks at is better looked up now.
        """
        return records

    # -- a vendor leaves alone ------------------------------------------------------------------

    @classmethod
    def sifted(cls) -> frozenset[str]:
        """Return the filters that are applied here."""
        return cls.client_filters - cls.native_filters

    def _list(
        self, query: Q, *, page: int | None, per_page: int | None, cursor: str | None
    ) -> Page[T]:
        want = DEFAULT_PER_PAGE if per_page is None else per_page
        self._check(query, page=page, per_page=want, cursor=cursor)
        key = self._key(query)
        if cursor is not None:
            start, skip = decode(cursor, key, largest=self.max_per_page), 0
        else:
            page = 1 if page is None else page
            start, skip = self._start(query, page, want)
        records, after, total = cut(
            self._pages(query, start),
            skip=skip,
            want=want,
            keep=lambda record: query.matches(record, self.sifted()),
        )
        return Page(
            items=self.complete(records) if records else (),
            page=page,
            per_page=want,
            total=None if self._sifts(query) else total,
            next_cursor=encode(after, key) if after else None,
        )

    def _iter(self, query: Q) -> Iterator[T]:
        self._check(query, page=None, per_page=1, cursor=None)
        return self._records(query)

    def _records(self, query: Q) -> Iterator[T]:
        for page, _, _ in self._pages(query, Position(size=self.max_per_page)):
            kept = [record for record in page.items if query.matches(record, self.sifted())]
            if kept:
                yield from self.complete(kept)

    def _pages(
        self, query: Q, start: Position
    ) -> Iterator[tuple[Page[T], Position, Position | None]]:
        try:
            yield from walk(lambda page: self._read(query, page), start, self.paging)
        except ATSError as error:
            error.provider = error.provider or self.ats.name
            raise

    def _read(self, query: Q, page: PageRequest) -> Page[T]:
        """Read a page of the vendor and look whether it is what was asked for.

        A vendor that ignores a filter would show people who applied to another job.
        """
        found = self.read_page(query, page)
        for record in found.items:
            if not getattr(record, "id", None):
                raise BadResponseError(f"the vendor sent {self.name} without an id")
            if ignored := query.ignored(record, self.native_filters):
                raise BadResponseError(f"the vendor ignores the filter {ignored}")
        return found

    def _start(self, query: Q, page: int, want: int) -> tuple[Position, int]:
        """Return where to begin reading for a caller's page, and how many records to skip."""
        before = (page - 1) * want
        if self.paging == "number" and not self._sifts(query):
            size = min(want, self.max_per_page)
            number, offset = divmod(before, size)
            return Position(size=size, number=number + 1, offset=offset, seen=before - offset), 0
        size = min(want, self.max_per_page) if page == 1 else self.max_per_page
        return Position(size=size), before

    def _sifts(self, query: Q) -> bool:
        return bool(self.sifted() & set(query.active()))

    def _key(self, query: Q) -> str:
        values = [
            sorted(value) if isinstance(value, frozenset) else str(value)
            for value in attrs.astuple(query, recurse=False)
        ]
        return f"{self.ats.name} {self.name} {values}"

    def _check(self, query: Q, *, page: int | None, per_page: int, cursor: str | None) -> None:
        values = attrs.asdict(query, recurse=False)
        problems = {
            name: f"{value!r} is not an id" if name.endswith("_id") else "is not text"
            for name, value in values.items()
            if not isinstance(value, frozenset | datetime | None)
            and not (is_id(value) if name.endswith("_id") else isinstance(value, str) and value)
        }
        if page is not None and (type(page) is not int or page < 1):
            problems["page"] = "is not a whole number from 1"
        if type(per_page) is not int or not 1 <= per_page <= MAX_PER_PAGE:
            problems["per_page"] = f"is not a whole number from 1 to {MAX_PER_PAGE}"
        if page is not None and cursor is not None:
            problems["cursor"] = "goes without page: a cursor says where to go on"
        if problems:
            raise ArgumentError(problems, provider=self.ats.name)
        missing = set(query.active()) - self.native_filters - self.client_filters
        if missing:
            raise self.unsupported(f"list({', '.join(sorted(missing))}=…)", "no such filter")
