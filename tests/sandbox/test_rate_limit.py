from datetime import UTC, datetime, timedelta

import requests

from unified_ats.generic.sandbox import GenericSandbox
from unified_ats.sandbox import RateLimit, launch
from unified_ats.sandbox.rate_limit import Windows


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return its time."""
        return self.now

    def pass_by(self, seconds: float) -> None:
        """Move it."""
        self.now += timedelta(seconds=seconds)


def test_a_window_allows_so_many_requests() -> None:
    """Requests over the limit are refused until the window ends."""
    clock = Clock()
    windows, limits = Windows(clock=clock), [RateLimit(2, 10)]
    taken = [windows.take(limits) for _ in range(3)]
    assert [each.allowed for each in taken] == [True, True, False]
    assert [each.remaining for each in taken] == [1, 0, 0]
    clock.pass_by(9.5)
    assert not windows.take(limits).allowed
    assert windows.take(limits).reset_after == 1
    clock.pass_by(0.5)
    assert windows.take(limits).allowed


def test_a_bucket_allows_bursts() -> None:
    """A bucket starts full, gives a token a request, refills steadily, and never overflows."""
    clock = Clock()
    buckets, limits = Windows(clock=clock), [RateLimit(10, 1, burst=3)]
    assert [buckets.take(limits).remaining for _ in range(3)] == [2, 1, 0]
    assert not buckets.take(limits).allowed
    clock.pass_by(0.09)
    refused = buckets.take(limits)
    assert (refused.allowed, refused.limit, refused.reset_after) == (False, 3, 1)
    clock.pass_by(0.02)
    assert buckets.take(limits).allowed
    assert not buckets.take(limits).allowed
    clock.pass_by(60)
    assert [buckets.take(limits).allowed for _ in range(4)] == [True, True, True, False]


def test_a_bucket_for_a_facade() -> None:
    """A façade may count with a bucket, and keep to itself when to come back."""
    clock = Clock()

    class Terse(GenericSandbox):
        rate_limit = RateLimit(1, 10, burst=2)
        retry_after = False

    with launch(Terse, jobs=1, candidates=0, clock=clock) as sandbox:
        headers = {"Authorization": "Bearer some-key"}
        url = f"{sandbox.base_url}/jobs"
        answers = [requests.get(url, headers=headers, timeout=5) for _ in range(3)]
        assert [each.status_code for each in answers] == [200, 200, 429]
        assert "Retry-After" not in answers[-1].headers
        clock.pass_by(10)
        assert requests.get(url, headers=headers, timeout=5).status_code == 200


def test_a_client_is_told() -> None:
    """Answers say how the window stands, and a 429 how long to wait for the next."""
    clock = Clock()

    class Strict(GenericSandbox):
        rate_limit = RateLimit(1, 10)

    with launch(Strict, jobs=1, candidates=0, clock=clock) as sandbox:
        headers = {"Authorization": "Bearer some-key"}
        first = requests.get(f"{sandbox.base_url}/jobs", headers=headers, timeout=5)
        assert first.status_code == 200
        names = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
        assert [first.headers[name] for name in names] == ["1", "0", "10"]
        clock.pass_by(3)
        second = requests.get(f"{sandbox.base_url}/jobs", headers=headers, timeout=5)
        assert (second.status_code, second.headers["Retry-After"]) == (429, "7")
        assert second.json()["error"]["code"] == "rate_limited"
        clock.pass_by(7)
        third = requests.get(f"{sandbox.base_url}/jobs", headers=headers, timeout=5)
        assert third.status_code == 200


def test_no_limit() -> None:
    """Without a rate limit nothing is counted and nothing said."""
    with launch(GenericSandbox, jobs=1, candidates=0, rate_limit=False) as sandbox:
        answer = requests.get(f"{sandbox.base_url}/jobs", timeout=5)
        assert "X-RateLimit-Limit" not in answer.headers
