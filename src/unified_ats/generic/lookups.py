"""What records refer to by id, read in bulk: once for a page, never once for a record."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from unified_ats.generic.calling import every_record, list_in, paging_of
from unified_ats.generic.mapping.calls import Lookup
from unified_ats.generic.mapping.document import ATSMapping, LookupUse
from unified_ats.http import Transport

__all__ = ["with_lookups"]

Table = Mapping[str, Any]
"""Id → record."""


def with_lookups(
    http: Transport,
    mapping: ATSMapping,
    uses: Mapping[str, LookupUse],
    rows: list[Any],
    answer: Any,
) -> list[Any]:
    """Return records with what they refer to beside their own fields, as ``lookups``.

    Args:
        http: the transport.
        mapping: says where to look.
        uses: what these records refer to, by name.
        rows: the records.
        answer: what they came in.
    """
    if not uses or not rows:
        return rows
    referred = {name: [_ids(use, row) for row in rows] for name, use in uses.items()}
    wanted: dict[str, set[str]] = {}
    for name, use in uses.items():
        wanted.setdefault(use.table, set()).update(*(ids for ids, _ in referred[name]))
    tables = {
        name: _read(http, mapping, mapping.lookups[name], ids, answer)
        for name, ids in wanted.items()
    }
    return [
        {
            **row,
            "lookups": {
                name: _found(tables[use.table], *referred[name][index])
                for name, use in uses.items()
            },
        }
        if isinstance(row, Mapping)
        else row
        for index, row in enumerate(rows)
    ]


def _ids(use: LookupUse, row: Any) -> tuple[list[str], bool]:
    """Return the ids a record refers to, and whether they came as a list."""
    value = use.id.find(row)
    many = isinstance(value, list)
    values = value if many else [value]
    return [str(each) for each in values if isinstance(each, str | int) and each != ""], many


def _found(table: Table, ids: list[str], many: bool) -> Any:  # noqa: FBT001  # as it came
    found = [table[each] for each in ids if each in table]
    return found if many else next(iter(found), None)


def _read(
    http: Transport, mapping: ATSMapping, lookup: Lookup, ids: set[str], answer: Any
) -> Table:
    if lookup.answer is not None:
        return _by_id(lookup, list_in(answer, lookup.answer))
    if lookup.list is None or not ids:
        return {}
    pages = paging_of(lookup.list, mapping.paging)
    if lookup.ids is None:
        return _by_id(lookup, every_record(http, lookup.list, pages, {}))
    table: dict[str, Any] = {}
    waiting = iter(sorted(ids))
    while some := [*islice(waiting, pages.max_per_page)]:
        asked = {lookup.ids: ",".join(some) if lookup.several == "comma" else some}
        table |= _by_id(lookup, every_record(http, lookup.list, pages, asked))
    return table


def _by_id(lookup: Lookup, records: Iterable[Any]) -> dict[str, Any]:
    found = ((lookup.id.find(record), record) for record in records)
    return {str(key): record for key, record in found if key is not None}
