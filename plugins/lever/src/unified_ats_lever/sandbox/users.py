"""`/v1/users`: who works in Lever, and on whose behalf the API writes."""

from werkzeug.wrappers import Response

from unified_ats.sandbox import User, checks
from unified_ats_lever.sandbox import parameters
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.books import Books
from unified_ats_lever.sandbox.filters import Filter, equals
from unified_ats_lever.sandbox.ids import find, wire_id
from unified_ats_lever.sandbox.listing import Call, by_id, rows_of
from unified_ats_lever.sandbox.rules import LEFT, SET_UP
from unified_ats_lever.sandbox.wire import Refusal, Row, ms

__all__ = [
    "LIST",
    "ROLES",
    "acting",
    "index",
    "is_deactivated",
    "row",
    "row_of",
    "show",
    "user_wire",
]

ROLES = {"recruiter": "admin", "hiring_manager": "limited team member"}


def user_wire(company_id: str) -> str:
    """Return Lever's id for a user of the company's."""
    return wire_id("users", company_id)


def is_deactivated(user: User) -> bool:
    """Return whether somebody has left; no recruiter has."""
    return user.role != "recruiter" and user.seq % 9 == 0


def row(user: User) -> Row:
    """Return a user as Lever shows them."""
    return {
        "id": user_wire(user.id),
        "name": f"{user.first_name} {user.last_name}",
        "username": user.email.partition("@")[0],
        "email": user.email,
        "accessRole": "super admin" if user.seq == 1 else ROLES[user.role],
        "photo": None,
        "createdAt": ms(SET_UP) + user.seq,
        "deactivatedAt": ms(LEFT) if is_deactivated(user) else None,
        "externalDirectoryId": f"E{user.seq:04}" if user.seq % 2 else None,
        "linkedContactIds": [],
        "jobTitle": user.role.replace("_", " ").capitalize() if user.seq % 4 else None,
        "managerId": None if user.seq == 1 else user_wire("user_1"),
    }


def row_of(books: Books, wire: str | None) -> Row | None:
    """Return the user with an id of Lever's, as Lever shows them; null stays null."""
    found = None if wire is None else find("users", wire, books.users.values())
    return None if found is None else row(found)


def acting(account: Account, wire: str) -> str:
    """Return the company's id of somebody on whose behalf the API is to write.

    Raises:
        Refusal: 400 when there is no such user, or they were deactivated. That the latter may not
            be acted for is likely; that it is a 400 and not a 403 is unconfirmed.
    """
    found = find("users", wire, account.books().users.values())
    if found is None or is_deactivated(found):
        raise Refusal(400, "perform_as is not the id of an active user")
    return found.id


_TOO: Filter[Row] = Filter(check=parameters.flag, keep=lambda _row, _asked: True, once=True)
"""A parameter that widens the list, and narrows nothing."""

LIST = rows_of(
    "User",
    dated=True,
    filters={
        "email": equals(lambda row: row["email"], checks.email),
        "accessRole": equals(lambda row: row["accessRole"]),
        "external_directory_id": equals(lambda row: row["externalDirectoryId"]),
        "includeDeactivated": _TOO,
    },
)


def index(account: Account, call: Call) -> Response:
    """Answer `GET /users`: those who are active, or all."""
    rows = map(row, account.books().users.values())
    everyone = call.request.args.get("includeDeactivated") == "true"
    return LIST.answer(
        account, call, [each for each in rows if everyone or not each["deactivatedAt"]]
    )


def show(account: Account, call: Call, wire: str) -> Response:
    """Answer `GET /users/:user`, for those who were deactivated too."""
    return LIST.answer_one(call, by_id(map(row, account.books().users.values()), wire))
