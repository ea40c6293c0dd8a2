import socket
import time
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from unified_ats.generic.sandbox import GenericSandbox
from unified_ats.sandbox import Fault, Faults, RunningSandbox, launch
from unified_ats.sandbox.faults import RANDOM_READ_FAULTS, RANDOM_WRITE_FAULTS

JANE = {"name": "Jane Doe", "email": "jane@example.com", "job_id": "job_1"}


def raw_get(sandbox: RunningSandbox) -> bytes:
    """Return everything that comes until the server ends the connection."""
    host, port = sandbox.base_url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(b"GET /jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer k\r\n\r\n")
        return b"".join(iter(lambda: connection.recv(65536), b""))


def received(method: str, path: str) -> Request:
    """Return a request as a sandbox receives it."""
    return Request(EnvironBuilder(path, method=method).get_environ())


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (Fault.SERVER_ERROR, 500, "server_error"),
        (Fault.UNAVAILABLE, 503, "unavailable"),
        (Fault.RATE_LIMITED, 429, "rate_limited"),
    ],
)
def test_errors_in_the_vendors_words(
    sandbox: RunningSandbox, session: requests.Session, fault: Fault, status: int, code: str
) -> None:
    """A fault with a status has the vendor's body and an id, whatever the credentials."""
    sandbox.faults.add(fault)
    answer = requests.get(f"{sandbox.base_url}/jobs", timeout=5)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.headers["X-Request-Id"]
    assert session.get(f"{sandbox.base_url}/jobs", timeout=5).status_code == 200


@pytest.mark.parametrize(
    ("fault", "wait", "header"),
    [
        (Fault.UNAVAILABLE, None, None),
        (Fault.UNAVAILABLE, 30, "30"),
        (Fault.UNAVAILABLE, 0, "0"),
        (Fault.RATE_LIMITED, None, "1"),
        (Fault.RATE_LIMITED, 2, "2"),
        (Fault.RATE_LIMITED, datetime(2026, 3, 1, 12, tzinfo=UTC), "Sun, 01 Mar 2026 12:00:00 GMT"),
    ],
)
def test_retry_after(sandbox: RunningSandbox, fault: Fault, wait: Any, header: str | None) -> None:
    """Retry-After is seconds or an HTTP date; a 429 always has one."""
    sandbox.faults.add(fault, retry_after=wait)
    answer = requests.get(f"{sandbox.base_url}/jobs", timeout=5)
    assert answer.headers.get("Retry-After") == header


def test_broken_json(sandbox: RunningSandbox, session: requests.Session) -> None:
    """Broken JSON ends in the middle, comes complete, and leaves the connection usable."""
    sandbox.faults.add(Fault.BROKEN_JSON)
    answer = session.get(f"{sandbox.base_url}/jobs", timeout=5)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    with pytest.raises(requests.JSONDecodeError):
        answer.json()
    assert session.get(f"{sandbox.base_url}/jobs", timeout=5).status_code == 200


def test_a_page_instead_of_json(sandbox: RunningSandbox, session: requests.Session) -> None:
    """HTML comes with status 200, as from a proxy that wants a log-in."""
    sandbox.faults.add(Fault.HTML)
    answer = session.get(f"{sandbox.base_url}/jobs", timeout=5)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "sign in" in answer.text.lower()


def test_a_truncated_body(sandbox: RunningSandbox) -> None:
    """A truncated answer promises more than it sends before the connection ends."""
    sandbox.faults.add(Fault.TRUNCATED)
    head, _, body = raw_get(sandbox).partition(b"\r\n\r\n")
    [length] = [line for line in head.split(b"\r\n") if line.startswith(b"Content-Length: ")]
    assert head.startswith(b"HTTP/1.1 200 ")
    assert int(length.removeprefix(b"Content-Length: ")) == len(body) + 1000


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.RESET_AFTER])
def test_a_reset_connection(sandbox: RunningSandbox, fault: Fault) -> None:
    """A reset is a reset: not a byte, and no polite end."""
    sandbox.faults.add(fault)
    with pytest.raises(ConnectionResetError):
        raw_get(sandbox)
    assert sandbox.requests[-1].status is None


def test_reset_writes_nothing_and_reset_after_does(
    sandbox: RunningSandbox, session: requests.Session
) -> None:
    """After a reset before the work nothing is there; after one behind it the record is."""
    for fault, total in ((Fault.RESET, 5), (Fault.RESET_AFTER, 6)):
        sandbox.faults.add(fault)
        with pytest.raises(requests.ConnectionError):
            session.post(f"{sandbox.base_url}/candidates", json=JANE, timeout=5)
        assert sandbox.company.list_candidates()[1] == total


def test_a_slow_answer(sandbox: RunningSandbox, session: requests.Session) -> None:
    """A slow answer is the right one, late."""
    sandbox.faults.add(Fault.SLOW, delay=0.05)
    started = time.perf_counter()
    answer = session.get(f"{sandbox.base_url}/jobs", timeout=5)
    assert time.perf_counter() - started >= 0.05
    assert answer.json()["total"] == 3


def test_faults_hit_what_they_are_meant_for(
    sandbox: RunningSandbox, session: requests.Session
) -> None:
    """A fault waits for its method and path without holding up others, as often as it was told."""
    sandbox.faults.add(Fault.UNAVAILABLE, method="POST")
    sandbox.faults.add(Fault.SERVER_ERROR, times=2, path="/jobs/*")
    paths = ["/jobs", "/jobs/job_1", "/jobs/job_2", "/jobs/job_3"]
    statuses = [session.get(sandbox.base_url + path, timeout=5).status_code for path in paths]
    assert statuses == [200, 500, 500, 200]
    assert sandbox.faults.waiting == 1
    sandbox.faults.clear()
    assert session.post(f"{sandbox.base_url}/candidates", json=JANE, timeout=5).status_code == 201


def test_chance_is_seeded() -> None:
    """The share that fails is the rate, the same requests for the same seed."""
    request = received("GET", "/jobs")
    first, second = (
        [faults.take(request) for _ in range(500)]
        for faults in (Faults(rate=0.2, seed=7), Faults(rate=0.2, seed=7))
    )
    assert first == second
    assert 60 <= sum(planned is not None for planned in first) <= 140


@pytest.mark.parametrize(
    ("method", "known"), [("GET", RANDOM_READ_FAULTS), ("POST", RANDOM_WRITE_FAULTS)]
)
def test_writes_fail_only_before_the_work(method: str, known: tuple[Fault, ...]) -> None:
    """By chance a read may be cut as well, and a write never seems to have been done."""
    faults = Faults(rate=1.0)
    hit = {planned.fault for _ in range(100) if (planned := faults.take(received(method, "/x")))}
    assert hit == set(known)


def test_fault_rate_of_a_sandbox(session: requests.Session) -> None:
    """With a fault rate of 1 nothing works."""
    with launch(GenericSandbox, jobs=1, candidates=0, fault_rate=1.0) as sandbox:
        for _ in range(5):
            try:
                assert session.get(f"{sandbox.base_url}/jobs", timeout=5).status_code >= 500
            except requests.RequestException:
                assert len(sandbox.requests) > 0
