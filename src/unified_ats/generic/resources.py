"""Resource classes made from a mapping: each can do what the mapping says, and no more."""

import functools
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

import attrs

from unified_ats.generic.calling import Listed, is_numbered, paging_of, read, read_list
from unified_ats.generic.creating import Creator
from unified_ats.generic.lookups import with_lookups
from unified_ats.generic.mapping import ATSMapping
from unified_ats.generic.mapping.fields import given
from unified_ats.generic.mapping.paging import Pages
from unified_ats.generic.mapping.schemes import QueryScheme
from unified_ats.generic.narrowing import check_job_id, exactness, narrowed, sent_id
from unified_ats.generic.records import RecordReader
from unified_ats.resources import (
    Application,
    Applications,
    Candidate,
    Candidates,
    CreatedCandidate,
    Job,
    Jobs,
    ListResource,
    NewCandidate,
    Page,
    PageRequest,
    Paging,
    Query,
    Resource,
)

__all__ = ["resources"]

_KINDS: Mapping[str, tuple[type[ListResource[Any, Any]], type]] = {
    "jobs": (Jobs, Job),
    "candidates": (Candidates, Candidate),
    "applications": (Applications, Application),
}


@functools.lru_cache(maxsize=32)
def resources(mapping: ATSMapping) -> tuple[type[Resource], ...]:
    """Return a class for each resource that a mapping has."""
    return tuple(_resource(name, mapping, part) for name, part in mapping.parts())


def _resource(name: str, mapping: ATSMapping, part: Any) -> type[Resource]:
    base, model = _KINDS[name]
    operations = {"create": _Creates, "get": _Gets, "list": _Lists}
    able = [kind for word, kind in operations.items() if getattr(part, word, None) is not None]
    native, checked = exactness(part)
    ways = _ways(part, mapping.paging)
    numbered = all(is_numbered(part.list, each) for each in ways)
    declared = {
        "mapping": mapping,
        "part": part,
        "model": model,
        "paging": "number" if numbered else "cursor",
        "max_per_page": min((each.max_per_page for each in ways), default=base.max_per_page),
        "native_filters": native,
        "client_filters": base.client_filters | checked,
    }
    return type(f"Mapped{base.__name__}", (*able, base), declared)


def _ways(part: Any, default: Pages) -> list[Pages]:
    """Return how a list is cut into pages, and how it is by those filters where that differs."""
    if part.list is None:
        return []
    further = (each.paging for each in given(part.filters).values() if each.paging is not None)
    return [paging_of(part.list, default), *further]


class _Mapped:
    """What all of them know."""

    mapping: ClassVar[ATSMapping]
    part: ClassVar[Any]
    model: ClassVar[type]
    paging: ClassVar[Paging]
    ats: Any
    http: Any
    settings: Any

    def records(self, rows: list[Any], where: list[str], answer: Any) -> list[Any]:
        """Turn records of an answer into canonical ones."""
        tables, uses = self.ats.tables, self.part.lookups
        whole = with_lookups(self.http, self.mapping, tables, uses, rows, answer)
        reader: RecordReader[Any] = RecordReader(self.model, self.part, self.settings.stages)
        return [reader.read(row, at) for row, at in zip(whole, where, strict=True)]

    def keys(self) -> Collection[str]:
        """Return the names of the query parameters that prove who is calling."""
        auth = self.mapping.auth
        return auth.params.keys() if isinstance(auth, QueryScheme) else ()


class _Lists(_Mapped):
    """Those that can be listed."""

    def read_page(self, query: Query, page: PageRequest) -> Page[Any]:
        """Read one page, narrowed as far as the ATS can."""
        found = self.listed(query, page)
        return Page(
            items=self.records(found.rows, found.where, found.answer),
            total=found.total,
            next_cursor=found.next_cursor,
        )

    def listed(self, query: Query, page: PageRequest) -> Listed:
        """Read one page as it comes."""
        call, asked, params = narrowed(self, self.part, query)
        pages = paging_of(call, self.mapping.paging)
        numbered = self.paging == "number"
        ours, secrets = {*self.keys(), *call.params}, self.ats.proofs
        if page.cursor:  # a caller may have written it, and can change nothing that is fixed
            page = attrs.evolve(page, cursor=pages.without(page.cursor, ours, ()))
        found = read_list(self.http, call, pages, page, numbered=numbered, ids=asked, params=params)
        token = found.next_cursor and pages.without(found.next_cursor, ours, secrets)
        return attrs.evolve(found, next_cursor=token)


class _Gets(_Mapped):
    """Those of which one can be read."""

    def read_one(self, record_id: str) -> Any:
        """Read one record."""
        call = self.part.get
        sent = sent_id(self.mapping, call, record_id)
        params = {call.id_param: sent} if call.id_param else {}
        answer = read(self.http, call, {"id": record_id}, params).json()
        return self.records([call.record.find(answer)], [call.record.where], answer)[0]


class _Creates(_Mapped):
    """Those that can be created."""

    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        """Create a person and apply them; where that takes two calls, the job is looked at first.

        Otherwise a job that is not there would leave a person behind who applied to nothing.
        """
        call = self.part.create
        check_job_id(self.mapping, candidate.job_id)
        jobs = self.mapping.jobs
        if call.apply is not None and jobs is not None and jobs.get is not None:
            self.ats.jobs.get(candidate.job_id)
        return Creator(call, self.http, self.records).create(candidate)
