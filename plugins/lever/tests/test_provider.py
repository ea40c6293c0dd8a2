import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from unified_ats import (
    BasicAuth,
    BearerAuth,
    ConfigurationError,
    InvalidRequestError,
    NotFoundError,
    PermissionDeniedError,
    RefreshTokenAuth,
    Response,
)
from unified_ats.sandbox import RunningSandbox
from unified_ats_lever import LeverProvider, LeverSettings
from unified_ats_lever.errors import permission, read_error
from unified_ats_lever.sandbox import (
    CLIENT_ID,
    CLIENT_SECRET,
    POWERLESS_KEY,
    REFRESH_TOKEN,
    TOKEN_PATH,
)

Attempt = Callable[[], object]
OAUTH = {"client_id": "app", "client_secret": "s3cret", "refresh_token": "refresh"}


def settings(**given: Any) -> LeverSettings:
    """Return settings from arguments."""
    return LeverSettings.from_arguments("lever", given)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"api_key": "key"}, BasicAuth),
        (OAUTH, RefreshTokenAuth),
        ({**OAUTH, "access_token": "access"}, RefreshTokenAuth),
        ({"access_token": "access"}, BearerAuth),
        ({**OAUTH, "api_key": "key"}, BasicAuth),
    ],
)
def test_ways_to_authenticate(given: dict[str, str], kind: type[Any]) -> None:
    """A key, OAuth, or an access token alone; where there are several the key is used."""
    assert isinstance(LeverProvider(settings(**given)).auth(), kind)


def test_neither_key_nor_oauth() -> None:
    """Without credentials, one error names both ways, as arguments and as variables."""
    attempts: tuple[Attempt, ...] = (
        settings,
        LeverSettings,
        lambda: LeverSettings.from_environment("lever", {}),
    )
    for attempt in attempts:
        with pytest.raises(ConfigurationError) as caught:
            attempt()
        for name in ("api_key", "client_id", "client_secret", "refresh_token"):
            assert name in str(caught.value)
            assert f"LEVER_{name.upper()}" in str(caught.value)


@pytest.mark.parametrize("lacking", OAUTH)
def test_half_of_oauth(lacking: str) -> None:
    """Of OAuth that is given in part, the error names what is missing and nothing else."""
    given = {name: value for name, value in OAUTH.items() if name != lacking}
    with pytest.raises(ConfigurationError) as caught:
        settings(**given, access_token="access")
    assert f"LEVER_{lacking.upper()}" in str(caught.value)
    assert not [name for name in given if f"LEVER_{name.upper()}" in str(caught.value)]


@pytest.mark.parametrize(
    ("given", "base_url"),
    [
        ({}, "https://api.lever.co/v1"),
        ({"environment": "production"}, "https://api.lever.co/v1"),
        ({"environment": " EU "}, "https://api.eu.lever.co/v1"),
        ({"environment": "sandbox"}, "https://api.sandbox.lever.co/v1"),
        (
            {"environment": "eu", "base_url": "http://127.0.0.1:1/v1/"},
            "http://127.0.0.1:1/v1",
        ),
    ],
)
def test_environments(given: dict[str, str], base_url: str) -> None:
    """The environment says where the API is, unless a base URL does."""
    assert LeverProvider(settings(api_key="key", **given)).http.base_url == base_url


@pytest.mark.parametrize(
    "given",
    [
        {"environment": "mars"},
        {"on_refresh_token": "no.such:function"},
        {"on_refresh_token": "sys:path"},
        {"on_refresh_token": 7},
        {"confidential": "maybe"},
        {"stages": {"Tea": "TASTY"}},
    ],
    ids=str,
)
def test_malformed_settings(given: dict[str, Any]) -> None:
    """A setting that makes no sense is an error that names it."""
    with pytest.raises(ConfigurationError, match=next(iter(given))):
        settings(api_key="key", **given)


def test_a_store_by_its_name() -> None:
    """The function that stores refresh tokens can be named, as in an environment variable."""
    env = {"LEVER_API_KEY": "key", "LEVER_ON_REFRESH_TOKEN": "builtins:print"}
    assert LeverSettings.from_environment("lever", env).on_refresh_token is print


def test_no_secret_shows() -> None:
    """Settings show no secret, and name them all."""
    given = settings(**OAUTH, api_key="k3y", access_token="t0k3n")
    assert {"k3y", "t0k3n", "s3cret", "refresh"} == {*given.secrets()}
    assert not [secret for secret in given.secrets() if f"'{secret}'" in repr(given)]


def test_oauth_at_the_sandbox(sandbox: RunningSandbox, connect: Any) -> None:
    """Tokens are fetched and sent, and each refresh token is handed to the caller in its turn."""
    stored: list[str] = []
    ats = connect(
        api_key=None,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        refresh_token=REFRESH_TOKEN,
        token_url=sandbox.base_url + TOKEN_PATH,
        access_token="stale",
        on_refresh_token=stored.append,
    )
    assert ats.jobs.list(per_page=1).items
    assert ats.jobs.list(per_page=1).items
    assert len(stored) == 1
    paths = [(each.path, each.status) for each in sandbox.requests]
    assert paths == [("/v1/postings", 401), (TOKEN_PATH, 200), *[("/v1/postings", 200)] * 2]


def test_the_key_is_a_user_without_a_password(sandbox: RunningSandbox, ats: Any) -> None:
    """The key goes as Basic authentication wants it."""
    ats.jobs.list(per_page=1)
    sent = sandbox.requests[0].headers["Authorization"].removeprefix("Basic ")
    assert base64.b64decode(sent).decode() == sandbox.env["LEVER_API_KEY"] + ":"


def test_a_key_without_the_permission(connect: Any) -> None:
    """A 403 names the permission that the key lacks."""
    with pytest.raises(PermissionDeniedError, match="postings:read:admin"):
        connect(api_key=POWERLESS_KEY).jobs.list()


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("GET /postings/{id}", "postings:read:admin"),
        ("POST /opportunities", "opportunities:write:admin"),
        ("POST /opportunities/{id}/files", "files:write:admin"),
        ("PUT /opportunities/{id}/stage", "opportunities:write:admin"),
        ("GET /contacts/{id}", "contact:read:admin"),
        ("GET /disposition_stages", "stages:read:admin"),
        ("GET /opportunities/{id}/applications", "applications:read:admin"),
        ("GET /opportunities/{id}/referrals", "referrals:read:admin"),
        ("GET /eeo/responses", "eeo_responses:read:admin"),
        ("GET /eeo/responses/pii", "eeo_responses_pii:read:admin"),
        ("GET /surveys/diversity/{posting}", "diversity:read:admin"),
    ],
)
def test_permissions(call: str, name: str) -> None:
    """A permission is named after the innermost resource of a path."""
    assert permission(call) == name


def answer(status: int, body: bytes, call: str = "GET /postings") -> Response:
    """Return an answer of Lever's."""
    return Response(provider="lever", call=call, status_code=status, headers={}, body=body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"code": "ResourceNotFound", "message": "Stage was not found"}', "Stage was not found"),
        (b'{"code": "BadRequest"}', "BadRequest"),
        (b"{}", None),
        (b"[]", None),
        (b"<html>", None),
        (b"", None),
        (
            b'{"code": "BadRequest", "message": "Invalid offset token"}',
            "Invalid offset token: the cursor has gone stale; begin the list again without it",
        ),
    ],
)
def test_errors(body: bytes, said: str | None) -> None:
    """The message is read where there is one, and what stands before Lever may say anything."""
    assert read_error(answer(400, body)) == said
    assert read_error(answer(200, body)) is None


def test_a_403_without_words() -> None:
    """A 403 that says nothing still says what is missing."""
    assert "postings:read:admin" in (read_error(answer(403, b"")) or "")


def test_a_stale_offset(ats: Any) -> None:
    """An offset that Lever does not know is an error that says to begin again."""
    params = {"offset": "%5B1%2C1%2C%22stale%22%5D"}
    with pytest.raises(InvalidRequestError, match="begin the list again"):
        ats.request("GET", "/postings", params=params)


def test_readme_names_every_setting() -> None:
    """The README has each environment variable, with its help text."""
    text = (Path(__file__).parents[1] / "README.md").read_text().replace("`", "")
    for item in LeverSettings.declared():
        if item.env != "LEVER_ENVIRONMENT":  # said at more length there
            assert f"{item.env} | {'yes' if item.secret else 'no'} | {item.help}" in text


def test_unknown_records(ats: Any) -> None:
    """What Lever does not have is not found, in its own words."""
    with pytest.raises(NotFoundError) as caught:
        ats.candidates.get("no-such-contact")
    assert caught.value.status_code == 404
