import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests

from plugins.greenhouse.tests.sandbox.client import NOW, Client, Clock
from unified_ats.sandbox import Fault, RunningSandbox, launch
from unified_ats_greenhouse.sandbox import CLIENT_ID, CLIENT_SECRET, GreenhouseSandbox

GOOD = (CLIENT_ID, CLIENT_SECRET)
GRANT = {"grant_type": "client_credentials"}


def ask(sandbox: RunningSandbox, **kwargs: Any) -> requests.Response:
    """Send a request to the token endpoint."""
    return requests.post(sandbox.env["GREENHOUSE_TOKEN_URL"], timeout=5, **kwargs)


@pytest.mark.parametrize("where", ["data", "params"])
def test_a_token(sandbox: RunningSandbox, where: str) -> None:
    """Basic credentials and a grant, in the form or the query, give a token for an hour."""
    answer = ask(sandbox, auth=GOOD, **{where: GRANT})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"token_type", "access_token", "expires_at"}
    assert body["token_type"] == "Bearer"
    assert re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]+", body["access_token"])
    assert body["expires_at"] == "2026-03-01T13:00:00Z"
    assert answer.headers["X-Request-Id"]


REFUSED: list[tuple[Any, dict[str, str], int, dict[str, str]]] = [
    (None, {}, 401, {"message": "Unauthorized"}),
    (
        ("notaclient", "x"),
        GRANT,
        400,
        {"message": "client_id=notaclient does not contain a valid client ID suffix"},
    ),
    (GOOD, {}, 400, {"message": "Must include `grant_type` parameter in /token request"}),
    (
        GOOD,
        {"grant_type": "not_a_grant"},
        400,
        {
            "message": "grant_type=not_a_grant is invalid, please use one of: authorization_code, "
            "refresh_token, client_credentials, urn:ietf:params:oauth:grant-type:token-exchange"
        },
    ),
    ((CLIENT_ID, "wrong"), GRANT, 401, {"error": "invalid_client"}),
    (("nobody-1", CLIENT_SECRET), GRANT, 401, {"error": "invalid_client"}),
    (GOOD, {"grant_type": "refresh_token"}, 400, {"error": "unauthorized_client"}),
    (
        GOOD,
        {**GRANT, "sub": "ada"},
        400,
        {"error": "invalid_request", "error_description": "sub is no user"},
    ),
    (
        GOOD,
        {**GRANT, "sub": "7"},
        400,
        {"error": "invalid_request", "error_description": "sub is no user"},
    ),
]


@pytest.mark.parametrize(("auth", "form", "status", "body"), REFUSED)
def test_a_refusal(
    sandbox: RunningSandbox, auth: Any, form: dict[str, str], status: int, body: dict[str, str]
) -> None:
    """Each wrong request for a token has its own error."""
    answer = ask(sandbox, auth=auth, data=form)
    found = answer.json()
    assert (answer.status_code, {name: found[name] for name in body}) == (status, body)
    assert set(found) - set(body) <= {"errorId"}


def test_a_token_is_only_given_to_a_post(sandbox: RunningSandbox) -> None:
    """Another method is a route that there is not."""
    answer = requests.get(sandbox.env["GREENHOUSE_TOKEN_URL"], auth=GOOD, timeout=5)
    assert (answer.status_code, answer.json()) == (404, {"message": "Resource not found"})


def test_a_new_token_ends_the_former_one(client: Client) -> None:
    """A client has one token at a time; another client's is left alone."""
    other = Client(client.sandbox)
    with other.session:
        other.sign_in("sandbox-limited-4013")
        assert client("GET", "jobs").status_code == 200
        client.token()
        assert client("GET", "jobs").status_code == 401
        assert other("GET", "offices").status_code == 200


def test_a_token_expires(client: Client, clock: Clock) -> None:
    """After an hour, by the sandbox's clock, a token is worth nothing."""
    clock.pass_by(minutes=59, seconds=59)
    assert client("GET", "jobs").status_code == 200
    clock.pass_by(seconds=1)
    assert client("GET", "jobs").status_code == 401
    client.sign_in()
    assert client("GET", "jobs").status_code == 200


def test_sixty_tokens_a_minute_by_the_clock() -> None:
    """The endpoint has a window of its own, from minute to minute, which faults do not touch."""
    clock = Clock()
    clock.now = NOW + timedelta(seconds=40)
    with launch(GreenhouseSandbox, jobs=1, candidates=0, clock=clock) as sandbox:
        sandbox.faults.add(Fault.SERVER_ERROR)
        client = Client(sandbox)
        with client.session:
            answers = [client.token() for _ in range(61)]
            assert [each.status_code for each in answers] == [200] * 60 + [429]
            assert answers[0].headers["X-Ratelimit-Limit"] == "60"
            assert answers[0].headers["X-Ratelimit-Remaining"] == "59"
            assert answers[-1].headers["Retry-After"] == "20"
            clock.pass_by(seconds=20)
            assert client.token().status_code == 200
        assert sandbox.faults.waiting == 1


def test_no_window_without_a_limit(client: Client) -> None:
    """Where no limit holds, none holds for tokens."""
    answers = [client.token() for _ in range(62)]
    assert {each.status_code for each in answers} == {200}
    assert "X-Ratelimit-Limit" not in answers[0].headers


def test_expires_at_is_a_time(client: Client) -> None:
    """The end of a token is a time that any parser reads."""
    assert datetime.fromisoformat(client.token().json()["expires_at"]) > NOW
