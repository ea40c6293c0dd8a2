"""What proves who is calling is never written into a mapping file."""

import pytest

from tests.generic.mapping.small import CANDIDATES, small
from unified_ats.generic.mapping import MappingError, parse

CREATE = """
[candidates.create]
path = "/people"
find = { path = "/search", email = "q", items = "people" }
apply = { path = "/apply" }
"""
TEAMS = "[lookups.teams.list]\npath = '/teams'\nitems = 'teams'"
CALLS = [
    "jobs.list",
    "jobs.get",
    "lookups.teams.list",
    "candidates.create",
    "candidates.create.find",
    "candidates.create.apply",
]
SECRETIVE = [
    "Authorization",
    "Proxy-Authorization",
    "Cookie",
    "X-Api-Key",
    "apikey",
    "api_key",
    "X-Access-Key",
    "X-Auth-Token",
    "access_token",
    "client-secret",
    "Password",
    "key",
]
HARMLESS = ["Accept", "X-Account-Id", "keyword", "monkey", "sort_key", "author"]
ELSEWHERE = "is written out; expected it under [auth], as a reference such as '${ATS_API_KEY}'"


def problems(*snippets: str) -> dict[str, str]:
    """Return what is wrong with a mapping file, none of which shows a secret."""
    with pytest.raises(MappingError) as caught:
        parse(small(*snippets), "small.toml")
    assert "s3cret" not in str(caught.value)
    return caught.value.problems


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


@pytest.mark.parametrize("name", SECRETIVE)
def test_keys_in_headers(name: str) -> None:
    """A header that looks like a key holds none that is written out, only a reference."""
    assert problems(f"[headers]\n{name} = 's3cret'") == {f"headers.{name}": ELSEWHERE}
    mapping = parse(small(f"[headers]\n{name} = 'Token ${{SMALL_KEY}}'"), "small.toml")
    assert mapping.secret_variables() == ("ATS_API_KEY", "SMALL_KEY")


@pytest.mark.parametrize("name", SECRETIVE)
def test_keys_in_parameters(name: str) -> None:
    """A fixed parameter that looks like a key is refused."""
    found = problems(f"[jobs.list]\nparams = {{ open = true, {name} = 's3cret' }}")
    assert found == {f"jobs.list.params.{name}": ELSEWHERE}


@pytest.mark.parametrize("call", CALLS)
def test_keys_in_every_call(call: str) -> None:
    """So it is in every call of a mapping."""
    path = "[jobs.get]\npath = '/jobs/{id}'"
    found = problems(CANDIDATES, CREATE, TEAMS, path, f"[{call}]\nparams = {{ token = 's3cret' }}")
    assert found == {f"{call}.params.token": ELSEWHERE}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_no_key(name: str) -> None:
    """Other headers and parameters are written out as they are."""
    said = f"[headers]\n{name} = 'x'\n[jobs.list]\nparams = {{ {name} = 'x' }}"
    mapping = parse(small(said), "small.toml")
    assert mapping.jobs is not None
    assert (mapping.headers[name].text, mapping.jobs.list.params) == ("x", {name: "x"})
