from collections.abc import Sequence
from datetime import UTC, datetime

import requests
from werkzeug.wrappers import Request

from unified_ats.generic.sandbox import GenericSandbox
from unified_ats.sandbox import Allowance, RateLimit, launch
from unified_ats.sandbox.rate_limit import Windows

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that a test sets to a second after noon."""

    def __init__(self, second: int) -> None:
        self.second = second

    def __call__(self) -> datetime:
        """Return its time."""
        return NOON.replace(minute=self.second // 60, second=self.second % 60)


def test_windows_that_begin_with_the_clock() -> None:
    """An aligned window ends at the next :00 or :30, however late it was opened."""
    clock = Clock(20)
    windows, limits = Windows(clock=clock), [RateLimit(1, 30, aligned=True)]
    assert windows.take(limits) == Allowance(
        allowed=True, limit=1, seconds=30, remaining=0, reset_after=10
    )
    clock.second = 29
    assert not windows.take(limits).allowed
    clock.second = 30
    assert windows.take(limits).reset_after == 30
    clock.second = 119
    assert (windows.take(limits).allowed, windows.take(limits).reset_after) == (True, 1)


def test_each_limit_has_a_window_of_its_own() -> None:
    """What is counted against one limit leaves the others alone."""
    windows = Windows(clock=Clock(0))
    few, many = RateLimit(1, 10), RateLimit(5, 10)
    assert [windows.take([few]).allowed for _ in range(2)] == [True, False]
    assert windows.take([many]).remaining == 4


def test_a_request_may_count_against_several_limits() -> None:
    """It passes when all have room, the tightest is told of, and a refusal uses up none."""
    clock = Clock(0)
    windows = Windows(clock=clock)
    few, many, bucket = RateLimit(1, 20), RateLimit(3, 30), RateLimit(1, 10, burst=2)
    passed = windows.take([many, few, bucket])
    assert (passed.allowed, passed.limit, passed.remaining) == (True, 1, 0)
    refused = [windows.take(limits) for limits in ([many, few, bucket], [few, many])]
    assert [(each.allowed, each.reset_after) for each in refused] == [(False, 20)] * 2
    assert windows.take([bucket]).remaining == 0
    assert windows.take([bucket, few]).reset_after == 20
    assert [windows.take([many]).allowed for _ in range(3)] == [True, True, False]


def test_a_facade_with_several_limits() -> None:
    """A façade says which limits a request counts against, and that some count against none."""

    class Strict(GenericSandbox):
        rate_limit = RateLimit(1, 10)

        def limits_for(self, request: Request) -> Sequence[RateLimit]:
            limits = {"/jobs": (self.rate_limit,), "/candidates": (RateLimit(2, 60),)}
            return limits.get(request.path, ())

    with launch(Strict, jobs=1, candidates=0, clock=Clock(0)) as sandbox:
        headers = {"Authorization": "Bearer some-key"}

        def limits(path: str) -> list[tuple[int, str | None]]:
            answers = [
                requests.get(sandbox.base_url + path, headers=headers, timeout=5) for _ in range(3)
            ]
            return [(each.status_code, each.headers.get("X-RateLimit-Limit")) for each in answers]

        assert limits("/jobs") == [(200, "1"), (429, "1"), (429, "1")]
        assert limits("/candidates") == [(200, "2"), (200, "2"), (429, "2")]
        assert limits("/applications") == [(200, None)] * 3
