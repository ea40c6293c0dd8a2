import base64
import logging

import pytest

from tests.generic.mapping.asked import asked, jobs
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import small
from tests.http.stub import Answer, Stub
from unified_ats import AuthenticationError, InvalidRequestError
from unified_ats.generic.mapping import MappingError, parse


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
    ats(IN_QUERY, '[jobs.list]\nparams = { apikey = "other" }').jobs.list()
    assert asked(stub.seen[0]) == {"apikey": "k3y"}


def test_a_key_in_a_next_url_is_in_no_cursor(stub: Stub, ats: MakeATS) -> None:
    """A vendor may repeat the key in the address of the next page; cursors do not hold it."""
    paged = '[paging]\nkind = "next_url"\nnext = "next"'
    stub.script(jobs(1, 2, next=f"{stub.url}/jobs?after=2&apikey=k3y"), jobs(3))
    provider = ats(IN_QUERY, paged)
    cursor = provider.jobs.list(per_page=2).next_cursor
    assert cursor
    assert b"k3y" not in base64.urlsafe_b64decode(cursor + "===")
    assert [job.id for job in provider.jobs.list(cursor=cursor).items] == ["3"]
    assert asked(stub.seen[1]) == {"after": "2", "apikey": "k3y"}


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


@pytest.mark.parametrize(
    ("scheme", "key"),
    [
        ('kind = "bearer"\ntoken = "s3cret"', "auth.token"),
        ('kind = "basic"\nuser = "s3cret"', "auth.user"),
        ('kind = "basic"\nuser = "s3cret"\npassword = "x"', "auth.user"),
        ('kind = "basic"\nuser = "${ATS_API_KEY}"\npassword = "s3cret"', "auth.password"),
        ('kind = "headers"\nheaders.X-Key = "s3cret"', "auth.headers.X-Key"),
        ('kind = "query"\nparams.apikey = "s3cret"', "auth.params.apikey"),
        (
            'kind = "oauth2"\ntoken_url = "${X}/token"\nclient_id = "me"\nclient_secret = "s3cret"',
            "auth.client_secret",
        ),
    ],
)
def test_secrets_written_out_are_refused(scheme: str, key: str) -> None:
    """A mapping file holds no secrets: one that is written out is refused, and not repeated."""
    with pytest.raises(MappingError) as caught:
        parse(small(f"[auth]\n{scheme}"), "small.toml")
    assert caught.value.problems == {
        key: "is written out; expected a reference such as '${ATS_API_KEY}'"
    }
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("value", ['"s3cret${"', '"s3cret${ats_api_key}"', '["s3cret"]', "53372"])
def test_secrets_in_disorder_are_not_repeated(value: str) -> None:
    """What stands where a secret belongs is not repeated, whatever else is wrong with it."""
    with pytest.raises(MappingError, match=r"auth\.token") as caught:
        parse(small(f'[auth]\nkind = "bearer"\ntoken = {value}'), "small.toml")
    assert "s3cret" not in str(caught.value)
    assert "53372" not in str(caught.value)
