"""A fixed window of requests, as most ATSs count them."""

import math
import threading
from collections.abc import Callable
from datetime import datetime

import attrs


@attrs.frozen
class RateLimit:
    """So many requests in so many seconds."""

    requests: int
    seconds: int


@attrs.frozen(kw_only=True)
class Allowance:
    """What a request was told: whether it may pass, and how the window stands after it.

    Attributes:
        allowed: Whether the request is within the limit.
        limit: Requests in a window.
        remaining: Requests left in this window.
        reset_after: Whole seconds until the next window, at least one.
    """

    allowed: bool
    limit: int
    remaining: int
    reset_after: int


class FixedWindow:
    """Counts requests; the first one after a window has ended opens the next."""

    def __init__(self, limit: RateLimit, *, clock: Callable[[], datetime]) -> None:
        self._limit = limit
        self._clock = clock
        self._lock = threading.Lock()
        self._opened = clock()
        self._used = 0

    def take(self) -> Allowance:
        """Count one request."""
        with self._lock:
            now = self._clock()
            if (now - self._opened).total_seconds() >= self._limit.seconds:
                self._opened, self._used = now, 0
            allowed = self._used < self._limit.requests
            self._used += allowed
            left = self._limit.seconds - (now - self._opened).total_seconds()
            return Allowance(
                allowed=allowed,
                limit=self._limit.requests,
                remaining=self._limit.requests - self._used,
                reset_after=max(1, math.ceil(left)),
            )
