"""A scripted HTTP server on loopback: it records what arrives and answers as a test says."""

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import attrs

__all__ = [
    "Answer",
    "Clock",
    "HastyClock",
    "Seen",
    "Stub",
    "drip",
    "drip_head",
    "drop",
    "reset",
    "serve",
    "silence",
]

_NO_REQUEST_WAITS_LONGER = 5.0


@attrs.frozen(kw_only=True)
class Seen:
    """A request as it came over the wire.

    Attributes:
        target: path and query, as written in the request line.
        connection: the client's port, the same for requests on one connection.
    """

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    connection: int


class Answer:
    """What the server sends: a status, headers and a body, of bytes or of JSON."""

    def __init__(
        self,
        status: int = 200,
        *,
        body: bytes = b"",
        json_body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status = status
        self.body = body if json_body is None else json.dumps(json_body).encode()
        kind = "text/plain" if json_body is None else "application/json"
        self.headers = {"Content-Type": kind, "Content-Length": str(len(self.body))} | {
            **(headers or {})
        }

    def __call__(self, handler: "_Handler") -> None:
        """Send it in one piece."""
        handler.wfile.write(self.head() + self.body)

    def head(self) -> bytes:
        """Return the status line and the headers."""
        lines = [f"HTTP/1.1 {self.status} Whatever"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


class Clock:
    """Monotonic seconds that pass only when someone sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let the seconds pass at once."""
        self.slept.append(seconds)
        self.now += seconds


class HastyClock(Clock):
    """A clock on which so many seconds pass with each look at it."""

    leap = 0.0

    def __call__(self) -> float:
        """Return the time."""
        self.now += self.leap
        return self.now


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Server"

    def handle_one_request(self) -> None:
        """Answer, unless the client goes away meanwhile, which is what many tests do."""
        with contextlib.suppress(OSError):
            super().handle_one_request()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        method, target, _ = self.requestline.split(" ")
        seen = Seen(
            method=method,
            target=target,
            headers=dict(self.headers.items()),
            body=self.rfile.read(length),
            connection=self.client_address[1],
        )
        self.server.stub.next(seen)(self)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    stub: "Stub"

    def handle_error(self, *args: Any) -> None:
        """Say nothing of clients that went away, which is what many tests do."""


Step = Callable[[_Handler], None]


class Stub:
    """The server as a test sees it.

    Attributes:
        url: its root.
        seen: the requests so far.
        ended: set when the test is over; whoever keeps a client waiting waits for it.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.seen: list[Seen] = []
        self.ended = threading.Event()
        self._steps: list[Step] = [Answer(json_body={})]
        self._lock = threading.Lock()

    def script(self, *steps: Step) -> None:
        """Answer the next requests so, one each; the last one is for all that follow."""
        self._steps = [*steps]

    def next(self, seen: Seen) -> Step:
        """Record a request and return its answer."""
        with self._lock:
            self.seen.append(seen)
            return self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]


def silence(handler: _Handler) -> None:
    """Never answer."""
    handler.server.stub.ended.wait(_NO_REQUEST_WAITS_LONGER)
    handler.close_connection = True


def drop(handler: _Handler) -> None:
    """Close the connection without an answer."""
    handler.close_connection = True


def reset(handler: _Handler) -> None:
    """Reset the connection."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.server.shutdown_request = handler.server.close_request  # type: ignore[method-assign]


def drip(answer: Answer, every: float) -> Step:
    """Send the head of an answer, then its body byte by byte."""

    def step(handler: _Handler) -> None:
        handler.wfile.write(answer.head())
        for byte in answer.body:
            if handler.server.stub.ended.wait(every):
                break
            handler.wfile.write(bytes([byte]))
        handler.close_connection = True

    return step


def drip_head(every: float) -> Step:
    """Begin an answer, and never come to the end of its headers."""

    def step(handler: _Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Endless: ")
        while not handler.server.stub.ended.wait(every):
            handler.wfile.write(b"x")
        handler.close_connection = True

    return step


@contextlib.contextmanager
def serve() -> Iterator[Stub]:
    """Run a server."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.stub = Stub(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
        thread.start()
        yield server.stub
        server.stub.ended.set()
        server.shutdown()
        thread.join()
