from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest

import unified_ats
from plugins.greenhouse.tests.conftest import Talk
from unified_ats import (
    ApplicationStatus,
    AuthenticationError,
    ConfigurationError,
    HTTPOptions,
    RateLimitError,
)
from unified_ats.sandbox import RunningSandbox, launch
from unified_ats_greenhouse import GreenhouseSettings
from unified_ats_greenhouse.sandbox import LIMITED_CLIENT_ID

NEW = {"client_id": "client-1", "client_secret": "s3cr3t"}
ENV = {"GREENHOUSE_CLIENT_ID": "client-1", "GREENHOUSE_CLIENT_SECRET": "s3cr3t"}


def tokens(talk: Talk) -> list[dict[str, list[str]]]:
    """Return the forms that tokens were asked for with."""
    return [parse_qs(each.body.decode()) for each in talk.sandbox.requests if each.path == "/token"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"api_key": "abcdef123456"}, "api_key is a key of Harvest v1"),
        ({"api_key": "abcdef123456", "client_id": " "}, "client_id is missing"),
        ({**NEW, "api_key": "abcdef123456"}, "api_key is no setting of it"),
        ({}, "client_id is missing .*; client_secret is missing"),
        ({**NEW, "user_id": "jane@example.com"}, "user_id is not the id of a Greenhouse user"),
        ({**NEW, "base_url": "harvest"}, "base_url is not an address"),
        ({**NEW, "stages": {"Tea": "DRINKS"}}, "stages is not a table"),
    ],
)
def test_arguments_that_do_not_do(given: dict[str, Any], said: str) -> None:
    """A key of v1 alone is told what became of v1; what else is wrong is named."""
    with pytest.raises(ConfigurationError, match=said) as caught:
        unified_ats.connect("greenhouse", **given)
    assert "abcdef123456" not in str(caught.value)


@pytest.mark.parametrize("name", ["GREENHOUSE_API_KEY", "ATS_API_KEY"])
def test_a_v1_key_is_told_what_to_do(name: str) -> None:
    """The error says since when v1 is gone, where v3 credentials are made, and what to set."""
    with pytest.raises(ConfigurationError) as caught:
        unified_ats.connect_from_env({"ATS_PROVIDER": "greenhouse", name: "abcdef123456"})
    for words in (
        f"{name} is a key of Harvest v1",
        "31 August 2026",
        "Configure > Dev Center",
        "API Credential Management",
        "Harvest v3 (OAuth)",
        "GREENHOUSE_CLIENT_ID and GREENHOUSE_CLIENT_SECRET",
    ):
        assert words in caught.value.message
    assert "abcdef123456" not in caught.value.message


def test_a_v1_key_that_was_left_behind() -> None:
    """An old key in the environment does no harm beside new credentials."""
    environ = {"ATS_PROVIDER": "greenhouse", "GREENHOUSE_API_KEY": "old", **ENV}
    with unified_ats.connect_from_env(environ) as ats:
        assert ats.settings.client_id == "client-1"


def test_defaults() -> None:
    """Id and secret are enough: the addresses are Greenhouse's, and nobody is acted for."""
    settings = GreenhouseSettings.from_environment("greenhouse", ENV)
    assert settings.base_url == "https://harvest.greenhouse.io/v3"
    assert settings.token_url == "https://auth.greenhouse.io/token"
    assert (settings.user_id, settings.stages) == (None, {})
    assert "s3cr3t" not in repr(settings)


def test_everything_can_be_set() -> None:
    """Every setting has its variable; stage names lose their case."""
    settings = GreenhouseSettings.from_environment(
        "greenhouse",
        {
            **ENV,
            "GREENHOUSE_USER_ID": " 4012 ",
            "GREENHOUSE_BASE_URL": "https://proxy.example.com/v3/",
            "GREENHOUSE_TOKEN_URL": "https://proxy.example.com/token",
            "GREENHOUSE_STAGES": '{"Coffee Chat": "SCREENING"}',
        },
    )
    assert settings.user_id == "4012"
    assert settings.base_url == "https://proxy.example.com/v3"
    assert settings.stages == {"coffee chat": ApplicationStatus.SCREENING}


def test_the_integration_acts_as_itself(talk: Talk) -> None:
    """Without a user, the token is the integration's own."""
    talk.ats.jobs.list()
    assert tokens(talk) == [{"grant_type": ["client_credentials"]}]


def test_a_user_can_be_acted_for(talk: Talk) -> None:
    """A user's id goes with the request for the token, as ``sub``."""
    acting = Talk(talk.sandbox, user_id="4012")
    with acting.ats:
        acting.ats.jobs.list()
    assert tokens(talk) == [{"grant_type": ["client_credentials"], "sub": ["4012"]}]


def test_one_token_for_all_threads(real: Talk) -> None:
    """Eight threads that begin at once ask for one token: a second would end the first."""
    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(lambda: list(real.ats.jobs.iter())) for _ in range(8)]
        assert {len(each.result()) for each in done} == {24}
    assert len(tokens(real)) == 1
    assert {each.status for each in real.sandbox.requests} == {200}


def test_a_token_that_another_process_ended(real: Talk) -> None:
    """Another process that minted a token has ended ours: after the 401 it is minted anew."""
    real.ats.jobs.list(per_page=1)
    rival = Talk(real.sandbox)
    with rival.ats:
        rival.ats.jobs.list(per_page=1)
    real.sandbox.requests.clear()
    assert real.ats.candidates.list(per_page=1).items
    assert [(each.path, each.status) for each in real.sandbox.requests] == [
        ("/v3/candidates", 401),
        ("/token", 200),
        ("/v3/candidates", 200),
    ]


@pytest.mark.parametrize("client_id", ["client-1", "nonsense", "4711-9"])
def test_a_client_that_is_unknown(real: Talk, client_id: str) -> None:
    """A client id that is unknown or malformed is told as that, and not repeated."""
    stranger = Talk(real.sandbox, client_id=client_id)
    with stranger.ats, pytest.raises(AuthenticationError) as caught:
        stranger.ats.jobs.list()
    assert "check the client id and the client secret" in caught.value.message
    assert client_id not in f"{caught.value} {caught.value.raw}"


class Time:
    """A clock that only waiting moves, for both sides.

    Attributes:
        waits: the seconds of each wait.
    """

    def __init__(self) -> None:
        self.waits: list[float] = []

    def __call__(self) -> datetime:
        """Return the time, ten seconds into a window at first."""
        return datetime(2026, 1, 6, 9, 0, 10, tzinfo=UTC) + timedelta(seconds=sum(self.waits))


@pytest.fixture
def time() -> Time:
    """Return a clock."""
    return Time()


@pytest.fixture
def limited(time: Time) -> Iterator[RunningSandbox]:
    """Run a sandbox that keeps Greenhouse's limit."""
    with launch("greenhouse", jobs=4, candidates=8, rate_limit=True, clock=time) as sandbox:
        yield sandbox


def connect(sandbox: RunningSandbox, time: Time, **options: float) -> unified_ats.Provider:
    """Return an adapter that lives by the clock."""
    http = HTTPOptions(
        clock=lambda: sum(time.waits),
        wall_clock=lambda: time().timestamp(),
        sleep=time.waits.append,
        **options,  # type: ignore[arg-type]  # all that is given is a number of seconds
    )
    return unified_ats.connect_from_env(sandbox.env, http=http)


def test_the_window_is_waited_out(limited: RunningSandbox, time: Time) -> None:
    """The 151st request of a window waits for the next one, and no 429 is ever run into."""
    with connect(limited, time) as ats:
        for _ in range(151):
            ats.request("GET", "/departments")
    assert time.waits == [30.0]
    assert {each.status for each in limited.requests} == {200}


def test_a_window_that_others_use_up(limited: RunningSandbox, time: Time) -> None:
    """When another process uses the window up, the 429 is waited out as long as it asks."""
    with connect(limited, time) as rival:
        for _ in range(150):
            rival.request("GET", "/departments")
    with connect(limited, time) as ats:
        assert ats.request("GET", "/departments").status_code == 200
    statuses = [each.status for each in limited.requests if each.path != "/token"]
    assert statuses == [200] * 150 + [429, 200]
    assert 20 <= sum(time.waits) < 31


def test_a_caller_without_patience(limited: RunningSandbox, time: Time) -> None:
    """Who has less time than the window takes is told how long it would be, and nothing goes."""
    with connect(limited, time, total_timeout=10.0) as ats:
        for _ in range(150):
            ats.request("GET", "/departments")
        with pytest.raises(RateLimitError) as caught:
            ats.request("GET", "/departments")
    assert caught.value.retry_after == 30.0
    assert len([each for each in limited.requests if each.path != "/token"]) == 150


def test_a_token_is_renewed_in_time(limited: RunningSandbox, time: Time) -> None:
    """A minute before the hour is over a new token is minted, and no 401 is ever run into."""
    with connect(limited, time) as ats:
        ats.jobs.list()
        time.waits.append(3_539)
        ats.jobs.list()
        assert sum(each.path == "/token" for each in limited.requests) == 1
        time.waits.append(2)
        ats.jobs.list()
    assert sum(each.path == "/token" for each in limited.requests) == 2
    assert {each.status for each in limited.requests} == {200}


def test_limited_credentials_sign_in(real: Talk) -> None:
    """Credentials with few scopes get a token, and can do what those allow."""
    few = Talk(real.sandbox, client_id=LIMITED_CLIENT_ID)
    with few.ats:
        assert few.ats.request("GET", "/departments").json()
