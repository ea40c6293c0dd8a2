# ruff: noqa: S101  # assert is how a test speaks
"""Conformance of credentials and secrecy: who may call, and what nobody may read afterwards."""

import base64
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from unified_ats.errors import ATSError, AuthenticationError, PermissionDeniedError
from unified_ats.provider import Provider
from unified_ats.sandbox import RunningSandbox
from unified_ats.testing.conformance.failures import LASTING
from unified_ats.testing.conformance.suite import Suite, Waits
from unified_ats.testing.conformance.truth import READS, Truth
from unified_ats.testing.conformance.writes import PERSON

__all__ = ["SecrecyTests"]

Call = Callable[[Provider], object]
_AFTER_THE_FIRST_CALL = 50


class SecrecyTests(Suite):
    """Credentials, and what logs and errors keep to themselves."""

    def test_wrong_credentials(self, sandbox: RunningSandbox, waits: Waits, truth: Truth) -> None:
        """Credentials that the vendor does not know raise AuthenticationError, on writes too."""
        with self.connect(sandbox, waits, **self.wrong()) as stranger:
            with pytest.raises(AuthenticationError) as caught:
                stranger.jobs.list()
            assert caught.value.provider == self.provider
            if "candidates.create" not in self.missing(stranger):
                with pytest.raises(AuthenticationError):
                    stranger.candidates.create(**PERSON, job_id=truth.open_job())
                assert truth.held(PERSON["email"]) == []

    def test_forbidden_credentials(
        self, sandbox: RunningSandbox, waits: Waits, ats: Provider
    ) -> None:
        """Credentials that may not do it raise PermissionDeniedError."""
        self.needs(ats, "forbidden")
        changes = self.forbidden_credentials or {}
        with (
            self.connect(sandbox, waits, **changes) as guest,
            pytest.raises(PermissionDeniedError),
        ):
            guest.jobs.list()

    def test_no_secret_in_any_repr(self, ats: Provider) -> None:
        """The provider, its settings and its parts show no secret."""
        ats.jobs.list()
        shown = [ats, ats.settings, ats.http, ats.auth(), ats.jobs]
        text = "\n".join(f"{each!r} {each}" for each in shown)
        assert found(self._secrets(ats), text) == set()

    def test_errors_tell_no_secret_and_no_person(
        self, ats: Provider, sandbox: RunningSandbox, waits: Waits, truth: Truth
    ) -> None:
        """No error shows a secret or a person in its text, its repr or its traceback."""
        errors = list(self._errors(ats, sandbox, waits, truth))
        assert errors, "nothing failed"
        for error in errors:
            text = "\n".join([str(error), repr(error), *traceback.format_exception(error)])
            people = truth.personal() | set(PERSON.values())
            assert found(people | self._secrets(ats), text) == set(), type(error).__name__
            assert found(self._secrets(ats), repr(error.raw)) == set(), type(error).__name__

    def test_logs_tell_no_secret_and_no_person(
        self,
        ats: Provider,
        sandbox: RunningSandbox,
        waits: Waits,
        truth: Truth,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """At DEBUG, for all loggers, no record holds a secret or a person."""
        caplog.set_level(logging.DEBUG)
        for call in self._with_people(ats, truth):
            call(ats)
        list(self._errors(ats, sandbox, waits, truth))
        write = logging.Formatter().format
        records = [each for each in caplog.records if not each.name.startswith(self._sandboxes)]
        assert records, "a provider that logs nothing cannot be understood"
        people = truth.personal() | set(PERSON.values())
        for record in records:
            assert found(people | self._secrets(ats), write(record)) == set(), record.name

    _sandboxes = ("unified_ats.sandbox", "werkzeug")
    """Loggers of the other side."""

    def _secrets(self, ats: Provider) -> set[str]:
        """Return the secrets of the settings, plain and as basic authentication writes them."""
        plain = {secret for secret in ats.settings.secrets() if secret}
        assert plain, "a provider without any secret setting?"
        basic = {base64.b64encode(f"{each}:".encode()).decode().rstrip("=") for each in plain}
        return plain | {each[:-1] for each in basic}

    def _with_people(self, ats: Provider, truth: Truth) -> list[Call]:
        """Return calls that handle people, among others."""
        missing = self.missing(ats)
        calls: list[Call] = [
            lambda ats, read=read: READS[read](ats, truth)  # type: ignore[misc]  # a default binds
            for read in READS
            if read not in missing
        ]
        email = truth.records("candidates")[0].email
        if "candidates.list(email)" not in missing:
            calls.append(lambda ats: ats.candidates.list(email=email))
        if "candidates.create" not in missing:
            job_id = truth.open_job()
            calls.append(lambda ats: _attempt(ats, job_id))
        return calls

    def _errors(
        self, ats: Provider, sandbox: RunningSandbox, waits: Waits, truth: Truth
    ) -> Iterator[ATSError]:
        """Yield what each call raises, for every failure and for wrong credentials."""
        calls = self._with_people(ats, truth)
        with self.connect(sandbox, waits, **self.wrong()) as stranger:
            yield from _caught(stranger, calls)
        for fault in LASTING:
            sandbox.faults.add(fault, times=_AFTER_THE_FIRST_CALL * len(calls))
            yield from _caught(ats, calls)
            sandbox.faults.clear()
        yield from _caught(ats, [lambda ats: ats.jobs.get("no-such-job-1")])
        if "candidates.create" not in self.missing(ats):
            refused: list[Call] = [
                lambda ats: ats.candidates.create(**PERSON, job_id="no-such-job-1"),
                lambda ats: ats.candidates.create(**PERSON, job_id=truth.open_job()),
                lambda ats: ats.candidates.create(**PERSON, job_id=truth.open_job()),
            ]
            yield from _caught(ats, refused)


def _attempt(ats: Provider, job_id: str) -> None:
    with suppress(ATSError):
        ats.candidates.create(**PERSON, job_id=job_id)


def _caught(ats: Provider, calls: list[Call]) -> Iterator[ATSError]:
    for call in calls:
        try:
            call(ats)
        except ATSError as error:
            yield error


def found(words: set[str], text: str) -> set[str]:
    """Return those words that a text holds."""
    return {word for word in words if word in text}
