import uuid
from collections.abc import Callable
from typing import Any

import pytest

from unified_ats import Provider
from unified_ats.api import App, Config

Send = Callable[..., Any]
Sender = Callable[[App], Send]
Connect = Callable[[], Provider]

ORIGIN = "https://careers.example.com"


@pytest.fixture
def locked(sender: Sender, unused: Connect) -> Send:
    """Send to an API with a token."""
    return sender(App(unused, Config(api_token="s3cret-ü")))


@pytest.mark.parametrize(
    "given",
    ["", "s3cret-ü", "Basic s3cret-ü", "Bearer", "Bearer ", "Bearer wrong", "Bearer \ud800"],
)
def test_without_the_token(locked: Send, given: str) -> None:
    """Without the right bearer token there is a 401, before anything else is checked."""
    answer = locked("GET", "/jobs?page=x", headers={"authorization": given})
    assert (answer.status, answer.json["error"]) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_with_the_token(locked: Send, scheme: str) -> None:
    """With the token the request goes on; the scheme may be written in any case."""
    answer = locked("GET", "/jobs?page=x", headers={"authorization": f"{scheme} s3cret-ü"})
    assert answer.status == 400


@pytest.mark.parametrize("path", ["/health", "/docs", "/openapi.json"])
def test_open_routes(locked: Send, path: str) -> None:
    """Health, documentation and description need no token."""
    assert locked("GET", path).status == 200


def test_unknown_routes_need_no_token(locked: Send) -> None:
    """What does not exist is a 404 with and without the token."""
    assert locked("GET", "/nope").status == 404


def test_options_needs_no_token(locked: Send) -> None:
    """OPTIONS is answered to everybody."""
    assert locked("OPTIONS", "/jobs").status == 204


@pytest.mark.parametrize("path", ["", "/", "/job", "/jobs/1", "//jobs", "/JOBS", "/jobs//"])
def test_unknown_routes(locked: Send, path: str) -> None:
    """A path that is not in the table is a 404, for OPTIONS too."""
    answer = locked("GET", path)
    assert (answer.status, answer.json["error"]) == (404, "not_found")
    assert locked("OPTIONS", path).status == 404


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("DELETE", "/jobs", "GET, HEAD, OPTIONS"),
        ("HEAD", "/candidates", "POST, OPTIONS"),
        ("BREW", "/health", "GET, HEAD, OPTIONS"),
    ],
)
def test_other_methods(locked: Send, method: str, path: str, allow: str) -> None:
    """A method that a path does not take is a 405 that lists those it takes."""
    answer = locked(method, path)
    assert (answer.status, answer.headers["Allow"]) == (405, allow)
    assert not answer.body if method == "HEAD" else answer.json["error"] == "method_not_allowed"


def test_head(locked: Send) -> None:
    """HEAD is answered like GET, without the body."""
    head, get = locked("HEAD", "/openapi.json"), locked("GET", "/openapi.json")
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "X-Request-Id": ""} == {**get.headers, "X-Request-Id": ""}


def test_a_slash_at_the_end(locked: Send) -> None:
    """A slash at the end of a path is forgiven."""
    assert locked("GET", "/health/").json == {"status": "ok"}


@pytest.mark.parametrize("given", ["abc", "A-1_b.c", "x" * 128])
def test_request_id_is_taken_over(locked: Send, given: str) -> None:
    """The caller's request id is on the answer, errors included."""
    assert locked("GET", "/nope", headers={"x-request-id": given}).headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["", "a b", "ü", "x" * 129, "a\n", "a\nb"])
def test_request_id_is_made(locked: Send, given: str) -> None:
    """A request id that is missing or no plain word is replaced by a new one."""
    answer = locked("GET", "/health", headers={"x-request-id": given})
    assert uuid.UUID(answer.headers["X-Request-Id"]).version == 4


@pytest.mark.parametrize("path", ["/health", "/docs", "/nope", "/jobs"])
def test_headers_on_every_answer(locked: Send, path: str) -> None:
    """Answers are neither stored nor guessed at."""
    headers = locked("GET", path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_cors_is_off(locked: Send) -> None:
    """Without origins no answer says a word of them."""
    for method in ("GET", "OPTIONS"):
        headers = locked(method, "/health", headers={"origin": ORIGIN}).headers
        assert not [name for name in headers if name.startswith("Access-Control") or name == "Vary"]


@pytest.mark.parametrize(("method", "path"), [("GET", "/health"), ("GET", "/x"), ("PUT", "/jobs")])
def test_cors_for_listed_origins(sender: Sender, unused: Connect, method: str, path: str) -> None:
    """A listed origin may read every answer, errors included; others are not told anything."""
    send = sender(App(unused, Config(cors_origins=("https://a.example.com", ORIGIN))))
    headers = send(method, path, headers={"origin": ORIGIN}).headers
    assert headers["Access-Control-Allow-Origin"] == ORIGIN
    assert headers["Access-Control-Expose-Headers"] == "X-Request-Id, Retry-After"
    assert headers["Vary"] == "Origin"
    for others in ({"origin": "https://evil.example.com"}, {"origin": "null"}, {}):
        headers = send(method, path, headers=others).headers
        assert "Access-Control-Allow-Origin" not in headers
        assert headers["Vary"] == "Origin"


def test_cors_for_any_origin(sender: Sender, unused: Connect) -> None:
    """With * any page may read the answers, which are then the same for all."""
    headers = sender(App(unused, Config(cors_origins=("*",))))("GET", "/health").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Vary" not in headers


def test_preflight(sender: Sender, unused: Connect) -> None:
    """A preflight is told methods and headers, and needs no token."""
    send = sender(App(unused, Config(api_token="x", cors_origins=(ORIGIN,))))
    asked = {"origin": ORIGIN, "access-control-request-method": "POST"}
    answer = send("OPTIONS", "/candidates", headers=asked)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert answer.headers["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    assert "Authorization, Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    assert int(answer.headers["Access-Control-Max-Age"]) > 0
