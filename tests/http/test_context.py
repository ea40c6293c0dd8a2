import contextvars
import logging
import time

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Clock, Stub
from unified_ats import ATSTimeoutError, ServerError
from unified_ats.http import on_behalf


def test_the_caller_is_named_in_the_log(
    stub: Stub, transport: MakeTransport, caplog: pytest.LogCaptureFixture
) -> None:
    """The line of a call has the id of the request it is made for, and a dash for none."""
    caplog.set_level(logging.INFO)
    ats = transport(clock=time.monotonic)
    with on_behalf(request_id="r-7", deadline=time.monotonic() + 60):
        ats.get("/jobs")
    ats.get("/jobs")
    assert [record.getMessage().rpartition(" ")[2] for record in caplog.records] == [
        "caller_id=r-7",
        "caller_id=-",
    ]


def test_calls_share_a_deadline(stub: Stub, transport: MakeTransport, clock: Clock) -> None:
    """No attempt begins after the deadline of the request, whatever a call's own time would be."""
    stub.script(*[Answer(500)] * 9)
    with on_behalf(request_id="r-7", deadline=clock() + 2.0), pytest.raises(ServerError):
        transport(attempts=9, backoff=1.0, total_timeout=60).get("/jobs")
    assert sum(clock.slept) < 2.0
    assert len(stub.seen) < 9


def test_a_deadline_that_has_passed(stub: Stub, transport: MakeTransport) -> None:
    """A call after the deadline gets hardly any time, and no second attempt."""
    stub.script(Answer(500))
    past = time.monotonic() - 1.0
    with on_behalf(request_id="r-7", deadline=past), pytest.raises((ServerError, ATSTimeoutError)):
        transport(clock=time.monotonic).get("/jobs")
    assert len(stub.seen) <= 1


def test_other_contexts_are_not_touched(transport: MakeTransport) -> None:
    """A thread or task of another request has a deadline of its own."""
    elsewhere = contextvars.copy_context()
    ats = transport(clock=time.monotonic)
    with on_behalf(request_id="r-7", deadline=time.monotonic() - 1.0):
        assert elsewhere.run(ats.get, "/jobs").status_code == 200
