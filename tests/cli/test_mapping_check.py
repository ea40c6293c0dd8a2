import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.terminal import run_on_terminal
from unified_ats.sandbox import RunningSandbox

NO_CANDIDATES = ('[candidates.list]\npath = "/candidates"', '[candidates.list]\npath = "/people"')
DEFAULT = files("unified_ats.generic.mapping").joinpath("default.toml").read_text(encoding="utf-8")

Written = Callable[..., str]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Return what writes the default mapping, changed, into the folder that one is in."""
    monkeypatch.chdir(tmp_path)

    def write(*changes: tuple[str, str]) -> str:
        text = DEFAULT
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        Path("my_ats.toml").write_text(text, encoding="utf-8")
        return "my_ats.toml"

    return write


@pytest.fixture
def found(run: Run) -> Callable[[str], Any]:
    """Return what checks a file and reads the JSON that comes."""

    def check(file: str) -> Any:
        return json.loads(run("mapping", "check", file, "--format", "json").stdout)

    return check


# -- the file ------------------------------------------------------------------------------------


def test_wrong_file(run: Run, written: Written, sandbox: RunningSandbox) -> None:
    """All that is wrong is told at once, a line a key, and nothing is sent."""
    file = written(('kind = "bearer"', 'kind = "magic"'), ('title = "title"', 'titel = "title"'))
    result = run("mapping", "check", file)
    assert result.exit_code == 2
    first, second = result.stdout.splitlines()
    assert first == (
        "auth.kind: found 'magic'; expected one of bearer, basic, headers, query, oauth2, none"
    )
    assert second.startswith("jobs.fields.titel: is no key here; expected one of created_at, ")
    assert result.stderr == "unified-ats: my_ats.toml has 2 problems\n"
    assert len(sandbox.requests) == 0


def test_wrong_file_as_json(run: Run, written: Written) -> None:
    """Programs get what is wrong by key."""
    file = written(('path = "/jobs"', "path = 1"))
    result = run("mapping", "check", file, "--format", "json")
    assert result.exit_code == 2
    body = json.loads(result.stdout)
    assert body["problems"] == {"jobs.list.path": "found 1; expected text"}
    assert body["lists"] is None
    assert result.stderr == "unified-ats: my_ats.toml has 1 problem\n"


def test_no_toml(run: Run, written: Written) -> None:
    """What concerns the whole file is told with its name."""
    file = written(("[auth]", "[auth"))
    result = run("mapping", "check", file)
    assert result.exit_code == 2
    assert result.stdout.startswith("my_ats.toml: is not TOML: ")


def test_no_file(run: Run) -> None:
    """A file that is not there is wrong usage."""
    result = run("mapping", "check", "nowhere.toml")
    assert result.exit_code == 2
    assert "'nowhere.toml' does not exist" in result.stderr


def test_without_settings(run: Run, written: Written) -> None:
    """Without credentials a check says what the file can do, and what to set to see more."""
    result = run("mapping", "check", written())
    assert result.exit_code == 0
    assert result.stderr == ""
    assert (
        result.stdout
        == """\
my_ats.toml is well-formed: Generic ATS

resource      operations         native filters         checked here
jobs          list, get          status, updated_after
candidates    create, list, get  email, updated_after
applications  list, get          job_id, updated_after  status

Nothing was sent. To see live records, set these and check again:

  ATS_BASE_URL    root of the ATS's API, such as https://api.your-ats.com/v1; a
                  mapping file may have it already
  ATS_API_KEY     API key or token of the ATS, unless a mapping file names
                  another variable
  ATS_ACCOUNT_ID  account or tenant, if the ATS wants one (optional)
"""
    )


def test_without_settings_as_json(found: Callable[[str], Any], written: Written) -> None:
    """Programs get the same."""
    body = found(written(("${ATS_API_KEY}", "${MY_KEY}")))
    assert body["title"] == "Generic ATS"
    assert body["capabilities"]["jobs"]["filters"] == {
        "status": "native",
        "updated_after": "native",
    }
    assert {item["variable"]: item["required"] for item in body["unset"]} == {
        "ATS_BASE_URL": True,
        "MY_KEY": True,
        "ATS_ACCOUNT_ID": False,
    }
    assert body["lists"] is None


def test_malformed_setting(
    run: Run, written: Written, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A setting that is there and malformed is no reason to call the file fine."""
    monkeypatch.setenv("ATS_BASE_URL", "api.example.com")
    result = run("mapping", "check", written())
    assert result.exit_code == 2
    assert "ATS_BASE_URL is not an address" in result.stderr


# -- live records --------------------------------------------------------------------------------


def test_raw_beside_canonical(run: Run, written: Written, sandbox: RunningSandbox) -> None:
    """A record is shown field by field: what became of it, what the ATS has, and where."""
    result = run("mapping", "check", written(('department = "department"\n', "")))
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["field", "canonical", "found,", "if", "other", "expression"] in rows
    assert ["id", "job_12", "id"] in rows
    assert ["status", "DRAFT", "draft", "status"] in rows
    assert ["vendor_status", "draft", "status"] in rows
    assert ["department"] in rows
    assert "stayed empty: none\n" in result.stdout
    assert "not mapped, and empty: department, team, workplace_type, salary\n" in result.stdout
    assert "raw fields not used: department, description\n" in result.stdout
    assert "candidates: 20 read; the first of them:\n" in result.stdout
    assert "applications: 20 read; the first of them:\n" in result.stdout


def test_record_as_json(
    found: Callable[[str], Any], written: Written, sandbox: RunningSandbox
) -> None:
    """Programs get the whole record, and each field with its expression."""
    jobs = found(written())["lists"]["jobs"]
    assert jobs["error"] is None
    assert jobs["records"] == 12
    assert jobs["raw"]["id"] == "job_12"
    assert {"field": "status", "canonical": "DRAFT", "raw": "draft", "expression": "status"} in (
        jobs["fields"]
    )
    assert jobs["unused"] == ["description"]


def test_empty_field(found: Callable[[str], Any], written: Written, sandbox: Any) -> None:
    """A field whose expression finds nothing in any record stayed empty."""
    lists = found(written(('location = "location"', 'location = "place.name"')))["lists"]
    assert lists["jobs"]["empty"] == ["location"]
    assert lists["jobs"]["unused"] == ["location", "description"]


def test_unknown_words(run: Run, written: Written, sandbox: RunningSandbox) -> None:
    """Words that are in no table are pointed out, those of records that are not shown too."""
    file = written(('archived = "ARCHIVED"\n', ""), ('onsite = "INTERVIEW"\n', ""))
    result = run("mapping", "check", file)
    assert result.exit_code == 0
    assert "\nstatus UNKNOWN: 'archived' is not in [jobs.statuses]\n" in result.stdout
    assert "\nstatus ACTIVE: 'Onsite' is not in [applications.stages]\n" in result.stdout


def test_functions(found: Callable[[str], Any], written: Written, sandbox: Any) -> None:
    """What a function makes of a time is shown as text."""
    created = "created_at = \"from_format(created_at, '%Y-%m-%dT%H:%M:%S%z')\""
    jobs = found(written(('created_at = "created_at"', created)))["lists"]["jobs"]
    field = next(each for each in jobs["fields"] if each["field"] == "created_at")
    assert field["raw"] == field["canonical"] == jobs["raw"]["created_at"]


def test_record_of_another_shape(run: Run, written: Written, sandbox: RunningSandbox) -> None:
    """A record that cannot be read is shown as it is all the same, and is a failure."""
    result = run("mapping", "check", written(('title = "title"', 'title = "[title]"')))
    assert result.exit_code == 1
    assert "\nlocation" in result.stdout
    assert result.stderr.startswith(
        "unified-ats: jobs: generic answered in an unexpected shape: not str @ $.jobs[0].title"
    )
    assert result.stderr.endswith(" (and so 11 more)\n")


def test_function_that_does_not_fit(run: Run, written: Written, sandbox: RunningSandbox) -> None:
    """An expression that cannot take what is there is told with its text."""
    file = written(('title = "title"', 'title = "from_ms(title)"'))
    result = run("mapping", "check", file)
    assert result.exit_code == 1
    assert "does not fit the mapping's expression 'from_ms(title)'" in result.stderr
    assert "not str @" not in result.stderr


def test_list_that_fails(run: Run, written: Written, sandbox: RunningSandbox) -> None:
    """A list that fails is told, the others are shown, and the check has failed."""
    result = run("mapping", "check", written(NO_CANDIDATES))
    assert result.exit_code == 1
    assert "candidates: could not be read\n" in result.stdout
    assert "applications: 20 read" in result.stdout
    assert result.stderr.startswith("unified-ats: candidates: generic answered 404 to GET /peop")


def test_list_that_fails_as_json(
    found: Callable[[str], Any], written: Written, sandbox: RunningSandbox
) -> None:
    """Programs get the error in place of the records."""
    lists = found(written(NO_CANDIDATES))["lists"]
    assert lists["candidates"].keys() == {"error"}
    assert lists["jobs"]["error"] is None


def test_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, written: Written, sandbox: RunningSandbox
) -> None:
    """On a terminal nothing is wider than that, and the names of fields are whole."""
    shown = run_on_terminal(monkeypatch, ["mapping", "check", written()], ["stdout"])
    assert "vendor_workplace_type" in shown
    assert max(len(line) for line in shown.splitlines() if "\x1b" not in line) <= 80


def test_list_without_records(run: Run, written: Written, sandbox: RunningSandbox) -> None:
    """A list without records is said to be empty, which is no failure."""
    of_nobody = 'path = "/applications"\nparams = { job_id = "nobody" }\nitems'
    result = run("mapping", "check", written(('path = "/applications"\nitems', of_nobody)))
    assert result.exit_code == 0
    assert result.stdout.endswith("\napplications: the list is empty\n")
