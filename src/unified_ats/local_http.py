"""Local HTTP servers: a listening socket, a thread a connection, and an orderly end.

Werkzeug's own server closes every connection after one answer. This one keeps them, as clients
expect that pool connections: the parsing is Werkzeug's, the answering is here.
"""

import contextlib
import errno
import io
import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import IO, Any

from werkzeug.exceptions import HTTPException
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import get_input_stream

from unified_ats.errors import ConfigurationError

__all__ = ["LOOPBACK", "NEAR", "Handler", "LocalServer", "read_at_most", "stop_signals"]

_log = logging.getLogger("unified_ats.local_http")

LOOPBACK = "127.0.0.1"
NEAR = frozenset({LOOPBACK, "localhost", "::1"})
"""Names of this machine that no other machine can reach."""
_POLL = 0.005
"""Seconds between two looks at whether to stop; closing takes about as long."""
_IDLE = 60.0
"""Seconds a connection may say nothing before it is closed."""
_LAST_PATIENCE = 5.0
"""Seconds for the thread of an ended connection to notice."""
_HEARD_OUT = 64_000_000
"""Bytes of a body too large that are read and dropped, so that the client reads the answer."""


class Handler(WSGIRequestHandler):
    """One connection: requests whose bodies have been read, and the answers to them."""

    server: "LocalServer"
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = _IDLE

    def run_wsgi(self) -> None:
        """Read the body, hand the request on, and send the answer."""
        environ = self.make_environ()
        try:
            self._check_framing()
            body = read_at_most(get_input_stream(environ), self.server.max_body + 1)
        except (HTTPException, OSError, ValueError) as error:
            self.send_error(400, "The body does not end where it says", type(error).__name__)
            return
        cut = len(body) > self.server.max_body
        self.close_connection = self.close_connection or cut
        environ |= {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True}
        self.answer(Request(environ))
        if cut:
            self._hear_out()

    def answer(self, request: Request) -> None:
        """Answer a request; a server that answers in odd ways overrides this."""
        self.send(request, self.server.respond(request))

    def send(self, request: Request, response: Response) -> None:
        """Write a whole answer."""
        chunks, status, headers = response.get_wsgi_response(request.environ)
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        for name, value in headers:
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"".join(chunks))

    def handle_expect_100(self) -> bool:
        """Tell a client that waits with its body to go on, now and not when the answer is sent."""
        go_on = super().handle_expect_100()
        self.wfile.flush()
        return go_on

    def version_string(self) -> str:
        """Name no version: it helps nobody but those who look for holes."""
        return "unified-ats"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: whoever answers logs the answers, without queries."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  # Werkzeug's
        """Say nothing: these messages hold request lines."""

    def _check_framing(self) -> None:
        """Refuse a body whose end two readers could see in two places.

        Raises:
            ValueError: the lengths that the request tells are odd, or more than one.
        """
        lengths = set(self.headers.get_all("Content-Length", []))
        codings = self.headers.get_all("Transfer-Encoding", [])
        if len(lengths) + bool(codings) > 1:
            raise ValueError("two lengths")
        if any(not (length.isascii() and length.isdigit()) for length in lengths):
            raise ValueError("no length")
        if codings and [coding.strip().lower() for coding in codings] != ["chunked"]:
            raise ValueError("no coding that is known here")

    def _hear_out(self) -> None:
        """Read on for a while: a client still sending would else see a reset, and no answer."""
        self.wfile.flush()
        with contextlib.suppress(OSError):  # the client is gone
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(1.0)
            left = _HEARD_OUT
            while left > 0 and (dropped := self.rfile.read1(65_536)):
                left -= len(dropped)


class LocalServer(ThreadedWSGIServer):
    """A listening socket that is served from the start until :meth:`close`.

    Args:
        respond: answers a request whose body has been read, in what way the handler wants.
        host: address to listen on.
        port: where to listen; 0 for any free port.
        max_body: bytes a body may have. One byte more is handed on, so that ``respond`` sees that
            it is too large; the rest is dropped and the connection closed.
        handler: what serves a connection.

    Raises:
        ConfigurationError: the port is taken, or address or port may not be used.
    """

    def __init__(
        self,
        respond: Callable[[Request], Any],
        *,
        host: str = LOOPBACK,
        port: int = 0,
        max_body: int = 10_000_000,
        handler: type[Handler] = Handler,
    ) -> None:
        self.respond = respond
        self.max_body = max_body
        self._connections: dict[threading.Thread, socket.socket] = {}
        with _listen(host, port) as listening:
            super().__init__(host, port, _no_wsgi, handler, fd=listening.fileno())
        self._accepting = threading.Thread(
            target=self.serve_forever, args=(_POLL,), name=f"http-{self.port}", daemon=True
        )
        self._accepting.start()

    @property
    def base_url(self) -> str:
        """Where it listens, such as ``http://127.0.0.1:3000``."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread that :meth:`close` can find again."""
        for thread in [thread for thread in self._connections if not thread.is_alive()]:
            del self._connections[thread]
        thread = threading.Thread(
            target=self.process_request_thread, args=(request, client_address), daemon=True
        )
        self._connections[thread] = request
        thread.start()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  # inherited
        """Log what a connection died of, by its kind alone: its words may be a candidate's."""
        _log.error("a connection failed (%s)", type(sys.exception()).__name__)

    def close(self, *, grace: float = 0.0) -> None:
        """Stop listening, end every connection, and wait for their threads.

        Args:
            grace: seconds that answers under way may still take.
        """
        self.shutdown()
        self._accepting.join()
        for how, patience in ((socket.SHUT_RD, grace), (socket.SHUT_RDWR, _LAST_PATIENCE)):
            deadline = time.monotonic() + patience
            for connection in self._connections.values():
                with contextlib.suppress(OSError):  # it has ended by itself
                    connection.shutdown(how)
            for thread in self._connections:
                thread.join(max(deadline - time.monotonic(), 0.0))


def read_at_most(stream: IO[bytes], limit: int) -> bytes:
    """Read a stream to its end, or to a limit of bytes; one read of it may give less."""
    body = bytearray()
    while len(body) < limit and (part := stream.read(limit - len(body))):
        body += part
    return bytes(body)


@contextlib.contextmanager
def stop_signals() -> Iterator[Callable[[], object]]:
    """Yield what waits for Ctrl-C or SIGTERM; neither interrupts the block. Main thread only."""
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop.wait
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError, UnicodeError) as error:
        listening.close()
        raise ConfigurationError(_why_not(host, port, error)) from error
    return listening


def _why_not(host: str, port: int, error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"port {port} is taken; stop what listens there or choose another with --port"
    if isinstance(error, UnicodeError | socket.gaierror) or number == errno.EADDRNOTAVAIL:
        return f"{host!r} is no address of this machine; choose another with --host"
    return f"port {port} cannot be used ({error}); choose another with --port"


def _no_wsgi(_environ: Any, _start_response: Any) -> Any:
    """Stand in for the WSGI application that Werkzeug's server wants and `Handler` never calls."""
    raise NotImplementedError
