"""Fixed windows of requests, as most ATSs count them, and token buckets, as some do."""

import math
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import attrs

__all__ = ["Allowance", "FixedWindow", "RateLimit", "TokenBucket", "Windows"]


@attrs.frozen
class RateLimit:
    """So many requests in so many seconds.

    Attributes:
        requests: How many requests a window allows, or how many a bucket is refilled by.
        seconds: How long a window lasts, or refilling by so many takes.
        aligned: Whether windows begin with the clock, at :00 and :30 for one of 30 seconds, and
            not with the first request.
        burst: How many requests a token bucket holds; `None` for fixed windows.
    """

    requests: int
    seconds: int
    aligned: bool = False
    burst: int | None = None


@attrs.frozen(kw_only=True)
class Allowance:
    """What a request was told: whether it may pass, and how the window stands after it.

    Attributes:
        allowed: Whether the request is within the limit.
        limit: Requests in a window.
        seconds: How long a window lasts.
        remaining: Requests left in this window.
        reset_after: Whole seconds until the next window, or the next token, at least one.
    """

    allowed: bool
    limit: int
    seconds: int
    remaining: int
    reset_after: int


class FixedWindow:
    """Counts requests; the first one after a window has ended opens the next."""

    def __init__(self, limit: RateLimit, *, clock: Callable[[], datetime]) -> None:
        self._limit = limit
        self._clock = clock
        self._lock = threading.Lock()
        self._opened = self._start(clock())
        self._used = 0

    def take(self) -> Allowance:
        """Count one request."""
        with self._lock:
            now = self._clock()
            if (now - self._opened).total_seconds() >= self._limit.seconds:
                self._opened, self._used = self._start(now), 0
            allowed = self._used < self._limit.requests
            self._used += allowed
            left = self._limit.seconds - (now - self._opened).total_seconds()
            return Allowance(
                allowed=allowed,
                limit=self._limit.requests,
                seconds=self._limit.seconds,
                remaining=self._limit.requests - self._used,
                reset_after=max(1, math.ceil(left)),
            )

    def _start(self, now: datetime) -> datetime:
        late = now.timestamp() % self._limit.seconds if self._limit.aligned else 0.0
        return now - timedelta(seconds=late)


class TokenBucket:
    """Gives a token to each request while it has any; it is full at first, and fills steadily.

    Args:
        limit: How fast it fills.
        burst: How many tokens it holds.
        clock: Returns the current time.
    """

    def __init__(self, limit: RateLimit, burst: int, *, clock: Callable[[], datetime]) -> None:
        self._limit = limit
        self._burst = burst
        self._clock = clock
        self._lock = threading.Lock()
        self._looked = clock()
        self._tokens = float(burst)

    def take(self) -> Allowance:
        """Count one request."""
        with self._lock:
            now = self._clock()
            pace = self._limit.requests / self._limit.seconds
            gained = (now - self._looked).total_seconds() * pace
            self._looked, self._tokens = now, min(self._tokens + gained, self._burst)
            allowed = self._tokens >= 1
            self._tokens -= allowed
            return Allowance(
                allowed=allowed,
                limit=self._burst,
                seconds=self._limit.seconds,
                remaining=int(self._tokens),
                reset_after=max(1, math.ceil((1 - self._tokens) / pace)),
            )


class Windows:
    """One window, or bucket, for each limit, opened by its first request."""

    def __init__(self, *, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._windows: dict[RateLimit, FixedWindow | TokenBucket] = {}

    def take(self, limit: RateLimit) -> Allowance:
        """Count one request against a limit."""
        with self._lock:
            window = self._windows.get(limit)
            if window is None:
                window = self._windows[limit] = self._new(limit)
        return window.take()

    def _new(self, limit: RateLimit) -> FixedWindow | TokenBucket:
        if limit.burst is None:
            return FixedWindow(limit, clock=self._clock)
        return TokenBucket(limit, limit.burst, clock=self._clock)
