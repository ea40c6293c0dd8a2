import csv
import io
import json
import subprocess

import pytest
import requests

from tests.cli.conftest import Run
from tests.cli.processes import COMMAND, clean_environment
from tests.cli.terminal import run_on_terminal
from tests.generic.made import GenericJobs
from unified_ats import server
from unified_ats.api import App
from unified_ats.sandbox import Fault, RunningSandbox


def test_table(run: Run, sandbox: RunningSandbox) -> None:
    """A table in a pipe is plain and whole: a line a job, below the names of the columns."""
    result = run("jobs", "list", "--status", "ALL")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["id", "title", "location", "department", "status", "updated_at"]
    assert len(lines) == 13
    assert "\x1b" not in result.stdout
    assert "…" not in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("args", "path"),
    [
        (["jobs", "list", "--per-page", "3"], "/jobs?per_page=3"),
        (["jobs", "list", "--status", "all"], "/jobs?status=ALL"),
        (
            ["jobs", "list", "--status", "CLOSED", "--status", "draft"],
            "/jobs?status=CLOSED,DRAFT",
        ),
        (
            ["jobs", "list", "--updated-after", "2025-06-01T00:00:00Z"],
            "/jobs?updated_after=2025-06-01T00:00:00Z",
        ),
        (
            ["applications", "list", "--job-id", "job_1", "--page", "2"],
            "/applications?job_id=job_1&page=2",
        ),
    ],
)
def test_json(run: Run, sandbox: RunningSandbox, args: list[str], path: str) -> None:
    """JSON is the body that the REST API answers."""
    app = App.from_env()
    with server.running(app) as base_url:
        answered = requests.get(f"{base_url}{path}", timeout=5).text
    app.close()
    result = run(*args, "--format", "json")
    assert result.exit_code == 0
    assert result.stdout == f"{answered}\n"


def test_open_by_default(run: Run, sandbox: RunningSandbox) -> None:
    """Without a status, jobs are the open ones, as in the REST API."""
    jobs = json.loads(run("jobs", "list", "--format", "json").stdout)["jobs"]
    assert {job["status"] for job in jobs} == {"OPEN"}


def test_jsonl(run: Run, sandbox: RunningSandbox) -> None:
    """JSON lines are an object a line, here of all records."""
    result = run("applications", "list", "--job-id", "job_1", "--all", "--format", "jsonl")
    ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    _, total = sandbox.company.list_applications(job_id="job_1")
    assert len(set(ids)) == len(ids) == total > 20


def test_csv(run: Run, sandbox: RunningSandbox) -> None:
    """CSV has a header with every field, and lines that end as RFC 4180 wants."""
    result = run("jobs", "list", "--all", "--status", "ALL", "--format", "csv")
    text = result.stdout_bytes.decode()
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header[:5] == ["id", "title", "location", "status", "external_url"]
    assert {"salary.minimum", "salary.currency"} <= {*header}
    assert "salary" not in header
    assert "raw" not in header
    assert len(rows) == 12
    assert text.count("\r\n") == 13


def test_all_as_json(run: Run, sandbox: RunningSandbox) -> None:
    """All records as JSON are one page that holds them all."""
    result = run("jobs", "list", "--all", "--status", "ALL", "--format", "json")
    body = json.loads(result.stdout)
    assert len(body["jobs"]) == 12
    assert body["pagination"] == {"page": 1, "per_page": 12, "total": 12}


def test_more(run: Run, sandbox: RunningSandbox) -> None:
    """Whoever sees a part of a list is told so, and how to go on."""
    result = run("jobs", "list", "--status", "ALL", "--per-page", "5")
    assert result.stderr == ("unified-ats: 5 of 12 jobs; there are more with --page 2, or --all\n")


def test_cursor(run: Run, sandbox: RunningSandbox) -> None:
    """A cursor goes on where the page before ended."""
    args = ["jobs", "list", "--status", "ALL", "--per-page", "5"]
    first = json.loads(run(*args, "--format", "json").stdout)
    cursor = first["pagination"]["next_cursor"]
    second = json.loads(run(*args, "--cursor", cursor, "--format", "json").stdout)
    assert len({job["id"] for job in first["jobs"] + second["jobs"]}) == 10
    assert "there are more with --cursor " in run(*args, "--cursor", cursor).stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["jobs", "list", "--all", "--per-page", "5"], "--all goes without --per-page."),
        (["jobs", "list", "--per-page", "0"], "--per-page is not a whole number from 1 to 100"),
        (["jobs", "list", "--page", "1", "--cursor", "x"], "--cursor goes without page"),
        (["jobs", "list", "--updated-after", "today"], "--updated-after is not a time"),
        (["jobs", "list", "--status", "GONE"], "Invalid value for '--status'"),
        (["jobs", "list", "--provider", "nobody"], "'nobody' is none of the providers"),
        (["applications", "list"], "Missing option '--job-id'."),
    ],
)
def test_wrong_options(run: Run, sandbox: RunningSandbox, args: list[str], said: str) -> None:
    """A wrong option is one line that names it, exit code 2, and nothing is sent."""
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"unified-ats: {said}")
    assert result.stderr.count("\n") == 1
    assert len(sandbox.requests) == 0


def test_missing_settings(run: Run) -> None:
    """Missing settings are named all at once."""
    result = run("jobs", "list")
    assert result.exit_code == 2
    assert "ATS_BASE_URL" in result.stderr
    assert "ATS_API_KEY" in result.stderr


def test_refusal(run: Run, sandbox: RunningSandbox) -> None:
    """What the ATS refuses is one line and exit code 1."""
    result = run("applications", "list", "--job-id", "job_999")
    assert result.exit_code == 1
    assert result.stderr.startswith("unified-ats: generic answered 404 ")


def test_failure_on_the_way(
    run: Run, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What streamed before a failure is there, and the exit code tells that it is not all."""
    monkeypatch.setattr(GenericJobs, "max_per_page", 5)
    sandbox.faults.add(Fault.SLOW, delay=0.001)  # by little: the first page is fine
    sandbox.faults.add(Fault.HTML)
    result = run("jobs", "list", "--status", "ALL", "--all", "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 5
    assert result.stderr.startswith("unified-ats: generic ")


def test_text_of_others(run: Run, sandbox: RunningSandbox) -> None:
    """Neither markup nor control characters in an ATS's text do anything in a table."""
    person = sandbox.company.create_candidate(
        first_name="[bold]Ann[/bold]\x1b[2J", last_name=":smile:", email="ann@example.com"
    )
    sandbox.company.create_application(candidate_id=person.id, job_id="job_1")
    result = run("applications", "list", "--job-id", "job_1", "--per-page", "1")
    assert "[bold]Ann[/bold]\ufffd[2J :smile:" in result.stdout


def test_terminal_table(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a table fits its width, one line a record, and ids stay whole."""
    args = ["applications", "list", "--job-id", "job_1", "--per-page", "4"]
    shown = run_on_terminal(monkeypatch, args, ["stdout"])
    lines = shown.splitlines()
    assert len(lines) == 6
    assert all(line.startswith("app_") for line in lines[2:])
    assert all(" " in line[:10] and len(line) <= 80 for line in lines[2:])
    assert "…" in shown


def test_terminal_json(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal JSON is indented."""
    args = ["jobs", "list", "--per-page", "1", "--format", "json"]
    shown = run_on_terminal(monkeypatch, args, ["stdout"])
    assert shown.startswith('{\n  "jobs": [\n')


def test_progress(
    sandbox: RunningSandbox,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    """While all records are read, somebody watching sees how many have come."""
    args = ["jobs", "list", "--all", "--status", "ALL", "--format", "jsonl"]
    assert "12/12" in run_on_terminal(monkeypatch, args, ["stderr"])


def test_no_progress_among_lines(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records that stream to the terminal are not mixed with a bar."""
    args = ["jobs", "list", "--all", "--status", "ALL", "--format", "jsonl"]
    shown = run_on_terminal(monkeypatch, args, ["stdout", "stderr"])
    assert [json.loads(line)["id"] for line in shown.splitlines()]


def test_progress_before_table(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that waits for all records follows the bar, which has gone by then."""
    args = ["jobs", "list", "--all", "--status", "ALL"]
    shown = run_on_terminal(monkeypatch, args, ["stdout", "stderr"])
    bar, table = shown.index("12/12"), shown.index("location")
    assert bar < table
    assert "/12" not in shown[table:]


def test_broken_pipe(sandbox: RunningSandbox) -> None:
    """A reader that has had enough is no failure, and nothing is said of it."""
    with subprocess.Popen(  # noqa: S603  # our own command
        [COMMAND, "jobs", "list", "--all", "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**clean_environment(), **sandbox.env},
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_providers(run: Run) -> None:
    """The installed adapters are listed with the distributions they come from."""
    [generic] = [
        row
        for row in json.loads(run("providers", "--format", "json").stdout)["providers"]
        if row["name"] == "generic"
    ]
    assert generic["distribution"] == "unified-ats"
    assert run("providers", "--format", "csv").stdout.startswith("name,distribution,version")
