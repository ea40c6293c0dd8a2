# ruff: noqa: D102  # the name of a class says what its methods do wrong
"""Flaws of credentials, secrecy, capabilities and skips."""

import logging
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, ClassVar

from tests.generic.made import GenericCandidates, GenericJobs
from tests.testing.broken.flawed import Broken, with_candidates, with_jobs
from unified_ats import (
    ATSError,
    BadResponseError,
    Candidates,
    CreatedCandidate,
    Job,
    NewCandidate,
    NotFoundError,
)
from unified_ats.generic import GenericProvider


class SelfWilled(GenericProvider):
    def headers(self) -> Mapping[str, str]:
        return {}

    def auth(self) -> Any:
        return SimpleNamespace(
            sign=lambda headers: headers.update({"Authorization": "Bearer my-own"}),
            secrets=lambda: (),
        )


class TestUsesOtherCredentials(Broken):
    flawed = SelfWilled
    caught = "test_wrong_credentials"


class TestForgetsToForbid(Broken):
    flawed = SelfWilled
    forbidden_credentials: ClassVar[Mapping[str, Any]] = {"api_key": "forbidden"}
    caught = "test_forbidden_credentials"


class TellingJobs(GenericJobs):
    def read_one(self, job_id: str) -> Job:
        try:
            return super().read_one(job_id)
        except NotFoundError:
            raise NotFoundError(f"not with {self.settings.api_key}", provider="generic") from None


class TestTellsTheKeyInErrors(Broken):
    flawed = with_jobs(TellingJobs)
    caught = "test_errors_tell_no_secret_and_no_person"


class TellingCandidates(GenericCandidates):
    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        try:
            return super().send_create(candidate)
        except ATSError as error:
            raise BadResponseError(f"{candidate.email} failed", provider="generic") from error


class TestTellsPeopleInErrors(Broken):
    flawed = with_candidates(TellingCandidates)
    caught = "test_errors_tell_no_secret_and_no_person"


class LoggingCandidates(GenericCandidates):
    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        logging.getLogger("careless").debug("creating %s", candidate.name)
        return super().send_create(candidate)


class TestTellsPeopleInLogs(Broken):
    flawed = with_candidates(LoggingCandidates)
    caught = "test_logs_tell_no_secret_and_no_person"


class Exhibitionist(GenericProvider):
    def __repr__(self) -> str:
        return f"<generic {self.settings.api_key}>"


class TestShowsTheKey(Broken):
    flawed = Exhibitionist
    caught = "test_no_secret_in_any_repr"


class BoastfulCandidates(GenericCandidates):
    def read_one(self, candidate_id: str) -> Any:
        raise self.unsupported("get")


class TestBoasts(Broken):
    flawed = with_candidates(BoastfulCandidates)
    caught = "test_capabilities_match_behaviour[candidates.get]"


class TestSkipsVisibly(Broken):
    flawed = with_candidates(Candidates)
    caught = "test_unknown_job_is_refused"


class TestSkipsUnexpectedly(Broken):
    flawed = with_candidates(Candidates)
    expected_skips = ("forbidden",)
    caught = "test_unknown_job_is_refused"


class TestExpectsTooManySkips(Broken):
    expected_skips = ("candidates.create", "forbidden")
    caught = "test_expected_skips_are_all_needed"
