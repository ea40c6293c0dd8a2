"""What adapters call: requests signed, kept within limits, logged, retried; every failure ours."""

import contextlib
import logging
import threading
from collections.abc import Iterator, Mapping, MutableMapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from requests.structures import CaseInsensitiveDict

from unified_ats.errors import ATSError, ATSTimeoutError, AuthenticationError, RateLimitError
from unified_ats.http.auth import Auth, QueryAuth, RenewableAuth
from unified_ats.http.context import caller
from unified_ats.http.failure import ErrorReader, response_error, unsendable
from unified_ats.http.limit import Limiter
from unified_ats.http.message import Call, File, Params, Response, check_json
from unified_ats.http.options import HTTPOptions
from unified_ats.http.path import expand
from unified_ats.http.redact import Redactor
from unified_ats.http.retry import retrying
from unified_ats.http.wire import Wire

__all__ = ["Transport"]

_log = logging.getLogger("unified_ats.http")
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
try:
    _USER_AGENT = f"unified-ats/{version('unified-ats')}"
except PackageNotFoundError:  # stripped from a bundle; the registry tells, and explains
    _USER_AGENT = "unified-ats"


class Transport:
    """Speaks HTTP with one vendor for one provider; threads may share it.

    Args:
        provider: entry-point name of the adapter, for errors and logs.
        base_url: root of the API, such as ``https://api.example.com/v1``.
        auth: signs every request.
        headers: sent with every request.
        options: timeouts, retry and bounds.
        read_error: finds the vendor's own words in an error body, and errors in a 200.
        limiter: says when a request may go; without one, all go at once.
        concurrent: how many requests may be under way at once; any number without it.
        secrets: further texts to strike out of errors, beside those of ``auth``.
    """

    def __init__(  # noqa: PLR0913  # each is a trait of the vendor's
        self,
        *,
        provider: str,
        base_url: str,
        auth: Auth,
        read_error: ErrorReader,
        headers: Mapping[str, str] | None = None,
        options: HTTPOptions | None = None,
        limiter: Limiter | None = None,
        concurrent: int | None = None,
        secrets: tuple[str, ...] = (),
    ) -> None:
        self.provider = provider
        self.base_url = base_url.rstrip("/")
        self.options = options or HTTPOptions()
        self._auth = auth
        self._read_error = read_error
        self._limiter = limiter
        self._slots = threading.BoundedSemaphore(concurrent) if concurrent else None
        self._secrets = secrets
        self._headers = {
            "Accept": "application/json",
            "User-Agent": _USER_AGENT,
            **(headers or {}),
        }
        self._signature = {**auth.params} if isinstance(auth, QueryAuth) else {}
        self._wire = Wire(provider, self.base_url, self.options)

    def get(
        self,
        template: str,
        path: Mapping[str, str] | None = None,
        *,
        params: Params | None = None,
    ) -> Response:
        """Send a GET; see :meth:`request`."""
        return self.request("GET", template, path, params=params)

    def post(
        self,
        template: str,
        path: Mapping[str, str] | None = None,
        *,
        json: Any = None,
        form: Mapping[str, str] | None = None,
        files: Mapping[str, File] | None = None,
        params: Params | None = None,
        safe: bool = False,
    ) -> Response:
        """Send a POST; see :meth:`request`. ``safe`` is for reads that a vendor wants as POST."""
        return self.request(
            "POST", template, path, params=params, json=json, form=form, files=files, safe=safe
        )

    def request(  # noqa: PLR0913  # each is a part of a request
        self,
        method: str,
        template: str,
        path: Mapping[str, str] | None = None,
        *,
        params: Params | None = None,
        json: Any = None,
        form: Mapping[str, str] | None = None,
        files: Mapping[str, File] | None = None,
        headers: Mapping[str, str] | None = None,
        safe: bool | None = None,
    ) -> Response:
        """Send a request, again where that helps, and return the answer.

        Args:
            method: HTTP method.
            template: path below the base URL, such as ``/jobs/{job_id}``.
            path: values for the placeholders of the template, percent-encoded here.
            params: query parameters; ``None`` leaves one out, a sequence repeats it, a bool is
                sent as ``true`` or ``false``.
            json: body.
            form: body as an HTML form would send it, instead of JSON.
            files: what an HTML form would upload, by the name of its field (multipart/form-data,
                even when it is empty).
            headers: for this request alone.
            safe: whether sending it twice does no harm; by default true of GET, HEAD, OPTIONS.

        Raises:
            ArgumentError: a value for the path is not an id, or the body is not JSON.
            ResponseError: the vendor answered 300 or more, or something that cannot be read.
            UnreachableError: no answer came.
        """
        check_json(json)
        method = method.upper()
        call = Call(
            method=method,
            template=template,
            path=expand(template, path or {}),
            params={
                name: str(value).lower() if isinstance(value, bool) else value
                for name, value in {**(params or {}), **self._signature}.items()
                if value is not None
            },
            json=json,
            form=form,
            files=files,
            headers={**self._headers, **(headers or {})},
            safe=method in _SAFE_METHODS if safe is None else safe,
        )
        deadline = min(self.options.clock() + self.options.total_timeout, caller().deadline)
        for attempt in retrying(self.options, safe=call.safe, deadline=deadline):
            with attempt:
                return self._attempt(call, attempt.retry_state.attempt_number, deadline)
        raise AssertionError("tenacity returns or raises")  # pragma: no cover

    def close(self) -> None:
        """Close the kept connections. A later call opens new ones."""
        self._wire.close()

    def _attempt(self, call: Call, number: int, deadline: float) -> Response:
        """Send, and once more when what proved who is calling had worn out."""
        headers = self._signed(call)
        try:
            return self._answer(call, headers, number, deadline)
        except AuthenticationError:
            if not (isinstance(self._auth, RenewableAuth) and self._auth.renew(headers)):
                raise
        return self._answer(call, self._signed(call), number, deadline)

    def _signed(self, call: Call) -> MutableMapping[str, str]:
        headers = CaseInsensitiveDict(call.headers)
        try:
            self._auth.sign(headers)
        except ATSError:
            raise
        except ValueError as error:  # its message may hold what it could not sign with
            failure = unsendable(error, self.provider, str(call))
        else:
            return headers
        raise failure

    def _wait_turn(self, call: Call, deadline: float) -> None:
        """Wait until the limiter lets a request go, or raise when that is past the deadline."""
        while self._limiter and (seconds := self._limiter.take(str(call))) > 0:
            if self.options.clock() + seconds >= deadline:
                raise RateLimitError(
                    f"{self.provider}: {call} was not sent: the rate limit is used up, "
                    f"for {seconds:.0f} more seconds",
                    provider=self.provider,
                    retry_after=seconds,
                )
            self.options.sleep(seconds)

    @contextlib.contextmanager
    def _slot(self, call: Call, deadline: float) -> Iterator[None]:
        """Wait until so few requests are under way that one more may go."""
        if self._slots is None:
            yield
            return
        if not self._slots.acquire(timeout=max(deadline - self.options.clock(), 0.0)):
            raise ATSTimeoutError(
                f"{self.provider}: {call} was not sent: too many others are under way",
                provider=self.provider,
                request_sent=False,
            )
        try:
            yield
        finally:
            self._slots.release()

    def _answer(
        self, call: Call, headers: MutableMapping[str, str], number: int, deadline: float
    ) -> Response:
        with self._slot(call, deadline):  # before the turn, which counts as the request itself
            self._wait_turn(call, deadline)
            return self._exchange(call, headers, number, deadline)

    def _exchange(
        self, call: Call, headers: MutableMapping[str, str], number: int, deadline: float
    ) -> Response:
        started = self.options.clock()
        status: object = "-"
        request_id: str | None = None
        try:
            response = self._wire.exchange(call, headers, deadline)
            status, request_id = response.status_code, response.request_id
            if self._limiter:
                self._limiter.learn(response)
            self._check(response)
        except ATSError as error:
            status = status if error.status_code is None else error.status_code
            status = f"{status} {type(error).__name__}"
            raise
        else:
            return response
        finally:
            milliseconds = (self.options.clock() - started) * 1000
            _log.info(
                "%s %s %s %.0fms attempt=%d request_id=%s caller_id=%s",
                self.provider,
                call,
                status,
                milliseconds,
                number,
                request_id or "-",
                caller().request_id,
            )

    def _check(self, response: Response) -> None:
        redactor = Redactor((*self._secrets, *self._auth.secrets()))
        error = response_error(response, self._read_error, redactor)
        if error:
            raise error
