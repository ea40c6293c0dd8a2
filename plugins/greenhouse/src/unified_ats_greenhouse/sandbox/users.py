"""`/v3/users`: who works in the ATS, and the service user that a credential acts as."""

from collections.abc import Callable, Iterator

from unified_ats.sandbox import User, checks
from unified_ats_greenhouse.sandbox import departments, fields, offices
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import (
    Filter,
    has_any,
    is_among,
    is_flag,
    matches_nothing,
)
from unified_ats_greenhouse.sandbox.ids import number_in, to_company, wire_id
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rules import SET_UP
from unified_ats_greenhouse.sandbox.wire import Row, dated

__all__ = ["FILTERS", "LIST", "SERVICE_USER", "is_site_admin", "rows", "user_of"]

SERVICE_USER = wire_id("users", 1_000)
"""The service user that Greenhouse makes for each credential, a Site Admin."""


def user_of(account: Account, wire: int) -> User | None:
    """Return the person with an id of Greenhouse's."""
    found = {each.id: each for each in account.company.users()}
    return found.get(to_company("users", wire))


def is_site_admin(user: User) -> bool:
    """Return whether a person may see everything."""
    return user.seq == 1


def rows(account: Account) -> Iterator[Row]:
    """Yield all people, and the service user, which has no address."""
    for each in account.company.users():
        yield {
            **_row(each.seq, each.first_name, each.last_name),
            "primary_email": each.email,
            "emails": [each.email],
            "job_title": each.role.replace("_", " ").capitalize() if each.seq % 4 else None,
            "deactivated": each.seq % 9 == 0,
            "site_admin": is_site_admin(each),
            "employee_id": f"E{each.seq:04}" if each.seq % 2 else None,
            "office_ids": [wire_id("offices", 1)] if each.seq % 3 else [],
            "department_ids": [wire_id("departments", 1)] if each.seq % 3 == 1 else [],
            "interviewer_tags": [{"id": 1, "name": "Systems"}] if each.seq % 5 == 4 else [],
        }
    yield _row(1_000, "Integration", "Service User")


def _row(number: int, first_name: str, last_name: str) -> Row:
    return {
        "id": wire_id("users", number),
        **dated(SET_UP, SET_UP),
        "first_name": first_name,
        "last_name": last_name,
        "name": f"{first_name} {last_name}",
        "emails": [],
        "job_title": None,
        "agency_id": None,
        "deactivated": False,
        "site_admin": True,
        "employee_id": None,
        "linked_candidate_ids": [],
        "office_ids": [],
        "department_ids": [],
        "interviewer_tags": [],
        "custom_fields": {},
    }


def _tagged(row: Row, ids: list[int]) -> bool:
    return any(tag["id"] in ids for tag in row["interviewer_tags"])


def _is_shown(row: Row, service_users_too: bool) -> bool:  # noqa: FBT001  # a filter's signature
    return service_users_too or row["id"] != SERVICE_USER


def _is_known_as(noun: str, external_id: Callable[[int], str | None]) -> Filter:
    field = f"{noun.removesuffix('s')}_ids"

    def keep(row: Row, sent: str) -> bool:
        return sent in {external_id(number_in(noun, each) or 0) for each in row[field]}

    return Filter(check=checks.text, keep=keep)


FILTERS: dict[str, Filter] = {
    "primary_email": Filter(
        check=checks.email,
        keep=lambda row, email: bool(row.get("primary_email", "").lower() == email.lower()),
    ),
    "deactivated": is_flag("deactivated"),
    "show_service_accounts": Filter(check=fields.flag, keep=_is_shown, default=False),
    "office_ids": has_any("office_ids"),
    "department_ids": has_any("department_ids"),
    "linked_candidate_ids": has_any("linked_candidate_ids"),
    "interviewer_tag_ids": Filter(check=fields.whole_numbers, keep=_tagged),
    "agency_ids": is_among("agency_id"),
    "employee_ids": Filter(
        check=lambda sent: sent.split(","), keep=lambda row, ids: row["employee_id"] in ids
    ),
    "external_office_id": _is_known_as("offices", offices.external_id),
    "external_department_id": _is_known_as("departments", departments.external_id),
    "custom_field_option_id": matches_nothing(),
}

LIST = Listing(name="users", rows=rows, filters=FILTERS)
