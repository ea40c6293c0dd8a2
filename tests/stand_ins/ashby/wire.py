"""How Ashby's answers read on the wire: envelopes, errors, times and ids."""

import itertools
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from werkzeug.wrappers import Response

from unified_ats.sandbox import Application, Candidate, Job, Stage, User

R = TypeVar("R", bound=Job | Candidate | Application | User | Stage)
Row = dict[str, Any]
"""One object as Ashby serves it."""

REQUEST_ID = "x-ashby-request-id"

_NAMESPACE = uuid5(NAMESPACE_URL, "https://developers.ashbyhq.com/reference")
_numbers = itertools.count(1)
_1970 = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Refusal(Exception):  # noqa: N818  # an answer, not an error of the program
    """Ends a method with `"success": false`.

    Args:
        code: Ashby's word for what is wrong.
        message: The same for people.
        status: The HTTP status, which says nothing of it.
    """

    def __init__(self, code: str, message: str, *, status: int = 200) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.status = status


def refused(code: str, message: str, status: int) -> Response:
    """Return an error: `errors` is the older way of telling the code, `errorInfo` the newer."""
    request_id = f"01KSR6{next(_numbers):020d}"
    told = {"code": code, "message": message, "requestId": request_id}
    return _in_json({"success": False, "errors": [code], "errorInfo": told}, status, request_id)


def succeeded(content: Row) -> Response:
    """Return `results`, and what else a method says of them."""
    return _in_json({"success": True, **content}, 200, f"01KSR6{next(_numbers):020d}")


def _in_json(body: Row, status: int, request_id: str) -> Response:
    text = json.dumps(body, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    response = Response(text, status=status, content_type="application/json; charset=utf-8")
    response.headers[REQUEST_ID] = request_id
    return response


def time(moment: datetime) -> str:
    """Return a time as Ashby writes it: UTC, with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def ms(moment: datetime) -> int:
    """Return a time in whole milliseconds since 1970."""
    return (moment - _1970) // _MILLISECOND


def moment_of(milliseconds: int) -> datetime:
    """Return the time that milliseconds since 1970 mean."""
    return _1970 + milliseconds * _MILLISECOND


@cache
def wire_id(company_id: str) -> str:
    """Return Ashby's id, a UUID, of what the company calls `job_12`: always the same."""
    return str(uuid5(_NAMESPACE, company_id))


def wire_id_or_none(company_id: str | None) -> str | None:
    """Return Ashby's id of what a record refers to, or null."""
    return None if company_id is None else wire_id(company_id)


def vendor_id(record: Job | Candidate | Application) -> str:
    """Return the id under which Ashby shows a job, person or application."""
    return wire_id(record.id)


def find(wire: str, records: Iterable[R], noun: str) -> R:
    """Return the record with an id of Ashby's.

    Raises:
        Refusal: There is none; whether the id is a UUID at all makes no difference here.
    """
    for record in records:
        if wire_id(record.id) == wire:
            return record
    raise Refusal(f"{noun}_not_found", f"There is no {noun.replace('_', ' ')} with the id {wire}")
