"""A stub server, a clock, and transports that are closed after the test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.http.stub import Clock, Stub, serve
from unified_ats.http import BearerAuth, HTTPOptions, Transport, fetch_file

Fetch = Callable[..., Any]
MakeTransport = Callable[..., Transport]


@pytest.fixture
def stub() -> Iterator[Stub]:
    """Run a scripted server."""
    with serve() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    """Return a clock that moves only when someone sleeps."""
    return Clock()


@pytest.fixture
def transport(stub: Stub, clock: Clock) -> Iterator[MakeTransport]:
    """Return a maker of transports to the server; what it does not know are HTTP options."""
    made: list[Transport] = []

    def make(**given: Any) -> Transport:
        names = {"base_url", "auth", "headers", "limiter", "secrets", "read_error", "provider"}
        names |= {"concurrent"}
        known = {name: given.pop(name) for name in names if name in given}
        defaults: dict[str, Any] = {
            "provider": "acme",
            "base_url": stub.url,
            "auth": BearerAuth("t0k3n"),
            "read_error": lambda _: None,
        }
        options = HTTPOptions(**{"sleep": clock.sleep, "clock": clock, **given})
        made.append(Transport(**{**defaults, **known, "options": options}))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def fetch(stub: Stub, clock: Clock) -> Fetch:
    """Return a fetch that may reach the server, which is on loopback; what it gets are options."""

    def call(url: str, *, max_bytes: int = 1_000, seconds: float = 20.0, **given: Any) -> Any:
        options = HTTPOptions(**{"private_files": True, "clock": clock, **given})
        return fetch_file(url, options=options, max_bytes=max_bytes, seconds=seconds)

    return call
