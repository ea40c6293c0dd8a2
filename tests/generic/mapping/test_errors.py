from typing import Any

import pytest

from tests.generic.mapping.asked import jobs
from tests.generic.mapping.conftest import MakeATS
from tests.http.stub import Answer, Clock, Stub
from unified_ats import (
    ATSError,
    AuthenticationError,
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    RateLimitError,
    ServerError,
)

WORDS = """
[errors]
message = "error.message || joined('; ', errors[].detail)"
fields = "fields"
"""
OK_IS_WRONG = """
[errors]
failed = "success == `false`"
message = "info.message"
code = "info.code"

[errors.statuses]
bad_key = 401
job_not_found = 404
duplicate = 409
slow_down = 429
17 = 500
"""
MIXED = """
[errors]
code = "errors[0].code"
message = "errors[0].text"

[errors.statuses]
taken = 409
slow_down = 429
true = 404
"""


def failed(stub: Stub, ats: MakeATS, answer: Answer, *snippets: str, **more: Any) -> ATSError:
    """Return the error that an answer is."""
    stub.script(answer)
    with pytest.raises(ATSError) as caught:
        ats(*snippets, **more).jobs.list()
    return caught.value


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": {"message": "no"}}, ": no"),
        ({"errors": [{"detail": "no"}, {"detail": "never"}]}, ": no; never"),
        ({"error": {"message": "no"}, "fields": {"email": "taken"}}, ": no; email: taken"),
        ({"fields": {"email": ["taken"], "name": 5}}, ": email: taken; name: 5"),
        (
            {"fields": {"email": ["is taken", "is odd", 5], "cv": []}},
            ": email: is taken, is odd, 5; cv: ",
        ),
        ({"error": {"message": "no"}, "fields": ["email"]}, ": no"),
        ({"errors": "no"}, ""),
        ({"error": "no"}, ""),
        ({"error": {"message": ["no", 5]}}, ": ['no', 5]"),
        ([], ""),
        ("no", ""),
        (5, ""),
    ],
)
def test_words_of_errors(stub: Stub, ats: MakeATS, body: object, said: str) -> None:
    """The words of an error are found where the mapping says; another shape says nothing."""
    error = failed(stub, ats, Answer(422, json_body=body), WORDS)
    assert type(error) is InvalidRequestError
    assert error.message == f"generic answered 422 to GET /jobs{said}"


@pytest.mark.parametrize("body", [b"", b"<html>no</html>", b"{", b"\xff"])
def test_errors_that_are_no_json(stub: Stub, ats: MakeATS, body: bytes) -> None:
    """An error whose body is no JSON is one all the same."""
    error = failed(stub, ats, Answer(503, body=body), WORDS, OK_IS_WRONG)
    assert (type(error), error.message) == (ServerError, "generic answered 503 to GET /jobs")


def test_an_expression_that_does_not_fit(stub: Stub, ats: MakeATS) -> None:
    """An expression that cannot be applied to an error body hides no error."""
    said = "[errors]\nmessage = \"joined('; ', said)\""
    error = failed(stub, ats, Answer(404, json_body={"said": 5}), said)
    assert (type(error), error.status_code) == (NotFoundError, 404)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("bad_key", AuthenticationError),
        ("job_not_found", NotFoundError),
        ("duplicate", ConflictError),
        ("slow_down", RateLimitError),
        (17, ServerError),
        ("something", InvalidRequestError),
        (None, InvalidRequestError),
        ({}, InvalidRequestError),
    ],
)
def test_errors_with_a_200(stub: Stub, ats: MakeATS, code: object, kind: type[ATSError]) -> None:
    """A 200 that the mapping calls an error is one, of the kind that its code says."""
    body = {"success": False, "info": {"code": code, "message": "it is k3y"}}
    error = failed(stub, ats, Answer(json_body=body, headers={"X-Request-Id": "r1"}), OK_IS_WRONG)
    assert type(error) is kind
    assert error.message == "generic answered GET /jobs with an error: it is [secret]"
    assert (error.status_code, error.request_id, error.provider) == (200, "r1", "generic")
    assert error.raw == {**body, "info": {"code": code, "message": "it is [secret]"}}


def test_an_error_without_words(stub: Stub, ats: MakeATS) -> None:
    """An error that says nothing is told without words."""
    error = failed(stub, ats, Answer(json_body={"success": False}), OK_IS_WRONG)
    assert error.message == "generic answered GET /jobs with an error"


@pytest.mark.parametrize("success", [True, None, "false", 0])
def test_answers_that_are_no_error(stub: Stub, ats: MakeATS, success: object) -> None:
    """An answer is an error only where the mapping's expression is plainly true."""
    stub.script(jobs(1, success=success))
    assert len(ats(OK_IS_WRONG).jobs.list().items) == 1
    assert len(ats('[errors]\nfailed = "success && `1`"').jobs.list().items) == 1


def test_a_failure_that_is_sent_again(stub: Stub, ats: MakeATS) -> None:
    """An error with a 200 that stands for a failing server is tried again, as a 500 is."""
    stub.script(Answer(json_body={"success": False, "info": {"code": 17}}), jobs(1))
    assert len(ats(OK_IS_WRONG, http={"attempts": 2}).jobs.list().items) == 1


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (422, "taken", ConflictError),
        (400, True, NotFoundError),
        (400, "slow_down", RateLimitError),
        (422, "else", InvalidRequestError),
        (500, "taken", ConflictError),
    ],
)
def test_codes_of_errors(
    stub: Stub, ats: MakeATS, status: int, code: object, kind: type[ATSError]
) -> None:
    """The code of an error may say more than its status, which stays the one that came."""
    codes = MIXED.replace("true = 404", "True = 404")
    body = {"errors": [{"code": code, "text": "no"}]}
    error = failed(stub, ats, Answer(status, json_body=body), codes)
    assert (type(error), error.status_code) == (kind, status)
    assert error.message.endswith(": no")


SECONDS = '[limits]\nretry_after = "X-Reset"'
TIME = f'{SECONDS}\nretry_after_is = "time"'
OPTIONS = {"http": {"wall_clock": lambda: 1_000.0}}


@pytest.mark.parametrize(
    ("said", "headers", "wait"),
    [
        (SECONDS, {"X-Reset": "7"}, 7.0),
        (SECONDS, {"x-reset": "0.5"}, 0.5),
        (SECONDS, {"X-Reset": "-3"}, 0.0),
        (TIME, {"X-Reset": "1012"}, 12.0),
        (TIME, {"X-Reset": "990"}, 0.0),
        (SECONDS, {"X-Reset": "soon", "Retry-After": "9"}, 9.0),
        (SECONDS, {"X-Reset": "nan"}, None),
        (SECONDS, {"X-Reset": "inf"}, None),
        (SECONDS, {"Retry-After": "9"}, 9.0),
        (SECONDS, {}, None),
        ("", {"X-Reset": "7"}, None),
    ],
)
def test_when_to_try_again(
    stub: Stub, ats: MakeATS, said: str, headers: dict[str, str], wait: float | None
) -> None:
    """After a 429 a header of the vendor's own says when to try again, or else the usual one."""
    error = failed(stub, ats, Answer(429, json_body={}, headers=headers), said, **OPTIONS)
    assert (type(error), error.retry_after) == (RateLimitError, wait)


@pytest.mark.parametrize("headers", [{"X-Reset": "7"}, {"Retry-After": "7"}])
@pytest.mark.parametrize("status", [400, 429])
def test_when_to_try_again_after_a_code(
    stub: Stub, ats: MakeATS, headers: dict[str, str], status: int
) -> None:
    """An error that its code makes a 429 says when to try again, too."""
    body = {"errors": [{"code": "slow_down"}]}
    error = failed(stub, ats, Answer(status, json_body=body, headers=headers), MIXED, SECONDS)
    assert (type(error), error.retry_after) == (RateLimitError, 7.0)


def test_the_wait_is_kept_to(stub: Stub, ats: MakeATS, clock: Clock) -> None:
    """The next attempt comes when the vendor's own header says."""
    stub.script(Answer(429, json_body={}, headers={"X-Reset": "7"}), jobs(1))
    assert len(ats(SECONDS, http={"attempts": 2, "backoff": 0.0}).jobs.list().items) == 1
    assert clock.slept == [7.0]


def test_a_header_is_for_429_only(stub: Stub, ats: MakeATS) -> None:
    """What a header says with another error is no wait."""
    error = failed(stub, ats, Answer(422, json_body={}, headers={"X-Reset": "7"}), SECONDS)
    assert error.retry_after is None
