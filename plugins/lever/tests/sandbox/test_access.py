from datetime import timedelta

import pytest
import requests

from plugins.lever.tests.sandbox.client import Client, Clock, error
from unified_ats.sandbox import Fault, RunningSandbox
from unified_ats_lever.sandbox import (
    AUTHORIZATION_CODE,
    CLIENT_ID,
    CLIENT_SECRET,
    NO_REASONS_KEY,
    POWERLESS_KEY,
    READING_KEY,
    REFRESH_TOKEN,
    TOKEN_PATH,
    Key,
)

REFRESH = {
    "grant_type": "refresh_token",
    "client_id": CLIENT_ID,
    "client_secret": CLIENT_SECRET,
    "refresh_token": REFRESH_TOKEN,
}


def token(sandbox: RunningSandbox, **changes: str) -> requests.Response:
    """Ask the token endpoint."""
    return requests.post(sandbox.base_url + TOKEN_PATH, data=REFRESH | changes, timeout=5)


def with_token(client: Client, value: str) -> requests.Response:
    """Ask for something with an access token."""
    url = f"{client.sandbox.env['LEVER_BASE_URL']}/stages"
    return requests.get(url, headers={"Authorization": f"Bearer {value}"}, timeout=5)


def test_settings(sandbox: RunningSandbox) -> None:
    """The settings point the adapter here, and act for an active user."""
    assert sandbox.env == {
        "ATS_PROVIDER": "lever",
        "LEVER_API_KEY": "sandbox-key",
        "LEVER_BASE_URL": f"{sandbox.base_url}/v1",
        "LEVER_PERFORM_AS": sandbox.env["LEVER_PERFORM_AS"],
    }


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Basic d3Jvbmc6"},
        {"Authorization": "Basic OnNhbmRib3gta2V5"},
        {"Authorization": "Basic %%%"},
        {"Authorization": "Bearer sandbox-key"},
        {"Authorization": "sandbox-key"},
    ],
)
def test_without_a_key(sandbox: RunningSandbox, headers: dict[str, str]) -> None:
    """Without a key as the user name it is a 401, on every path, existing or not."""
    for path in ("stages", "nowhere"):
        url = f"{sandbox.env['LEVER_BASE_URL']}/{path}"
        assert error(requests.get(url, headers=headers, timeout=5), 401)


def test_a_key_may_do_what_it_was_made_for(client: Client, live: str) -> None:
    """A key that may read cannot write, one that may nothing is refused everywhere."""
    client.session.auth = (READING_KEY, "")
    assert client("GET", "opportunities").status_code == 200
    assert "opportunities:write" in error(client.create(postings=[live]), 403)
    client.session.auth = (POWERLESS_KEY, "")
    for path in ("postings", "users", "archive_reasons", "disposition_stages"):
        assert error(client("GET", path), 403)


def test_a_key_without_archive_reasons(client: Client, live: str) -> None:
    """A key may be permitted everything but to read archive reasons, and is refused only there."""
    reason = client.get("archive_reasons")[0]["id"]
    client.session.auth = (NO_REASONS_KEY, "")
    for path in ("archive_reasons", f"archive_reasons/{reason}"):
        assert "archive_reasons:read" in error(client("GET", path), 403)
    for path in ("postings", "opportunities", "stages", "disposition_stages", "users"):
        assert client("GET", path).status_code == 200
    one = client.created(postings=[live])["id"]
    assert client.put(f"opportunities/{one}/archived", reason=reason)["archived"]


def test_writing_includes_reading(client: Client) -> None:
    """A key made for writing to one endpoint may read there, and nowhere else."""
    scopes = frozenset({"notes:write"})
    client.facade.access.keys["own-key"] = Key(scopes=scopes)
    one = client.get("opportunities", limit=1)[0]["id"]
    client.session.auth = ("own-key", "")
    assert client.get(f"opportunities/{one}/notes") == []
    assert client("GET", "opportunities").status_code == 403


def test_paths_and_methods(client: Client) -> None:
    """What there is not is a 404, and a method that a path has not a 405."""
    for path in ("nowhere", "postings/", "postings/no-such-id", "postings/a%2Fb"):
        assert error(client("GET", path), 404)
    answer = client("PATCH", "postings")
    assert error(answer, 405)
    assert "GET" in answer.headers["Allow"]
    assert error(client("DELETE", "opportunities/x"), 405)


def test_a_token(client: Client, sandbox: RunningSandbox, clock: Clock) -> None:
    """A refresh token gives an access token for an hour, and another refresh token."""
    given = token(sandbox).json()
    assert set(given) == {"access_token", "refresh_token", "expires_in", "token_type"}
    assert (given["token_type"], given["expires_in"]) == ("Bearer", 3600)
    assert given["refresh_token"] != REFRESH_TOKEN
    assert with_token(client, given["access_token"]).status_code == 200
    clock.pass_by(minutes=59)
    again = token(sandbox, refresh_token=given["refresh_token"]).json()
    clock.now += timedelta(minutes=1)
    assert error(with_token(client, given["access_token"]), 401)
    assert with_token(client, again["access_token"]).status_code == 200


def test_a_refresh_token_is_good_once(sandbox: RunningSandbox) -> None:
    """A refresh token that was used is refused."""
    assert token(sandbox).status_code == 200
    answer = token(sandbox)
    assert answer.status_code == 403
    assert answer.json() == {
        "error": "invalid_grant",
        "error_description": "Unknown or invalid refresh token.",
    }


def test_an_authorization_code(sandbox: RunningSandbox) -> None:
    """A code is redeemed once."""
    form = {"grant_type": "authorization_code", "code": AUTHORIZATION_CODE}
    assert token(sandbox, **form).status_code == 200
    assert token(sandbox, **form).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"client_secret": "wrong"}, 401, "access_denied"),
        ({"client_id": "wrong"}, 401, "access_denied"),
        ({"grant_type": "password"}, 403, "unsupported_grant_type"),
        ({"grant_type": ""}, 403, "unsupported_grant_type"),
        ({"refresh_token": "wrong"}, 403, "invalid_grant"),
    ],
)
def test_tokens_are_refused(
    sandbox: RunningSandbox, change: dict[str, str], status: int, code: str
) -> None:
    """Each wrong request for a token has its own error, and uses nothing up."""
    answer = token(sandbox, **change)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert token(sandbox).status_code == 200


def test_faults_leave_the_token_endpoint_alone(client: Client, sandbox: RunningSandbox) -> None:
    """Failures to order happen to the API only, in Lever's form."""
    sandbox.faults.add(Fault.UNAVAILABLE)
    assert token(sandbox).status_code == 200
    assert error(client("GET", "stages"), 503)
