"""An API that echoes nothing but keeps everything, and ways to talk to it."""

import http.client
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

from unified_ats import ConfigurationError, Provider
from unified_ats.api import App, Config, Request, Response
from unified_ats.server import running


def _no_provider() -> Provider:
    raise ConfigurationError("there is no ATS here")


class Echo(App):
    """An API that keeps what comes in, and answers as it is told."""

    def __init__(self, config: Config | None = None) -> None:
        super().__init__(_no_provider, config or Config())
        self.seen: list[Request] = []
        self.answer: Callable[[], Response] = lambda: Response(status=200, body=b"{}")

    def handle(self, request: Request) -> Response:
        """Keep the request."""
        self.seen.append(request)
        return self.answer()


@contextmanager
def connected(app: App) -> Iterator[http.client.HTTPConnection]:
    """Serve an API and connect to it."""
    with (
        running(app) as base_url,
        closing(http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=5)) as connection,
    ):
        yield connection


def exchange(app: App, sent: bytes) -> bytes:
    """Serve an API, send it raw bytes, and return what comes until the connection ends."""
    with running(app) as base_url:
        parts = urlsplit(base_url)
        assert parts.hostname
        assert parts.port
        with socket.create_connection((parts.hostname, parts.port), timeout=5) as raw:
            raw.sendall(sent)
            with raw.makefile("rb") as answer:
                return answer.read()
