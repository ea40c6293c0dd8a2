import base64
import logging

import pytest

from tests.generic.mapping.asked import asked, jobs
from tests.generic.mapping.conftest import MakeATS
from tests.http.stub import Answer, Stub
from unified_ats import AuthenticationError, InvalidRequestError


def basic(pair: str) -> str:
    """Return the header for a user and a password with a colon between them."""
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


IN_QUERY = """
[auth]
kind = "query"
params = { apikey = "${ATS_API_KEY}" }
"""
SCHEMES = {
    "bearer": ('kind = "bearer"\ntoken = "${ATS_API_KEY}"', {"Authorization": "Bearer k3y"}),
    "user": ('kind = "basic"\nuser = "${ATS_API_KEY}"', {"Authorization": basic("k3y:")}),
    "filled": (
        'kind = "basic"\nuser = "${ATS_API_KEY}"\npassword = "X"',
        {"Authorization": basic("k3y:X")},
    ),
    "password": (
        'kind = "basic"\nuser = "api"\npassword = "${ATS_API_KEY}"',
        {"Authorization": basic("api:k3y")},
    ),
    "header": (
        'kind = "headers"\nheaders.Authorization = "Token token=${ATS_API_KEY}"',
        {"Authorization": "Token token=k3y"},
    ),
    "headers": (
        'kind = "headers"\nheaders = { X-Key = "${ATS_API_KEY}", X-App = "a-${ATS_ACCOUNT_ID}" }',
        {"X-Key": "k3y", "X-App": "a-acct"},
    ),
}


@pytest.mark.parametrize(("scheme", "headers"), SCHEMES.values(), ids=SCHEMES)
def test_each_scheme_signs_its_headers(
    stub: Stub, ats: MakeATS, scheme: str, headers: dict[str, str]
) -> None:
    """Each way to prove who is calling puts its proof where the mapping says."""
    stub.script(jobs())
    ats(f"[auth]\n{scheme}", account_id="acct").jobs.list()
    assert headers.items() <= stub.seen[0].headers.items()


@pytest.mark.parametrize("scheme", [scheme for scheme, _ in SCHEMES.values()], ids=SCHEMES)
def test_what_a_vendor_echoes_is_struck_out(stub: Stub, ats: MakeATS, scheme: str) -> None:
    """Whatever proves who is calling is in no error, even when the vendor repeats it."""
    told = '[errors]\nmessage = "said"'
    provider = ats(f"[auth]\n{scheme}", told, account_id="acct")
    stub.script(jobs())
    provider.jobs.list()
    sent = stub.seen[0].headers.get("Authorization", "k3y a-acct")
    stub.script(Answer(401, json_body={"said": f"no {sent} k3y"}))
    with pytest.raises(AuthenticationError) as caught:
        provider.jobs.list()
    assert not [word for word in sent.split()[1:] if word in str(caught.value)]
    assert "k3y" not in f"{caught.value} {caught.value.raw} {provider!r}"


def test_a_key_of_the_environment_is_struck_out(
    stub: Stub, ats: MakeATS, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key within a header is struck out by itself too, wherever it was taken from."""
    monkeypatch.setenv("SMALL_KEY", "s3cret")
    scheme = '[auth]\nkind = "headers"\nheaders.Authorization = "Token token=${SMALL_KEY}"'
    stub.script(Answer(401, json_body={"said": "unknown: s3cret"}))
    with pytest.raises(AuthenticationError, match=r"unknown: \[secret\]") as caught:
        ats(scheme, '[errors]\nmessage = "said"').jobs.list()
    assert stub.seen[0].headers["Authorization"] == "Token token=s3cret"
    assert "s3cret" not in f"{caught.value} {caught.value.raw}"


def test_no_credentials(stub: Stub, ats: MakeATS) -> None:
    """An ATS that wants no proof gets none, though a key is set."""
    stub.script(jobs())
    ats('[auth]\nkind = "none"').jobs.list()
    assert "k3y" not in f"{stub.seen[0].target} {stub.seen[0].headers}"


def test_keys_in_the_query(stub: Stub, ats: MakeATS, caplog: pytest.LogCaptureFixture) -> None:
    """A key can go into the query, where neither a log nor an error shows it."""
    stub.script(jobs(), Answer(400, json_body={"said": "no such key: k3y"}))
    provider = ats(IN_QUERY, '[errors]\nmessage = "said"\n[jobs.list]\nparams = { open = true }')
    with caplog.at_level(logging.DEBUG):
        provider.jobs.list()
        with pytest.raises(InvalidRequestError, match=r"no such key: \[secret\]") as caught:
            provider.jobs.list()
    assert asked(stub.seen[0]) == {"apikey": "k3y", "open": "true"}
    assert "/jobs" in caplog.text
    assert "k3y" not in f"{caplog.text} {caught.value} {caught.value.raw} {provider!r}"


def test_a_key_in_the_query_goes_before_a_parameter(stub: Stub, ats: MakeATS) -> None:
    """No parameter of a list can take the place of what proves who is calling."""
    stub.script(jobs())
    ats(IN_QUERY.replace("apikey", "who"), '[jobs.list]\nparams = { who = "other" }').jobs.list()
    assert asked(stub.seen[0]) == {"who": "k3y"}


OAUTH2 = """
[auth]
kind = "oauth2"
token_url = "${ATS_BASE_URL}/token"
client_id = "client-1"
client_secret = "${SMALL_SECRET}"
params = { scope = "jobs.read", audience = "https://api.example.com" }
"""


def test_oauth2(stub: Stub, ats: MakeATS) -> None:
    """A token is fetched from the token endpoint with client id and secret, once, and sent."""
    stub.script(Answer(json_body={"access_token": "t0k3n", "expires_in": 600}), jobs())
    provider = ats(OAUTH2, variables={"SMALL_SECRET": "s3cret"})
    provider.jobs.list()
    provider.jobs.list()
    token, *rest = stub.seen
    assert (token.method, token.target) == ("POST", "/token")
    assert token.headers["Authorization"] == basic("client-1:s3cret")
    assert token.body == (
        b"grant_type=client_credentials&scope=jobs.read&audience=https%3A%2F%2Fapi.example.com"
    )
    assert [seen.headers["Authorization"] for seen in rest] == ["Bearer t0k3n"] * 2


def test_a_client_that_is_refused(stub: Stub, ats: MakeATS) -> None:
    """A token endpoint that refuses is an error of the credentials, without the secret."""
    stub.script(Answer(400, json_body={"error_description": "unknown client-1 s3cret"}))
    with pytest.raises(AuthenticationError, match=r"no access token: .*client secret") as caught:
        ats(OAUTH2, variables={"SMALL_SECRET": "s3cret"}).jobs.list()
    assert "s3cret" not in f"{caught.value} {caught.value.raw}"
