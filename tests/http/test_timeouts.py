import contextlib
import gzip
import socket
import time
from collections.abc import Iterator

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Stub, drip, drip_head, silence
from unified_ats import ATSTimeoutError, UnreachableError

REAL = {"clock": time.monotonic, "attempts": 1}
A_MOMENT = 1.5  # far less than the server would take, far more than a busy machine needs


@contextlib.contextmanager
def nobody_accepts() -> Iterator[str]:
    """Listen without accepting, with the queue full, so that a connection never comes about."""
    with socket.socket() as listening, contextlib.ExitStack() as waiting:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(4):
            one = waiting.enter_context(socket.socket())
            one.settimeout(0)
            one.connect_ex(listening.getsockname())
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_connecting_is_bounded(transport: MakeTransport) -> None:
    """A connection that never comes about ends after the connect timeout, with nothing sent."""
    with nobody_accepts() as url:
        client = transport(base_url=url, connect_timeout=0.05, read_timeout=30, **REAL)
        started = time.monotonic()
        with pytest.raises(ATSTimeoutError, match="no answer came in time") as caught:
            client.get("/jobs")
    assert time.monotonic() - started < A_MOMENT
    assert caught.value.request_sent is False


@pytest.mark.parametrize("bounds", [{"read_timeout": 0.05}, {"total_timeout": 0.05}])
def test_waiting_for_an_answer_is_bounded(
    stub: Stub, transport: MakeTransport, bounds: dict[str, float]
) -> None:
    """A silent vendor ends the call after the read timeout or the total, whichever is less."""
    stub.script(silence)
    started = time.monotonic()
    with pytest.raises(ATSTimeoutError, match="acme: GET /jobs: no answer came in time") as caught:
        transport(**bounds, **REAL).get("/jobs")
    assert time.monotonic() - started < A_MOMENT
    assert caught.value.request_sent is True
    assert isinstance(caught.value, TimeoutError)


@pytest.mark.parametrize("framing", ["length", "chunks", "gzip"])
def test_a_trickle_cannot_outlast_the_total(
    stub: Stub, transport: MakeTransport, framing: str
) -> None:
    """A body that comes byte by byte, each in time, is ended by the total timeout."""
    answers = {
        "length": Answer(body=b"x" * 1_000),
        "chunks": Answer(
            body=b"1\r\nx\r\n" * 200,
            headers={"Transfer-Encoding": "chunked", "Content-Length": ""},
        ),
        "gzip": Answer(
            body=gzip.compress(bytes(1_000), compresslevel=0), headers={"Content-Encoding": "gzip"}
        ),
    }
    answer = answers[framing]
    if framing == "chunks":
        del answer.headers["Content-Length"]
    stub.script(drip(answer, every=0.01))
    started = time.monotonic()
    with pytest.raises(UnreachableError):
        transport(read_timeout=5, total_timeout=0.1, **REAL).get("/jobs")
    assert time.monotonic() - started < A_MOMENT


def test_headers_cannot_outlast_the_read_timeout(stub: Stub, transport: MakeTransport) -> None:
    """The head of an answer that comes byte by byte, each in time, is ended as a whole."""
    stub.script(drip_head(every=0.01))
    started = time.monotonic()
    with pytest.raises(ATSTimeoutError) as caught:
        transport(read_timeout=0.1, **REAL).get("/jobs")
    assert caught.value.request_sent
    assert time.monotonic() - started < A_MOMENT


def test_the_total_spans_all_attempts(stub: Stub, transport: MakeTransport) -> None:
    """Attempts and the waits between them end before the total timeout does."""
    stub.script(silence)
    started = time.monotonic()
    with pytest.raises(ATSTimeoutError):
        transport(
            read_timeout=0.05, total_timeout=0.2, attempts=1_000, backoff=0.0, clock=time.monotonic
        ).get("/jobs")
    assert time.monotonic() - started < A_MOMENT
    assert 1 < len(stub.seen) < 20
