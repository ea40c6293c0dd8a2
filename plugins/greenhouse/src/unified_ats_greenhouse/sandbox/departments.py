"""`/v3/departments`."""

from collections.abc import Iterator

from unified_ats.sandbox import checks
from unified_ats_greenhouse.sandbox import fields
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import is_equal
from unified_ats_greenhouse.sandbox.ids import wire_id
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rules import SET_UP
from unified_ats_greenhouse.sandbox.wire import Row, dated

__all__ = ["LIST", "external_id", "rows"]


def external_id(number: int) -> str | None:
    """Return what another system calls it, for some."""
    return f"D{number:03}" if number % 2 else None


def rows(account: Account) -> Iterator[Row]:
    """Yield all departments; the third is a part of the second."""
    for each in account.company.departments():
        yield {
            "id": wire_id("departments", each.seq),
            **dated(SET_UP, SET_UP),
            "name": each.name,
            "parent_id": wire_id("departments", 2) if each.seq == 3 else None,
            "external_id": external_id(each.seq),
        }


LIST = Listing(
    name="departments",
    rows=rows,
    filters={
        "parent_id": is_equal("parent_id", fields.whole),
        "external_id": is_equal("external_id", checks.text),
    },
)
