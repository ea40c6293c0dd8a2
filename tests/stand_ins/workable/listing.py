"""Workable's lists: the oldest first, and an address that leads to the next page.

`since_id` and `max_id` include the record with that very id, and so `paging.next` names the first
record of the next page. On the last page there is no `paging`.
"""

import contextlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlencode

from werkzeug.wrappers import Request

from tests.stand_ins.json_rest import Row
from tests.stand_ins.workable.ids import account_number, hex_id, hex_number
from unified_ats.sandbox import Application, Job, checks

__all__ = ["PAGING", "page_of", "timestamp"]

R = TypeVar("R", Job, Application)

USUAL, LARGEST = 50, 100


def timestamp(sent: str) -> datetime:
    """Check a time: ISO 8601 with its offset, or Unix time."""
    if re.fullmatch("[0-9]{1,11}", sent):
        with contextlib.suppress(OverflowError, ValueError):
            return datetime.fromtimestamp(int(sent), UTC)
    return checks.moment(sent)


PAGING: Mapping[str, checks.Check] = {
    "limit": checks.number(LARGEST),
    "since_id": hex_number,
    "max_id": hex_number,
    "created_after": timestamp,
    "updated_after": timestamp,
}


def page_of(
    request: Request, noun: str, records: Sequence[R], asked: Row, shown: Callable[[R], Row]
) -> Row:
    """Return one page of records that are in their order already."""
    found = [record for record in records if _is_asked_for(record, asked)]
    size = asked.get("limit", USUAL)
    page: Row = {noun: [shown(record) for record in found[:size]]}
    if len(found) > size:
        query = {**request.args.to_dict(), "limit": size, "since_id": hex_id(found[size])}
        page["paging"] = {"next": f"{request.base_url}?{urlencode(query)}"}
    return page


def _is_asked_for(record: Job | Application, asked: Row) -> bool:
    number = account_number(record)
    long_ago = datetime.min.replace(tzinfo=UTC)
    return all(
        (
            asked.get("since_id", number) <= number <= asked.get("max_id", number),
            record.created_at > asked.get("created_after", long_ago),
            record.updated_at > asked.get("updated_after", long_ago),
        )
    )
