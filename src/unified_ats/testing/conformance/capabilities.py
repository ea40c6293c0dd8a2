# ruff: noqa: S101  # assert is how a test speaks
"""Conformance of what a provider says of itself: its name, settings, capabilities and skips."""

from collections.abc import Callable, Mapping

import pytest

from unified_ats.errors import ConfigurationError, NotFoundError, UnsupportedError
from unified_ats.provider import Provider
from unified_ats.resources import Page
from unified_ats.sandbox import RunningSandbox
from unified_ats.testing.conformance.suite import OPERATIONS, Suite
from unified_ats.testing.conformance.truth import FIELDS, NOUNS, READS, REQUIRED, Truth
from unified_ats.testing.conformance.writes import PERSON

__all__ = ["CapabilityTests"]

CALLS: Mapping[str, Callable[[Provider, Truth], object]] = {
    **READS,
    "candidates.create": lambda ats, truth: ats.candidates.create(
        **PERSON, job_id=truth.open_job()
    ),
}


class CapabilityTests(Suite):
    """Declarations, against behaviour."""

    def test_names_agree(self, ats: Provider) -> None:
        """The class has the name of its entry point, and a title for people."""
        assert ats.name == self.provider == self.provider.lower()
        assert ats.title.strip()

    def test_environment_connects(self, sandbox: RunningSandbox) -> None:
        """The sandbox's environment names this provider, and is all that connecting takes."""
        assert sandbox.env["ATS_PROVIDER"] == self.provider
        kind = self.provider_class()
        with kind(kind.Settings.from_environment(self.provider, sandbox.env)) as ats:
            assert ats.jobs.list(per_page=1).items

    def test_settings_are_described(self) -> None:
        """Every setting has a variable and a help text, and at least one is a secret."""
        declared = self.provider_class().Settings.declared()
        for item in declared:
            assert item.env == item.env.upper()
            assert item.help.strip()
        assert any(item.secret for item in declared), "the key or token must be a secret setting"

    def test_missing_settings_are_named(self) -> None:
        """Without settings, one error names every required variable at once."""
        kind = self.provider_class()
        with pytest.raises(ConfigurationError) as caught:
            kind.Settings.from_environment(self.provider, {})
        for item in kind.Settings.declared():
            assert not item.required or item.env in str(caught.value)

    @pytest.mark.parametrize("name", OPERATIONS)
    def test_capabilities_match_behaviour(
        self, ats: Provider, sandbox: RunningSandbox, truth: Truth, name: str
    ) -> None:
        """What is declared works; what is not raises UnsupportedError, and nothing is sent."""
        noun, _, operation = name.partition(".")
        capability = ats.capabilities.get(noun)
        if capability and operation in capability.operations:
            found = CALLS[name](ats, truth)
            assert found.items if isinstance(found, Page) else found
            return
        sandbox.requests.clear()
        with pytest.raises(UnsupportedError):
            CALLS[name](ats, truth)
        assert len(sandbox.requests) == 0

    def test_passthrough(self, ats: Provider) -> None:
        """Any endpoint of the vendor can be called, and its 404 is a NotFoundError."""
        with pytest.raises(NotFoundError):
            ats.request("GET", "/no-such-endpoint/{name}", {"name": "x"})

    def test_expected_skips_are_all_needed(self, ats: Provider, truth: Truth) -> None:
        """Each name in expected_skips is something that is skipped indeed."""
        skipped = set(self.missing(ats)) | self._never_filled(ats, truth)
        skipped |= {"applications.list()"}  # whether it is, only trying can tell
        stale = set(self.expected_skips or ()) - skipped
        assert not stale, "take these out of expected_skips, they are tested now"

    def _never_filled(self, ats: Provider, truth: Truth) -> set[str]:
        missing = self.missing(ats)
        filled = {
            f"{noun}.{name.partition('.')[2]}"
            for noun in NOUNS
            if f"{noun}.list" not in missing
            for record in getattr(ats, noun).iter(**truth.scope(noun))
            for name in FIELDS
            if name.startswith(f"{noun}.") and getattr(record, name.partition(".")[2])
        }
        return set(FIELDS) - filled - REQUIRED
