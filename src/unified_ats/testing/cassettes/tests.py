"""The base of tests that run on cassettes: pytest-recording, set up once for all vendors."""

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

from unified_ats import registry
from unified_ats.http import HTTPOptions
from unified_ats.provider import Provider
from unified_ats.sandbox import Company, Sandbox, launch
from unified_ats.testing.cassettes import text
from unified_ats.testing.cassettes.scrub import SAFE_FIELDS, Scrubber
from unified_ats.testing.cassettes.tidy import MATCH_ON, PLACE, Tidier

__all__ = ["CassetteTests"]

_NOW = datetime(2026, 1, 6, 9, 0, tzinfo=UTC)
"""When everything happens that is recorded from a sandbox."""


@attrs.frozen(kw_only=True)
class Source:
    """Where answers come from.

    Attributes:
        env: the settings of the provider.
        real: whether real people may be in the answers.
        sleep: how to wait between attempts.
    """

    env: Mapping[str, str] = attrs.field(repr=False)
    real: bool = False
    sleep: Callable[[float], None] = time.sleep


class _Readable:
    """A plugin that makes pytest-recording write readable YAML."""

    def pytest_recording_configure(self, vcr: Any) -> None:
        vcr.register_serializer("yaml", text)


@pytest.mark.vcr
class CassetteTests:
    """Base of a class of tests, each of which plays the cassette of its own name."""

    # -- an author declares ---------------------------------------------------------------------

    provider: ClassVar[str]
    """Entry-point name of the provider and of its sandbox."""
    folder: ClassVar[Path]
    """Where the cassettes are."""

    # -- an author may declare ------------------------------------------------------------------

    safe_fields: ClassVar[Collection[str]] = SAFE_FIELDS
    """Names of fields whose values stay when a real vendor is recorded; all others are scrubbed."""

    # -- what the tests use ---------------------------------------------------------------------

    @pytest.fixture
    def ats(self, source: Source) -> Iterator[Provider]:
        """Return the provider, at the cassette or at what is recorded."""
        kind = registry.provider_class(self.provider)
        settings = kind.Settings.from_environment(self.provider, source.env)
        with kind(settings, http=HTTPOptions(sleep=source.sleep)) as ats:
            yield ats

    # -- what pytest-recording asks for ---------------------------------------------------------

    @pytest.fixture
    def source(self, record_mode: str) -> Iterator[Source]:
        """Say where answers come from: the cassette, the real vendor, or the sandbox."""
        if record_mode == "none":
            yield Source(env=self._playing(), sleep=lambda _: None)
        elif self._has_credentials():
            yield Source(env=os.environ, real=True)
        else:
            with launch(
                self.provider, jobs=5, candidates=10, rate_limit=False, clock=lambda: _NOW
            ) as sandbox:
                yield Source(env=sandbox.env)

    @pytest.fixture
    def vcr_config(
        self, ats: Provider, source: Source, request: pytest.FixtureRequest
    ) -> Iterator[dict[str, Any]]:
        """Set vcrpy up."""
        tidier = Tidier(
            base_url=ats.http.base_url,
            elsewhere=[
                value for value in attrs.astuple(ats.settings) if str(value).startswith("http")
            ],
            secrets=[*ats.settings.secrets(), *ats.auth().secrets()],
            scrubber=Scrubber(self.safe_fields) if source.real else None,
        )
        readable = _Readable()
        request.config.pluginmanager.register(readable)
        yield {
            "before_record_request": tidier.request,
            "before_record_response": tidier.response,
            "decode_compressed_response": True,
            "match_on": MATCH_ON,
        }
        request.config.pluginmanager.unregister(readable)

    @pytest.fixture
    def vcr_cassette_dir(self) -> str:
        """Keep the cassettes where the author says."""
        return str(self.folder)

    @pytest.fixture
    def default_cassette_name(self, request: pytest.FixtureRequest) -> str:
        """Name a cassette like its test."""
        return str(request.node.name)

    def _has_credentials(self) -> bool:
        """Whether any secret is set: a set-up by halves is an error, not a sandbox."""
        declared = registry.provider_class(self.provider).Settings.declared()
        return any(os.environ.get(item.env, "").strip() for item in declared if item.secret)

    def _playing(self) -> dict[str, str]:
        """Return settings that point the adapter at the place the cassettes tell of."""
        facade: type[Sandbox] = registry.load("unified_ats.sandboxes", self.provider)
        nobody = Company.generate(jobs=0, candidates=0)
        try:
            return facade(nobody).settings(PLACE)
        finally:
            nobody.close()
