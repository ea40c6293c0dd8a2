import contextlib
import logging
import re

import pytest
import urllib3

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Stub, drop
from unified_ats import ATSError

LINE = re.compile(
    r"^acme (?P<call>[A-Z]+ \S+) (?P<status>.+) (?P<ms>\d+)ms "
    r"attempt=(?P<attempt>\d+) request_id=(?P<id>\S+) caller_id=(?P<caller>\S+)$"
)


@pytest.mark.parametrize(
    ("step", "status", "request_id"),
    [
        (Answer(headers={"X-Request-Id": "r-1"}), "200", "r-1"),
        (Answer(201), "201", "-"),
        (Answer(404, headers={"X-Request-Id": "r-2"}), "404 NotFoundError", "r-2"),
        (Answer(body=b"x" * 2_000), "200 BadResponseError", "-"),
        (drop, "- UnreachableError", "-"),
    ],
)
def test_one_line_a_call(
    stub: Stub,
    transport: MakeTransport,
    caplog: pytest.LogCaptureFixture,
    step: Answer,
    status: str,
    request_id: str,
) -> None:
    """A call leaves one line: provider, method, template, status, time, attempt and request id."""
    caplog.set_level(logging.DEBUG)
    stub.script(step)
    with contextlib.suppress(ATSError):
        transport(attempts=1, max_body=1_000).get("/jobs/{id}", {"id": "42"}, params={"q": "jane"})
    (record,) = caplog.records
    found = LINE.match(record.getMessage())
    assert found
    assert (record.name, record.levelname) == ("unified_ats.http", "INFO")
    assert (found["call"], found["status"]) == ("GET /jobs/{id}", status)
    assert (found["attempt"], found["id"]) == ("1", request_id)


def test_each_attempt_has_its_line(
    stub: Stub, transport: MakeTransport, caplog: pytest.LogCaptureFixture
) -> None:
    """A call that is tried again leaves a line for each attempt, numbered."""
    caplog.set_level(logging.INFO)
    stub.script(Answer(429), drop, Answer())
    transport().get("/jobs")
    lines = [LINE.match(record.getMessage()) for record in caplog.records]
    assert [line and (line["attempt"], line["status"]) for line in lines] == [
        ("1", "429 RateLimitError"),
        ("2", "- UnreachableError"),
        ("3", "200"),
    ]


def test_urllib3_is_quiet_during_our_calls_only(
    stub: Stub, transport: MakeTransport, caplog: pytest.LogCaptureFixture
) -> None:
    """What urllib3 writes of our addresses is dropped; what the host writes with it is not."""
    caplog.set_level(logging.DEBUG)
    transport().get("/jobs", params={"email": "jane@example.com"})
    assert {record.name for record in caplog.records} == {"unified_ats.http"}
    with urllib3.PoolManager() as pool:
        pool.request("GET", f"{stub.url}/mine")
    assert "/mine" in caplog.text
    assert "jane" not in caplog.text


def test_urllib3_speaks_again_after_a_failure(
    stub: Stub, transport: MakeTransport, caplog: pytest.LogCaptureFixture
) -> None:
    """A call that fails does not leave urllib3 silenced."""
    caplog.set_level(logging.DEBUG)
    stub.script(drop, Answer())
    with pytest.raises(ATSError):
        transport(attempts=1).get("/jobs")
    with urllib3.PoolManager() as pool:
        pool.request("GET", f"{stub.url}/mine")
    assert "/mine" in caplog.text
