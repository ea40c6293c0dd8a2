"""Lever's sandbox, and ways to connect to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from unified_ats import HTTPOptions, Provider
from unified_ats.sandbox import RunningSandbox, launch
from unified_ats_lever import LeverProvider, LeverSettings

Connect = Callable[..., Provider]


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    """Run the sandbox, over enough of a company for several pages."""
    with launch("lever", jobs=130, candidates=260, rate_limit=False) as sandbox:
        yield sandbox


@pytest.fixture
def connect(sandbox: RunningSandbox) -> Iterator[Connect]:
    """Return a maker of providers for the sandbox, which takes settings, and HTTP options."""
    made: list[Provider] = []

    def make(http: HTTPOptions | None = None, **settings: Any) -> Provider:
        env = sandbox.env
        declared = LeverSettings.declared()
        given = {item.name: env[item.env] for item in declared if item.env in env}
        found = LeverSettings.from_arguments("lever", {**given, **settings})
        made.append(LeverProvider(found, http=http or HTTPOptions(sleep=lambda _: None)))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def ats(connect: Connect) -> Provider:
    """Return the provider, at the sandbox."""
    return connect()
