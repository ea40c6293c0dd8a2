import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from unified_ats import ConfigurationError
from unified_ats.logs import configure


@contextmanager
def fresh_process(*root_handlers: logging.Handler) -> Iterator[logging.Logger]:
    """Have the loggers as a process has them that has just begun; pytest adds handlers to each."""
    logger = logging.getLogger("unified_ats")
    root, before = logging.root.handlers, (logger.handlers, logger.level)
    logging.root.handlers, logger.handlers = [*root_handlers], []
    try:
        yield logger
    finally:
        logging.root.handlers, (logger.handlers, logger.level) = root, before


def test_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A record is one line on stderr: time in UTC, level, logger, message."""
    with fresh_process():
        configure("info")
        logging.getLogger("unified_ats.http").info("GET /jobs %d", 200)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ INFO unified_ats\.http GET /jobs 200\n",
        capsys.readouterr().err,
    )


@pytest.mark.parametrize(
    ("word", "default", "level"),
    [
        ("DEBUG", "INFO", logging.DEBUG),
        (" warn\n", "INFO", logging.WARNING),
        ("Critical", "INFO", logging.CRITICAL),
        (None, "INFO", logging.INFO),
        ("", "WARNING", logging.WARNING),
    ],
)
def test_level(word: str | None, default: str, level: int) -> None:
    """The level is the word in any case, or the default where there is none."""
    with fresh_process() as logger:
        configure(word, default=default)
        assert logger.level == level


def test_twice(capsys: pytest.CaptureFixture[str]) -> None:
    """Configuring twice changes the level and writes no record twice."""
    with fresh_process() as logger:
        configure("ERROR")
        configure("INFO")
        logger.info("once")
    assert capsys.readouterr().err.count("once") == 1


def test_other_loggers(capsys: pytest.CaptureFixture[str]) -> None:
    """Loggers of other libraries are left alone."""
    with fresh_process():
        configure("DEBUG")
        logging.getLogger("somebody.else").info("theirs")
    assert capsys.readouterr().err == ""


def test_root_handler() -> None:
    """Where the root logger has a handler, as on Lambda, only the level is set."""
    with fresh_process(logging.NullHandler()) as logger:
        configure("DEBUG")
        assert logger.handlers == []
        assert logger.level == logging.DEBUG


def test_unknown_word() -> None:
    """An unknown word is refused, and the error lists those there are."""
    with pytest.raises(ConfigurationError, match="DEBUG, INFO, WARNING, WARN, ERROR, CRITICAL"):
        configure("loud")
