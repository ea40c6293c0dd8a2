from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Clock, Stub, drop
from unified_ats import AuthenticationError, HTTPOptions, UnreachableError
from unified_ats.http import BasicAuth, RefreshTokenAuth

ID, SECRET = "client-4711", "s3cr3t-s3cr3t"


def make(stub: Stub, clock: Clock, **given: Any) -> RefreshTokenAuth:
    """Return the authentication, at the server."""
    options = HTTPOptions(clock=clock, sleep=clock.sleep, wall_clock=clock)
    return RefreshTokenAuth(
        provider="acme",
        url=f"{stub.url}/oauth/token",
        client=BasicAuth(ID, SECRET),
        refresh_token="refresh-0",
        options=options,
        **given,
    )


def tokens(number: int, **more: Any) -> Answer:
    """Return an answer with a pair of tokens."""
    body = {"access_token": f"access-{number}", "refresh_token": f"refresh-{number}"}
    return Answer(json_body={"token_type": "Bearer", "expires_in": 3_600, **body, **more})


def sent(stub: Stub) -> list[dict[str, list[str]]]:
    """Return the forms that the token endpoint got."""
    return [parse_qs(seen.body.decode()) for seen in stub.seen if seen.method == "POST"]


def test_the_request(stub: Stub, clock: Clock) -> None:
    """The client names itself in the form, and nothing else proves who it is (section 2.3.1)."""
    stub.script(tokens(1))
    assert make(stub, clock).mint().value == "access-1"
    [seen] = stub.seen
    assert "Authorization" not in seen.headers
    assert sent(stub) == [
        {
            "grant_type": ["refresh_token"],
            "refresh_token": ["refresh-0"],
            "client_id": [ID],
            "client_secret": [SECRET],
        }
    ]


def test_refresh_tokens_rotate(stub: Stub, clock: Clock) -> None:
    """Each refresh token is used once; the next is used after it, and handed to the caller."""
    stub.script(tokens(1), tokens(2))
    stored: list[str] = []
    auth = make(stub, clock, on_refresh_token=stored.append)
    assert [auth.mint().value for _ in range(2)] == ["access-1", "access-2"]
    assert [form["refresh_token"] for form in sent(stub)] == [["refresh-0"], ["refresh-1"]]
    assert stored == ["refresh-1", "refresh-2"]


@pytest.mark.parametrize("renewed", [None, "", "refresh-0", 7])
def test_a_refresh_token_may_stay(stub: Stub, clock: Clock, renewed: Any) -> None:
    """A vendor that hands out no new refresh token goes on with the old one."""
    stub.script(tokens(1, refresh_token=renewed))
    stored: list[str] = []
    auth = make(stub, clock, on_refresh_token=stored.append)
    auth.mint()
    auth.mint()
    assert [form["refresh_token"] for form in sent(stub)] == [["refresh-0"]] * 2
    assert stored == []


def test_a_store_that_fails_loses_no_token(stub: Stub, clock: Clock) -> None:
    """When the new refresh token cannot be stored the call ends so, and the token is still used."""
    stub.script(tokens(1), tokens(2))

    def store(token: str) -> None:
        if token == "refresh-1":
            raise OSError("the disk is full")

    auth = make(stub, clock, on_refresh_token=store)
    with pytest.raises(OSError, match="full"):
        auth.sign({})
    auth.sign({})
    assert [form["refresh_token"] for form in sent(stub)] == [["refresh-0"], ["refresh-1"]]


def test_an_access_token_to_begin_with(stub: Stub, transport: MakeTransport, clock: Clock) -> None:
    """An access token that is given is used until the API answers 401, and then replaced."""
    stub.script(
        Answer(json_body={}), Answer(401, json_body={}), tokens(1), Answer(json_body={"ok": True})
    )
    client = transport(auth=make(stub, clock, access_token="access-0"))
    client.get("/jobs")
    clock.now += 1_000_000
    assert client.get("/jobs").json() == {"ok": True}
    signed = [seen.headers.get("Authorization") for seen in stub.seen]
    assert signed == ["Bearer access-0", "Bearer access-0", None, "Bearer access-1"]


def test_a_refresh_token_that_is_no_good(stub: Stub, clock: Clock) -> None:
    """A refusal says what to check, and shows no secret that the endpoint echoes."""
    echo = f"Unknown or invalid refresh token refresh-0 of {ID} with {SECRET}"
    stub.script(Answer(403, json_body={"error": "invalid_grant", "error_description": echo}))
    with pytest.raises(AuthenticationError, match="the refresh token is the newest") as caught:
        make(stub, clock).mint()
    shown = f"{caught.value!r} {caught.value.raw}"
    assert not [secret for secret in ("refresh-0", ID, SECRET) if secret in shown]


def test_no_answer_is_no_refusal(stub: Stub, clock: Clock) -> None:
    """An endpoint that does not answer leaves the call unsent, to be tried again."""
    stub.script(drop)
    with pytest.raises(UnreachableError) as caught:
        make(stub, clock).mint()
    assert not caught.value.request_sent


def test_secrets_are_all_named(stub: Stub, clock: Clock) -> None:
    """Tokens of both kinds and the client's own are struck out, and the repr shows none."""
    stub.script(tokens(1))
    auth = make(stub, clock)
    auth.sign({})
    assert {"access-1", "refresh-0", "refresh-1", ID, SECRET} <= {*auth.secrets()}
    assert not [secret for secret in auth.secrets() if secret in repr(auth)]
