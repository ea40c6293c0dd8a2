"""`/v3/offices`."""

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
    return f"O{number:03}" if number % 2 else None


def rows(account: Account) -> Iterator[Row]:
    """Yield all offices; some that are named after their town have no location."""
    for each in account.company.offices():
        unsaid = each.name == each.city and each.seq % 3 == 0
        yield {
            "id": wire_id("offices", each.seq),
            **dated(SET_UP, SET_UP),
            "name": each.name,
            "parent_id": wire_id("offices", 1) if each.seq == 4 else None,
            "external_id": external_id(each.seq),
            "location": None if unsaid else f"{each.city}, {each.country}",
            "primary_in_house_contact_user_id": wire_id("users", 1) if each.seq == 1 else None,
        }


LIST = Listing(
    name="offices",
    rows=rows,
    filters={
        "parent_id": is_equal("parent_id", fields.whole),
        "external_id": is_equal("external_id", checks.text),
    },
)
