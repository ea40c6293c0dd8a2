import base64
import contextlib
import traceback
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs

import attrs
import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Clock, Step, Stub, drop, silence
from unified_ats import (
    ATSError,
    ATSTimeoutError,
    AuthenticationError,
    HTTPOptions,
    RateLimitError,
    UnreachableError,
)
from unified_ats.http import BasicAuth, ClientCredentialsAuth

NOW = datetime(2026, 1, 6, 9, tzinfo=UTC)
GOOD = {"token_type": "Bearer", "access_token": "t0k3n", "expires_in": 600}
ID, SECRET = "client-4711", "s3cr3t"


@pytest.fixture
def auth(stub: Stub, clock: Clock) -> ClientCredentialsAuth:
    """Return the authentication, at the server."""
    return make(stub, clock)


def make(stub: Stub, clock: Clock, **params: str) -> ClientCredentialsAuth:
    """Return an authentication whose wall clock stands at NOW."""
    options = HTTPOptions(
        clock=clock, sleep=clock.sleep, wall_clock=NOW.timestamp, read_timeout=0.05
    )
    return ClientCredentialsAuth(
        provider="acme",
        url=f"{stub.url}/oauth/token",
        client=BasicAuth(ID, SECRET),
        params=params,
        options=options,
    )


def test_the_request(stub: Stub, clock: Clock) -> None:
    """The client proves itself by Basic authentication, and asks with a form (section 4.4.2)."""
    stub.script(Answer(json_body=GOOD))
    assert make(stub, clock, sub="42").mint().value == "t0k3n"
    [seen] = stub.seen
    assert (seen.method, seen.target) == ("POST", "/oauth/token")
    assert seen.headers["Authorization"] == BasicAuth(ID, SECRET).secrets()[2].join(["Basic ", ""])
    assert seen.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(seen.body.decode()) == {"grant_type": ["client_credentials"], "sub": ["42"]}


@pytest.mark.parametrize(
    ("end", "lifetime"),
    [
        ({"expires_in": 600}, 600),
        ({"expires_in": "600"}, 600),
        ({"expires_at": "2026-01-06T10:30:00Z"}, 5_400),
        ({"expires_at": "2026-01-06T10:30:00+0000"}, 5_400),
        ({"expires_at": "2026-01-06T11:30:00.000+01:00"}, 5_400),
        ({"expires_at": "2026-01-06T10:30:00"}, 5_400),
        ({"expires_at": NOW.timestamp() + 90}, 90),
        ({"expires": "2026-01-06T09:20:00Z"}, 1_200),
        ({"expires": str(int(NOW.timestamp()) + 90)}, 90),
        ({"expires_in": 600, "expires_at": "2026-01-06T10:30:00Z"}, 600),
        ({}, 3_600),
        ({"expires_in": None, "expires_at": "soon", "expires": []}, 3_600),
        ({"expires_in": 0}, 3_600),
        ({"expires_in": "inf"}, 3_600),
        ({"expires_at": "2025-01-06T10:30:00Z"}, 3_600),
    ],
    ids=str,
)
def test_lifetimes(
    stub: Stub, auth: ClientCredentialsAuth, end: dict[str, Any], lifetime: float
) -> None:
    """The end is told in many ways; what makes no sense is taken for the usual hour."""
    stub.script(Answer(json_body={"access_token": "t", **end}))
    assert auth.mint().lifetime == lifetime


def test_the_clock_of_the_vendor_counts(stub: Stub, auth: ClientCredentialsAuth) -> None:
    """An end is counted from the date of the same answer: a clock that is off does no harm."""
    date = format_datetime(NOW.replace(hour=10), usegmt=True)
    body = {"access_token": "t", "expires_at": "2026-01-06T10:30:00Z"}
    stub.script(Answer(json_body=body, headers={"Date": date}))
    assert auth.mint().lifetime == 1_800


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(401, json_body={"error": "invalid_client"}), "invalid_client"),
        (Answer(400, json_body={"message": f"client_id={ID} is malformed"}), "is malformed"),
        (
            Answer(400, json_body={"error": "invalid_grant", "error_description": "used up"}),
            "used up",
        ),
        (Answer(403, json_body=[]), "answered 403"),
        (Answer(404, body=b"<html>"), "answered 404"),
    ],
)
def test_a_client_that_is_refused(
    stub: Stub, transport: MakeTransport, auth: ClientCredentialsAuth, answer: Answer, said: str
) -> None:
    """A no of any kind is a no to the credentials, in the endpoint's words, and tells none."""
    stub.script(answer)
    with pytest.raises(AuthenticationError, match=said) as caught:
        transport(auth=auth).get("/jobs")
    error = caught.value
    assert error.message.startswith("no access token: acme answered 4")
    assert error.message.endswith("check the client id and the client secret")
    assert (error.provider, error.status_code) == ("acme", answer.status)
    text = "".join(traceback.format_exception(error)) + repr(error.raw)
    assert not [word for word in (ID, SECRET) if word in text]
    assert len(stub.seen) == 1


@pytest.mark.parametrize(
    "failure",
    [
        Answer(500),
        Answer(503),
        Answer(302),
        Answer(body=b"<html>", headers={"Content-Type": "text/html"}),
        Answer(json_body=["t"]),
        Answer(json_body={"access_token": None}),
        Answer(json_body={"access_token": ""}),
        drop,
        silence,
    ],
)
def test_a_failure_is_none_of_the_call(
    stub: Stub, transport: MakeTransport, auth: ClientCredentialsAuth, failure: Step
) -> None:
    """A token endpoint that fails is tried again, for a write too: nothing of it was sent."""
    stub.script(failure)
    with pytest.raises(UnreachableError) as caught:
        transport(auth=auth, attempts=3).post("/candidates", json={})
    assert not caught.value.in_doubt
    assert caught.value.provider == "acme"
    assert [seen.target for seen in stub.seen] == ["/oauth/token"] * 3


def test_a_slow_endpoint_is_a_timeout(
    stub: Stub, transport: MakeTransport, auth: ClientCredentialsAuth
) -> None:
    """No token in time is no answer in time."""
    stub.script(silence)
    with pytest.raises(ATSTimeoutError):
        transport(auth=auth, attempts=1).get("/jobs")


def test_a_failure_that_passes_is_not_seen(
    stub: Stub, transport: MakeTransport, auth: ClientCredentialsAuth, clock: Clock
) -> None:
    """A write whose token comes at the third try is sent once; 429 waits as long as asked."""
    wait = Answer(429, headers={"Retry-After": "7"})
    stub.script(Answer(503), wait, Answer(json_body=GOOD), Answer(json_body={}))
    transport(auth=auth).post("/candidates", json={})
    assert [seen.target for seen in stub.seen] == ["/oauth/token"] * 3 + ["/candidates"]
    assert 7 <= clock.slept[1] < 8


def test_too_many_tokens(stub: Stub, transport: MakeTransport, auth: ClientCredentialsAuth) -> None:
    """A token endpoint's own limit is told as a limit."""
    stub.script(Answer(429, headers={"Retry-After": "3600"}))
    with pytest.raises(RateLimitError) as caught:
        transport(auth=auth).get("/jobs")
    assert caught.value.retry_after == 3_600


def test_tokens_are_asked_for_on_a_connection_of_their_own(
    stub: Stub, transport: MakeTransport, auth: ClientCredentialsAuth
) -> None:
    """The token endpoint's connection does not stay open beside those of the API."""
    stub.script(Answer(json_body=GOOD), Answer(json_body={}))
    client = transport(auth=auth)
    client.get("/jobs")
    client.get("/jobs")
    token, *calls = [seen.connection for seen in stub.seen]
    assert len(set(calls)) == 1
    assert token not in calls


def test_nothing_shows_in_a_repr(auth: ClientCredentialsAuth) -> None:
    """The repr shows neither id nor secret, and both are among what is struck out."""
    assert ID not in repr(auth)
    assert {ID, SECRET, base64.b64encode(f"{ID}:{SECRET}".encode()).decode()} <= {*auth.secrets()}


def test_no_log_holds_a_token(
    stub: Stub,
    transport: MakeTransport,
    auth: ClientCredentialsAuth,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A token request leaves a line like any other call, and tells nothing."""
    caplog.set_level("DEBUG")
    stub.script(Answer(json_body=GOOD), Answer(500))
    with contextlib.suppress(ATSError):
        transport(auth=auth, attempts=1).get("/jobs")
    lines = [record.getMessage().rpartition(" attempt")[0] for record in caplog.records]
    assert [line.rsplit(" ", 1)[0] for line in lines] == [
        "acme POST /oauth/token 200",
        "acme GET /jobs 500 ServerError",
    ]
    assert not [word for word in (ID, SECRET, "t0k3n") if word in caplog.text]


def test_options_are_frozen_data() -> None:
    """Both clocks of the options can be set, and neither counts for equality."""
    assert attrs.evolve(HTTPOptions(), wall_clock=lambda: 0.0) == HTTPOptions()
