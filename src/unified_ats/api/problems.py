"""Errors as answers: one table from what is raised to what the caller of the REST API gets."""

import math
from collections.abc import Mapping
from typing import Any

import attrs

from unified_ats.api.messages import Response, json_response
from unified_ats.errors import (
    ArgumentError,
    ATSError,
    ATSTimeoutError,
    ConfigurationError,
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    RateLimitError,
    ResponseError,
    UnreachableError,
    UnsupportedError,
)

__all__ = [
    "ALWAYS",
    "BODY",
    "CONFIGURATION",
    "FROM_ATS",
    "KINDS",
    "KNOWN",
    "NO_METHOD",
    "NO_ROUTE",
    "TOO_LARGE",
    "UNAUTHORIZED",
    "VALIDATION",
    "WRONG_TYPE",
    "Kind",
    "RequestError",
    "answer_for",
    "internal_error",
    "response",
]


@attrs.frozen
class Kind:
    """One kind of error that the API answers.

    Attributes:
        error: its name, the same for all versions of the API.
        status: HTTP status.
        says: what it means, for the documentation.
    """

    error: str
    status: int
    says: str


VALIDATION = Kind("validation_error", 400, "The request is wrong; `details.fields` names what.")
UNAUTHORIZED = Kind("unauthorized", 401, "The bearer token is missing or wrong.")
NO_ROUTE = Kind("not_found", 404, "There is no such route.")
NO_METHOD = Kind("method_not_allowed", 405, "The route takes other methods; see `Allow`.")
TOO_LARGE = Kind("payload_too_large", 413, "The body has more than 1,000,000 bytes.")
WRONG_TYPE = Kind("unsupported_media_type", 415, "The body is not declared as JSON.")
CONFIGURATION = Kind("configuration_error", 500, "The service is set up wrongly.")
INTERNAL = Kind("internal_error", 500, "The service failed; its log says where.")
UNSUPPORTED = Kind("unsupported", 501, "This ATS has no such operation or filter.")
UNREACHABLE = Kind("ats_unreachable", 502, "No answer came from the ATS.")
TIMEOUT = Kind("ats_timeout", 504, "No answer came from the ATS in time.")

FROM_ATS: Mapping[type[ATSError], Kind] = {
    NotFoundError: Kind("ats_error", 404, "The ATS has no such record."),
    ConflictError: Kind("ats_error", 409, "The ATS has the record already."),
    InvalidRequestError: Kind("ats_error", 422, "The ATS refused the data."),
    RateLimitError: Kind("ats_error", 429, "The ATS wants fewer requests; see `Retry-After`."),
    UnsupportedError: UNSUPPORTED,
    ResponseError: Kind("ats_error", 502, "The ATS failed, or refused the credentials."),
    UnreachableError: UNREACHABLE,
    ATSTimeoutError: TIMEOUT,
}
"""What a call to the ATS may end in. The nearest class counts, as in an ``except``."""

ALWAYS = (VALIDATION, INTERNAL)
"""What every route may answer."""

BODY = (TOO_LARGE, WRONG_TYPE)
"""What a route that reads a body may answer."""

KINDS = (
    VALIDATION,
    UNAUTHORIZED,
    NO_ROUTE,
    NO_METHOD,
    TOO_LARGE,
    WRONG_TYPE,
    CONFIGURATION,
    INTERNAL,
    *FROM_ATS.values(),
)
"""Every kind there is."""

_KINDS: Mapping[type, Kind] = {
    **FROM_ATS,
    ATSError: INTERNAL,
    ArgumentError: VALIDATION,
    ConfigurationError: CONFIGURATION,
}


class RequestError(Exception):
    """A request that the API turns down by itself, before any ATS hears of it.

    Attributes:
        kind: what is wrong.
        headers: to send with the answer.
    """

    def __init__(
        self, kind: Kind, message: str, *, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.headers = dict(headers or {})


KNOWN = (
    RequestError,
    ArgumentError,
    ConfigurationError,
    UnsupportedError,
    UnreachableError,
    ResponseError,
)
"""What the API foresees; everything else is an internal error, whose words stay unsaid."""


def answer_for(error: type[ATSError]) -> tuple[int, str]:
    """Return the status and the code that an error class of the library is answered with."""
    kind = _kind(error)
    return kind.status, kind.error


def _kind(error: type[ATSError]) -> Kind:
    return next(_KINDS[cls] for cls in error.__mro__ if cls in _KINDS)


def response(error: RequestError | ATSError, *, doubt: str = "") -> Response:
    """Return the answer to an error that was foreseen.

    Args:
        error: what was raised.
        doubt: sentence to add when a write may have been done though it failed.
    """
    if isinstance(error, RequestError):
        return _response(error.kind, str(error), headers=error.headers)
    kind = _kind(type(error))
    message = f"{error.message}. {doubt}" if doubt and error.in_doubt else error.message
    return _response(
        kind,
        message,
        details=_details(error),
        source_status_code=error.status_code if isinstance(error, ResponseError) else None,
        headers=_retry_after(kind, error),
    )


def internal_error() -> Response:
    """Return the answer to an error that nobody expected; it tells the caller nothing of it."""
    return _response(INTERNAL, "The service failed. Its log has more, under the X-Request-Id")


def _response(
    kind: Kind,
    message: str,
    *,
    details: Mapping[str, Any] | None = None,
    source_status_code: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    payload = {
        "error": kind.error,
        "message": message,
        "details": details or {},
        "source_status_code": source_status_code,
    }
    return json_response(kind.status, payload, headers=headers)


def _details(error: ATSError) -> dict[str, Any]:
    match error:
        case ArgumentError():
            return {"fields": error.fields}
        case UnsupportedError():
            return {"operation": error.operation}
        case UnreachableError():
            return {"request_sent": error.request_sent}
        case ResponseError(request_id=None):
            return {"raw": error.raw}
        case ResponseError():
            return {"raw": error.raw, "request_id": error.request_id}
    return {}


def _retry_after(kind: Kind, error: ATSError) -> dict[str, str]:
    if kind.status != 429 or error.retry_after is None:
        return {}
    return {"Retry-After": str(max(0, math.ceil(error.retry_after)))}
