import logging
from collections.abc import Callable
from typing import Any

import pytest

from unified_ats import (
    ArgumentError,
    ATSError,
    ATSTimeoutError,
    AuthenticationError,
    BadResponseError,
    ConfigurationError,
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    PermissionDeniedError,
    PluginError,
    RateLimitError,
    ResponseError,
    ServerError,
    UnreachableError,
    UnsupportedError,
)
from unified_ats.sandbox import Fault, RunningSandbox

Send = Callable[..., Any]
Failing = Callable[[Exception], Send]

FROM_ATS: list[tuple[type[ResponseError], int | None, int]] = [
    (InvalidRequestError, 400, 422),
    (InvalidRequestError, 422, 422),
    (AuthenticationError, 401, 502),
    (PermissionDeniedError, 403, 502),
    (NotFoundError, 404, 404),
    (NotFoundError, None, 404),
    (ConflictError, 409, 409),
    (RateLimitError, 429, 429),
    (ServerError, 500, 502),
    (ServerError, 503, 502),
    (BadResponseError, 200, 502),
    (ResponseError, 418, 502),
]


@pytest.mark.parametrize(("kind", "theirs", "ours"), FROM_ATS)
def test_answers_of_the_ats(
    failing: Failing, kind: type[ResponseError], theirs: int | None, ours: int
) -> None:
    """What the ATS answered is an ats_error with its status, body and request id."""
    error = kind("it said no", status_code=theirs, request_id="req_7", raw={"why": "no"})
    answer = failing(error)("GET", "/jobs")
    assert answer.status == ours
    assert answer.json == {
        "error": "ats_error",
        "message": "it said no",
        "details": {"raw": {"why": "no"}, "request_id": "req_7"},
        "source_status_code": theirs,
    }


@pytest.mark.parametrize(
    ("error", "status", "code", "details"),
    [
        (ArgumentError({"x": "is odd"}), 400, "validation_error", {"fields": {"x": "is odd"}}),
        (UnsupportedError("a", "jobs.list"), 501, "unsupported", {"operation": "jobs.list"}),
        (ConfigurationError("ATS_API_KEY is missing"), 500, "configuration_error", {}),
        (PluginError("broken"), 500, "configuration_error", {}),
        (
            UnreachableError("no answer", request_sent=True),
            502,
            "ats_unreachable",
            {"request_sent": True},
        ),
        (
            ATSTimeoutError("too late", request_sent=False),
            504,
            "ats_timeout",
            {"request_sent": False},
        ),
    ],
)
def test_errors_of_ours(
    failing: Failing, error: ATSError, status: int, code: str, details: dict[str, Any]
) -> None:
    """What was not answered by the ATS has no source status, and its own code and details."""
    answer = failing(error)("GET", "/jobs")
    assert answer.status == status
    assert answer.json == {
        "error": code,
        "message": str(error),
        "details": details,
        "source_status_code": None,
    }


@pytest.mark.parametrize("sent", [True, False])
def test_write_without_an_answer(failing: Failing, *, sent: bool) -> None:
    """A write without an answer tells to look first, but only if it may have arrived."""
    send = failing(ATSTimeoutError("too late", request_sent=sent))
    body = {"name": "Ann", "email": "ann@example.com", "job_id": "1"}
    message = send("POST", "/candidates", body=body).json["message"]
    assert ("look for the application before another try" in message) is sent


@pytest.mark.parametrize(
    ("seconds", "header"), [(2.1, "3"), (7.0, "7"), (0.0, "0"), (-1.0, "0"), (None, None)]
)
def test_retry_after(failing: Failing, seconds: float | None, header: str | None) -> None:
    """A 429 says in whole seconds, rounded up, how long to wait, where the ATS said so."""
    answer = failing(RateLimitError("slow down", status_code=429, retry_after=seconds))(
        "GET", "/jobs"
    )
    assert answer.headers.get("Retry-After") == header


def test_half_a_surrogate_pair(failing: Failing) -> None:
    """Text that UTF-8 cannot carry stays the JSON escape that it came as."""
    answer = failing(ServerError("it failed", status_code=500, raw="\ud83d"))("GET", "/jobs")
    assert answer.json["details"]["raw"] == "\ud83d"


@pytest.mark.parametrize(
    "error",
    [
        ZeroDivisionError("jane.doe@example.com"),
        ATSError("jane.doe@example.com"),
        ServerError("jane.doe@example.com", raw=float("nan")),
        RateLimitError("jane.doe@example.com", retry_after=float("inf")),
    ],
)
def test_unexpected_errors(
    failing: Failing, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    """What nobody expected is a 500 without its words, in the answer and in the log."""
    with caplog.at_level(logging.ERROR, "unified_ats.api"):
        answer = failing(error)("GET", "/jobs", headers={"x-request-id": "abc"})
    assert answer.status == 500
    assert answer.json["error"] == "internal_error"
    assert answer.json["source_status_code"] is None
    assert "jane" not in answer.body.decode() + caplog.text
    (record,) = caplog.records
    assert record.getMessage().startswith("request_id=abc ")
    assert "app.py" in caplog.text


def test_configuration_errors_are_logged(
    failing: Failing, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever runs the service finds in the log what is wrong with its settings."""
    with caplog.at_level(logging.ERROR, "unified_ats.api"):
        failing(ConfigurationError("ATS_API_KEY is missing"))("GET", "/jobs")
    assert "ATS_API_KEY is missing" in caplog.text


@pytest.mark.parametrize(
    ("fault", "status", "code", "theirs"),
    [
        (Fault.SERVER_ERROR, 502, "ats_error", 500),
        (Fault.RATE_LIMITED, 429, "ats_error", 429),
        (Fault.BROKEN_JSON, 502, "ats_error", 200),
        (Fault.HTML, 502, "ats_error", 200),
        (Fault.RESET, 502, "ats_unreachable", None),
        (Fault.SLOW, 504, "ats_timeout", None),
    ],
)
def test_faults_over_a_socket(
    send: Send, sandbox: RunningSandbox, fault: Fault, status: int, code: str, theirs: int | None
) -> None:
    """What goes wrong between the API and a real server has the same four keys."""
    sandbox.faults.add(fault, delay=5)
    answer = send("GET", "/jobs")
    assert (answer.status, answer.json["error"]) == (status, code)
    assert answer.json["source_status_code"] == theirs
    assert list(answer.json) == ["error", "message", "details", "source_status_code"]
