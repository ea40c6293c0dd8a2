from collections.abc import Iterator

import pytest

from plugins.lever.tests.sandbox.client import Client, Clock
from unified_ats.sandbox import RunningSandbox, launch
from unified_ats_lever.sandbox import LeverSandbox


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still until it is moved."""
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[RunningSandbox]:
    """Run a small Lever without a limit."""
    with launch(LeverSandbox, jobs=24, candidates=60, rate_limit=False, clock=clock) as running:
        yield running


@pytest.fixture
def client(sandbox: RunningSandbox) -> Iterator[Client]:
    """Yield a client with a key that may do everything."""
    client = Client(sandbox)
    with client.session:
        yield client


@pytest.fixture(scope="package")
def large() -> Iterator[Client]:
    """Yield a client of a Lever that has every odd form; only to be read."""
    with launch(LeverSandbox, jobs=50, candidates=220, rate_limit=False, clock=Clock()) as running:
        client = Client(running)
        with client.session:
            yield client


@pytest.fixture
def roomy(clock: Clock) -> Iterator[Client]:
    """Yield a client of a Lever like the large one, to be written to."""
    with launch(LeverSandbox, jobs=50, candidates=220, rate_limit=False, clock=clock) as running:
        client = Client(running)
        with client.session:
            yield client


@pytest.fixture
def live(client: Client) -> str:
    """Return the id of a posting that takes applications."""
    [posting] = client.get("postings", state="published", limit=1)
    return str(posting["id"])
