"""The functions as Lambda calls them, in front of the sandbox."""

import json
import logging
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from lambda_app import container
from lambda_app.handlers import applications, candidates, jobs, service
from unified_ats.sandbox import RunningSandbox

Event = Callable[[str], Any]

CONTEXT = SimpleNamespace(aws_request_id="invocation-1")
FOUR_KEYS = {"error", "message", "details", "source_status_code"}


def _call(function: ModuleType, event: Any) -> tuple[int, dict[str, str], Any]:
    answer = function.handler(event, CONTEXT)
    return answer["statusCode"], answer["headers"], json.loads(answer["body"])


@pytest.mark.usefixtures("new_container")
@pytest.mark.parametrize(
    ("function", "name", "status", "key"),
    [
        (jobs, "http_api_jobs", 200, "jobs"),
        (jobs, "rest_api_jobs", 200, "jobs"),
        (service, "http_api_health", 200, "status"),
        (service, "rest_api_health", 200, "status"),
        (service, "http_api_unknown_path", 404, "error"),
    ],
)
def test_reads(event: Event, function: ModuleType, name: str, status: int, key: str) -> None:
    """Each function answers events of both payload formats in the API's JSON."""
    found, headers, body = _call(function, event(name))

    assert found == status
    assert key in body
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Request-Id"]


@pytest.mark.usefixtures("new_container")
@pytest.mark.parametrize(
    ("email", "create", "listing"),
    [
        ("v2@example.com", "http_api_candidate_base64", "http_api_applications_on_stage"),
        ("v1@example.com", "rest_api_candidate_base64", "rest_api_applications_on_domain"),
    ],
)
def test_creates_and_lists(event: Event, email: str, create: str, listing: str) -> None:
    """Who is created through one function is listed by another, under their job."""
    _, _, listed = _call(jobs, event("http_api_jobs") | {"rawQueryString": ""})
    job_id = listed["jobs"][0]["id"]
    person = {"name": "Zoë Lindqvist", "email": email, "job_id": job_id}
    sent = event(create) | {
        "body": json.dumps(person, ensure_ascii=False),
        "isBase64Encoded": False,
    }
    asked = event(listing) | {
        "rawQueryString": f"job_id={job_id}&per_page=100",
        "multiValueQueryStringParameters": {"job_id": [job_id], "per_page": ["100"]},
    }

    status, _, created = _call(candidates, sent)
    assert (status, created["candidate"]["name"]) == (201, "Zoë Lindqvist")

    status, _, listed = _call(applications, asked)
    assert status == 200
    assert email in {item["email"] for item in listed["applications"]}


def test_one_provider_for_a_container(
    event: Event, new_container: pytest.MonkeyPatch, sandbox: RunningSandbox
) -> None:
    """The functions of a container share an App, whose provider keeps the first settings."""
    assert _call(jobs, event("rest_api_jobs"))[0] == 200
    new_container.setenv("ATS_BASE_URL", "http://127.0.0.1:1")
    new_container.setenv("ATS_PROVIDER", "nobody")

    before = len(sandbox.requests)
    assert _call(jobs, event("rest_api_jobs"))[0] == 200
    assert len(sandbox.requests) == before + 1


def test_empty_variables(event: Event, new_container: pytest.MonkeyPatch) -> None:
    """A variable that is there and empty counts as not set."""
    for name in ("LOG_LEVEL", "UNIFIED_ATS_API_TOKEN", "UNIFIED_ATS_CORS_ORIGINS", "ATS_STAGES"):
        new_container.setenv(name, "")

    assert _call(jobs, event("http_api_jobs"))[0] == 200


def test_token(event: Event, new_container: pytest.MonkeyPatch) -> None:
    """With a token set, a request without it is refused, and one with it is not."""
    new_container.setenv("UNIFIED_ATS_API_TOKEN", "open-sesame")
    asked = event("http_api_jobs")

    assert _call(jobs, asked)[0] == 401

    asked["headers"]["authorization"] = "Bearer open-sesame"
    assert _call(jobs, asked)[0] == 200


@pytest.mark.usefixtures("new_container")
def test_bad_base64(event: Event) -> None:
    """A body that is not the base64 it is said to be is answered 400, with the gateway's id."""
    status, headers, body = _call(candidates, event("http_api_candidate_base64") | {"body": "%%%"})

    assert (status, body["error"]) == (400, "validation_error")
    assert set(body) == FOUR_KEYS
    assert headers["X-Request-Id"] == "JKJaXmPLvHcESHA"


@pytest.mark.usefixtures("new_container")
@pytest.mark.parametrize(
    "odd",
    [
        None,
        [],
        "candidate@example.com",
        {},
        {"version": "2.0", "requestContext": {"http": {"method": "GET"}}},
        {"httpMethod": "GET", "path": "/jobs", "headers": ["candidate@example.com"]},
        {"httpMethod": "GET", "path": "/jobs", "multiValueHeaders": {"a": None}},
        {"httpMethod": "GET", "path": "/jobs", "requestContext": "candidate@example.com"},
    ],
    ids=lambda odd: json.dumps(odd)[:40],
)
def test_odd_events(odd: Any, caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be read is an internal error that is logged without a word of the event."""
    status, headers, body = _call(jobs, odd)

    assert (status, body["error"]) == (500, "internal_error")
    assert set(body) == FOUR_KEYS
    assert headers["X-Request-Id"] == "invocation-1"
    failures = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert ["invocation-1" in record.getMessage() for record in failures] == [True]
    assert "candidate@example.com" not in caplog.text


@pytest.mark.parametrize("header", ["origin", "Origin"])
@pytest.mark.parametrize(
    ("level", "changes", "status"),
    [
        ("info", {"body": "e30="}, 400),
        ("info", {"body": "%%%"}, 400),
        ("loud", {}, 500),
        ("info", {"path": 1}, 500),
    ],
    ids=["sound", "bad body", "bad setting", "bad event"],
)
def test_headers_of_every_answer(
    event: Event,
    new_container: pytest.MonkeyPatch,
    level: str,
    changes: dict[str, Any],
    status: int,
    header: str,
) -> None:
    """An answer made before the API sees a request has the headers of the API's own."""
    new_container.setenv("LOG_LEVEL", level)
    new_container.setenv("UNIFIED_ATS_CORS_ORIGINS", "https://careers.example.com")
    sent = event("rest_api_candidate_base64") | {"multiValueHeaders": None} | changes
    sent["headers"][header] = "https://careers.example.com"

    found, headers, _ = _call(candidates, sent)

    assert found == status
    assert (
        headers.items()
        >= {
            "Access-Control-Allow-Origin": "https://careers.example.com",
            "Access-Control-Expose-Headers": "X-Request-Id, Retry-After",
            "Cache-Control": "no-store",
            "Content-Type": "application/json",
            "Vary": "Origin",
            "X-Content-Type-Options": "nosniff",
        }.items()
    )


def test_headers_while_origins_are_wrong(event: Event, new_container: pytest.MonkeyPatch) -> None:
    """No page may read an answer while the setting of those that may is wrong."""
    new_container.setenv("UNIFIED_ATS_CORS_ORIGINS", "nonsense")
    asked = event("http_api_health")
    asked["headers"]["origin"] = "https://careers.example.com"

    status, headers, _ = _call(service, asked)

    assert status == 500
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.usefixtures("new_container")
def test_without_a_context(event: Event) -> None:
    """An answer has an id even when neither event nor context has."""
    answer = service.handler(event("schedule"), None)

    assert answer["statusCode"] == 500
    assert len(answer["headers"]["X-Request-Id"]) == 36


@pytest.mark.parametrize(
    ("name", "value"),
    [("LOG_LEVEL", "loud"), ("UNIFIED_ATS_CORS_ORIGINS", "nonsense")],
)
def test_wrong_settings(
    event: Event,
    new_container: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
    value: str,
) -> None:
    """A wrong setting of the service is answered and logged, by its name, until put right."""
    new_container.setenv(name, value)
    status, _, body = _call(service, event("http_api_health"))
    assert (status, body["error"]) == (500, "configuration_error")
    assert name in body["message"]
    assert value not in body["message"]
    (line,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert line == f"request_id=JKJaXmPLvHcESHA {body['message']}"

    new_container.delenv(name)
    assert _call(service, event("http_api_health"))[0] == 200


def test_log_level(
    event: Event, new_container: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """LOG_LEVEL decides what is logged."""
    new_container.setenv("LOG_LEVEL", "error")
    _call(service, event("http_api_health"))
    assert not caplog.records

    container._app.cache_clear()
    new_container.setenv("LOG_LEVEL", "info")
    _call(service, event("http_api_health"))
    assert "GET /health 200" in caplog.text


@pytest.mark.parametrize("name", ["http_api_candidate", "rest_api_candidate_base64"])
def test_nothing_of_a_candidate_is_logged(
    event: Event, new_container: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """At DEBUG too, no line holds what a candidate wrote, a query, a token or a key."""
    new_container.setenv("LOG_LEVEL", "debug")
    sent = event(name) | {"rawQueryString": "note=confidential"}
    sent["headers"] |= {"authorization": "Bearer hidden-token"}
    with caplog.at_level(logging.DEBUG):
        _call(candidates, sent)
        _call(candidates, sent | {"rawQueryString": ""})

    assert "/candidates" in caplog.text
    for word in ("Zo", "lindqvist", "123 456", "zoe.pdf", "confidential", "hidden", "sandbox-key"):
        assert word not in caplog.text
