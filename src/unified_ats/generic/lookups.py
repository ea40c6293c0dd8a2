"""What records refer to by id, read in bulk: never once for a record, and kept for a minute."""

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from unified_ats.generic.calling import every_record, list_in, paging_of
from unified_ats.generic.mapping.calls import ListCall, Lookup
from unified_ats.generic.mapping.document import ATSMapping, LookupUse
from unified_ats.generic.mapping.paging import Pages
from unified_ats.http import Transport

__all__ = ["Tables", "with_lookups"]

Table = Mapping[str, Any]
"""Id → record."""
_SECONDS = 60.0


class Tables:
    """Lists that were read whole, for a while; threads may share them.

    Args:
        clock: monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Table, set[str]]] = {}
        """When each is to be read again, the table, and the ids that were looked for in it."""

    def get(self, name: str, ids: set[str], read: Callable[[], Table]) -> Table:
        """Return a table; it is read again for an id that is not in it, but once."""
        until, table, sought = self._kept.get(name, (-math.inf, {}, set()))
        fresh = self._clock() < until
        if not (fresh and ids <= table.keys() | sought):
            table = read()
            until, sought = self._clock() + _SECONDS, (sought if fresh else set()) | ids
            self._kept[name] = (until, table, sought)
        return table


def with_lookups(
    http: Transport,
    mapping: ATSMapping,
    tables: Tables,
    uses: Mapping[str, LookupUse],
    rows: list[Any],
    answer: Any,
) -> list[Any]:
    """Return records with what they refer to beside their own fields, as ``lookups``.

    Args:
        http: the transport.
        mapping: says where to look.
        tables: what was read whole, shared by all lists of a provider.
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
    found = {name: _table(http, mapping, tables, name, ids, answer) for name, ids in wanted.items()}
    return [
        {
            **row,
            "lookups": {
                name: _found(found[use.table], *referred[name][index]) for name, use in uses.items()
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


def _table(
    http: Transport, mapping: ATSMapping, tables: Tables, name: str, ids: set[str], answer: Any
) -> Table:
    lookup = mapping.lookups[name]
    if lookup.answer is not None:
        return _by_id(lookup, list_in(answer, lookup.answer))
    call = lookup.list
    if call is None or not ids:
        return {}
    pages = paging_of(call, mapping.paging)
    if lookup.ids is not None:
        return _some(http, lookup, call, pages, ids)
    return tables.get(name, ids, lambda: _by_id(lookup, every_record(http, call, pages, {})))


def _some(http: Transport, lookup: Lookup, call: ListCall, pages: Pages, ids: set[str]) -> Table:
    """Read the records of some ids, as many at once as a page has."""
    table: dict[str, Any] = {}
    waiting = iter(sorted(ids))
    while some := [*islice(waiting, pages.max_per_page)]:
        asked = {str(lookup.ids): ",".join(some) if lookup.several == "comma" else some}
        table |= _by_id(lookup, every_record(http, call, pages, asked))
    return table


def _by_id(lookup: Lookup, records: Iterable[Any]) -> dict[str, Any]:
    found = ((lookup.id.find(record), record) for record in records)
    return {str(key): record for key, record in found if key is not None}
