"""Keeping urllib3 from logging the addresses that are called.

At DEBUG, urllib3 writes every request line with its query: e-mails of candidates in filters, keys
in parameters. While a transport is calling, and only then, those records are dropped; the host
application's own use of urllib3 is not touched. The transport writes a line of its own instead.
"""

import contextlib
import logging
from collections.abc import Iterator
from contextvars import ContextVar

__all__ = ["urllib3_quiet"]

_calling: ContextVar[bool] = ContextVar("unified_ats_calling", default=False)


def _not_calling(_record: logging.LogRecord) -> bool:
    return not _calling.get()


for _name in ("connectionpool", "connection", "response", "util.retry"):
    logging.getLogger(f"urllib3.{_name}").addFilter(_not_calling)


@contextlib.contextmanager
def urllib3_quiet() -> Iterator[None]:
    """Drop what urllib3 logs in this context."""
    token = _calling.set(True)
    try:
        yield
    finally:
        _calling.reset(token)
