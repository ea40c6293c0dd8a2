"""The generic adapter in front of a scripted server."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import unified_ats
from tests.http.stub import Stub, serve
from unified_ats import HTTPOptions, Provider

MakeGeneric = Callable[..., Provider]


@pytest.fixture
def stub() -> Iterator[Stub]:
    """Run a scripted server."""
    with serve() as running:
        yield running


@pytest.fixture
def generic(stub: Stub) -> Iterator[MakeGeneric]:
    """Return a maker of generic adapters that call the server once and never again."""
    made: list[Provider] = []

    def make(**settings: Any) -> Provider:
        given = {"base_url": stub.url, "api_key": "k3y", **settings}
        made.append(unified_ats.connect("generic", http=HTTPOptions(attempts=1), **given))
        return made[-1]

    yield make
    for each in made:
        each.close()
