"""OAuth 2.0 (RFC 6749): access tokens from a token endpoint."""

import contextlib
import math
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import attrs

from unified_ats.errors import (
    ATSError,
    AuthenticationError,
    RateLimitError,
    ResponseError,
    UnreachableError,
)
from unified_ats.http.auth import Auth, BasicAuth
from unified_ats.http.message import Response
from unified_ats.http.options import HTTPOptions
from unified_ats.http.retry import http_date
from unified_ats.http.token import Token, TokenAuth
from unified_ats.http.transport import Transport

__all__ = ["ClientCredentialsAuth", "RefreshTokenAuth"]

_USUAL_LIFETIME = 3_600.0
_SAID = ("error_description", "error", "message")
_CLIENT = "check the client id and the client secret"
_REFRESH = f"{_CLIENT}, and whether the refresh token is the newest one"


class ClientCredentialsAuth(TokenAuth):
    """Bearer tokens by the client-credentials grant (section 4.4).

    Client id and secret show in no error, even where the token endpoint echoes them.

    Args:
        provider: entry-point name of the adapter, for errors and logs.
        url: the token endpoint.
        client: the client's id and secret.
        params: what else to ask the token endpoint with.
        options: timeouts and clocks; how often to try is up to the call that wants the token.
    """

    def __init__(
        self,
        *,
        provider: str,
        url: str,
        client: BasicAuth,
        params: Mapping[str, str] | None = None,
        options: HTTPOptions | None = None,
    ) -> None:
        self._endpoint = _Endpoint(provider=provider, url=url, options=options or HTTPOptions())
        super().__init__(clock=self._endpoint.options.wall_clock)
        self._client = client
        self._form = {"grant_type": "client_credentials", **(params or {})}

    def secrets(self) -> tuple[str, ...]:
        """Return the tokens, and the client's id and secret."""
        return (*super().secrets(), *self._client.secrets())

    def mint(self) -> Token:
        """Fetch a token, on a connection of its own: that is needed once an hour or so.

        Raises:
            AuthenticationError: the token endpoint refuses the client.
            RateLimitError: it was asked for too many tokens.
            UnreachableError: it gives none at the moment; nothing was sent to the API.
        """
        with _asked(self._endpoint, self._client, self._form, check=_CLIENT) as response:
            return _token(response, self._endpoint.options.wall_clock())


class RefreshTokenAuth(TokenAuth):
    """Bearer tokens by the refresh-token grant (section 6), of a client that names itself in it.

    Many vendors take a refresh token once only and hand out the next with each access token
    (RFC 9700, section 4.14.2). The newest is kept here, and given to ``on_refresh_token`` to be
    stored: whoever starts with an old one later is refused. Two processes need two of them.

    Args:
        provider: entry-point name of the adapter, for errors and logs.
        url: the token endpoint.
        client: the client's id and secret.
        refresh_token: to begin with.
        access_token: one that may still be good; it is used until an answer of 401.
        on_refresh_token: called with each new refresh token, before anything is done with what
            came along; what it raises ends the call.
        options: timeouts and clocks; how often to try is up to the call that wants the token.
    """

    def __init__(
        self,
        *,
        provider: str,
        url: str,
        client: BasicAuth,
        refresh_token: str,
        access_token: str | None = None,
        on_refresh_token: Callable[[str], object] | None = None,
        options: HTTPOptions | None = None,
    ) -> None:
        self._endpoint = _Endpoint(provider=provider, url=url, options=options or HTTPOptions())
        super().__init__(clock=self._endpoint.options.wall_clock)
        self._client = client
        self._refresh_tokens: tuple[str, ...] = (refresh_token,)
        self._access_token = access_token
        self._on_refresh_token = on_refresh_token

    def secrets(self) -> tuple[str, ...]:
        """Return the tokens of both kinds, the ones before, and the client's id and secret."""
        return (*super().secrets(), *self._refresh_tokens, *self._client.secrets())

    def mint(self) -> Token:
        """Return the access token to begin with, or fetch one, on a connection of its own.

        Raises:
            AuthenticationError: the token endpoint refuses the client or the refresh token.
            RateLimitError: it was asked for too many tokens.
            UnreachableError: it gives none at the moment; nothing was sent to the API.
        """
        if self._access_token:
            value, self._access_token = self._access_token, None
            return Token(value=value, lifetime=math.inf)
        form = {
            "grant_type": "refresh_token",
            "refresh_token": self._refresh_tokens[0],
            "client_id": self._client.username,
            "client_secret": self._client.password,
        }
        in_form = _InForm((*self._refresh_tokens, *self._client.secrets()))
        with _asked(self._endpoint, in_form, form, check=_REFRESH) as response:
            token = _token(response, self._endpoint.options.wall_clock())
            renewed = response.json().get("refresh_token")
        if isinstance(renewed, str) and renewed and renewed != self._refresh_tokens[0]:
            self._refresh_tokens = (renewed, *self._refresh_tokens[:1])
            if self._on_refresh_token:
                self._on_refresh_token(renewed)
        return token


@attrs.frozen
class _InForm:
    """Signs nothing: what proves who is calling is in the form, and must not be shown."""

    texts: tuple[str, ...] = attrs.field(repr=False)

    def sign(self, headers: MutableMapping[str, str]) -> None:
        """Add nothing."""

    def secrets(self) -> tuple[str, ...]:
        """Return what the form holds."""
        return self.texts


@attrs.frozen(kw_only=True)
class _Endpoint:
    """A token endpoint, and whose calls want its tokens."""

    provider: str
    url: str
    options: HTTPOptions


@contextlib.contextmanager
def _asked(
    endpoint: _Endpoint, auth: Auth, form: Mapping[str, str], *, check: str
) -> Iterator[Response]:
    """Post a form to a token endpoint, on a connection of its own, and give the answer."""
    url = urlsplit(endpoint.url)
    transport = Transport(
        provider=endpoint.provider,
        base_url=f"{url.scheme}://{url.netloc}",
        auth=auth,
        read_error=_said,
        options=attrs.evolve(endpoint.options, attempts=1),
    )
    with _seen_by_the_api(check), contextlib.closing(transport):
        yield transport.post(url.path, form=form)


@contextlib.contextmanager
def _seen_by_the_api(check: str) -> Iterator[None]:
    """Turn what a token endpoint failed with into what it is for the call that wants the token.

    That call was not sent. So whatever may pass is worth another try, of a write too; and a no of
    any kind is a no to the credentials, never to the data of the call.
    """
    try:
        yield
    except UnreachableError as error:
        error.request_sent = False
        raise
    except RateLimitError:
        raise
    except ResponseError as error:
        raise _no_token(error, check) from None


def _no_token(error: ResponseError, check: str) -> ATSError:
    message = f"no access token: {error.message}"
    if error.in_doubt:
        return UnreachableError(message, request_sent=False, provider=error.provider)
    return AuthenticationError(
        f"{message}; {check}",
        provider=error.provider,
        status_code=error.status_code,
        request_id=error.request_id,
        raw=error.raw,
    )


def _said(response: Response) -> str | None:
    """Find what a token endpoint says (section 5.2), or what those say that do it their own way."""
    if response.status_code < 300:
        return None
    try:
        answer = response.json()
    except ResponseError:
        return None
    given = answer if isinstance(answer, Mapping) else {}
    return next((str(given[name]) for name in _SAID if given.get(name)), None)


def _token(response: Response, now: float) -> Token:
    answer = response.json()
    value = answer.get("access_token") if isinstance(answer, Mapping) else None
    if not isinstance(value, str) or not value:
        raise response.unreadable("no access token in it")
    date = http_date(response.headers.get("Date", ""))
    return Token(value=value, lifetime=_lifetime(answer, date.timestamp() if date else now))


def _lifetime(answer: Mapping[str, Any], now: float) -> float:
    """Return the seconds a token is good for: ``expires_in``, as the RFC has it, or an end.

    ``now`` is the vendor's, where it says: its clock and ours may differ. A token that has ended
    before it came is one of a clock that is off: it is taken for good, until a 401 says otherwise.
    """
    ends = (_seconds(answer.get(name)) - now for name in ("expires_at", "expires"))
    lifetimes = (_seconds(answer.get("expires_in")), *ends)
    return next((each for each in lifetimes if each > 0), _USUAL_LIFETIME)


def _seconds(value: Any) -> float:
    """Read seconds, or an ISO-8601 time as seconds since 1970; 0 when it is neither."""
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        pass
    else:
        return seconds if math.isfinite(seconds) else 0.0
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return 0.0
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
