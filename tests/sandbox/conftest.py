from collections.abc import Iterator

import pytest
import requests

from unified_ats.generic.sandbox import GenericSandbox
from unified_ats.sandbox import RunningSandbox, launch


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    """Run a small generic sandbox without a limit."""
    with launch(GenericSandbox, jobs=3, candidates=5, rate_limit=False) as running:
        yield running


@pytest.fixture
def session() -> Iterator[requests.Session]:
    """Yield a session with a key."""
    with requests.Session() as session:
        session.headers["Authorization"] = "Bearer some-key"
        yield session
