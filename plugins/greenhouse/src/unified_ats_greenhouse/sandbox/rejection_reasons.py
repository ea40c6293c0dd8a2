"""`/v3/rejection_reasons`: the account's own, and Greenhouse's, which are hidden by default."""

from collections.abc import Iterator, Mapping

import attrs

from unified_ats.sandbox import Application
from unified_ats_greenhouse.sandbox import fields
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import Filter
from unified_ats_greenhouse.sandbox.ids import wire_id
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rules import SET_UP
from unified_ats_greenhouse.sandbox.wire import Row, dated

__all__ = [
    "DEFAULTS",
    "LIST",
    "THEY",
    "TYPES",
    "WE",
    "Reason",
    "reason_names",
    "reason_of",
    "reasons",
    "rows",
]

WE = "WE_REJECTED_THEM"
THEY = "THEY_REJECTED_US"
TYPES = {
    WE: (1, "We rejected them"),
    THEY: (2, "They rejected us"),
    "NONE_SPECIFIED": (3, "None specified"),
    "SECURITY_CONCERN": (4, "Security concern"),
}
DEFAULTS = (
    ("Withdrew from the process", THEY),
    ("Accepted another offer", THEY),
    ("Lacks skills or qualifications", WE),
    ("No reason given", "NONE_SPECIFIED"),
    ("Security concern", "SECURITY_CONCERN"),
)
"""Greenhouse's own reasons; the real names differ."""
_FIRST_OWN = 100


@attrs.frozen(kw_only=True)
class Reason:
    """Why an application ended.

    Attributes:
        id: Greenhouse's id.
        name: What people read.
        key: Who declined: one of `TYPES`.
        default: Whether every account has it.
    """

    id: int
    name: str
    key: str
    default: bool = False


def reasons(account: Account) -> dict[int, Reason]:
    """Return all reasons by their ids; a company's own word is taken for the company's decision."""
    found = [
        Reason(id=wire_id("rejection_reasons", n), name=name, key=key, default=True)
        for n, (name, key) in enumerate(DEFAULTS, 1)
    ]
    known = {name for name, _ in DEFAULTS}
    found += [
        Reason(id=wire_id("rejection_reasons", _FIRST_OWN + each.seq), name=each.name, key=WE)
        for each in account.company.rejection_reasons()
        if each.name not in known
    ]
    return {each.id: each for each in found}


def reason_names(account: Account) -> dict[str, str]:
    """Return the names of the company's reasons by the company's ids."""
    return {each.id: each.name for each in account.company.rejection_reasons()}


def reason_of(
    application: Application, names: Mapping[str, str], by_name: Mapping[str, Reason]
) -> Reason | None:
    """Return why an application was rejected; of one that withdrew the reason says that it did."""
    named = by_name.get(names.get(application.rejection_reason_id or "", ""))
    if application.status != "withdrawn" or (named and named.key == THEY):
        return named
    return by_name[DEFAULTS[application.seq % 2][0]]


def rows(account: Account) -> Iterator[Row]:
    """Yield all reasons."""
    for reason in reasons(account).values():
        number, name = TYPES[reason.key]
        yield {
            "id": reason.id,
            **dated(SET_UP, SET_UP),
            "name": reason.name,
            "type": {"id": number, "key": reason.key, "name": name},
        }


_DEFAULT_IDS = {wire_id("rejection_reasons", n) for n, _ in enumerate(DEFAULTS, 1)}

LIST = Listing(
    name="rejection_reasons",
    rows=rows,
    filters={
        "include_defaults": Filter(
            check=fields.flag,
            keep=lambda row, defaults_too: defaults_too or row["id"] not in _DEFAULT_IDS,
            default=False,
        )
    },
)
