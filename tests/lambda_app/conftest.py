"""Events as API Gateway sends them, and handlers that start as in a new container."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lambda_app import container
from unified_ats.sandbox import RunningSandbox, launch

EVENTS = Path(__file__).parents[1] / "events"


@pytest.fixture
def event() -> Callable[[str], Any]:
    """Return what reads an event by its name."""
    return lambda name: json.loads((EVENTS / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    """A company of five jobs, all of which this module's tests share."""
    with launch("generic", jobs=5, candidates=20) as running:
        yield running


@pytest.fixture
def new_container(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.MonkeyPatch]:
    """An environment that points at the sandbox, and a container that has answered nothing."""
    logger = logging.getLogger("unified_ats")
    level = logger.level
    for name, value in sandbox.env.items():
        monkeypatch.setenv(name, value)
    container._app.cache_clear()
    yield monkeypatch
    if container._app.cache_info().currsize:
        container._app().close()
    container._app.cache_clear()
    logger.setLevel(level)
