from collections.abc import Iterator

import pytest

from plugins.greenhouse.tests.sandbox.client import Client, Clock
from unified_ats.sandbox import RunningSandbox, launch
from unified_ats_greenhouse.sandbox import GreenhouseSandbox


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still until it is moved."""
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[RunningSandbox]:
    """Run a small Greenhouse without a limit."""
    with launch(
        GreenhouseSandbox, jobs=24, candidates=40, rate_limit=False, clock=clock
    ) as running:
        yield running


@pytest.fixture
def client(sandbox: RunningSandbox) -> Iterator[Client]:
    """Yield a client that has signed in."""
    client = Client(sandbox)
    with client.session:
        client.sign_in()
        yield client


@pytest.fixture(scope="module")
def large() -> Iterator[Client]:
    """Yield a client of a Greenhouse that has every odd form; only to be read."""
    with launch(
        GreenhouseSandbox, jobs=40, candidates=240, rate_limit=False, clock=Clock()
    ) as running:
        client = Client(running)
        with client.session:
            client.sign_in()
            yield client
