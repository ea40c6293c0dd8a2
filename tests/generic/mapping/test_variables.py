from pathlib import Path

import pytest

import unified_ats
from tests.generic.mapping.asked import jobs
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import small
from tests.http.stub import Answer, Stub
from unified_ats import ConfigurationError, InvalidRequestError
from unified_ats.generic import GenericSettings

OWN = """
base_url = "https://${SMALL_HOST}.example.com/v1"

[auth]
kind = "headers"
headers = { X-Key = "${SMALL_KEY}" }

[headers]
X-Fixed = "fixed"
X-Company = "of ${SMALL_COMPANY}"
X-Two = "${ATS_ACCOUNT_ID}/${SMALL_COMPANY}"
"""


def test_headers_are_filled_in(stub: Stub, ats: MakeATS) -> None:
    """Headers of the mapping go out with every request, with their variables filled in."""
    stub.script(jobs())
    ats(OWN, variables={"SMALL_KEY": "s3cret", "SMALL_COMPANY": "acme"}, account_id="7").jobs.list()
    sent = stub.seen[0].headers
    assert [sent[name] for name in ("X-Key", "X-Fixed", "X-Company", "X-Two")] == [
        "s3cret",
        "fixed",
        "of acme",
        "7/acme",
    ]


@pytest.mark.parametrize("blank", [{}, {"SMALL_COMPANY": ""}, {"SMALL_COMPANY": " "}])
def test_headers_without_a_value_are_left_out(
    stub: Stub, ats: MakeATS, blank: dict[str, str]
) -> None:
    """A header one of whose variables is not set, or blank, is not sent; the others are."""
    stub.script(jobs())
    ats(OWN, variables={"SMALL_KEY": "s3cret", **blank}, account_id="7").jobs.list()
    assert stub.seen[0].headers["X-Fixed"] == "fixed"
    assert not {"X-Company", "X-Two"} & stub.seen[0].headers.keys()


def test_variables_of_the_environment(
    stub: Stub, ats: MakeATS, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment fills variables in, without white space around; arguments go before it."""
    monkeypatch.setenv("SMALL_KEY", " s3cret\n")
    monkeypatch.setenv("SMALL_COMPANY", "acme")
    stub.script(jobs())
    ats(OWN, variables={"SMALL_COMPANY": "other"}).jobs.list()
    assert stub.seen[0].headers["X-Key"] == "s3cret"
    assert stub.seen[0].headers["X-Company"] == "of other"


def test_a_base_url_of_its_own(ats: MakeATS) -> None:
    """A mapping's base URL is filled in like a header, and the setting goes before it."""
    given = {"SMALL_KEY": "s3cret", "SMALL_HOST": "acme"}
    assert ats(OWN, variables=given, base_url=None).http.base_url == "https://acme.example.com/v1"
    other = ats(OWN, variables=given, base_url="http://127.0.0.1:1/")
    assert other.http.base_url == "http://127.0.0.1:1"


@pytest.mark.parametrize("blank", [{}, {"SMALL_KEY": "", "SMALL_HOST": " "}])
def test_what_is_missing_is_told_at_once(ats: MakeATS, blank: dict[str, str]) -> None:
    """Every variable that is needed and has no value is named, and none that is not needed."""
    with pytest.raises(ConfigurationError) as caught:
        ats(OWN, variables=blank, base_url=None)
    assert caught.value.message == (
        "settings of generic: SMALL_HOST is missing (the mapping file refers to it); "
        "SMALL_KEY is missing (the mapping file refers to it)"
    )


def test_what_is_missing_and_malformed(ats: MakeATS) -> None:
    """What is malformed and what is missing is told in one error."""
    with pytest.raises(ConfigurationError) as caught:
        ats(OWN, base_url="nowhere", stages="{")
    said = caught.value.message
    assert said.startswith("settings of generic: base_url is not an address")
    assert "stages is not a table" in said
    assert said.endswith("; SMALL_KEY is missing (the mapping file refers to it)")


def test_settings_that_a_mapping_needs(ats: MakeATS) -> None:
    """Settings are needed when the mapping refers to them, and are told by their own names."""
    with pytest.raises(ConfigurationError) as caught:
        ats(base_url=None, api_key=" ")
    assert caught.value.message == (
        "settings of generic: base_url is missing (root of the ATS's API, such as "
        "https://api.your-ats.com/v1; a mapping file may have it already); "
        "api_key is missing (API key or token of the ATS, unless a mapping file names another "
        "variable)"
    )


def test_settings_that_no_mapping_needs(stub: Stub, ats: MakeATS) -> None:
    """A key that the mapping does not refer to need not be there."""
    stub.script(jobs())
    ats(f'base_url = "{stub.url}"\n[auth]\nkind = "none"', base_url=None, api_key=None).jobs.list()
    assert len(stub.seen) == 1


def test_a_title_of_its_own(ats: MakeATS) -> None:
    """A provider has the name of the ATS that its mapping describes, and its own settings."""
    assert (ats('title = "Acme"').title, ats().title) == ("Acme", "Small")


def test_connect_from_env(stub: Stub, tmp_path: Path) -> None:
    """One environment names the mapping file, its variables and the settings."""
    path = tmp_path / "ats.toml"
    path.write_text(small(OWN), encoding="utf-8")
    environ = {
        "ATS_PROVIDER": "generic",
        "ATS_MAPPING_FILE": str(path),
        "ATS_BASE_URL": stub.url,
        "SMALL_KEY": "s3cret",
        "ATS_VARIABLES": '{"SMALL_COMPANY": "acme"}',
    }
    stub.script(jobs(1))
    with unified_ats.connect_from_env(environ) as ats:
        assert [job.id for job in ats.jobs.list().items] == ["1"]
        assert "s3cret" not in repr(ats)
    assert stub.seen[0].headers["X-Company"] == "of acme"


def test_what_is_missing_from_the_environment(tmp_path: Path) -> None:
    """What the environment lacks is named by its variables."""
    path = tmp_path / "ats.toml"
    path.write_text(small('base_url = "https://${SMALL_HOST}.example.com"'), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        unified_ats.connect_from_env({"ATS_MAPPING_FILE": str(path)})
    assert caught.value.message == (
        "settings of generic: ATS_API_KEY is missing (API key or token of the ATS, unless a "
        "mapping file names another variable); SMALL_HOST is missing (the mapping file refers to "
        "it)"
    )


def test_wanted_variables(tmp_path: Path) -> None:
    """Which variables there are, which of them needed and which secret, the mapping file says."""
    path = tmp_path / "ats.toml"
    path.write_text(small(OWN), encoding="utf-8")
    environ = {"ATS_MAPPING_FILE": str(path)}
    own = {item.env: item for item in GenericSettings.wanted(environ)}
    declared = [item.env for item in GenericSettings.declared()]
    assert [*own] == [*declared, "SMALL_HOST", "SMALL_KEY", "SMALL_COMPANY"]
    assert [name for name, item in own.items() if item.required] == ["SMALL_HOST", "SMALL_KEY"]
    secret = [name for name, item in own.items() if item.secret]
    assert secret == ["ATS_API_KEY", "ATS_VARIABLES", "SMALL_KEY", "SMALL_COMPANY"]
    based = GenericSettings.wanted({**environ, "ATS_BASE_URL": "http://127.0.0.1:1"})
    assert [item.env for item in based if item.required] == ["SMALL_KEY"]


def test_variables_that_come_together(tmp_path: Path) -> None:
    """What ATS_VARIABLES has need not be set by itself; what is wrong with it is told later."""
    path = tmp_path / "ats.toml"
    path.write_text(small(OWN), encoding="utf-8")
    for given, missing in (
        ('{"SMALL_KEY": "x"}', {"SMALL_HOST"}),
        ("{", {"SMALL_HOST", "SMALL_KEY"}),
    ):
        environ = {"ATS_MAPPING_FILE": str(path), "ATS_VARIABLES": given}
        wanted = GenericSettings.wanted(environ)
        assert {item.env for item in wanted if item.required} == missing
    with pytest.raises(ConfigurationError, match="ATS_VARIABLES is not a table of words"):
        unified_ats.connect_from_env(environ)


def test_wanted_variables_of_the_default() -> None:
    """Without a mapping file those of the generic ATS API are wanted."""
    required = [item.env for item in GenericSettings.wanted({}) if item.required]
    assert required == ["ATS_BASE_URL", "ATS_API_KEY"]


def test_a_mapping_file_that_is_wrong(tmp_path: Path) -> None:
    """A mapping that cannot be used is an error of the set-up, whoever asks."""
    environ = {"ATS_MAPPING_FILE": str(tmp_path / "none.toml")}
    said = r"ATS_MAPPING_FILE:? none\.toml: cannot be read \(No such file or directory\)"
    with pytest.raises(ConfigurationError, match=said):
        GenericSettings.wanted(environ)
    with pytest.raises(ConfigurationError, match=said):
        unified_ats.connect_from_env(environ)
    with pytest.raises(ConfigurationError, match=r"mapping none\.toml: cannot be read"):
        unified_ats.connect("generic", mapping=tmp_path / "none.toml")
    with pytest.raises(ConfigurationError, match="mapping is not the path of a mapping file"):
        unified_ats.connect("generic", mapping=5)


def test_variables_of_headers_are_secrets(
    stub: Stub, ats: MakeATS, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A header may hold a key: its variables are struck out of errors, but not the account's id."""
    monkeypatch.setenv("SMALL_COMPANY", "acme-1")
    told = '[errors]\nmessage = "said"'
    stub.script(Answer(400, json_body={"said": "unknown: acme-1 of 4711"}))
    given = {"SMALL_KEY": "s3cret"}
    with pytest.raises(InvalidRequestError, match=r"unknown: \[secret\] of 4711") as caught:
        ats(OWN, told, variables=given, account_id="4711").jobs.list()
    assert stub.seen[0].headers["X-Two"] == "4711/acme-1"
    assert "acme-1" not in f"{caught.value} {caught.value.raw}"


def test_what_is_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The key, what is given as a variable, and what the mapping takes for a secret are secrets."""
    path = tmp_path / "ats.toml"
    path.write_text(small(OWN), encoding="utf-8")
    monkeypatch.setenv("SMALL_KEY", "k-1")
    monkeypatch.setenv("SMALL_COMPANY", "acme-1")
    given = {"mapping": path, "account_id": "7", "base_url": "http://127.0.0.1:1"}
    first = GenericSettings.from_arguments("generic", given)
    assert {*first.secrets()} == {"k-1", "acme-1"}
    given |= {"api_key": "k3y", "variables": {"SMALL_KEY": "k-2", "SMALL_UNUSED": "x-2"}}
    second = GenericSettings.from_arguments("generic", given)
    assert {*second.secrets()} == {"k3y", "k-2", "x-2", "acme-1"}
    assert not [each for each in second.secrets() if each in repr(second)]
