"""Logging, set up once by whoever runs a process: the command line, the server, the Lambda.

A library must not do this; programs call :func:`configure`, and only the logger ``unified_ats`` is
touched.
"""

import logging
import time
import traceback

from unified_ats.errors import ConfigurationError

__all__ = ["LEVELS", "configure", "origin"]

LEVELS = {
    "DEBUG": logging.DEBUG,
    "INFO": logging.INFO,
    "WARNING": logging.WARNING,
    "WARN": logging.WARNING,
    "ERROR": logging.ERROR,
    "CRITICAL": logging.CRITICAL,
}
"""The words that ``LOG_LEVEL`` may be, in any case."""

_HANDLER = "unified_ats.stderr"


class _Lines(logging.Formatter):
    """One readable line a record, with the time in UTC."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")


def configure(level: str | None = None, *, default: str = "INFO") -> None:
    """Send the records of this library to stderr, from a level on.

    Where the root logger has a handler already, as it has on Lambda, records go there and only the
    level is set. Calling it again changes the level; records are never written twice.

    Args:
        level: a word of ``LEVELS``, in any case, such as ``LOG_LEVEL`` holds.
        default: the word that counts when there is none, or an empty one.

    Raises:
        ConfigurationError: there is no such level.
    """
    word = (level or "").strip().upper() or default
    if word not in LEVELS:
        raise ConfigurationError(
            f"LOG_LEVEL is none of {', '.join(LEVELS)}: set it to one of them, or leave it out"
        )
    logger = logging.getLogger("unified_ats")
    logger.setLevel(LEVELS[word])
    for handler in [handler for handler in logger.handlers if handler.name == _HANDLER]:
        logger.removeHandler(handler)  # it may hold a stderr of before
    if not logging.root.handlers:
        logger.addHandler(_stderr())


def _stderr() -> logging.Handler:
    handler = logging.StreamHandler()
    handler.name = _HANDLER
    handler.setFormatter(_Lines())
    return handler


def origin(error: BaseException) -> str:
    """Return the kind of an error and where it comes from, on one line and without its words.

    Those may hold what a candidate wrote.
    """
    frames = traceback.extract_tb(error.__traceback__)
    stack = " < ".join(f"{frame.filename}:{frame.lineno}:{frame.name}" for frame in frames[::-1])
    return f"{type(error).__module__}.{type(error).__qualname__} at {stack}"
