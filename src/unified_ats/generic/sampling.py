"""A few live records of each list, seen through a mapping: what it finds, and what it leaves."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from unified_ats.errors import ATSError, BadResponseError
from unified_ats.generic.calling import paging_of
from unified_ats.generic.leftovers import leftovers
from unified_ats.generic.lookups import with_lookups
from unified_ats.generic.mapping import Expression
from unified_ats.generic.mapping.fields import given
from unified_ats.generic.mapping.paging import OffsetPaging, PagePaging
from unified_ats.generic.records import RecordReader, written
from unified_ats.http import placeholders
from unified_ats.resources import ApplicationQuery, ApplicationStatus, PageRequest, Query, to_dict

__all__ = ["FoundField", "Sample", "UnknownWord", "sample", "samples"]

SIZE = 20
"""How many records of a list are looked at, so that rare words show."""
JOBS = 5
"""How many jobs are asked for applications, until one has some."""

_TABLES: Mapping[str, str] = {"status": "statuses", "workplace_type": "workplace_types"}
"""Fields whose words a mapping translates, and the table that has them."""
_FOLLOWING: Mapping[str, str] = {f"vendor_{name}": name for name in _TABLES}
"""Fields that take their value from another one's expression, unless they have their own."""
_NOTHING = (None, "")


@attrs.frozen(kw_only=True)
class FoundField:
    """A canonical field of one record, and where it came from; all of it JSON-ready.

    Attributes:
        field: its name.
        canonical: its value; ``None`` when the record could not be read.
        raw: what the expression found in the ATS's record.
        expression: the mapping's, ``None`` where it has none.
    """

    field: str
    canonical: Any
    raw: Any
    expression: str | None


@attrs.frozen(kw_only=True)
class UnknownWord:
    """A word of the ATS that the mapping does not translate.

    Attributes:
        field: whose value it would tell, such as ``status``.
        became: the value without it: ``UNKNOWN``, or ``ACTIVE`` for the name of a stage.
        word: the ATS's.
        table: of the mapping, where it is missing.
    """

    field: str
    became: str
    word: str
    table: str


@attrs.frozen(kw_only=True)
class Sample:
    """What a few records of a list show of a mapping.

    Attributes:
        records: how many were looked at.
        ids: of those that could be read.
        fields: of the first one, all that a record has.
        raw: the first one, as it came.
        empty: canonical fields with an expression that are empty in all of them.
        unmapped: canonical fields that are empty for want of an expression; not the vendor's word
            for one of them.
        unused: paths of the ATS's records that no expression looks at.
        unknown: words that the mapping does not translate.
        problems: why some could not be read.
    """

    records: int
    ids: tuple[str, ...]
    fields: tuple[FoundField, ...]
    raw: Any
    empty: tuple[str, ...]
    unmapped: tuple[str, ...]
    unused: tuple[str, ...]
    unknown: tuple[UnknownWord, ...]
    problems: tuple[str, ...]


def samples(ats: Any) -> dict[str, Sample | ATSError]:
    """Look at some records of each list that a provider of the generic adapter has.

    What comes of one that fails is its error. Applications that are listed by their job are those
    of the first job that has any.
    """
    found: dict[str, Sample | ATSError] = {}
    for name, part in ats.mapping.parts():
        if part.list is not None:
            try:
                found[name] = _first(getattr(ats, name), _queries(part, found.get("jobs")))
            except ATSError as error:
                found[name] = error
    return found


def _queries(part: Any, jobs: Sample | ATSError | None) -> list[Query]:
    known = jobs.ids if isinstance(jobs, Sample) else ()
    if not known or "job_id" not in placeholders(part.list.path):
        return [Query()]
    return [ApplicationQuery(job_id=job_id) for job_id in known[:JOBS]]


def _first(resource: Any, queries: Iterable[Query]) -> Sample:
    """Return the first sample that has records, or else the last."""
    for query in queries:
        found = sample(resource, query)
        if found.records:
            break
    return found


def sample(resource: Any, query: Query) -> Sample:
    """Look at some records of a list.

    Args:
        resource: of the generic adapter, such as ``ats.jobs``.
        query: what the list is narrowed to.

    Raises:
        ATSError: the list cannot be read. A record that cannot is among the ``problems``.
    """
    part = resource.part
    rows, seen = _seen(resource, query)
    expressions = _expressions(resource)
    shown = [[each.shown(name, of) for name, of in expressions.items()] for each in seen]
    blank = _blank(seen, shown) - (_FOLLOWING.keys() - given(part.fields).keys())
    return Sample(
        records=len(rows),
        ids=tuple(each.model.id for each in seen if each.model is not None),
        fields=tuple(shown[0]) if shown else (),
        raw=rows[0] if rows else None,
        empty=tuple(name for name, of in expressions.items() if of and name in blank),
        unmapped=tuple(name for name, of in expressions.items() if not of and name in blank),
        unused=tuple(leftovers(rows, part)),
        unknown=tuple(dict.fromkeys(_unknown(resource, seen))),
        problems=(
            *(each.problem for each in seen if each.problem is not None),
            *_short_pages(resource, query),
        ),
    )


@attrs.frozen(kw_only=True)
class _Seen:
    """One record: as its expressions see it, and what became of it."""

    row: Any
    model: Any = None
    problem: str | None = None

    def find(self, expression: Expression | None) -> Any:
        try:
            found = None if expression is None else expression.find(self.row)
        except BadResponseError:  # told already: the record could not be read
            return None
        return json.loads(json.dumps(found, default=_iso))

    def shown(self, name: str, expression: Expression | None) -> FoundField:
        return FoundField(
            field=name,
            canonical=None if self.model is None else to_dict(self.model)[name],
            raw=self.find(expression),
            expression=None if expression is None else expression.text,
        )

    def lacks(self, shown: FoundField) -> bool:
        if self.model is None or shown.canonical == "UNKNOWN":  # or an unknown word, told elsewhere
            return shown.raw in _NOTHING
        return shown.canonical in _NOTHING


def _blank(seen: list[_Seen], shown: list[list[FoundField]]) -> set[str]:
    """Return the names of the fields that are empty in all records, if there are any."""
    lacking = [
        {each.field for each in fields if one.lacks(each)}
        for one, fields in zip(seen, shown, strict=True)
    ]
    return set.intersection(*lacking) if lacking else set()


def _iso(moment: datetime) -> str | int:
    return written(moment, "iso")


def _seen(resource: Any, query: Query) -> tuple[list[Any], list[_Seen]]:
    """Return some records of a list, as they came and as they are seen."""
    part = resource.part
    listed = resource.listed(query, PageRequest(size=min(SIZE, resource.max_per_page)))
    rows = listed.rows[:SIZE]
    tables = resource.ats.tables
    whole = with_lookups(resource.http, resource.mapping, tables, part.lookups, rows, listed.answer)
    reader: RecordReader[Any] = RecordReader(resource.model, part, resource.settings.stages)
    return rows, [_read(reader, *each) for each in zip(whole, listed.where, strict=False)]


def _short_pages(resource: Any, query: Query) -> Iterator[str]:
    """Tell pages that are smaller than the mapping says: each would be taken for the last one."""
    pages = paging_of(resource.part.list, resource.mapping.paging)
    if not (isinstance(pages, PagePaging | OffsetPaging) and pages.counted and not pages.total):
        return
    whole = resource.listed(query, PageRequest(size=pages.max_per_page))
    count = whole.count
    if 0 < count < pages.max_per_page:
        further = resource.listed(query, PageRequest(number=2, size=count))
        if further.count and further.rows != whole.rows:
            yield (
                f"a page has {count} records, and more follow, though max_per_page is "
                f"{pages.max_per_page}: set it to what the ATS gives at the most"
            )


def _read(reader: RecordReader[Any], row: Any, where: str) -> _Seen:
    try:
        return _Seen(row=row, model=reader.read(row, where))
    except BadResponseError as error:
        return _Seen(row=row, problem=error.message)


def _expressions(resource: Any) -> dict[str, Expression | None]:
    """Return the expression that each canonical field comes from, if there is one."""
    own = given(resource.part.fields)
    names = (field.name for field in attrs.fields(resource.model) if field.name != "raw")
    return {name: own.get(name, own.get(_FOLLOWING.get(name, ""))) for name in names}


def _unknown(resource: Any, seen: Iterable[_Seen]) -> Iterator[UnknownWord]:
    part = resource.part
    stages = {**getattr(part, "stages", {}), **resource.settings.stages}
    for each in seen:
        for field, table in _TABLES.items():
            word = each.find(getattr(part.fields, field, None))
            if word not in _NOTHING and not _has(getattr(part, table), word):
                yield _missing(resource, field, "UNKNOWN", word, table)
        stage = getattr(each.model, "stage", None)
        if stage and each.model.status is ApplicationStatus.ACTIVE and not _has(stages, stage):
            yield _missing(resource, "status", "ACTIVE", stage, "stages")


def _missing(resource: Any, field: str, became: str, word: Any, table: str) -> UnknownWord:
    return UnknownWord(field=field, became=became, word=str(word), table=f"{resource.name}.{table}")


def _has(table: Mapping[str, Any], word: Any) -> bool:
    """Whether a table has a word, whatever its case."""
    return str(word).strip().lower() in {known.strip().lower() for known in table}
