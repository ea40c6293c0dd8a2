"""Every error this library raises, as one tree.

::

    ATSError                      whatever this library raises
    ├── ConfigurationError        settings, names and plugins: fix the set-up, nothing was sent
    │   ├── UnknownProviderError  no adapter of that name is installed
    │   └── PluginError           an adapter is installed and cannot be used
    ├── ArgumentError             the arguments of a call are wrong: nothing was sent
    ├── UnsupportedError          this ATS has no such operation or filter: nothing was sent
    ├── UnreachableError          no answer came
    │   └── ATSTimeoutError       … in time
    ├── ResponseError             an answer came, and it is not what was asked for
    │   ├── InvalidRequestError   the ATS refused the data (400, 413, 415, 422, …)
    │   ├── AuthenticationError   the ATS does not know the credentials (401)
    │   ├── PermissionDeniedError the credentials may not do this (403)
    │   ├── NotFoundError         no such record (404, 410)
    │   ├── ConflictError         it exists already, or has changed (409)
    │   ├── RateLimitError        too many requests (429)
    │   ├── ServerError           the ATS failed (5xx)
    │   └── BadResponseError      the answer cannot be understood (HTML, broken JSON, odd shape)
    └── FileError                 a file to be sent along cannot be fetched

All of them carry ``provider``, ``status_code``, ``request_id``, ``retry_after`` and ``raw``,
``None`` where there is nothing to say, and ``in_doubt``: whether a write may have been done.
"""

import copyreg
from collections.abc import Mapping
from typing import Any

__all__ = [
    "ATSError",
    "ATSTimeoutError",
    "ArgumentError",
    "AuthenticationError",
    "BadResponseError",
    "ConfigurationError",
    "ConflictError",
    "FileError",
    "InvalidRequestError",
    "NotFoundError",
    "PermissionDeniedError",
    "PluginError",
    "RateLimitError",
    "ResponseError",
    "ServerError",
    "UnknownProviderError",
    "UnreachableError",
    "UnsupportedError",
    "error_for_status",
]


class ATSError(Exception):
    """Base of every error of this library.

    Attributes:
        provider: entry-point name of the adapter, such as ``"generic"``.
        status_code: HTTP status of the vendor's answer.
        request_id: the vendor's id of the request, to quote to their support.
        retry_after: seconds the vendor asked to wait.
        raw: the vendor's body, shortened and without secrets; parsed when it was JSON.
            It may hold personal data: do not log it.
    """

    def __init__(
        self,
        message: str,
        *,
        provider: str | None = None,
        status_code: int | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        raw: Any = None,
    ) -> None:
        super().__init__(message)
        self.provider = provider
        self.status_code = status_code
        self.request_id = request_id
        self.retry_after = retry_after
        self.raw = raw

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy without calling ``__init__``, whose arguments differ by class."""
        state = {**vars(self), "args": self.args}
        return copyreg.__newobj__, (type(self),), state  # type: ignore[attr-defined]

    @property
    def in_doubt(self) -> bool:
        """Whether a write that ended so may have been done all the same: look before a retry."""
        return False

    @property
    def message(self) -> str:
        """What happened and what to do next, in a sentence or two."""
        return str(self.args[0])


class ConfigurationError(ATSError):
    """Settings, names or plugins are wrong; nothing was sent."""


class UnknownProviderError(ConfigurationError):
    """No adapter of that name is installed."""


class PluginError(ConfigurationError):
    """An adapter is installed and cannot be used: its import failed or it is no provider."""


class ArgumentError(ATSError, ValueError):
    """The arguments of a call are wrong; nothing was sent.

    Attributes:
        fields: what is wrong with each argument, by its name.
    """

    def __init__(self, fields: Mapping[str, str], *, provider: str | None = None) -> None:
        super().__init__(
            "; ".join(f"{name}: {problem}" for name, problem in fields.items()), provider=provider
        )
        self.fields = dict(fields)


class UnsupportedError(ATSError, NotImplementedError):
    """This ATS, or its adapter, has no such operation or filter; nothing was sent.

    Attributes:
        operation: what is missing, such as ``"offers.create"``.
    """

    def __init__(self, provider: str, operation: str, hint: str = "") -> None:
        super().__init__(
            f"{provider} does not support {operation}{hint and ': '}{hint}", provider=provider
        )
        self.operation = operation


class UnreachableError(ATSError):
    """No answer came from the ATS.

    Attributes:
        request_sent: False when the request certainly did not reach the ATS. When it is True, a
            write may have been done all the same: look before sending it again.
    """

    def __init__(self, message: str, *, request_sent: bool, provider: str | None = None) -> None:
        super().__init__(message, provider=provider)
        self.request_sent = request_sent

    @property
    def in_doubt(self) -> bool:
        """Whether the request may have reached the ATS."""
        return self.request_sent


class ATSTimeoutError(UnreachableError, TimeoutError):
    """No answer came in time."""


class ResponseError(ATSError):
    """An answer came from the ATS, and it is not what was asked for."""


class InvalidRequestError(ResponseError):
    """The ATS refused the data (400, 413, 415, 422 and other 4xx)."""


class AuthenticationError(ResponseError):
    """The ATS does not know the credentials (401)."""


class PermissionDeniedError(ResponseError):
    """The ATS knows the credentials, and they may not do this (403)."""


class NotFoundError(ResponseError):
    """The ATS has no such record (404, 410, or an empty answer to a look-up by id)."""


class ConflictError(ResponseError):
    """The record exists already, or was changed meanwhile (409)."""


class RateLimitError(ResponseError):
    """The ATS wants fewer requests (429); ``retry_after`` says when, if the ATS did."""


class ServerError(ResponseError):
    """The ATS failed (5xx)."""

    @property
    def in_doubt(self) -> bool:
        """It may have failed after the work was done."""
        return True


class BadResponseError(ResponseError):
    """The answer cannot be understood: HTML, broken or cut JSON, too large, an odd shape."""

    @property
    def in_doubt(self) -> bool:
        """The answer may have been a yes."""
        return True


class FileError(ATSError):
    """A file to be sent along, such as a résumé, cannot be fetched from its address."""


_BY_STATUS: dict[int, type[ResponseError]] = {
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    410: NotFoundError,
    429: RateLimitError,
}


def error_for_status(status_code: int) -> type[ResponseError]:
    """Return the error class that an HTTP status of 300 or more stands for."""
    if status_code in _BY_STATUS:
        return _BY_STATUS[status_code]
    if status_code >= 500:
        return ServerError
    if status_code >= 400:
        return InvalidRequestError
    return BadResponseError
