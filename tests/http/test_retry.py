import concurrent.futures
import socket
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
import urllib3

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Clock, Step, Stub, drop, reset, silence
from unified_ats import ATSError, RateLimitError, ServerError, UnreachableError
from unified_ats.http.retry import parse_retry_after

TRUNCATED = Answer(body=b"short", headers={"Content-Length": "99", "Connection": "close"})


def cut(handler: Any) -> None:
    """Send less than was promised."""
    TRUNCATED(handler)
    handler.close_connection = True


FAILURES: dict[str, Step] = {
    "400": Answer(400),
    "401": Answer(401),
    "404": Answer(404),
    "408": Answer(408),
    "409": Answer(409),
    "422": Answer(422),
    "301": Answer(301),
    "429": Answer(429),
    "500": Answer(500),
    "502": Answer(502),
    "503": Answer(503),
    "504": Answer(504),
    "dropped": drop,
    "reset": reset,
    "truncated": cut,
    "silent": silence,
    "too large": Answer(body=b"x" * 2_000),
}
IN_DOUBT = {"500", "502", "503", "504", "dropped", "reset", "truncated", "silent"}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize(
    ("method", "safe", "again"),
    [
        ("GET", None, IN_DOUBT | {"429"}),
        ("OPTIONS", None, IN_DOUBT | {"429"}),
        ("GET", False, {"429"}),
        ("POST", None, {"429"}),
        ("PUT", None, {"429"}),
        ("PATCH", None, {"429"}),
        ("DELETE", None, {"429"}),
        ("POST", True, IN_DOUBT | {"429"}),
    ],
)
def test_what_is_sent_again(
    stub: Stub,
    transport: MakeTransport,
    method: str,
    safe: bool | None,  # noqa: FBT001  # a column
    again: set[str],
    failure: str,
) -> None:
    """Reads are tried again after a failure that may pass; writes only when nothing was done."""
    stub.script(FAILURES[failure])
    client = transport(attempts=3, read_timeout=0.05, max_body=1_000)
    with pytest.raises(ATSError):
        client.request(method, "/candidates", json={}, safe=safe)
    assert len(stub.seen) == (3 if failure in again else 1)


@pytest.mark.parametrize("failure", sorted(IN_DOUBT | {"429"}))
def test_a_failure_that_passes_is_not_seen(
    stub: Stub, transport: MakeTransport, failure: str
) -> None:
    """A read that fails twice and then succeeds is a success."""
    stub.script(FAILURES[failure], FAILURES[failure], Answer(json_body=[1]))
    assert transport(read_timeout=0.05).get("/jobs").json() == [1]


@pytest.mark.parametrize("attempts", [1, 2, 5])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_attempts_are_bounded(
    stub: Stub, transport: MakeTransport, clock: Clock, attempts: int, method: str
) -> None:
    """A call is tried as often as the options say, with a wait between, and the last error told."""
    stub.script(Answer(429))
    with pytest.raises(RateLimitError):
        transport(attempts=attempts).request(method, "/jobs")
    assert len(stub.seen) == attempts
    assert len(clock.slept) == attempts - 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_refused_connection_is_tried_again(
    transport: MakeTransport, clock: Clock, method: str
) -> None:
    """When nobody listens nothing was sent, so even a write is tried again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(UnreachableError, match="no connection could be made") as caught:
            transport(base_url=url).request(method, "/candidates")
    assert caught.value.request_sent is False
    assert len(clock.slept) == 3


@pytest.mark.parametrize(
    "before",
    [
        requests.ConnectTimeout(),
        requests.ConnectionError(
            urllib3.exceptions.NewConnectionError(
                urllib3.connection.HTTPConnection("127.0.0.1"), "refused"
            )
        ),
    ],
    ids=["timeout", "refused"],
)
def test_what_the_caller_was_handling_is_no_cause(
    stub: Stub, transport: MakeTransport, before: Exception
) -> None:
    """A write from within an except block is not sent twice for the sake of the older failure."""
    stub.script(drop)
    client = transport()
    try:
        raise before
    except requests.RequestException:
        with pytest.raises(UnreachableError, match="the connection failed") as caught:
            client.post("/candidates", json={})
    assert caught.value.request_sent is True
    assert not isinstance(caught.value, TimeoutError)
    assert len(stub.seen) == 1


def test_a_write_on_a_stale_connection_is_not_sent_again(
    stub: Stub, transport: MakeTransport
) -> None:
    """A kept connection that the vendor drops during a write leaves it in doubt: sent once."""
    stub.script(Answer(json_body=[]), drop)
    client = transport()
    client.get("/jobs")
    with pytest.raises(UnreachableError) as caught:
        client.post("/candidates", json={})
    assert caught.value.request_sent is True
    assert len(stub.seen) == 2


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("3", 3.0),
        (" 2.5 ", 2.5),
        ("-4", 0.0),
        ("Sun, 01 Nov 2026 12:00:30 GMT", 30.0),
        ("Sunday, 01-Nov-26 12:00:30 GMT", 30.0),
        ("Sun Nov  1 12:00:30 2026", 30.0),
        ("Sun, 01 Nov 2026 11:00:00 GMT", 0.0),
        ("Sun, 01 Nov 2026 12:00:30 +9999999999999999", None),
        ("Sun, 99 Nov 2026 12:00:30 GMT", None),
        ("Sun, 01 Nov 99999 12:00:30 GMT", None),
        ("soon", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("9" * 500, None),
    ],
)
def test_retry_after_is_read(value: str, seconds: float | None) -> None:
    """Seconds and every form of HTTP date count from the answer's Date; nonsense counts not."""
    headers = {"Retry-After": value, "Date": "Sun, 01 Nov 2026 12:00:00 GMT"}
    assert parse_retry_after(headers) == seconds


@pytest.mark.parametrize("headers", [{}, {"Date": "yesterday"}])
def test_a_date_without_a_date_counts_from_now(headers: dict[str, str]) -> None:
    """Without a usable Date beside it, a Retry-After date counts from the clock."""
    now = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
    headers = {**headers, "Retry-After": "Sun, 01 Nov 2026 12:01:00 GMT"}
    assert parse_retry_after(headers, now) == 60.0
    assert parse_retry_after({"Retry-After": "Sun, 01 Nov 1970 12:01:00 GMT"}) == 0.0


def test_no_retry_after() -> None:
    """Without the header there is nothing asked for."""
    assert parse_retry_after({}) is None


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "9"},
        {
            "Retry-After": "Sun, 01 Nov 2026 12:00:09 GMT",
            "Date": "Sun, 01 Nov 2026 12:00:00 GMT",
        },
    ],
)
def test_retry_after_is_honoured(
    stub: Stub, transport: MakeTransport, clock: Clock, status: int, headers: dict[str, str]
) -> None:
    """The wait is at least what the vendor asked for, longer than the longest of our own too."""
    stub.script(Answer(status, headers=headers), Answer())
    transport(max_backoff=1.0).get("/jobs")
    assert clock.slept == [9.0]


@pytest.mark.parametrize("seconds", ["60", "3600", "99999999999"])
def test_a_wait_beyond_the_total_is_not_begun(
    stub: Stub, transport: MakeTransport, clock: Clock, seconds: str
) -> None:
    """Who is asked to wait longer than the call may last is told so at once."""
    stub.script(Answer(429, headers={"Retry-After": seconds}))
    with pytest.raises(RateLimitError) as caught:
        transport(total_timeout=60.0).get("/jobs")
    assert caught.value.retry_after == float(seconds)
    assert not clock.slept
    assert len(stub.seen) == 1


def test_the_total_ends_the_attempts(stub: Stub, transport: MakeTransport, clock: Clock) -> None:
    """Attempts end before the total time, however many would be left."""
    stub.script(Answer(503, headers={"Retry-After": "4"}))
    with pytest.raises(ServerError):
        transport(attempts=1_000, total_timeout=10.0, backoff=0.0).get("/jobs")
    assert clock.slept == [4.0, 4.0]


def test_waits_grow_within_their_bounds(stub: Stub, transport: MakeTransport, clock: Clock) -> None:
    """Each wait is drawn below a bound that doubles up to the largest, and they differ."""
    stub.script(Answer(500))
    client = transport(attempts=8, backoff=0.5, max_backoff=8.0, total_timeout=1e9)
    rounds = []
    for _ in range(20):
        clock.slept.clear()
        with pytest.raises(ServerError):
            client.get("/jobs")
        rounds.append([*clock.slept])
    bounds = [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    for waits in rounds:
        assert all(0 <= wait <= bound for wait, bound in zip(waits, bounds, strict=True))
    assert max(waits[4] for waits in rounds) > 4.0
    assert len({waits[0] for waits in rounds}) > 1


def test_threads_retry_on_their_own(stub: Stub, transport: MakeTransport) -> None:
    """One thread's failures do not use up the attempts of another."""
    fails = [Answer(500), Answer(500)]

    def third_time(handler: Any) -> None:
        counts[handler.path] = counts.get(handler.path, 0) + 1
        (fails[0] if counts[handler.path] < 3 else Answer(json_body=1))(handler)

    counts: dict[str, int] = {}
    stub.script(third_time)
    client = transport(attempts=3, total_timeout=1e9)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda one: client.get(f"/{one}").json(), range(30))
    assert list(answers) == [1] * 30
