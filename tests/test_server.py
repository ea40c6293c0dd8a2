import http.client
import os
import signal
import socket
import threading
import time
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client

from tests.echo import Echo, connected, exchange
from unified_ats import ConfigurationError
from unified_ats.api import MAX_BODY, Config, Response
from unified_ats.server import running, serve, wsgi


@pytest.fixture
def echo() -> Echo:
    """Return an API that keeps what comes in."""
    return Echo()


def test_request(echo: Echo) -> None:
    """The API gets method, decoded path, every query parameter, headers and body."""
    with connected(echo) as connection:
        connection.request(
            "POST",
            "/jobs/caf%C3%A9?status=OPEN&status=DRAFT&empty=&name=J%C3%B6rg+K",
            body="{}",
            headers={"X-Request-Id": "abc", "Content-Type": "application/json"},
        )
        connection.getresponse().read()
    [seen] = echo.seen
    assert (seen.method, seen.path, seen.body) == ("POST", "/jobs/café", b"{}")
    assert seen.query == (
        ("status", "OPEN"),
        ("status", "DRAFT"),
        ("empty", ""),
        ("name", "Jörg K"),
    )
    assert seen.headers["x-request-id"] == "abc"
    assert seen.headers["content-type"] == "application/json"


def test_odd_bytes(echo: Echo) -> None:
    """Bytes that are no UTF-8 become replacement characters and no failure."""
    with connected(echo) as connection:
        connection.request("GET", "/%ff?q=%ff")
        assert connection.getresponse().status == 200
    assert (echo.seen[0].path, echo.seen[0].query) == ("/\ufffd", (("q", "\ufffd"),))


def test_answer(echo: Echo) -> None:
    """Status, headers and body of the answer are those of the API, with nothing of a vendor."""
    echo.answer = lambda: Response(status=409, headers={"X-Thing": "1"}, body="é".encode())
    with connected(echo) as connection:
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["X-Thing"], answer.read()) == (409, "1", b"\xc3\xa9")
        assert answer.headers["Server"] == "unified-ats"
        assert answer.headers["Content-Length"] == "2"


def test_no_content(echo: Echo) -> None:
    """An answer without content has no type and no length."""
    echo.answer = lambda: Response(status=204)
    with connected(echo) as connection:
        connection.request("OPTIONS", "/")
        answer = connection.getresponse()
        assert answer.headers["Content-Type"] is None
        assert answer.headers["Content-Length"] is None


def test_head(echo: Echo) -> None:
    """The answer to HEAD does not claim that the body has no bytes."""
    with connected(echo) as connection:
        connection.request("HEAD", "/")
        assert connection.getresponse().headers["Content-Length"] is None


def test_keep_alive(echo: Echo) -> None:
    """One connection carries many requests, with bodies of known and of unknown length."""
    with connected(echo) as connection:
        connection.connect()
        first = connection.sock
        for body in (b"one", iter([b"tw", b"o"]), None):
            connection.request("POST", "/", body=body)
            connection.getresponse().read()
            assert connection.sock is first
    assert [seen.body for seen in echo.seen] == [b"one", b"two", b""]


@pytest.mark.parametrize("chunked", [False, True])
def test_large_body(echo: Echo, chunked: bool) -> None:  # noqa: FBT001  # a parameter of the test
    """Of a body too large the API gets one byte too much, and the client still reads the answer."""
    echo.answer = lambda: Response(status=413, body=b"too large")
    body = b"x" * (3 * MAX_BODY)
    with connected(echo) as connection:
        connection.request("POST", "/", body=iter([body]) if chunked else body)
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (413, b"too large")
        assert answer.headers["Connection"] == "close"
    assert len(echo.seen[0].body) == MAX_BODY + 1


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Length: many",
        "Content-Length: -1",
        "Content-Length: +1",
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: 1\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked",
        "Content-Length: 100",
    ],
)
def test_broken_framing(echo: Echo, headers: str) -> None:
    """A body whose end is unclear, or never comes, is answered 400 and reaches no API."""
    with running(echo) as base_url:
        parts = urlsplit(base_url)
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5) as raw:
            raw.sendall(f"POST / HTTP/1.1\r\nHost: x\r\n{headers}\r\n\r\nnot hex\r\n".encode())
            raw.shutdown(socket.SHUT_WR)
            with raw.makefile("rb") as answer:
                assert answer.read().startswith(b"HTTP/1.1 400 ")
    assert echo.seen == []


def test_expect(echo: Echo) -> None:
    """A client that waits before it sends its body is told to go on at once."""
    with running(echo) as base_url:
        parts = urlsplit(base_url)
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5) as raw:
            raw.sendall(
                b"POST / HTTP/1.1\r\nHost: localhost\r\n"
                b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"
            )
            assert raw.recv(100).startswith(b"HTTP/1.1 100 ")
            raw.sendall(b"{}")
            assert raw.recv(1000).startswith(b"HTTP/1.1 200 ")
    assert echo.seen[0].body == b"{}"


def test_old_client(echo: Echo) -> None:
    """A client of HTTP/1.0 gets its answer and the end of the connection."""
    answer = exchange(echo, b"GET / HTTP/1.0\r\n\r\n")
    assert b"Connection: close" in answer
    assert answer.endswith(b"\r\n\r\n{}")


def test_quiet(echo: Echo, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed: no banner, no request lines, not of broken ones either."""
    exchange(echo, b"GET /jobs?email=ann@example.com HTTP/1.0\r\n\r\n")
    exchange(echo, b"ann@example.com\r\n\r\n")
    assert capfd.readouterr() == ("", "")


def test_failure(echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    """What an API raises against its promise ends the connection, and is logged by its kind."""

    def fail() -> Response:
        raise KeyError("ann@example.com")

    echo.answer = fail
    assert exchange(echo, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") == b""
    assert "KeyError" in caplog.text
    assert "ann@example.com" not in caplog.text


def test_grace(echo: Echo) -> None:
    """A server that ends finishes the answers under way, and leaves no thread."""
    arrived, may_answer = threading.Event(), threading.Event()

    def slowly() -> Response:
        arrived.set()
        may_answer.wait(5)
        return Response(status=200, body=b"done")

    echo.answer = slowly
    threads = threading.active_count()
    with connected(echo) as connection:
        connection.request("GET", "/")
        arrived.wait(5)
        ending = threading.Timer(0.05, may_answer.set)
        ending.start()
    assert threading.active_count() <= threads + 1
    ending.join()
    assert threading.active_count() == threads


def test_taken_port(echo: Echo) -> None:
    """A taken port is an error that says what to do."""
    with running(echo) as base_url:
        port = urlsplit(base_url).port
        assert port
        with (
            pytest.raises(ConfigurationError, match=rf"port {port} is taken; stop .* --port$"),
            running(echo, port=port),
        ):
            pass


@pytest.mark.parametrize(
    ("host", "port", "words"),
    [
        ("127.0.0.1", 65_536, "port 65536 cannot be used .*--port"),
        ("192.0.2.1", 0, "'192.0.2.1' is no address of this machine; .*--host"),
        ("x" * 70, 0, "is no address of this machine; .*--host"),
    ],
)
def test_useless_address(echo: Echo, host: str, port: int, words: str) -> None:
    """An address or port that cannot be listened on is an error that says which."""
    with pytest.raises(ConfigurationError, match=words), running(echo, host=host, port=port):
        pass


@pytest.mark.skipif(not socket.has_ipv6, reason="this Python has no IPv6")
def test_ipv6(echo: Echo) -> None:
    """An IPv6 address is bracketed in the base URL, and works."""
    with running(echo, host="::1") as base_url:
        assert base_url.startswith("http://[::1]:")
        with closing(http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=5)) as client:
            client.request("GET", "/")
            assert client.getresponse().status == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve(echo: Echo, number: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end the server quietly, and mean what they meant before afterwards."""
    before = signal.getsignal(number)
    addresses: list[str] = []

    def ready(base_url: str) -> None:
        addresses.append(base_url)
        os.kill(os.getpid(), number)

    serve(echo, port=0, ready=ready)
    assert addresses[0].startswith("http://127.0.0.1:")
    assert signal.getsignal(number) is before


def test_wsgi(echo: Echo) -> None:
    """Any WSGI server can carry the API, with the same bound on bodies."""
    client = Client(wsgi(echo))
    answer = client.post("/candidates?x=1", data=b"y" * (2 * MAX_BODY))
    assert (answer.status_code, answer.get_data()) == (200, b"{}")
    assert echo.seen[0].query == (("x", "1"),)
    assert len(echo.seen[0].body) == MAX_BODY + 1


def test_wsgi_from_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an argument, the WSGI application is the API that the environment describes."""
    monkeypatch.setenv("UNIFIED_ATS_API_TOKEN", "t0k3n")
    client = Client(wsgi())
    assert client.get("/health").status_code == 200
    assert client.get("/jobs").status_code == 401


def test_wsgi_logs(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Under a WSGI server, too, each request leaves its line, from the level of LOG_LEVEL on."""
    monkeypatch.setenv("LOG_LEVEL", "INFO")
    assert Client(wsgi()).get("/health").status_code == 200
    assert any("GET /health 200" in line for line in caplog.messages)


@pytest.mark.parametrize(
    ("token", "host", "status"),
    [
        (None, "localhost", 200),
        (None, "127.0.0.1:3000", 200),
        (None, "[::1]:3000", 200),
        (None, "attacker.example", 421),
        (None, "localhost.attacker.example", 421),
        ("t0k3n", "api.example.com", 200),
    ],
)
def test_only_loopback_names(token: str | None, host: str, status: int) -> None:
    """Without a token, a name that somebody pointed at this machine is not answered."""
    with connected(Echo(Config(api_token=token))) as connection:
        connection.request("GET", "/jobs", headers={"Host": host})
        assert connection.getresponse().status == status


def test_idle_connection(echo: Echo) -> None:
    """A server that ends does not wait for connections that are only kept."""
    with connected(echo) as connection:
        connection.request("GET", "/")
        connection.getresponse().read()
        kept = connection.sock
        started = time.monotonic()
    assert kept
    assert time.monotonic() - started < 2.0
