"""The REST API over HTTP: a server for a laptop, and a WSGI application for any other.

::

    gunicorn 'unified_ats.server:wsgi()'
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import werkzeug

from unified_ats import logs
from unified_ats.api import MAX_BODY, App, Request, problems
from unified_ats.local_http import LOOPBACK, NEAR, LocalServer, read_at_most, stop_signals

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

__all__ = ["running", "serve", "wsgi"]

_MISDIRECTED = problems.Kind("misdirected_request", 421, "The Host is not this machine.")
_GRACE = 5.0
"""Seconds that answers under way may take once the server is to stop."""


def serve(
    app: App,
    *,
    host: str = LOOPBACK,
    port: int = 3000,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the API until Ctrl-C or SIGTERM; answers under way are finished, for some seconds.

    Args:
        app: the API.
        host: address to listen on.
        port: where to listen; 0 for any free port.
        ready: called with the base URL once it answers.

    Raises:
        ConfigurationError: the port is taken, or address or port may not be used.
    """
    with stop_signals() as wait, running(app, host=host, port=port) as base_url:
        ready(base_url)
        wait()


@contextlib.contextmanager
def running(app: App, *, host: str = LOOPBACK, port: int = 0) -> Iterator[str]:
    """Serve the API while the block runs, and yield its base URL.

    On a loopback address and without a token, only requests to a loopback name are answered: a page
    on the web could else point a name of its own at this machine and read what is served.

    Raises:
        ConfigurationError: the port is taken, or address or port may not be used.
    """
    respond = _near_only if host in NEAR and not app.needs_token else _answer
    server = LocalServer(partial(respond, app), host=host, port=port, max_body=MAX_BODY)
    try:
        yield server.base_url
    finally:
        server.close(grace=_GRACE)


def wsgi(app: App | None = None) -> "WSGIApplication":
    """Return the API as a WSGI application, by default as the environment describes it.

    Without an ``app``, logging is set up by ``LOG_LEVEL`` too.
    """
    if app is None:
        logs.configure(os.environ.get("LOG_LEVEL"))
        app = App.from_env()
    return werkzeug.Request.application(partial(_answer, app))


class _Response(werkzeug.Response):
    """An answer with the headers it is given, and no content type of its own accord."""

    default_mimetype = None


def _near_only(app: App, request: werkzeug.Request) -> werkzeug.Response:
    if urlsplit(f"//{request.host}").hostname in NEAR:
        return _answer(app, request)
    message = "This server answers to localhost only; set UNIFIED_ATS_API_TOKEN to serve others"
    refusal = problems.response(problems.RequestError(_MISDIRECTED, message))
    return _Response(refusal.body, refusal.status, dict(refusal.headers))


def _answer(app: App, request: werkzeug.Request) -> werkzeug.Response:
    answer = app.handle(_read(request))
    response = _Response(answer.body, answer.status, dict(answer.headers))
    if request.method == "HEAD":  # the body was left out: its length is not known here
        response.automatically_set_content_length = False
        del response.headers["Content-Length"]
    return response


def _read(request: werkzeug.Request) -> Request:
    """Read a request; of a body that is too large, one byte more than may be."""
    query = request.query_string.decode(errors="replace")
    return Request(
        method=request.method,
        path=request.path,
        query=parse_qsl(query, keep_blank_values=True),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=read_at_most(request.stream, MAX_BODY + 1),
    )
