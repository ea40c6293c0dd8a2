"""`/v3/sources`: where people came from."""

from collections.abc import Iterator

from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rules import SET_UP
from unified_ats_greenhouse.sandbox.wire import Row, dated

__all__ = ["LIST", "OTHER", "TYPES", "rows"]

TYPES = {
    "Agency": (1, "Agencies"),
    "Careers page": (2, "Company marketing"),
    "Job board": (3, "Third-party boards"),
    "Referral": (4, "Referrals"),
    "Sourced": (5, "Prospecting"),
    "University event": (6, "Attend events"),
}
OTHER = (7, "Other")


def rows(account: Account) -> Iterator[Row]:
    """Yield every source that an application names."""
    for name, wire in account.sources().items():
        number, kind = TYPES.get(name, OTHER)
        yield {
            "id": wire,
            **dated(SET_UP, SET_UP),
            "name": name,
            "type": {"id": number, "name": kind},
        }


LIST = Listing(name="sources", rows=rows)
