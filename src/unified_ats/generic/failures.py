"""Errors, told as a mapping says: their words, their code, and those that come with a 200."""

import math
from collections.abc import Mapping
from typing import Any

from unified_ats.errors import BadResponseError, ResponseError, error_for_status
from unified_ats.generic.mapping import ATSMapping, Expression
from unified_ats.generic.mapping.document import Limits
from unified_ats.http import HTTPOptions, Response, parse_retry_after

__all__ = ["read_failure"]


def read_failure(
    response: Response, mapping: ATSMapping, options: HTTPOptions
) -> str | ResponseError | None:
    """Return the words of an error body, or a whole error where the status does not tell it."""
    errors = mapping.errors
    if response.status_code < 300 and errors.failed is None:
        return None
    try:
        body = response.json()
    except ResponseError:
        body = None
    if response.status_code < 300 and _find(errors.failed, body) is not True:
        return None
    amounts = errors.statuses.get(str(_find(errors.code, body)))
    status = amounts or (response.status_code if response.status_code >= 300 else 400)
    waits = _waits(response, mapping.limits, options) if status == 429 else None
    if response.status_code >= 300 and waits is None and amounts is None:
        return _words(body, mapping)
    return _error(response, body, mapping, status=status, waits=waits)


def _error(
    response: Response, body: Any, mapping: ATSMapping, *, status: int, waits: float | None
) -> ResponseError:
    """Return the error that an answer amounts to; its status stays the one that came."""
    said = _words(body, mapping)
    return error_for_status(status)(
        f"{response.provider} answered {response.call} with an error{f': {said}' if said else ''}",
        provider=response.provider,
        status_code=response.status_code,
        request_id=response.request_id,
        retry_after=parse_retry_after(response.headers) if waits is None else waits,
        raw=body,
    )


def _words(body: Any, mapping: ATSMapping) -> str | None:
    said = _find(mapping.errors.message, body)
    fields = _find(mapping.errors.fields, body)
    parts = [str(said)] if said else []
    if isinstance(fields, Mapping):
        parts += [f"{name}: {problem}" for name, problem in fields.items()]
    return "; ".join(parts) or None


def _find(expression: Expression | None, body: Any) -> Any:
    try:
        return None if expression is None else expression.find(body)
    except BadResponseError:
        return None  # an error body of another shape says nothing


def _waits(response: Response, limits: Limits, options: HTTPOptions) -> float | None:
    """Return the seconds to wait after a 429, from a header of the vendor's own."""
    if limits.retry_after is None:
        return None
    try:
        number = float(response.headers.get(limits.retry_after, ""))
    except ValueError:
        return None
    since = options.wall_clock() if limits.retry_after_is == "time" else 0.0
    return max(number - since, 0.0) if math.isfinite(number) else None
