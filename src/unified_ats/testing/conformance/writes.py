# ruff: noqa: S101  # assert is how a test speaks
"""Conformance of writes: what is created is there, once, and nothing is sent again blindly."""

from typing import Any

import pytest

from unified_ats.errors import (
    ArgumentError,
    ATSTimeoutError,
    ConflictError,
    ResponseError,
    ServerError,
    UnreachableError,
)
from unified_ats.provider import Provider
from unified_ats.resources import CreatedCandidate
from unified_ats.sandbox import Fault, RunningSandbox
from unified_ats.testing.conformance.suite import Suite, Waits
from unified_ats.testing.conformance.truth import Truth

__all__ = ["PERSON", "WriteTests"]

PERSON = {
    "name": "Wilhelmina Quastenflosser",
    "email": "wilhelmina.quastenflosser@example.com",
    "phone": "+1 555 0199",
    "resume_url": "https://example.com/wilhelmina.pdf",
}
"""Somebody the company cannot know yet, with a name that no log holds by chance."""
NAMES = ("Ada Lovelace", "Zoë O'Brien-Łukasiewicz", "Ludwig van Beethoven", "Sukarno", "王 小明")


class WriteTests(Suite):
    """Creating candidates."""

    @pytest.fixture
    def job_id(self, ats: Provider, truth: Truth) -> str:
        """Return a job that takes applications, if candidates can be created."""
        self.needs(ats, "candidates.create")
        return truth.open_job()

    def test_created_candidate_is_there(self, ats: Provider, truth: Truth, job_id: str) -> None:
        """A created candidate comes back as sent, is held once, and has applied to the job."""
        created = ats.candidates.create(**PERSON, job_id=job_id)
        assert isinstance(created, CreatedCandidate)
        assert created.candidate.name == PERSON["name"]
        assert created.candidate.email == PERSON["email"]
        [held] = truth.held(PERSON["email"])
        assert created.candidate.id == truth.vendor_id(held)
        assert held.name == PERSON["name"]
        assert truth.applied(PERSON["email"], job_id) == 1

    @pytest.mark.parametrize("field", ["phone", "resume_url"])
    def test_optional_fields_arrive(
        self, ats: Provider, truth: Truth, job_id: str, field: str
    ) -> None:
        """Phone and résumé arrive, or a warning says that they did not; none is lost silently."""
        created = ats.candidates.create(**PERSON, job_id=job_id)
        [held] = truth.held(PERSON["email"])
        assert isinstance(created.warnings, tuple)
        assert getattr(held, field) == PERSON[field] or created.warnings
        assert getattr(created.candidate, field) in (PERSON[field], None)

    @pytest.mark.parametrize("field", ["phone", "resume_url"])
    def test_known_person_loses_nothing(
        self, ats: Provider, truth: Truth, job_id: str, field: str
    ) -> None:
        """What a known person sends anew arrives, or a warning says that it did not."""
        [*_, other] = truth.open_jobs()
        ats.candidates.create(name=PERSON["name"], email=PERSON["email"], job_id=other)
        created = ats.candidates.create(**PERSON, job_id=job_id)
        kept = {getattr(each, field) for each in truth.held(PERSON["email"])}
        assert PERSON[field] in kept or created.warnings

    def test_optional_fields_may_be_left_out(
        self, ats: Provider, truth: Truth, job_id: str
    ) -> None:
        """Name, e-mail and job are enough, and draw no warning."""
        created = ats.candidates.create(name=PERSON["name"], email=PERSON["email"], job_id=job_id)
        [held] = truth.held(PERSON["email"])
        assert held.phone is None
        assert created.warnings == ()

    @pytest.mark.parametrize("name", NAMES)
    def test_names_of_all_kinds(self, ats: Provider, truth: Truth, job_id: str, name: str) -> None:
        """A name of one word or many, in any script, arrives with every word of it."""
        created = ats.candidates.create(name=name, email=PERSON["email"], job_id=job_id)
        [held] = truth.held(PERSON["email"])
        for word in name.split():
            assert word in held.name
            assert word in created.candidate.name

    def test_application_is_listed_afterwards(self, ats: Provider, job_id: str) -> None:
        """The application to the job is among its applications at once."""
        self.needs(ats, "applications.list", "applications.list(job_id)")
        created = ats.candidates.create(**PERSON, job_id=job_id)
        applied = list(ats.applications.iter(job_id=job_id))
        [application] = [each for each in applied if each.email == PERSON["email"]]
        assert application.candidate_name == PERSON["name"]
        assert created.application_id in (application.id, None)

    def test_candidate_is_found_afterwards(self, ats: Provider, job_id: str) -> None:
        """The candidate can be looked up by the id that the create gave."""
        self.needs(ats, "candidates.get")
        created = ats.candidates.create(**PERSON, job_id=job_id)
        found = ats.candidates.get(created.candidate.id)
        assert (found.name, found.email) == (PERSON["name"], PERSON["email"])

    def test_second_application_to_one_job(self, ats: Provider, truth: Truth, job_id: str) -> None:
        """A second application of one person to one job does what the vendor is said to do."""
        ats.candidates.create(**PERSON, job_id=job_id)
        if self.duplicate == "refused":
            with pytest.raises(ConflictError):
                ats.candidates.create(**PERSON, job_id=job_id)
        else:
            ats.candidates.create(**PERSON, job_id=job_id)
        assert truth.applied(PERSON["email"], job_id) == (2 if self.duplicate == "added" else 1)

    def test_unknown_job_is_refused(self, ats: Provider, truth: Truth) -> None:
        """A job that does not exist: nothing is created, or a warning says what was not done."""
        self.needs(ats, "candidates.create")
        try:
            created = ats.candidates.create(**PERSON, job_id="no-such-job-1")
        except ResponseError:
            assert truth.held(PERSON["email"]) == []
        else:
            assert created.warnings

    @pytest.mark.parametrize(("field", "value"), [("email", "nobody"), ("name", " ")])
    def test_wrong_argument_is_never_sent(
        self, ats: Provider, sandbox: RunningSandbox, job_id: str, field: str, value: str
    ) -> None:
        """Arguments are checked before anything is sent."""
        arguments: dict[str, Any] = {**PERSON, "job_id": job_id, field: value}
        sandbox.requests.clear()
        with pytest.raises(ArgumentError) as caught:
            ats.candidates.create(**arguments)
        assert set(caught.value.fields) == {field}
        assert len(sandbox.requests) == 0

    def test_too_many_requests_is_sent_again(
        self, ats: Provider, sandbox: RunningSandbox, truth: Truth, waits: Waits, job_id: str
    ) -> None:
        """A create refused with 429 was not done: it waits as asked, and is done once."""
        self._fail(sandbox, Fault.RATE_LIMITED, retry_after=9)
        ats.candidates.create(**PERSON, job_id=job_id)
        assert sandbox.faults.waiting == 0, "the failure did not happen"
        assert 9 <= sum(waits.asked) < 12
        assert truth.applied(PERSON["email"], job_id) == 1

    @pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.UNAVAILABLE])
    def test_server_error_is_not_sent_again(
        self, ats: Provider, sandbox: RunningSandbox, truth: Truth, job_id: str, fault: Fault
    ) -> None:
        """A create that the vendor failed on may have been done: it is not sent again."""
        self._fail(sandbox, fault)
        with pytest.raises(ServerError):
            ats.candidates.create(**PERSON, job_id=job_id)
        assert truth.held(PERSON["email"]) == [], "it was sent again"

    def test_lost_answer_is_not_sent_again(
        self, ats: Provider, sandbox: RunningSandbox, truth: Truth, job_id: str
    ) -> None:
        """The work is done and the answer lost: one candidate, and the error says it may be."""
        self._fail(sandbox, Fault.RESET_AFTER)
        with pytest.raises(UnreachableError) as caught:
            ats.candidates.create(**PERSON, job_id=job_id)
        assert caught.value.request_sent
        assert len(truth.held(PERSON["email"])) == 1
        assert truth.applied(PERSON["email"], job_id) <= 1

    def test_reset_create_is_not_sent_again(
        self, ats: Provider, sandbox: RunningSandbox, truth: Truth, job_id: str
    ) -> None:
        """A connection reset before the answer says nothing: the create is not sent again."""
        self._fail(sandbox, Fault.RESET)
        with pytest.raises(UnreachableError) as caught:
            ats.candidates.create(**PERSON, job_id=job_id)
        assert caught.value.request_sent
        assert truth.held(PERSON["email"]) == [], "it was sent again"

    def test_slow_create_is_not_sent_again(
        self, sandbox: RunningSandbox, truth: Truth, waits: Waits
    ) -> None:
        """A create whose answer does not come in time is not sent again."""
        with self.connect(sandbox, waits, read_timeout=0.2) as hasty:
            self.needs(hasty, "candidates.create")
            hasty.jobs.list()
            self._fail(sandbox, Fault.SLOW, delay=60)
            with pytest.raises(ATSTimeoutError) as caught:
                hasty.candidates.create(**PERSON, job_id=truth.open_job())
            assert caught.value.request_sent
            assert truth.held(PERSON["email"]) == [], "it was sent again"

    def _fail(
        self,
        sandbox: RunningSandbox,
        fault: Fault,
        *,
        retry_after: float | None = None,
        delay: float = 1.0,
    ) -> None:
        """Make the next request that creates go wrong."""
        sandbox.faults.add(
            fault, retry_after=retry_after, delay=delay, method="POST", path=self.create_path
        )
