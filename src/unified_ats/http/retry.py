"""Which failures are worth another try, and how long to wait before it."""

import email.utils
import math
from collections.abc import Mapping
from datetime import UTC, datetime

import tenacity

from unified_ats.errors import ATSError, RateLimitError, ServerError, UnreachableError
from unified_ats.http.options import HTTPOptions

__all__ = ["http_date", "parse_retry_after", "retrying"]


def parse_retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Return the seconds that ``Retry-After`` asks for (RFC 9110: seconds, or an HTTP date).

    ``None`` when it is missing or makes no sense; a date in the past is 0.0. Dates count from the
    ``Date`` of the same answer, where there is one, so that a skewed clock does no harm.
    """
    value = headers.get("Retry-After", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        until = http_date(value)
        if until is None:
            return None
        since = http_date(headers.get("Date", "")) or now or datetime.now(UTC)
        seconds = (until - since).total_seconds()
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def http_date(value: str) -> datetime | None:
    """Read a date as HTTP headers write it; ``None`` when it is none."""
    try:
        date = email.utils.parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def retrying(options: HTTPOptions, *, safe: bool, deadline: float) -> tenacity.Retrying:
    """Return the loop that calls again while it helps, within the attempts and the total time.

    Args:
        options: bounds, clock and sleep.
        safe: False for a write, which is sent again only when the vendor certainly did nothing
            with it: the request never left, or the answer was 429.
        deadline: on the clock of the options; no attempt begins after it.
    """

    def worth_it(error: BaseException) -> bool:
        match error:
            case RateLimitError():
                return True
            case UnreachableError():
                return safe or not error.request_sent
            case ServerError():
                return safe
        return False

    backoff = tenacity.wait_random_exponential(multiplier=options.backoff, max=options.max_backoff)

    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, ATSError) else None
        return max(backoff(state), asked or 0.0)

    def enough(state: tenacity.RetryCallState) -> bool:
        return (
            state.attempt_number >= options.attempts
            or options.clock() + state.upcoming_sleep >= deadline
        )

    return tenacity.Retrying(
        retry=tenacity.retry_if_exception(worth_it),
        wait=wait,
        stop=enough,
        sleep=options.sleep,
        reraise=True,
    )
