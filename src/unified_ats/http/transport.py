"""The one place where requests leave: signed, bounded, logged, retried, and every failure ours."""

import logging
import sys
from collections.abc import Mapping
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import attrs
import requests
import urllib3

from unified_ats.errors import ATSError, ConfigurationError
from unified_ats.http.auth import Auth
from unified_ats.http.failure import ErrorReader, explain, response_error
from unified_ats.http.message import Call, Params, Response
from unified_ats.http.options import HTTPOptions
from unified_ats.http.path import expand
from unified_ats.http.quiet import urllib3_quiet
from unified_ats.http.redact import Redactor
from unified_ats.http.retry import retrying

__all__ = ["Transport"]

_log = logging.getLogger("unified_ats.http")
_CHUNK = 65_536
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
try:
    _USER_AGENT = f"unified-ats/{version('unified-ats')}"
except PackageNotFoundError:  # stripped from a bundle; the registry tells, and explains
    _USER_AGENT = "unified-ats"


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Say that there is none: requests would read the whole body of a redirect at once."""


class Transport:
    """Speaks HTTP with one vendor for one provider; threads may share it.

    Connections are kept and reused. Redirects are not followed: an API that answers with one has
    moved, and the credentials would travel along. Cookies are not kept, and ``.netrc`` is not read.

    Args:
        provider: entry-point name of the adapter, for errors and logs.
        base_url: root of the API, such as ``https://api.example.com/v1``.
        auth: signs every request.
        headers: sent with every request.
        options: timeouts, retry and bounds.
        read_error: finds the vendor's own words in an error body, and errors in a 200.
        secrets: further texts to strike out of errors, beside those of ``auth``.
    """

    def __init__(
        self,
        *,
        provider: str,
        base_url: str,
        auth: Auth,
        read_error: ErrorReader,
        headers: Mapping[str, str] | None = None,
        options: HTTPOptions | None = None,
        secrets: tuple[str, ...] = (),
    ) -> None:
        self.provider = provider
        self.base_url = base_url.rstrip("/")
        self.options = options or HTTPOptions()
        self._auth = auth
        self._read_error = read_error
        self._redactor = Redactor((*secrets, *auth.secrets()))
        self._headers = {
            "Accept": "application/json",
            "User-Agent": _USER_AGENT,
            **(headers or {}),
        }
        self._session = _Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

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
        params: Params | None = None,
        safe: bool = False,
    ) -> Response:
        """Send a POST; see :meth:`request`. ``safe`` is for reads that a vendor wants as POST."""
        return self.request("POST", template, path, params=params, json=json, safe=safe)

    def request(
        self,
        method: str,
        template: str,
        path: Mapping[str, str] | None = None,
        *,
        params: Params | None = None,
        json: Any = None,
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
            headers: for this request alone.
            safe: whether sending it twice does no harm; by default true of GET, HEAD, OPTIONS.

        Raises:
            ArgumentError: a value for the path is not an id.
            ResponseError: the vendor answered 300 or more, or something that cannot be read.
            UnreachableError: no answer came.
        """
        method = method.upper()
        call = Call(
            method=method,
            template=template,
            path=expand(template, path or {}),
            params={
                name: str(value).lower() if isinstance(value, bool) else value
                for name, value in (params or {}).items()
                if value is not None
            },
            json=json,
            headers={**self._headers, **(headers or {})},
            safe=method in _SAFE_METHODS if safe is None else safe,
        )
        deadline = self.options.clock() + self.options.total_timeout
        for attempt in retrying(self.options, safe=call.safe):
            with attempt:
                return self._attempt(call, attempt.retry_state.attempt_number, deadline)
        raise AssertionError("tenacity returns or raises")  # pragma: no cover

    def close(self) -> None:
        """Close the kept connections. A later call opens new ones."""
        self._session.close()

    def _attempt(self, call: Call, number: int, deadline: float) -> Response:
        started = self.options.clock()
        status: object = "-"
        request_id: str | None = None
        try:
            response = self._exchange(call, deadline)
            status, request_id = response.status_code, response.request_id
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
                "%s %s %s %.0fms attempt=%d request_id=%s",
                self.provider,
                call,
                status,
                milliseconds,
                number,
                request_id or "-",
            )

    def _check(self, response: Response) -> None:
        error = response_error(response, self._read_error, self._redactor)
        if error:
            raise error

    def _exchange(self, call: Call, deadline: float) -> Response:
        """Send once and read the answer; a failure of the library below becomes one of ours.

        It is raised outside the ``except`` on purpose: messages of the libraries below hold whole
        URLs, and as ``__context__`` they would end up in tracebacks.
        """
        failure: ATSError
        handled = sys.exception()  # of the caller: not the cause of what happens here
        try:
            with urllib3_quiet():
                return self._send(call, deadline)
        except ValueError as error:  # how requests and http.client refuse headers and hosts
            failure = ConfigurationError(
                f"{self.provider}: {call} cannot be sent ({type(error).__name__}): "
                "check the base URL and the credentials for stray characters",
                provider=self.provider,
            )
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            failure = explain(error, self.provider, str(call), ignore=handled)
        raise failure

    def _send(self, call: Call, deadline: float) -> Response:
        left = max(deadline - self.options.clock(), 0.001)
        with self._session.request(
            call.method,
            f"{self.base_url}/{call.path.lstrip('/')}",
            params={**call.params},
            json=call.json,
            headers=dict(call.headers),
            auth=self._sign,
            timeout=(
                min(self.options.connect_timeout, left),
                min(self.options.read_timeout, left),
            ),
            allow_redirects=False,
            stream=True,
        ) as answer:
            return self._read(answer, call, deadline)

    def _sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        self._auth.sign(request.headers)
        return request

    def _read(self, answer: requests.Response, call: Call, deadline: float) -> Response:
        response = Response(
            provider=self.provider,
            call=str(call),
            status_code=answer.status_code,
            headers=answer.headers,
            body=b"",
        )
        body = bytearray()
        answer.raw.decode_content = True
        while part := answer.raw.read1(_CHUNK):  # what has come so far, so that time can be watched
            body += part
            if len(body) > self.options.max_body:
                raise response.unreadable(
                    f"more than {self.options.max_body} bytes: ask for smaller pages"
                )
            if self.options.clock() > deadline:
                raise requests.ReadTimeout
        return attrs.evolve(response, body=bytes(body))
