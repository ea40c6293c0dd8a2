# ruff: noqa: D102  # the name of a class says what its methods do wrong
"""Flaws of writes."""

import attrs

from tests.generic.made import GenericCandidates
from tests.testing.broken.flawed import Broken, Impatient, with_candidates
from unified_ats import ATSError, CreatedCandidate, NewCandidate


class StubbornCandidates(GenericCandidates):
    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        try:
            return super().send_create(candidate)
        except ATSError:
            return super().send_create(candidate)


class TestPostsAgainAfterServerError(Broken):
    flawed = with_candidates(StubbornCandidates)
    caught = "test_server_error_is_not_sent_again[Fault.SERVER_ERROR]"


class TestPostsAgainAfterReset(Broken):
    flawed = with_candidates(StubbornCandidates)
    caught = "test_reset_create_is_not_sent_again"


class TestPostsAgainAfterLostAnswer(Broken):
    flawed = with_candidates(StubbornCandidates)
    caught = "test_lost_answer_is_not_sent_again"


class TestPostsAgainAfterTimeout(Broken):
    flawed = with_candidates(StubbornCandidates)
    caught = "test_slow_create_is_not_sent_again"


class TestNeverPostsAgain(Broken):
    flawed = Impatient
    caught = "test_too_many_requests_is_sent_again"


class LossyCandidates(GenericCandidates):
    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        return super().send_create(attrs.evolve(candidate, phone=None, resume_url=None))


class TestLosesFields(Broken):
    flawed = with_candidates(LossyCandidates)
    caught = "test_optional_fields_arrive[phone]"


class FirstNameCandidates(GenericCandidates):
    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        return super().send_create(attrs.evolve(candidate, name=candidate.name.split()[0]))


class TestLosesNames(Broken):
    flawed = with_candidates(FirstNameCandidates)
    caught = "test_names_of_all_kinds[Ada Lovelace]"


class PretendingCandidates(GenericCandidates):
    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        found = self.list(per_page=1).items[0]
        return CreatedCandidate(
            candidate=attrs.evolve(found, name=candidate.name, email=candidate.email)
        )


class TestPretendsToCreate(Broken):
    flawed = with_candidates(PretendingCandidates)
    caught = "test_created_candidate_is_there"


class TestPretendsToCreateTwice(Broken):
    flawed = with_candidates(PretendingCandidates)
    caught = "test_second_application_to_one_job"


class TestPretendsToApply(Broken):
    flawed = with_candidates(PretendingCandidates)
    caught = "test_application_is_listed_afterwards"
