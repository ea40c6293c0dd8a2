"""Turning failures into our errors: what the libraries below raise, and what vendors answer."""

import contextlib
import json
from collections.abc import Callable
from typing import Any

import requests
import urllib3

from unified_ats.errors import (
    ATSError,
    ATSTimeoutError,
    BadResponseError,
    ConfigurationError,
    ResponseError,
    UnreachableError,
    error_for_status,
)
from unified_ats.http.message import Response, parse_json
from unified_ats.http.redact import Redactor
from unified_ats.http.retry import parse_retry_after

__all__ = ["ErrorReader", "explain", "response_error", "unsendable"]

ErrorReader = Callable[[Response], "str | ResponseError | None"]
"""Reads a vendor's answer: its message, or the whole error, or ``None`` when it says nothing."""

_RAW_LIMIT = 4_000
_MESSAGE_LIMIT = 500

_WHAT_NOW = {
    401: "check the credentials",
    403: "check what the credentials are allowed to do",
    404: "check the id, or the base URL if every call ends so",
    429: "slow down, or try again later",
}


def explain(
    error: Exception, provider: str, call: str, *, ignore: BaseException | None = None
) -> ATSError:
    """Return our error for one of requests or urllib3.

    Its message names no address and no query: those hold ids, e-mails and sometimes keys.
    ``ignore`` is what was being handled before: Python chains it, but it is no cause.
    """
    causes = _chain(error, ignore)
    if isinstance(error, urllib3.exceptions.DecodeError):
        return BadResponseError(
            f"{provider} answered {call} with a body whose compression is broken", provider=provider
        )
    unsent = any(
        isinstance(cause, urllib3.exceptions.NewConnectionError | requests.ConnectTimeout)
        for cause in causes
    )
    kind: type[UnreachableError] = UnreachableError
    what = f"the connection failed ({type(causes[-1]).__name__})"
    if any(isinstance(cause, requests.Timeout | TimeoutError) for cause in causes) or any(
        isinstance(cause, urllib3.exceptions.TimeoutError)
        and not isinstance(cause, urllib3.exceptions.NewConnectionError)
        for cause in causes
    ):
        kind, what = ATSTimeoutError, "no answer came in time"
    elif any(isinstance(cause, urllib3.exceptions.SSLError) for cause in causes):
        what = "the TLS connection failed: check the base URL and the certificates"
    elif unsent:
        what = "no connection could be made: check the base URL and the network"
    return kind(f"{provider}: {call}: {what}", provider=provider, request_sent=not unsent)


def unsendable(error: ValueError, provider: str, call: str) -> ATSError:
    """Return our error for a request that could not even be put together."""
    return ConfigurationError(
        f"{provider}: {call} cannot be sent ({type(error).__name__}): "
        "check the base URL and the credentials for stray characters",
        provider=provider,
    )


def _chain(error: BaseException, ignore: BaseException | None) -> list[BaseException]:
    """Return an error and everything it was made from; urllib3 keeps some causes in args."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        cause = waiting.pop()
        if cause is None or cause is ignore or cause in found:
            continue
        found.append(cause)
        kept = (getattr(cause, "reason", None), *cause.args)  # texts as well, in those of ssl
        waiting += [cause.__cause__ or cause.__context__]
        waiting += [each for each in kept if isinstance(each, BaseException)]
    return found


def response_error(
    response: Response, read_error: ErrorReader, redactor: Redactor
) -> ResponseError | None:
    """Return the error that an answer stands for, or ``None`` when it is a good one."""
    said = read_error(response)
    if isinstance(said, ResponseError):
        said.args = (redactor.clean(said.message)[:_MESSAGE_LIMIT],)
        said.raw = None if said.raw is None else _raw(json.dumps(said.raw), redactor)
        return said
    if response.status_code < 300:
        return None
    return error_for_status(response.status_code)(
        _sentence(response, redactor.clean(said or "")[:_MESSAGE_LIMIT]),
        provider=response.provider,
        status_code=response.status_code,
        request_id=response.request_id,
        retry_after=parse_retry_after(response.headers),
        raw=_raw(response.text, redactor),
    )


def _sentence(response: Response, said: str) -> str:
    sentence = f"{response.provider} answered {response.status_code} to {response.call}"
    if said:
        sentence += f": {said}"
    if response.status_code < 400:
        return f"{sentence}; the API has moved: check the base URL"
    now = _WHAT_NOW.get(response.status_code)
    return f"{sentence} ({now})" if now else sentence


def _raw(text: str, redactor: Redactor) -> Any:
    with contextlib.suppress(ValueError):
        text = json.dumps(parse_json(text))  # spells each character in one way, so that none hides
    text = redactor.clean(text)
    if len(text) > _RAW_LIMIT:
        return text[:_RAW_LIMIT] + "…"
    try:
        return parse_json(text)
    except ValueError:
        return text
