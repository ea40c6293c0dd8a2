"""The application: a request in, an answer out, whatever happens."""

import hmac
import logging
import re
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Self

import attrs

from unified_ats import logs
from unified_ats.api import problems
from unified_ats.api.config import Config
from unified_ats.api.cors import cors_headers, preflight_headers
from unified_ats.api.inputs import read
from unified_ats.api.messages import Request, Response
from unified_ats.api.problems import RequestError
from unified_ats.api.route import Call, Route
from unified_ats.api.router import Router
from unified_ats.api.routes import ROUTES
from unified_ats.api.shared import Shared
from unified_ats.errors import ConfigurationError
from unified_ats.http import HTTPOptions, on_behalf
from unified_ats.provider import Provider
from unified_ats.registry import connect_from_env

__all__ = ["App", "with_common_headers"]

_log = logging.getLogger("unified_ats.api")

_PATIENCE = 25.0
"""Seconds for all calls to the ATS that one request takes. Amazon API Gateway waits 30 s for an
answer; ours is to come before, and say what is wrong."""
_OPTIONS = HTTPOptions(read_timeout=15.0, total_timeout=_PATIENCE)

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
_ON_EVERY_ANSWER = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def _new_id() -> str:
    return str(uuid.uuid4())


class App:
    """The unified REST API in front of one ATS. Threads may share it.

    Attributes:
        routes: the route table.
    """

    def __init__(
        self,
        connect: Callable[[], Provider],
        config: Config,
        *,
        clock: Callable[[], float] = time.perf_counter,
        new_id: Callable[[], str] = _new_id,
    ) -> None:
        """Make the application; the provider comes with the first request that needs it.

        Args:
            connect: makes the provider.
            config: who may call.
            clock: monotonic seconds, for the log.
            new_id: makes ids of requests.
        """
        self.routes = ROUTES
        self._provider = Shared(connect)
        self._config = config
        self._clock = clock
        self._new_id = new_id
        self._router = Router(self.routes)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Make the application that the environment describes.

        Args:
            environ: the variables; those of the process without it.

        Raises:
            ConfigurationError: a variable of the API itself is malformed. What is wrong with the
                provider's is answered to requests instead.
        """
        return cls(lambda: connect_from_env(environ, http=_OPTIONS), Config.from_env(environ))

    def handle(self, request: Request) -> Response:
        """Answer a request. It never raises: what goes wrong becomes the answer."""
        started = self._clock()
        given = request.headers.get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else self._new_id()
        try:
            with on_behalf(request_id=request_id, deadline=time.monotonic() + _PATIENCE):
                response = self._respond(request)
        except Exception as error:  # noqa: BLE001  # the boundary: nothing may escape
            _log.error("request_id=%s %s", request_id, logs.origin(error))
            response = problems.internal_error()
        _log.info(
            "%s %s %d %.0fms request_id=%s",
            request.method if request.method in _METHODS else "-",
            self._router.template(request.path),
            response.status,
            (self._clock() - started) * 1000,
            request_id,
        )
        body = b"" if request.method == "HEAD" else response.body
        return with_common_headers(
            attrs.evolve(response, body=body),
            request_id=request_id,
            origins=self._config.cors_origins,
            headers=request.headers,
        )

    @property
    def needs_token(self) -> bool:
        """Whether callers must send a token."""
        return self._config.api_token is not None

    def close(self) -> None:
        """Close the provider, if there is one. A request after that makes a new one."""
        self._provider.close()

    def _respond(self, request: Request) -> Response:
        try:
            if request.method == "OPTIONS":
                return self._options(request.path)
            route = self._router.route(request.method, request.path)
            if route.needs_token:
                self._check_token(request)
        except RequestError as error:
            return problems.response(error)
        return self._run(route, request)

    def _options(self, path: str) -> Response:
        methods = self._router.methods(path)
        preflight = preflight_headers(methods) if self._config.cors_origins else {}
        return Response(status=204, headers={"Allow": ", ".join(methods), **preflight})

    def _run(self, route: Route, request: Request) -> Response:
        try:
            query, body = read(route, request)
            return route.operation(Call(connect=self._provider.get, query=query, body=body))
        except problems.KNOWN as error:
            if isinstance(error, ConfigurationError):
                _log.error("%s", error)  # it names settings and plugins, and no values
            return problems.response(error, doubt=route.doubt)

    def _check_token(self, request: Request) -> None:
        token = self._config.api_token
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if token is None or (
            scheme.lower() == "bearer" and hmac.compare_digest(_bytes(given.strip()), _bytes(token))
        ):
            return
        raise RequestError(
            problems.UNAUTHORIZED,
            "Send the token of this service as Authorization: Bearer …",
            headers={"WWW-Authenticate": "Bearer"},
        )


def with_common_headers(
    response: Response, *, request_id: str, origins: tuple[str, ...], headers: Mapping[str, str]
) -> Response:
    """Return an answer with the headers that all answers have.

    Whatever answers for the API, when a request does not get as far as it, sends them too.

    Args:
        response: the answer.
        request_id: id of the request.
        origins: web origins whose pages may read it, as in :class:`Config`.
        headers: of the request, by lower-case name.
    """
    common = {
        **response.headers,
        **_ON_EVERY_ANSWER,
        **cors_headers(origins, headers),
        "X-Request-Id": request_id,
    }
    return attrs.evolve(response, headers=common)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
