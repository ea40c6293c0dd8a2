"""Providers made of small mapping files, in front of a scripted server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import unified_ats
from tests.generic.mapping.small import small
from tests.http.stub import Clock, Stub
from unified_ats import HTTPOptions, Provider

MakeATS = Callable[..., Provider]


@pytest.fixture
def clock() -> Clock:
    """Return a clock that moves only when someone sleeps."""
    return Clock()


@pytest.fixture
def ats(stub: Stub, clock: Clock, tmp_path: Path) -> Iterator[MakeATS]:
    """Return a maker of providers from snippets of a mapping file; the rest are settings.

    They call the server once and never again, unless ``http`` has other options.
    """
    made: list[Provider] = []

    def make(*snippets: str, http: dict[str, Any] | None = None, **settings: Any) -> Provider:
        path = tmp_path / f"ats_{len(made)}.toml"
        path.write_text(small(*snippets), encoding="utf-8")
        options: dict[str, Any] = {"attempts": 1, "sleep": clock.sleep, "clock": clock}
        given = {"base_url": stub.url, "api_key": "k3y", **settings}
        provider = unified_ats.connect(
            "generic", mapping=path, http=HTTPOptions(**options | (http or {})), **given
        )
        made.append(provider)
        return provider

    yield make
    for each in made:
        each.close()
