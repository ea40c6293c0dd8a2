# ruff: noqa: S101  # assert is how a test speaks
"""Conformance under failure: reads are tried again where that helps, and errors are ours."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from unified_ats.errors import (
    ATSError,
    ATSTimeoutError,
    BadResponseError,
    RateLimitError,
    ServerError,
    UnreachableError,
)
from unified_ats.provider import Provider
from unified_ats.sandbox import Fault, RunningSandbox
from unified_ats.testing.conformance.suite import Suite, Waits
from unified_ats.testing.conformance.truth import READS, Truth

__all__ = ["FailureTests"]

every_read = pytest.mark.parametrize("read", READS)
PASSING = (
    Fault.SERVER_ERROR,
    Fault.UNAVAILABLE,
    Fault.RATE_LIMITED,
    Fault.TRUNCATED,
    Fault.RESET,
)
"""What a read survives when it happens once."""
LASTING: Mapping[Fault, type[ATSError]] = {
    Fault.SERVER_ERROR: ServerError,
    Fault.UNAVAILABLE: ServerError,
    Fault.RATE_LIMITED: RateLimitError,
    Fault.TRUNCATED: UnreachableError,
    Fault.RESET: UnreachableError,
    Fault.BROKEN_JSON: BadResponseError,
    Fault.HTML: BadResponseError,
}
"""What it becomes when it goes on."""
_ALWAYS = 100
_MANY = 10


class FailureTests(Suite):
    """Reads, when the vendor or the network fails."""

    @every_read
    @pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.value)
    def test_read_survives_one_failure(
        self, ats: Provider, sandbox: RunningSandbox, truth: Truth, read: str, fault: Fault
    ) -> None:
        """A read that fails once is sent again, and its result is as if nothing had happened."""
        self.needs(ats, read)
        expected = READS[read](ats, truth)
        sandbox.faults.add(fault)
        assert READS[read](ats, truth) == expected
        assert sandbox.faults.waiting == 0, "the failure did not happen"

    @every_read
    @pytest.mark.parametrize("fault", LASTING, ids=lambda fault: fault.value)
    def test_read_gives_up_with_the_right_error(
        self, ats: Provider, sandbox: RunningSandbox, truth: Truth, read: str, fault: Fault
    ) -> None:
        """A failure that goes on ends in the error that says what it was, after a few tries."""
        self.needs(ats, read)
        READS[read](ats, truth)
        sandbox.faults.add(fault, times=_ALWAYS)
        with pytest.raises(LASTING[fault]) as caught:
            READS[read](ats, truth)
        assert caught.value.provider == self.provider
        assert 1 <= _ALWAYS - sandbox.faults.waiting <= _MANY

    def test_wait_the_vendor_asks_for(
        self, ats: Provider, sandbox: RunningSandbox, waits: Waits
    ) -> None:
        """Too many requests: the read waits as long as the vendor asks, and succeeds."""
        expected = ats.jobs.list().items
        sandbox.faults.add(Fault.RATE_LIMITED, retry_after=9)
        assert ats.jobs.list().items == expected
        assert 9 <= sum(waits.asked) < 12

    def test_wait_until_the_date_the_vendor_asks_for(
        self, ats: Provider, sandbox: RunningSandbox, waits: Waits
    ) -> None:
        """The vendor may ask with a date too."""
        expected = ats.jobs.list().items
        until = datetime.now(UTC) + timedelta(seconds=20)
        sandbox.faults.add(Fault.UNAVAILABLE, retry_after=until)
        assert ats.jobs.list().items == expected
        assert 15 <= sum(waits.asked) < 25

    def test_too_long_a_wait_is_an_error(
        self, ats: Provider, sandbox: RunningSandbox, waits: Waits
    ) -> None:
        """A vendor that asks to wait an hour is not waited for: the error says for how long."""
        ats.jobs.list()
        sandbox.faults.add(Fault.RATE_LIMITED, retry_after=3_600, times=_ALWAYS)
        with pytest.raises(RateLimitError) as caught:
            ats.jobs.list()
        assert caught.value.retry_after == 3_600
        assert waits.asked == []

    def test_slow_answer_is_asked_for_again(self, sandbox: RunningSandbox, waits: Waits) -> None:
        """A read whose answer does not come in time is sent again."""
        with self.connect(sandbox, waits, read_timeout=0.2) as hasty:
            expected = hasty.jobs.list().items
            sandbox.faults.add(Fault.SLOW, delay=60)
            assert hasty.jobs.list().items == expected
            assert sandbox.faults.waiting == 0

    def test_no_answer_in_time(self, sandbox: RunningSandbox, waits: Waits) -> None:
        """A vendor that stays slow ends in ATSTimeoutError."""
        with self.connect(sandbox, waits, read_timeout=0.2) as hasty:
            hasty.jobs.list()
            sandbox.faults.add(Fault.SLOW, delay=60, times=_ALWAYS)
            with pytest.raises(ATSTimeoutError):
                hasty.jobs.list()

    def test_iteration_survives_failures(
        self,
        ats: Provider,
        sandbox: RunningSandbox,
        truth: Truth,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Iterating over many pages, some of which fail at first, still gives every record once."""
        self.needs(ats, "jobs.pages")
        monkeypatch.setattr(ats.jobs, "max_per_page", 5)
        reading = ats.jobs.iter()
        found = [next(reading).id]
        for fault in (Fault.RESET, Fault.TRUNCATED, Fault.SERVER_ERROR):
            sandbox.faults.add(fault)
        found += [job.id for job in reading]
        assert sorted(found) == truth.ids(truth.records("jobs"))
        assert sandbox.faults.waiting == 0
