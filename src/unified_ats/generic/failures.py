"""Errors, told as a mapping says: their words, their code, and those that come with a 200."""

import math
from collections.abc import Mapping
from typing import Any

from unified_ats.errors import BadResponseError, ResponseError, error_for_status
from unified_ats.generic.mapping import ATSMapping, Expression
from unified_ats.generic.mapping.document import Limits
from unified_ats.http import HTTPOptions, Response, parse_retry_after

__all__ = ["read_failure", "waits"]


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
    own = status == 429 and mapping.limits.retry_after is not None
    if response.status_code >= 300 and not own and amounts is None:
        return _words(body, mapping)
    seconds = waits(response, mapping.limits, options)
    return _error(response, body, mapping, status=status, retry_after=seconds)


def _error(
    response: Response, body: Any, mapping: ATSMapping, *, status: int, retry_after: float | None
) -> ResponseError:
    """Return the error that an answer amounts to; its status stays the one that came."""
    said = _words(body, mapping)
    return error_for_status(status)(
        f"{response.provider} answered {response.call} with an error{f': {said}' if said else ''}",
        provider=response.provider,
        status_code=response.status_code,
        request_id=response.request_id,
        retry_after=retry_after,
        raw=body,
    )


def _words(body: Any, mapping: ATSMapping) -> str | None:
    said = _find(mapping.errors.message, body)
    fields = _find(mapping.errors.fields, body)
    parts = [str(said)] if said else []
    if isinstance(fields, Mapping):
        parts += [f"{name}: {_joined(problem)}" for name, problem in fields.items()]
    return "; ".join(parts) or None


def _joined(problem: Any) -> str:
    return ", ".join(map(str, problem)) if isinstance(problem, list) else str(problem)


def _find(expression: Expression | None, body: Any) -> Any:
    try:
        return None if expression is None else expression.find(body)
    except BadResponseError:
        return None  # an error body of another shape says nothing


def waits(response: Response, limits: Limits, options: HTTPOptions) -> float | None:
    """Return the seconds to wait after a 429: as a header of the vendor's own says, or as usual."""
    said = response.headers.get(limits.retry_after or "", "")
    try:
        number = float(said)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        return parse_retry_after(response.headers)
    return max(number - (options.wall_clock() if limits.retry_after_is == "time" else 0.0), 0.0)
