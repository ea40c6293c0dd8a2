"""`/v3/job_board_custom_locations`: the places that a board's owner has written down."""

from collections.abc import Iterator

from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import is_among, is_flag
from unified_ats_greenhouse.sandbox.ids import wire_id
from unified_ats_greenhouse.sandbox.job_posts import PUBLIC_BOARD
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rules import SET_UP
from unified_ats_greenhouse.sandbox.wire import Row, dated

__all__ = ["LIST", "rows"]

_FORMER = 999


def rows(account: Account) -> Iterator[Row]:
    """Yield one for each office, and one that is no longer used."""
    offices = account.company.offices()
    yield from (_row(each.seq, f"{each.city}, {each.country}") for each in offices)
    yield _row(_FORMER, "Reykjavík, Iceland", active=False)


def _row(number: int, value: str, *, active: bool = True) -> Row:
    return {
        "id": wire_id("job_board_custom_locations", number),
        **dated(SET_UP, SET_UP),
        "value": value,
        "active": active,
        "greenhouse_job_board_id": PUBLIC_BOARD,
    }


LIST = Listing(
    name="job_board_custom_locations",
    rows=rows,
    filters={
        "greenhouse_job_board_ids": is_among("greenhouse_job_board_id"),
        "active": is_flag("active"),
    },
)
