from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from unified_ats.generic.sandbox import GenericSandbox
from unified_ats.sandbox import RunningSandbox, launch

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    """Run a sandbox at a fixed time, without a limit."""
    with launch(
        GenericSandbox, jobs=12, candidates=60, rate_limit=False, clock=lambda: NOW
    ) as running:
        yield running


class Client:
    """A client with a key."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer some-key"

    def __call__(self, method: str, path: str, **kwargs: Any) -> requests.Response:
        """Send a request."""
        return self.session.request(method, self.base_url + path, timeout=5, **kwargs)

    def get(self, path: str, **params: str | int) -> Any:
        """Return the body of what must be there."""
        answer = self("GET", path, params=params)
        assert answer.status_code == 200
        return answer.json()


@pytest.fixture
def client(sandbox: RunningSandbox) -> Iterator[Client]:
    """Yield a client of the sandbox."""
    client = Client(sandbox.base_url)
    with client.session:
        yield client


def error(answer: requests.Response) -> dict[str, Any]:
    """Return the error that an answer holds."""
    found: dict[str, Any] = answer.json()["error"]
    assert answer.headers["X-Request-Id"]
    return found
