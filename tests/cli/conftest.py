"""The command in this process, with the settings of a sandbox or without any."""

import logging
import os
from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner, Result

from unified_ats.cli.program import program
from unified_ats.sandbox import RunningSandbox, launch

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def clean_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the settings of whoever runs the tests away, and put logging back afterwards."""
    for name in os.environ:
        if name.startswith(("ATS_", "UNIFIED_ATS_", "LOG_LEVEL", "FORCE_COLOR")):
            monkeypatch.delenv(name)
    logger = logging.getLogger("unified_ats")
    handlers, level = [*logger.handlers], logger.level
    yield
    logger.handlers, logger.level = handlers, level
    logger.setLevel(level)


@pytest.fixture
def run() -> Run:
    """Return what runs the command with arguments."""
    return lambda *args: CliRunner().invoke(program, args, prog_name="unified-ats")


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningSandbox]:
    """Run a sandbox that the environment points at."""
    with launch("generic", jobs=12, candidates=60, rate_limit=False) as running:
        for name, value in running.env.items():
            monkeypatch.setenv(name, value)
        yield running
