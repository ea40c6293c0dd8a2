"""Sockets and threads: HTTP/1.1 with keep-alive on loopback, and answers that break off.

Werkzeug's own server closes every connection after one answer. A sandbox must not: clients that
pool connections are to be seen pooling them. So the parsing is Werkzeug's, and the answering ours.
"""

import contextlib
import errno
import logging
import socket
import struct
import threading
from collections.abc import Callable
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.wrappers import Request, Response

from unified_ats.errors import ConfigurationError
from unified_ats.sandbox.faults import Answer

logger = logging.getLogger("unified_ats.sandbox")

HOST = "127.0.0.1"
MAX_BODY = 10 * 1024 * 1024
_POLL = 0.02
"""Seconds between two looks at whether to stop; `close()` takes about as long."""

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER on, zero seconds: closing drops the connection instead of ending it politely."""


class _Handler(WSGIRequestHandler):
    server: "Server"
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def run_wsgi(self) -> None:
        request = Request(self.make_environ())
        request.max_content_length = MAX_BODY
        try:
            request.get_data()
        except HTTPException as error:
            self.close_connection = True
            self.send_error(error.code or 400)
            return
        answer = self.server.respond(request)
        if answer.response is None:
            self._reset()
        else:
            self._send(request, answer.response, answer.missing)

    def _send(self, request: Request, response: Response, missing: int) -> None:
        if missing:
            response.content_length = len(response.get_data()) + missing
            response.automatically_set_content_length = False
            self.close_connection = True
        chunks, status, headers = response.get_wsgi_response(request.environ)
        body = b"".join(chunks)
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self.connection.close()
        self.close_connection = True

    def version_string(self) -> str:
        return "unified-ats-sandbox"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the sandbox logs its answers itself."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002, ARG002  # Werkzeug's
        logger.debug(message, *args)


class Server(ThreadedWSGIServer):
    """A listening socket, and a thread for each connection.

    Args:
        port: Where to listen; 0 for any free port.
        respond: Answers a request whose body has been read.

    Raises:
        ConfigurationError: The port is taken, or may not be used.
    """

    def __init__(self, port: int, respond: Callable[[Request], Answer]) -> None:
        self.respond = respond
        self._connections: dict[threading.Thread, socket.socket] = {}
        with _listen(port) as listening:
            unused = Response(
                status=501
            )  # Werkzeug wants a WSGI application; `_Handler` asks `respond`
            super().__init__(HOST, port, unused, _Handler, fd=listening.fileno())
        self._accepting = threading.Thread(
            target=self.serve_forever, args=(_POLL,), name=f"sandbox-{self.port}", daemon=True
        )
        self._accepting.start()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread that `close()` can find again."""
        for thread in [thread for thread in self._connections if not thread.is_alive()]:
            del self._connections[thread]
        thread = threading.Thread(
            target=self.process_request_thread, args=(request, client_address), daemon=True
        )
        self._connections[thread] = request
        thread.start()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  # inherited
        """Log what a connection died of: a façade whose `error` fails, say."""
        logger.error("a connection failed", exc_info=True)  # noqa: LOG014  # called while handling it

    def close(self) -> None:
        """Stop listening, end every connection, and wait for their threads."""
        self.shutdown()
        self._accepting.join()
        for thread, connection in self._connections.items():
            with contextlib.suppress(OSError):  # it has ended by itself
                connection.shutdown(socket.SHUT_RDWR)
            thread.join()


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            problem = "is taken; stop what listens there or"
        else:
            problem = f"cannot be used ({error});"
        raise ConfigurationError(f"port {port} {problem} choose another with --port") from error
    return listening
