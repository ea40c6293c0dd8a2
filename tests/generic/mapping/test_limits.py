import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.generic.mapping.asked import jobs
from tests.generic.mapping.conftest import MakeATS
from tests.http.stub import Answer, Clock, HastyClock, Stub
from unified_ats import ATSTimeoutError, RateLimitError

PERIOD = "[limits]\nrequests = 2\nseconds = 10"


def test_requests_in_a_period(stub: Stub, ats: MakeATS, clock: Clock) -> None:
    """No more requests go in any period than the mapping says; the next one waits for its turn."""
    stub.script(jobs())
    provider = ats(PERIOD)
    provider.jobs.list()
    clock.now += 4
    for _ in range(4):
        provider.jobs.list()
    assert clock.slept == [6.0, 4.0, 6.0]


def test_requests_in_a_second(stub: Stub, ats: MakeATS, clock: Clock) -> None:
    """A limit that names no period is one of a second."""
    stub.script(jobs())
    provider = ats("[limits]\nrequests = 1")
    for _ in range(3):
        provider.jobs.list()
    assert clock.slept == [1.0, 1.0]


def test_a_wait_that_is_too_long(stub: Stub, ats: MakeATS) -> None:
    """A request whose turn comes too late is not sent, and the error says when it would be."""
    stub.script(jobs())
    provider = ats(PERIOD, http={"total_timeout": 5.0})
    provider.jobs.list()
    provider.jobs.list()
    with pytest.raises(RateLimitError, match="was not sent: the rate limit is used up") as caught:
        provider.jobs.list()
    assert caught.value.retry_after == 10.0
    assert len(stub.seen) == 2


@pytest.mark.parametrize("said", ["", "requests = 100\n"])
def test_a_header_with_what_is_left(stub: Stub, ats: MakeATS, clock: Clock, said: str) -> None:
    """A header that says how many requests are left goes before a count of our own."""
    left = [Answer(json_body={"jobs": []}, headers={"X-Left": str(n)}) for n in (1, 0, 9)]
    stub.script(*left)
    provider = ats(f'[limits]\n{said}remaining = "X-Left"\nseconds = 30')
    for _ in range(3):
        provider.jobs.list()
    assert clock.slept == [30.0]


def test_a_header_and_a_count(stub: Stub, ats: MakeATS, clock: Clock) -> None:
    """Before an answer has told what is left, only as many go as the mapping says."""
    stub.script(jobs())
    provider = ats('[limits]\nrequests = 2\nremaining = "X-Left"\nseconds = 30')
    for _ in range(3):
        provider.jobs.list()
    assert clock.slept == [30.0]


@pytest.mark.parametrize("kind", ["requests = 100", 'remaining = "X-Left"'])
@pytest.mark.parametrize(
    ("said", "headers", "wait"),
    [
        ("", {"X-Reset": "7"}, 7.0),
        ('retry_after_is = "time"', {"X-Reset": "1012"}, 12.0),
        ("", {"X-Reset": "soon", "Retry-After": "9"}, 9.0),
        ("", {}, 30.0),
    ],
)
def test_a_429_with_a_header_of_its_own(
    stub: Stub,
    ats: MakeATS,
    clock: Clock,
    kind: str,
    said: str,
    headers: dict[str, str],
    wait: float,
) -> None:
    """After a 429 no request goes until the time that the vendor's own header says."""
    stub.script(Answer(429, json_body={}, headers=headers), jobs())
    limits = f'[limits]\nseconds = 30\nretry_after = "X-Reset"\n{kind}\n{said}'
    provider = ats(limits, http={"wall_clock": lambda: 1_000.0})
    with pytest.raises(RateLimitError):
        provider.jobs.list()
    provider.jobs.list()
    assert clock.slept == [wait]


def test_no_limit(stub: Stub, ats: MakeATS, clock: Clock) -> None:
    """Without a limit all requests go at once."""
    stub.script(jobs())
    provider = ats()
    for _ in range(20):
        provider.jobs.list()
    assert clock.slept == []


class Door:
    """Answers that wait for each other: it counts how many requests are inside at once."""

    def __init__(self, meet: int) -> None:
        self.most = 0
        self._inside = 0
        self._meet = meet
        self._lock = threading.Lock()
        self._met = threading.Event()

    def __call__(self, handler: Any) -> None:
        """Let a request in, and keep it until so many have met."""
        with self._lock:
            self._inside += 1
            self.most = max(self.most, self._inside)
            if self._inside == self._meet:
                self._met.set()
        assert self._met.wait(5)
        with self._lock:
            self._inside -= 1
        jobs()(handler)


def test_requests_at_once(stub: Stub, ats: MakeATS) -> None:
    """No more requests are under way at once than the mapping says, and no fewer."""
    door = Door(meet=2)
    stub.script(door)
    provider = ats("[limits]\nconcurrent = 2")
    with ThreadPoolExecutor(6) as pool:
        done = [pool.submit(provider.jobs.list) for _ in range(6)]
        assert [each.result().items for each in done] == [()] * 6
    assert door.most == 2
    assert len(stub.seen) == 6


def test_no_slot_in_time(stub: Stub, ats: MakeATS) -> None:
    """A request that finds no slot in time was certainly not sent, and the error says so."""
    entered, leave, clock = threading.Event(), threading.Event(), HastyClock()

    def hold(handler: Any) -> None:
        entered.set()
        assert leave.wait(5)
        jobs()(handler)

    stub.script(hold)
    provider = ats("[limits]\nconcurrent = 1", http={"total_timeout": 5.0, "clock": clock})
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(provider.jobs.list)
        assert entered.wait(5)
        clock.leap = 9.0
        with pytest.raises(ATSTimeoutError, match="was not sent: too many others") as caught:
            provider.jobs.list()
        leave.set()
        first.exception()
    assert caught.value.request_sent is False
    assert len(stub.seen) == 1
