"""Keeping to a vendor's rate limit, rather than running into it."""

import fnmatch
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Protocol

import attrs

from unified_ats.http.message import Response
from unified_ats.http.retry import parse_retry_after

__all__ = ["BucketLimiter", "Limiter", "PeriodLimiter", "Rate", "WindowLimiter"]

_ALL_BUT_ONE = 1 - 1e-9
"""What counts as a whole turn, since waits are rounded."""


def _retry_after(response: Response) -> float | None:
    return parse_retry_after(response.headers)


class Limiter(Protocol):
    """Says when the next request may go; hand one to the transport, or write your own.

    All threads of a provider ask the same one.
    """

    def take(self, call: str) -> float:
        """Take a turn for a call such as ``"GET /jobs"``.

        Returns:
            0.0 when the request may go now; otherwise the seconds after which to ask again.
        """

    def learn(self, response: Response) -> None:
        """Take note of what an answer says about the limit."""


class WindowLimiter:
    """A fixed window of requests, of which every answer tells how many are left.

    A header tells; once it is used up, requests wait for the next window. That begins at the
    latest a ``period`` after the first answer seen of this one, which is all that need be known of
    the vendor's clock. A 429 says it better: its ``Retry-After`` is kept to.

    Args:
        period: seconds of a window.
        requests: how many it has, where that is known: so many go before the first answer.
        header: the header that says how many requests are left.
        retry_after: seconds that a 429 asks for, for vendors with a header of their own.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        *,
        period: float,
        requests: int | None = None,
        header: str = "X-RateLimit-Remaining",
        retry_after: Callable[[Response], float | None] = _retry_after,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._period = period
        self._retry_after = retry_after
        self._requests = requests
        self._header = header
        self._clock = clock
        self._lock = threading.Lock()
        self._told: int | None = None
        """What the last answer of this window said is left; ``None`` before there is one."""
        self._left = 0
        """The same, less the requests that are still under way."""
        self._ends = 0.0

    def take(self, call: str) -> float:  # noqa: ARG002  # one window for all calls
        """Take a turn, or return the seconds until the next window."""
        with self._lock:
            now = self._clock()
            if self._told is None or now >= self._ends:
                self._told = None
                if self._requests is None:
                    return 0.0
                self._open(self._requests, self._period)
            if self._left > 0:
                self._left -= 1
                return 0.0
            return self._ends - now

    def learn(self, response: Response) -> None:
        """Take note of what is left of the window."""
        with self._lock:
            if response.status_code == 429:
                wait = self._retry_after(response)
                self._open(0, self._period if wait is None else wait)
                return
            said = response.headers.get(self._header, "")
            if not said.isdecimal():
                return
            if self._told is None or int(said) > self._told:
                self._open(int(said), self._period)
            self._told = int(said)
            self._left = min(self._left, self._told)

    def _open(self, left: int, seconds: float) -> None:
        """Begin a window of which so much is left."""
        self._told = self._left = left
        self._ends = self._clock() + seconds


class PeriodLimiter:
    """So many requests in any period, for vendors that say no more of their limit than that.

    After a 429 none goes until its ``Retry-After``, or for a period.

    Args:
        requests: in a period.
        period: seconds.
        retry_after: seconds that a 429 asks for, for vendors with a header of their own.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        requests: int,
        *,
        period: float,
        retry_after: Callable[[Response], float | None] = _retry_after,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._period = period
        self._retry_after = retry_after
        self._clock = clock
        self._lock = threading.Lock()
        self._taken: deque[float] = deque(maxlen=requests)
        """When the last requests went, as many as fit into a period."""
        self._closed = -math.inf
        """No request goes before this time."""

    def take(self, call: str) -> float:  # noqa: ARG002  # one limit for all calls
        """Take a turn, or return the seconds until there is one."""
        with self._lock:
            now = self._clock()
            full = len(self._taken) == self._taken.maxlen
            free = max(self._closed, self._taken[0] + self._period if full else now)
            if free > now:
                return free - now
            self._taken.append(now)
            return 0.0

    def learn(self, response: Response) -> None:
        """Take note of a 429: the vendor counts otherwise, or somebody else uses the account."""
        if response.status_code == 429:
            asked = self._retry_after(response)
            with self._lock:
                self._closed = self._clock() + (self._period if asked is None else asked)


@attrs.frozen(kw_only=True)
class Rate:
    """How many requests a vendor takes.

    Attributes:
        per_second: in the long run.
        burst: at once, after a pause.
    """

    per_second: float
    burst: int


class BucketLimiter:
    """Token buckets: a bucket holds a burst of turns, and is filled again at its rate.

    A call takes a turn from the bucket of all calls and from those of its own kind, or from none
    while one of them is empty. A 429 empties them until its ``Retry-After``, or for one turn.

    Args:
        rate: of all calls together.
        calls: rates of some calls besides, by a pattern such as ``"POST /jobs/*/apply"``.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        rate: Rate,
        *,
        calls: Mapping[str, Rate] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._shared = _Bucket(rate, clock())
        self._own = {call: _Bucket(each, clock()) for call, each in (calls or {}).items()}

    def take(self, call: str) -> float:
        """Take a turn, or return the seconds until there is one in each bucket."""
        with self._lock:
            buckets = self._buckets(call)
            wait = max(bucket.wait(self._clock()) for bucket in buckets)
            if wait <= 0:
                for bucket in buckets:
                    bucket.turns -= 1
            return wait

    def learn(self, response: Response) -> None:
        """Take note of a 429: the vendor counts otherwise, or somebody else uses the account."""
        if response.status_code != 429:
            return
        asked = parse_retry_after(response.headers)
        with self._lock:
            for bucket in self._buckets(response.call):
                bucket.close(self._clock(), asked)

    def _buckets(self, call: str) -> "list[_Bucket]":
        own = (self._own[each] for each in self._own if fnmatch.fnmatchcase(call, each))
        return [self._shared, *own]


class _Bucket:
    """Turns that can be taken; below zero, when the vendor wants a pause."""

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate = rate
        self._filled = now
        self.turns = float(rate.burst)

    def wait(self, now: float) -> float:
        """Fill up, and return the seconds until there is a turn."""
        more = (now - self._filled) * self._rate.per_second
        self.turns = min(self.turns + more, self._rate.burst)
        self._filled = now
        return 0.0 if self.turns >= _ALL_BUT_ONE else (1 - self.turns) / self._rate.per_second

    def close(self, now: float, seconds: float | None) -> None:
        """Have no turn for so many seconds, or for as long as one takes to come."""
        self.wait(now)
        pause = 1.0 if seconds is None else seconds * self._rate.per_second
        self.turns = min(self.turns, 1 - pause)
