from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from unified_ats import ConfigurationError, Settings, flag, http_url, number, setting, table
from unified_ats.settings import text

SECRET = "s3cr3t"


@attrs.frozen(kw_only=True)
class AcmeSettings(Settings):
    """Settings with one of each kind."""

    base_url: str = setting("ACME_BASE_URL", help="root of the API", parse=http_url)
    api_key: str = setting("ACME_API_KEY", help="the key", secret=True)
    token: str | None = setting("ACME_TOKEN", help="another", secret=True, default=None)
    sandbox: bool = setting("ACME_SANDBOX", help="whether to play", default=False, parse=flag)
    rate: float = setting("ACME_RATE", help="calls a second", default=10.0, parse=number)
    stages: Mapping[str, str] = setting(
        "ACME_STAGES", help="names", default=attrs.Factory(dict), parse=table
    )
    derived: int = 7


GOOD = {"ACME_BASE_URL": "https://acme.example.com/v1/", "ACME_API_KEY": SECRET}


def test_from_the_environment() -> None:
    """Each field is read from its variable and parsed; the others keep their defaults."""
    environ = GOOD | {
        "ACME_SANDBOX": "yes",
        "ACME_RATE": "2.5",
        "ACME_STAGES": '{"Screen": "x"}',
        "PATH": "/bin",
        "ACME_DERIVED": "8",
    }
    assert AcmeSettings.from_environment("acme", environ) == AcmeSettings(
        base_url="https://acme.example.com/v1",
        api_key=SECRET,
        sandbox=True,
        rate=2.5,
        stages={"Screen": "x"},
    )


def test_from_arguments() -> None:
    """Each field is taken from the argument of its name; None counts as not given."""
    given = {"base_url": "https://acme.example.com", "api_key": f" {SECRET}\n", "token": None}
    found = AcmeSettings.from_arguments("acme", {**given, "rate": 3, "stages": {"a": "b"}})
    assert (found.api_key, found.token, found.rate, found.stages) == (SECRET, None, 3.0, {"a": "b"})
    assert found.sandbox is False


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_blank_is_not_set(blank: str) -> None:
    """A blank value is missing when required and the default otherwise, from either door."""
    environ = {"ACME_BASE_URL": blank, "ACME_API_KEY": blank, "ACME_RATE": blank}
    missing = r"ACME_BASE_URL is missing \(root of the API\); ACME_API_KEY is missing \(the key\)$"
    with pytest.raises(ConfigurationError, match=missing):
        AcmeSettings.from_environment("acme", environ)
    with pytest.raises(ConfigurationError, match=r"^settings of acme: api_key is missing"):
        AcmeSettings.from_arguments("acme", {"base_url": "http://a", "api_key": blank})
    assert AcmeSettings.from_environment("acme", GOOD | {"ACME_RATE": blank}).rate == 10.0


def test_every_problem_at_once() -> None:
    """One error names every variable that is missing or malformed, by its variable."""
    environ = {
        "ACME_BASE_URL": "acme.example.com",
        "ACME_SANDBOX": "maybe",
        "ACME_RATE": "fast",
        "ACME_STAGES": "[]",
    }
    with pytest.raises(ConfigurationError) as caught:
        AcmeSettings.from_environment("acme", environ)
    said = caught.value.message
    assert said.startswith("settings of acme: ")
    assert said.count(";") == 4
    for name in (*environ, "ACME_API_KEY"):
        assert f"{name} is " in said
    assert caught.value.provider == "acme"


def test_unknown_arguments_are_named() -> None:
    """An argument that is no setting is told together with all else that is wrong."""
    with pytest.raises(ConfigurationError) as caught:
        AcmeSettings.from_arguments("acme", {"api_kye": SECRET, "zone": 1, "rate": "fast"})
    said = caught.value.message
    assert "api_kye is no setting of it; there are api_key, base_url, rate, " in said
    for part in ("zone is no setting", "rate is not a number", "base_url is missing"):
        assert part in said
    assert SECRET not in said


def test_a_provider_without_settings() -> None:
    """Where there are no settings, the message for an unknown one says so."""
    with pytest.raises(ConfigurationError, match="there are none"):
        Settings.from_arguments("acme", {"api_key": SECRET})
    assert Settings.from_environment("acme", {}) == Settings()
    assert Settings().secrets() == ()


@pytest.mark.parametrize("value", [f"{SECRET}\nX", f"{SECRET}\x00", [SECRET], {SECRET: 1}])
def test_no_message_shows_a_secret(value: Any) -> None:
    """A malformed secret is told by its name alone, and nothing is chained."""
    with pytest.raises(ConfigurationError, match="api_key ") as caught:
        AcmeSettings.from_arguments("acme", {"base_url": "http://a", "api_key": value})
    assert SECRET not in str(caught.value)
    assert caught.value.__context__ is None


def test_repr_shows_no_secret() -> None:
    """The repr of settings shows stars for secrets, set or not, and everything else."""
    shown = repr(AcmeSettings(base_url="https://acme.example.com", api_key=SECRET))
    assert SECRET not in shown
    assert "api_key='***'" in shown
    assert "base_url='https://acme.example.com'" in shown


def test_secrets() -> None:
    """The secrets are the values of the secret settings that are set."""
    settings = AcmeSettings(base_url="https://acme.example.com", api_key=SECRET)
    assert settings.secrets() == (SECRET,)
    assert attrs.evolve(settings, token="other").secrets() == (SECRET, "other")


def test_declared() -> None:
    """What is known of the settings is there for documentation, in the order of the class."""
    declared = AcmeSettings.declared()
    assert [(each.name, each.env, each.required, each.secret) for each in declared[:3]] == [
        ("base_url", "ACME_BASE_URL", True, False),
        ("api_key", "ACME_API_KEY", True, True),
        ("token", "ACME_TOKEN", False, True),
    ]
    assert declared[1].help == "the key"
    assert "derived" not in {each.name for each in declared}


@pytest.mark.parametrize(
    ("parse", "given", "value"),
    [
        (text, " a b \n", "a b"),
        (http_url, "https://acme.example.com/v1//", "https://acme.example.com/v1"),
        (http_url, " http://127.0.0.1:4010 ", "http://127.0.0.1:4010"),
        (http_url, "http://[::1]:80/", "http://[::1]:80"),
        (flag, True, True),
        (flag, " TRUE ", True),
        (flag, 1, True),
        (flag, "0", False),
        (flag, "No", False),
        (number, "1e3", 1000.0),
        (number, 5, 5.0),
        (table, '{"a": "b"}', {"a": "b"}),
        (table, {"a": "b"}, {"a": "b"}),
        (table, [("a", "b")], {"a": "b"}),
        (table, "{}", {}),
    ],
)
def test_parsers(parse: Any, given: Any, value: Any) -> None:
    """Each parser takes its kind as text and as a Python value."""
    assert parse(given) == value


@pytest.mark.parametrize(
    ("parse", "given", "problem"),
    [
        (text, 5, "is not text"),
        (text, None, "is not text"),
        (text, "a\nb", "has characters that cannot be printed"),
        (http_url, 5, "is not text"),
        *(
            (http_url, address, "is not an address such as")
            for address in [
                "acme.example.com",
                "ftp://acme.example.com",
                "https://",
                "https:///v1",
                "http://[",
                "http://acme.example.com:99999",
                "http://acme.example.com:port",
            ]
        ),
        *(
            (http_url, address, "has a query, a user or a space")
            for address in [
                "https://acme.example.com/v1?a=b",
                "https://acme.example.com/v1?",
                "https://acme.example.com/v1#a",
                "https://acme.example.com/v1#",
                "https://acme.example.com/a b",
                "https://user:pass@acme.example.com",
                "https://acme.example.com\\@example.org",
            ]
        ),
        (flag, "maybe", "is neither true nor false"),
        (flag, 2, "is neither true nor false"),
        (flag, None, "is neither true nor false"),
        (number, "fast", "is not a number"),
        (number, None, "is not a number"),
        (number, [], "is not a number"),
        *(
            (table, value, "is not a table of words such as")
            for value in ["", "{", "[]", '"a"', '{"a": 1}', {"a": 1}, {1: "a"}, 5, None, ["a"]]
        ),
    ],
)
def test_parsers_refuse(parse: Any, given: Any, problem: str) -> None:
    """Each parser refuses what is not its kind, in words that complete the variable's name."""
    with pytest.raises(ValueError, match=f"^{problem}") as caught:
        parse(given)
    assert caught.value.__cause__ is None
