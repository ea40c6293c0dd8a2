"""Fixed windows of requests, as most ATSs count them, and token buckets, as some do."""

import math
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import attrs

__all__ = ["Allowance", "RateLimit", "Windows"]


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


class _FixedWindow:
    """Counts requests; the first one after a window has ended opens the next."""

    def __init__(self, limit: RateLimit, now: datetime) -> None:
        self._limit = limit
        self._looked, self._opened = now, self._start(now)
        self._used = 0

    def has_room(self, now: datetime) -> bool:
        """Whether one more request is within the limit."""
        self._looked = now
        if (now - self._opened).total_seconds() >= self._limit.seconds:
            self._opened, self._used = self._start(now), 0
        return self._used < self._limit.requests

    def take(self) -> None:
        """Count one request."""
        self._used += 1

    def tell(self, *, allowed: bool) -> Allowance:
        """Say how it stood when it was looked at."""
        left = self._limit.seconds - (self._looked - self._opened).total_seconds()
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


class _TokenBucket:
    """Gives a token to each request while it has any; it is full at first, and fills steadily."""

    def __init__(self, limit: RateLimit, burst: int, now: datetime) -> None:
        self._limit = limit
        self._burst = burst
        self._pace = limit.requests / limit.seconds
        self._looked = now
        self._tokens = float(burst)

    def has_room(self, now: datetime) -> bool:
        """Whether there is a token for one more request."""
        gained = (now - self._looked).total_seconds() * self._pace
        self._looked, self._tokens = now, min(self._tokens + gained, self._burst)
        return self._tokens >= 1

    def take(self) -> None:
        """Give a token."""
        self._tokens -= 1

    def tell(self, *, allowed: bool) -> Allowance:
        """Say how it stood when it was looked at."""
        return Allowance(
            allowed=allowed,
            limit=self._burst,
            seconds=self._limit.seconds,
            remaining=int(self._tokens),
            reset_after=max(1, math.ceil((1 - self._tokens) / self._pace)),
        )


class Windows:
    """One window, or bucket, for each limit, opened by its first request.

    Args:
        clock: Returns the current time.
    """

    def __init__(self, *, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._windows: dict[RateLimit, _FixedWindow | _TokenBucket] = {}

    def take(self, limits: Sequence[RateLimit]) -> Allowance:
        """Count one request against each of some limits, or against none if one has no room.

        Returns:
            How the tightest of them stands; of those that refuse, the one to wait longest for.
        """
        with self._lock:
            now = self._clock()
            windows = [self._window(limit, now) for limit in limits]
            room = [each.has_room(now) for each in windows]
            if all(room):
                for each in windows:
                    each.take()
            told = [each.tell(allowed=all(room)) for each in windows]
        return min(told, key=lambda each: (each.remaining, -each.reset_after))

    def _window(self, limit: RateLimit, now: datetime) -> _FixedWindow | _TokenBucket:
        if limit not in self._windows:
            self._windows[limit] = (
                _FixedWindow(limit, now)
                if limit.burst is None
                else _TokenBucket(limit, limit.burst, now)
            )
        return self._windows[limit]
