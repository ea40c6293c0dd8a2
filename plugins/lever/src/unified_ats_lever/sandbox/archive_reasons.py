"""`/v1/archive_reasons`: why opportunities end, well or not.

The only word that Lever has for the end of an opportunity is such a reason: `Hired` is of the type
`hired`, and any other says in its text alone who said no.
"""

from collections.abc import Iterable

import attrs
from werkzeug.wrappers import Response

from unified_ats.sandbox import Application, RejectionReason
from unified_ats_lever.sandbox import parameters
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.filters import equals
from unified_ats_lever.sandbox.ids import wire_id
from unified_ats_lever.sandbox.listing import Call, by_id, rows_of
from unified_ats_lever.sandbox.rules import is_at_odds
from unified_ats_lever.sandbox.wire import Row

__all__ = [
    "ACTIVE",
    "HIRED",
    "HIRED_TYPE",
    "LIST",
    "NON_HIRED_TYPE",
    "Reason",
    "application_reason_of",
    "index",
    "reason_of",
    "reasons",
    "rows",
    "show",
]

ACTIVE = "active"
HIRED_TYPE = "hired"
NON_HIRED_TYPE = "non-hired"


@attrs.frozen(kw_only=True)
class Reason:
    """One reason, and what it means to the company.

    Attributes:
        id: Lever's id.
        text: Its name.
        type: `hired` or `non-hired`; a word of its own for a status that Lever has no words for.
        status: The company's status of those who are archived for it.
        rejection_reason_id: The company's reason, if it is the company's.
        used: Whether it can still be chosen in Lever; those that cannot stay on what is old.
    """

    id: str
    text: str
    type: str
    status: str
    rejection_reason_id: str | None = None
    used: bool = True


def _wire(status: str) -> str:
    return wire_id("archive_reasons", f"status/{status}")


def _own(status: str, text: str, kind: str) -> Reason:
    return Reason(id=_wire(status), text=text, type=kind, status=status)


HIRED = _wire("hired")
"""Lever's id of the one reason of the type `hired`."""


_OWN = (
    _own("hired", "Hired", HIRED_TYPE),
    _own("withdrawn", "Withdrew", NON_HIRED_TYPE),
    _own("rejected", "Other", NON_HIRED_TYPE),
)
"""The account's reasons that are not the company's; `Other` is for a rejection without one."""

_KNOWN = {ACTIVE, *(each.status for each in _OWN)}


def reason_of(application: Application) -> str | None:
    """Return Lever's id of the reason for which an application is archived, if it is."""
    if application.status == ACTIVE:
        return None
    if application.status == "rejected" and application.rejection_reason_id:
        return wire_id("archive_reasons", application.rejection_reason_id)
    return _wire(application.status)


_OTHERWISE = {"hired": "rejected", "rejected": "hired"}
"""What became of the application where the opportunity ended otherwise."""


def application_reason_of(application: Application) -> str | None:
    """Return Lever's id of the reason for which the application in an opportunity is archived.

    Lever archives the two apart: now and then only one of them was for a hire.
    """
    other = _OTHERWISE.get(application.status) if is_at_odds(application) else None
    return _wire(other) if other else reason_of(application)


def reasons(account: Account) -> list[Reason]:
    """Return all reasons; a status that Lever has no words for becomes one of an unknown type."""
    statuses = sorted({each.status for each in account.everyone()} - _KNOWN)
    return [
        *_OWN,
        *_company_reasons(account.books().reasons.values()),
        *(_own(status, status, status) for status in statuses),
    ]


def _company_reasons(theirs: Iterable[RejectionReason]) -> list[Reason]:
    return [
        Reason(
            id=wire_id("archive_reasons", each.id),
            text=each.name,
            type=NON_HIRED_TYPE,
            status="rejected",
            rejection_reason_id=each.id,
            used=each.seq != 6,
        )
        for each in theirs
    ]


def rows(account: Account) -> list[Row]:
    """Return all reasons as Lever shows them."""
    return [
        {
            "id": each.id,
            "text": each.text,
            "status": ACTIVE if each.used else "inactive",
            "type": each.type,
        }
        for each in reasons(account)
    ]


LIST = rows_of(
    "Archive reason",
    filters={
        "type": equals(lambda row: row["type"], parameters.one_of((HIRED_TYPE, NON_HIRED_TYPE)))
    },
)


def index(account: Account, call: Call) -> Response:
    """Answer `GET /archive_reasons`, inactive ones too."""
    return LIST.answer(account, call, rows(account))


def show(account: Account, call: Call, wire: str) -> Response:
    """Answer `GET /archive_reasons/:archive_reason`."""
    return LIST.answer_one(call, by_id(rows(account), wire))
