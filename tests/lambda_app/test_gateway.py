"""From API Gateway's events to our requests, and back."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from lambda_app.gateway import NotGatewayError, request_id, to_answer, to_request
from unified_ats.api import Response
from unified_ats.api.problems import RequestError

Event = Callable[[str], Any]

ZOE = {
    "name": "Zoë Lindqvist",
    "email": "zoe.lindqvist@example.com",
    "phone": "+46 8 123 456 78",
    "resume_url": "https://example.com/zoe.pdf",
    "job_id": "job_1",
}


@pytest.mark.parametrize(
    ("name", "method", "path", "query"),
    [
        ("http_api_health", "GET", "/health", ()),
        (
            "http_api_jobs",
            "GET",
            "/jobs",
            (
                ("page", "2"),
                ("per_page", "5"),
                ("status", "OPEN"),
                ("status", "CLOSED"),
                ("updated_after", "2026-01-01T00:00:00+01:00"),
            ),
        ),
        ("http_api_applications_on_stage", "GET", "/applications", (("job_id", "job_1"),)),
        ("http_api_unknown_path", "GET", "/payroll", ()),
        ("rest_api_health", "GET", "/health", ()),
        (
            "rest_api_jobs",
            "GET",
            "/jobs",
            (("page", "2"), ("per_page", "5"), ("status", "OPEN"), ("status", "CLOSED")),
        ),
        ("rest_api_applications_on_domain", "GET", "/applications", (("job_id", "job_1"),)),
    ],
)
def test_reads(
    event: Event, name: str, method: str, path: str, query: tuple[tuple[str, str], ...]
) -> None:
    """Method, path and every query parameter are read from both payload formats."""
    request = to_request(event(name))

    assert (request.method, request.path, request.query) == (method, path, query)
    assert request.body == b""


@pytest.mark.parametrize(
    "name", ["http_api_candidate", "http_api_candidate_base64", "rest_api_candidate_base64"]
)
def test_reads_bodies(event: Event, name: str) -> None:
    """A body is the same bytes whether it came as text or as base64."""
    request = to_request(event(name))

    assert (request.method, request.path) == ("POST", "/candidates")
    assert json.loads(request.body) == ZOE
    assert request.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "body", ["%%%", "YWJ", "é"], ids=["other signs", "no padding", "not ASCII"]
)
def test_bad_base64(event: Event, body: str) -> None:
    """A body that is not the base64 it is said to be is the caller's mistake."""
    with pytest.raises(RequestError) as caught:
        to_request(event("http_api_candidate_base64") | {"body": body})

    assert (caught.value.kind.error, caught.value.kind.status) == ("validation_error", 400)


def test_half_a_surrogate_pair(event: Event) -> None:
    """A body with half a surrogate pair becomes bytes that are no UTF-8, and does not fail."""
    request = to_request(event("http_api_candidate") | {"body": "\ud83d"})

    with pytest.raises(UnicodeDecodeError):
        request.body.decode()


@pytest.mark.parametrize(
    ("raw_path", "route", "stage", "path"),
    [
        ("/jobs", "ANY /jobs", "$default", "/jobs"),
        ("/prod/jobs", "ANY /jobs", "prod", "/jobs"),
        ("/hiring/v1/jobs", "ANY /jobs", "$default", "/jobs"),
        ("/jobs", "ANY /jobs", "jobs", "/jobs"),
        ("/jobs/", "ANY /jobs", "$default", "/jobs"),
        ("/prod/jobs/a%2Fb", "GET /jobs/{id}", "prod", "/jobs/a/b"),
        ("/prod/jobs", "$default", "prod", "/jobs"),
        ("/prod", "$default", "prod", "/"),
        ("/", "$default", "$default", "/"),
        ("/production/jobs", "$default", "prod", "/production/jobs"),
        ("/prod/jobs", "ANY /{proxy+}", "prod", "/jobs"),
        ("/j%C3%B6bs", "$default", "$default", "/jöbs"),
    ],
)
def test_paths(event: Event, raw_path: str, route: str, stage: str, path: str) -> None:
    """What stands before a path, a stage or a domain's mapping, is taken off; the rest decoded."""
    changed = event("http_api_jobs") | {"rawPath": raw_path, "routeKey": route}
    changed["requestContext"]["stage"] = stage

    assert to_request(changed).path == path


@pytest.mark.parametrize("absent", ["missing", "null"])
@pytest.mark.parametrize("name", ["http_api_health", "rest_api_health"])
def test_absent_parts(event: Event, name: str, absent: str) -> None:
    """Query, headers and body may be missing or null, in either format."""
    found = event(name)
    for key in [key for key in found if "uery" in key or "eaders" in key or key == "body"]:
        found.pop(key)
        if absent == "null":
            found[key] = None

    request = to_request(found)

    assert (request.path, request.query, request.body) == ("/health", (), b"")
    assert set(request.headers) == {"x-request-id"}


def test_shortened_parts_of_a_rest_api(event: Event) -> None:
    """Without the multi-value parts of payload 1.0, the single-value ones are read."""
    found = event("rest_api_jobs") | {"multiValueHeaders": None}
    del found["multiValueQueryStringParameters"]

    request = to_request(found)

    assert request.query == (("page", "2"), ("per_page", "5"), ("status", "CLOSED"))
    assert request.headers["host"] == "api.example.com"


def test_repeated_headers(event: Event) -> None:
    """A header that came twice is one, by its lower-case name, with both values."""
    found = event("rest_api_health")
    found["multiValueHeaders"] = {"X-Tag": ["a", "b"], "x-tag": ["c"]}

    assert to_request(found).headers["x-tag"] == "a, b, c"


@pytest.mark.parametrize(
    ("name", "own_id"),
    [
        ("http_api_health", "JKJaXmPLvHcESHA"),
        ("rest_api_health", "e6e5bd0a-3a11-4e8d-8c9a-1f2e3d4c5b6a"),
    ],
)
def test_request_ids(event: Event, name: str, own_id: str) -> None:
    """The gateway's id is the request's, unless the caller sent one."""
    found = event(name)
    assert to_request(found).headers["x-request-id"] == own_id

    found["headers"]["X-Request-Id"] = "mine-1"
    found.pop("multiValueHeaders", None)
    assert to_request(found).headers["x-request-id"] == "mine-1"


@pytest.mark.parametrize("odd", [None, [], "text", {}, {"requestContext": {"requestId": ""}}])
def test_what_is_no_request(odd: Any) -> None:
    """What API Gateway did not send is told apart, and has no id."""
    with pytest.raises(NotGatewayError):
        to_request(odd)
    assert request_id(odd) is None


def test_a_schedule_is_no_request(event: Event) -> None:
    """An event of another service, with a version of its own, is no request."""
    with pytest.raises(NotGatewayError):
        to_request(event("schedule"))


def test_answers_with_text() -> None:
    """An answer in UTF-8 goes out as text."""
    answer = to_answer(
        Response(status=201, headers={"X-Request-Id": "1"}, body='{"name":"Zoë"}'.encode())
    )

    assert answer == {
        "statusCode": 201,
        "headers": {"X-Request-Id": "1"},
        "body": '{"name":"Zoë"}',
        "isBase64Encoded": False,
    }


def test_answers_with_bytes() -> None:
    """An answer that is no UTF-8 goes out as base64."""
    answer = to_answer(Response(status=200, body=b"\xff\xfe"))

    assert answer["isBase64Encoded"] is True
    assert base64.b64decode(answer["body"]) == b"\xff\xfe"
