from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from unified_ats.sandbox import Fault, RunningSandbox

Send = Callable[..., Any]

_numbers: Iterator[int] = count(1)


@pytest.fixture
def person() -> dict[str, Any]:
    """Return somebody whom the company does not know yet."""
    return {
        "name": "Zoë O'Brien-Łukasz",
        "email": f"zoe.{next(_numbers)}@example.com",
        "phone": "+1 555 0100",
        "resume_url": "https://example.com/resume.pdf",
        "job_id": "job_1",
    }


def test_created(send: Send, person: dict[str, Any]) -> None:
    """A candidate is created and applied to the job, and seen there."""
    answer = send("POST", "/candidates", body=person)
    assert answer.status == 201
    assert set(answer.json) == {"candidate", "application_id", "warnings"}
    assert "raw" not in answer.json["candidate"]
    assert {**person, **answer.json["candidate"]} == {**answer.json["candidate"], "job_id": "job_1"}
    assert answer.json["warnings"] == []
    listed = send("GET", "/applications?job_id=job_1&per_page=100").json["applications"]
    assert [one for one in listed if one["id"] == answer.json["application_id"]]
    assert "Zoë O'Brien-Łukasz".encode() in answer.body


def test_phone_and_resume_are_optional(send: Send, person: dict[str, Any]) -> None:
    """Phone and résumé may be left out or null."""
    del person["phone"]
    assert send("POST", "/candidates", body={**person, "resume_url": None}).status == 201


def test_twice_is_a_conflict(send: Send, person: dict[str, Any]) -> None:
    """What the ATS has already is a 409, with the ATS's own words beside it."""
    send("POST", "/candidates", body=person)
    answer = send("POST", "/candidates", body=person)
    assert answer.status == 409
    assert answer.json["error"] == "ats_error"
    assert answer.json["source_status_code"] == 409


def test_refused_by_the_ats(send: Send, person: dict[str, Any]) -> None:
    """What the ATS refuses is a 422."""
    answer = send("POST", "/candidates", body={**person, "job_id": "nope"})
    assert (answer.status, answer.json["source_status_code"]) == (422, 422)


def test_every_wrong_field_is_named(send: Send) -> None:
    """Each wrong, missing and unknown field and parameter gets its message, at once."""
    body = {"name": "", "email": "no address", "resume_url": "ftp://example.com", "nmae": "x"}
    fields = send("POST", "/candidates?dry=1", body=body).fields
    assert set(fields) == {"dry", "name", "email", "resume_url", "nmae", "job_id"}


@pytest.mark.parametrize(
    "media_type",
    [
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/vnd.api+json",
        "application/problem.v1+json ;charset=UTF-8",
    ],
)
def test_json_media_types(send: Send, media_type: str) -> None:
    """Every JSON media type is read, whatever its parameters."""
    answer = send("POST", "/candidates", body=b"{}", headers={"content-type": media_type})
    assert answer.status == 400


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/jsonp", "text/json+xml"])
def test_other_media_types(send: Send, media_type: str) -> None:
    """A body that is not declared as JSON is a 415."""
    answer = send("POST", "/candidates", body=b"{}", headers={"content-type": media_type})
    assert (answer.status, answer.json["error"]) == (415, "unsupported_media_type")


def test_size_of_the_body(send: Send) -> None:
    """A body of 1,000,000 bytes is read; one more is a 413."""
    json = {"content-type": "application/json"}
    body = b'{"name": "' + b"x" * 999_988 + b'"}'
    assert len(body) == 1_000_000
    assert "name" in send("POST", "/candidates", body=body, headers=json).fields
    answer = send("POST", "/candidates", body=body + b" ", headers=json)
    assert (answer.status, answer.json["error"]) == (413, "payload_too_large")


@pytest.mark.parametrize(
    ("body", "field", "problem"),
    [
        (b"", "body", "is not JSON"),
        (b"{'name': 1}", "body", "at line 1, column 2"),
        (b"[]", "body", "is not a JSON object"),
        (b"null", "body", "is not a JSON object"),
        (b'{"name": NaN}', "body", "no number NaN"),
        (b'{"name": ' + b"9" * 5000 + b"}", "body", "too long"),
        (b'{"name": "\xff"}', "body", "is not UTF-8"),
        (b"[" * 100_000, "body", "nested too deeply"),
        (b'{"name": "Ann", "name": "Eve"}', "name", "more than once"),
        (b'{"\\ud800": 1, "name": 5}', "\ud800", "not a known field"),
        (b'{"name": "\\ud800"}', "name", "control characters"),
        (b'{"name": ["Ann"]}', "name", "is not text"),
    ],
)
def test_broken_bodies(send: Send, body: bytes, field: str, problem: str) -> None:
    """A body that is not one plain JSON object is a 400 that says why."""
    headers = {"content-type": "application/json"}
    assert problem in send("POST", "/candidates", body=body, headers=headers).fields[field]


def test_byte_order_mark(send: Send) -> None:
    """A byte order mark before the JSON, as some editors write, does no harm."""
    body = b'\xef\xbb\xbf{"name": "Ann"}'
    fields = send(
        "POST", "/candidates", body=body, headers={"content-type": "application/json"}
    ).fields
    assert fields == {"email": "is required", "job_id": "is required"}


@pytest.mark.parametrize(
    ("fault", "status", "error"),
    [
        (Fault.RESET_AFTER, 502, "ats_unreachable"),
        (Fault.SERVER_ERROR, 502, "ats_error"),
        (Fault.HTML, 502, "ats_error"),
    ],
)
def test_in_doubt(
    send: Send,
    sandbox: RunningSandbox,
    person: dict[str, Any],
    fault: Fault,
    status: int,
    error: str,
) -> None:
    """When a write may have been done although it failed, the caller is told to look first."""
    sandbox.faults.add(fault, method="POST")
    answer = send("POST", "/candidates", body=person)
    assert (answer.status, answer.json["error"]) == (status, error)
    assert "may have been done all the same" in answer.json["message"]


def test_no_doubt(send: Send, sandbox: RunningSandbox, person: dict[str, Any]) -> None:
    """When a write was certainly refused, nobody is sent to look for it."""
    sandbox.faults.add(Fault.RATE_LIMITED, retry_after=3, method="POST")
    answer = send("POST", "/candidates", body=person)
    assert (answer.status, answer.headers["Retry-After"]) == (429, "3")
    assert "all the same" not in answer.json["message"]
