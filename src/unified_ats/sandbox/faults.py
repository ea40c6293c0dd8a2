"""What can go wrong between a client and an ATS, on demand or now and then."""

import enum
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from fnmatch import fnmatchcase
from random import Random

import attrs
from werkzeug.http import http_date
from werkzeug.wrappers import Request, Response

from unified_ats.sandbox.base import Sandbox

__all__ = [
    "RANDOM_READ_FAULTS",
    "RANDOM_WRITE_FAULTS",
    "READS",
    "Answer",
    "Fault",
    "Faults",
    "Planned",
    "answer",
]

READS = frozenset({"GET", "HEAD", "OPTIONS"})


class Fault(enum.Enum):
    """A way for one request to fail.

    All but `SLOW` and `RESET_AFTER` come before anything else: nobody is authenticated, nothing is
    looked up, and nothing is written.
    """

    SERVER_ERROR = "server_error"
    """500, in the vendor's words."""

    UNAVAILABLE = "unavailable"
    """503, with `Retry-After` when asked for."""

    RATE_LIMITED = "rate_limited"
    """429 with `Retry-After`."""

    BROKEN_JSON = "broken_json"
    """200 with JSON that ends in the middle, and a correct length."""

    HTML = "html"
    """200 with a page, such as a proxy's log-in."""

    TRUNCATED = "truncated"
    """200 that promises more bytes than come before the connection is closed."""

    RESET = "reset"
    """The connection is reset before any answer."""

    SLOW = "slow"
    """The right answer, late."""

    RESET_AFTER = "reset_after"
    """The work is done, and the connection is reset instead of answering."""


RANDOM_READ_FAULTS = (Fault.SERVER_ERROR, Fault.UNAVAILABLE, Fault.RESET, Fault.TRUNCATED)
RANDOM_WRITE_FAULTS = (Fault.SERVER_ERROR, Fault.UNAVAILABLE, Fault.RESET)
"""A write that fails by chance was certainly not done, and no answer says that it was."""


@attrs.frozen(kw_only=True)
class Planned:
    """A fault that waits for its requests.

    Attributes:
        fault: What goes wrong.
        retry_after: Seconds, or a moment that is sent as an HTTP date.
        delay: Seconds by which `SLOW` is late.
        method: The only method it hits; `None` for all.
        path: The only path it hits, `*` standing for anything; `None` for all.
    """

    fault: Fault
    retry_after: float | datetime | None = None
    delay: float = 1.0
    method: str | None = None
    path: str | None = None

    def hits(self, request: Request) -> bool:
        """Return whether a request is one of those that are to fail."""
        return self.method in {None, request.method} and (
            self.path is None or fnmatchcase(request.path, self.path)
        )


@attrs.frozen(kw_only=True)
class Answer:
    """What goes back to the client.

    Attributes:
        response: The answer; `None` resets the connection instead.
        missing: How many bytes more the length promises than are sent.
    """

    response: Response | None
    missing: int = 0


class Faults:
    """The faults of one sandbox: a queue that tests fill, and chance.

    Args:
        rate: The share of requests, 0 to 1, that fails by chance.
        seed: Of the chance.
    """

    def __init__(self, *, rate: float = 0.0, seed: int = 1) -> None:
        self._rate = rate
        self._random = Random(seed)  # noqa: S311  # nothing secret is drawn
        self._lock = threading.Lock()
        self._queue: list[Planned] = []

    def add(
        self,
        fault: Fault,
        *,
        times: int = 1,
        retry_after: float | datetime | None = None,
        delay: float = 1.0,
        method: str | None = None,
        path: str | None = None,
    ) -> None:
        """Make the next requests that match go wrong.

        Faults are used up in the order in which they were added; one whose method or path does not
        match waits without holding up the others.

        Args:
            fault: What goes wrong.
            times: For how many requests.
            retry_after: Seconds, or a moment that is sent as an HTTP date; for `UNAVAILABLE` and
                for `RATE_LIMITED`, which says one second otherwise.
            delay: Seconds by which `SLOW` is late.
            method: Only requests with this method.
            path: Only requests to this path; `*` stands for anything, as in `/jobs/*`.
        """
        planned = Planned(
            fault=fault, retry_after=retry_after, delay=delay, method=method, path=path
        )
        with self._lock:
            self._queue.extend([planned] * times)

    def clear(self) -> None:
        """Forget the faults that have not happened yet."""
        with self._lock:
            self._queue.clear()

    @property
    def waiting(self) -> int:
        """How many faults have not happened yet."""
        with self._lock:
            return len(self._queue)

    def take(self, request: Request) -> Planned | None:
        """Return what goes wrong with this request, if anything."""
        with self._lock:
            for index, planned in enumerate(self._queue):
                if planned.hits(request):
                    return self._queue.pop(index)
            if self._random.random() >= self._rate:
                return None
            known = RANDOM_READ_FAULTS if request.method in READS else RANDOM_WRITE_FAULTS
            return Planned(fault=self._random.choice(known))


_CUT_JSON = b'{"data": [{"id": "1", "na'
_PAGE = (
    "<!doctype html>\n<html><head><title>Sign in</title></head>"
    "<body><h1>Please sign in to continue</h1></body></html>\n"
)


def answer(planned: Planned, sandbox: Sandbox) -> Answer:
    """Return what a client sees of a fault that comes before the work."""
    return _ANSWERS[planned.fault](planned, sandbox)


def _server_error(_planned: Planned, sandbox: Sandbox) -> Answer:
    return Answer(response=sandbox.error(500, "something went wrong"))


def _unavailable(planned: Planned, sandbox: Sandbox) -> Answer:
    response = sandbox.error(503, "the service is down for maintenance")
    if planned.retry_after is not None:
        response.headers["Retry-After"] = _retry_after(planned.retry_after)
    return Answer(response=response)


def _rate_limited(planned: Planned, sandbox: Sandbox) -> Answer:
    response = sandbox.error(429, "too many requests")
    wait = 1 if planned.retry_after is None else planned.retry_after
    response.headers["Retry-After"] = _retry_after(wait)
    return Answer(response=response)


def _broken_json(_planned: Planned, _sandbox: Sandbox) -> Answer:
    return Answer(response=Response(_CUT_JSON, content_type="application/json"))


def _html(_planned: Planned, _sandbox: Sandbox) -> Answer:
    return Answer(response=Response(_PAGE, content_type="text/html; charset=utf-8"))


def _truncated(_planned: Planned, _sandbox: Sandbox) -> Answer:
    return Answer(response=Response(_CUT_JSON, content_type="application/json"), missing=1000)


def _reset(_planned: Planned, _sandbox: Sandbox) -> Answer:
    return Answer(response=None)


_ANSWERS: Mapping[Fault, Callable[[Planned, Sandbox], Answer]] = {
    Fault.SERVER_ERROR: _server_error,
    Fault.UNAVAILABLE: _unavailable,
    Fault.RATE_LIMITED: _rate_limited,
    Fault.BROKEN_JSON: _broken_json,
    Fault.HTML: _html,
    Fault.TRUNCATED: _truncated,
    Fault.RESET: _reset,
}


def _retry_after(wait: float | datetime) -> str:
    return http_date(wait) if isinstance(wait, datetime) else f"{wait:g}"
