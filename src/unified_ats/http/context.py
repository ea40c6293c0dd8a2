"""What surrounds a call: its caller's deadline, and the id to find it by in the logs."""

import contextlib
import math
from collections.abc import Iterator
from contextvars import ContextVar

import attrs

__all__ = ["Caller", "caller", "on_behalf"]


@attrs.frozen(kw_only=True)
class Caller:
    """On whose behalf calls are made.

    Attributes:
        request_id: the caller's id of its request, written beside the vendor's.
        deadline: when all calls for it must have ended, in monotonic seconds.
    """

    request_id: str = "-"
    deadline: float = math.inf


_NOBODY = Caller()
_caller: ContextVar[Caller] = ContextVar("unified_ats_caller", default=_NOBODY)


def caller() -> Caller:
    """Return on whose behalf this call is made."""
    return _caller.get()


@contextlib.contextmanager
def on_behalf(*, request_id: str, deadline: float) -> Iterator[None]:
    """Make the calls of this block for one request of a caller.

    Args:
        request_id: the caller's id, for the logs.
        deadline: monotonic seconds at which all calls, with their retries, must have ended.
    """
    token = _caller.set(Caller(request_id=request_id, deadline=deadline))
    try:
        yield
    finally:
        _caller.reset(token)
