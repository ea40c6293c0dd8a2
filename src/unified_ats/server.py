"""The REST API over HTTP: a server for a laptop, and a WSGI application for any other.

::

    gunicorn 'unified_ats.server:wsgi()'
"""

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import werkzeug

from unified_ats.api import MAX_BODY, App, Request
from unified_ats.local_http import LOOPBACK, LocalServer, read_at_most, stop_signals

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

__all__ = ["running", "serve", "wsgi"]

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

    Raises:
        ConfigurationError: the port is taken, or address or port may not be used.
    """
    server = LocalServer(partial(_answer, app), host=host, port=port, max_body=MAX_BODY)
    try:
        yield server.base_url
    finally:
        server.close(grace=_GRACE)


def wsgi(app: App | None = None) -> "WSGIApplication":
    """Return the API as a WSGI application, by default as the environment describes it."""
    return werkzeug.Request.application(partial(_answer, app or App.from_env()))


class _Response(werkzeug.Response):
    """An answer with the headers it is given, and no content type of its own accord."""

    default_mimetype = None


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
