"""Lists: filters, pages, cursors and the choice of fields, the same for every resource."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import attrs
from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import checks
from unified_ats_greenhouse.sandbox import fields
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.cursors import Cursor
from unified_ats_greenhouse.sandbox.filters import Filter, is_among, is_within
from unified_ats_greenhouse.sandbox.wire import Refusal, Row, in_json, unprocessable

__all__ = ["CURSOR_ALONE", "FIELDS_AT_MOST", "ONE_WINDOW", "PER_PAGE", "Listing"]

PER_PAGE = 100
FIELDS_AT_MOST = 50
CURSOR_ALONE = "When passing a cursor, do not include other query params."
ONE_WINDOW = "Filter by either created_at or updated_at, not by both."

_FILTERS: Mapping[str, Filter] = {
    "ids": is_among("id"),
    "created_at": is_within("created_at"),
    "updated_at": is_within("updated_at"),
}
"""What every list can be filtered by."""


def _names(sent: str) -> list[str]:
    found = sent.split(",")
    if len(found) > FIELDS_AT_MOST:
        raise ValueError(f"array size `{len(found)}` is greater than: {FIELDS_AT_MOST}")
    return found


_PAGING: Mapping[str, checks.Check] = {"per_page": fields.per_page, "fields": _names}


@attrs.frozen(kw_only=True)
class Listing:
    """One list: `GET /v3/{name}`, a bare array whose ids descend.

    Attributes:
        name: The resource.
        rows: All its objects, in any order.
        filters: Its parameters, beside those that all lists have.
        scope: The resource in its scope, where that is not its own name.
    """

    name: str
    rows: Callable[[Account], Iterable[Row]]
    filters: Mapping[str, Filter] = attrs.field(factory=dict)
    scope: str = attrs.field(default=attrs.Factory(lambda self: self.name, takes_self=True))

    def answer(self, account: Account, request: Request) -> Response:
        """Answer a request for a page of it.

        Raises:
            Refusal: 422 when a parameter is unknown, repeated or wrong, or a cursor is not alone.
        """
        asked = self._asked(account, request)
        size = asked.values.get("per_page", PER_PAGE)
        with account.company.atomic():
            kept = self._kept(account, asked)
            page = [account.shown(self.name, row) for row in kept[:size]]
        response = in_json(_chosen(page, asked.values.get("fields")))
        response.headers["Link"] = ""
        if len(kept) > size:
            cursor = Cursor(
                resource=self.name,
                query=asked.query,
                id=page[-1]["id"],
                page=asked.page + 1,
                made_at=account.company.clock().timestamp(),
            )
            address = f"{request.base_url}?{urlencode({'cursor': cursor.written()})}"
            response.headers["Link"] = f'<{address}>; rel="next"'
        return response

    def answer_one(self, account: Account, request: Request, wire: int) -> Response:
        """Answer a request for one object, of the few that have an address of their own.

        Raises:
            Refusal: 404 when there is none, 422 when a parameter is unknown or wrong.
        """
        asked = self._good(checks.query(request, {"fields": _names}))
        [row] = _chosen([self.find(account, wire)], asked.get("fields"))
        return in_json(row)

    def find(self, account: Account, wire: int) -> Row:
        """Return the object with an id of Greenhouse's, as it is served.

        Raises:
            Refusal: 404 when there is none.
        """
        for row in self.rows(account):
            if row["id"] == wire:
                return account.shown(self.name, row)
        raise Refusal(404)

    def _asked(self, account: Account, request: Request) -> "_Asked":
        if "cursor" not in request.args:
            values = self._good(checks.query(request, self._checks()))
            return _Asked(query=request.args.to_dict(), values=values, page=1)
        if len(list(request.args.items(multi=True))) > 1:
            raise Refusal(422, CURSOR_ALONE)
        cursor = Cursor.read(
            request.args["cursor"],
            resource=self.name,
            now=account.company.clock(),
            lifetime=account.cursor_lifetime,
        )
        values = self._good(checks.fields(cursor.query, self._checks(), required=()))
        return _Asked(query=cursor.query, values=values, page=cursor.page, before=cursor.id)

    def _checks(self) -> Mapping[str, checks.Check]:
        return {**_PAGING, **{name: each.check for name, each in self._narrowing().items()}}

    def _narrowing(self) -> Mapping[str, Filter]:
        return {**_FILTERS, **self.filters}

    def _good(self, found: checks.Checked) -> dict[str, Any]:
        if found.problems:
            raise unprocessable(found.problems)
        if {"created_at", "updated_at"} <= set(found.values):
            raise Refusal(422, ONE_WINDOW)
        return found.values

    def _kept(self, account: Account, asked: "_Asked") -> list[Row]:
        """Return the matching rows that come after the cursor, ids descending."""
        narrowing = [
            (each.keep, asked.values.get(name, each.default))
            for name, each in self._narrowing().items()
        ]
        rows = [
            row
            for row in self.rows(account)
            if (asked.before is None or row["id"] < asked.before)
            and all(value is None or keep(row, value) for keep, value in narrowing)
        ]
        return sorted(rows, key=lambda row: row["id"], reverse=True)


@attrs.frozen(kw_only=True)
class _Asked:
    """What a request asks of a list: its first request's query, and where the walk stands."""

    query: Mapping[str, str]
    values: Mapping[str, Any]
    page: int
    before: int | None = None


def _chosen(page: Sequence[Row], names: Sequence[str] | None) -> Sequence[Row]:
    """Return only the fields that were asked for; a name that no object has is a 422."""
    if names is None:
        return page
    known = {name for row in page for name in row}
    unknown = [name for name in names if name not in known]
    if page and unknown:
        raise Refusal(422, {"fields": f"`{unknown[0]}` is not a field"})
    return [{name: row[name] for name in names if name in row} for row in page]
