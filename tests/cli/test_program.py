import os
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Run
from tests.cli.processes import COMMAND, clean_environment
from unified_ats import ArgumentError, ConfigurationError, UnreachableError, UnsupportedError, cli
from unified_ats.cli.program import COMMANDS
from unified_ats.errors import ServerError


def test_help(run: Run) -> None:
    """The help lists every command and shows examples."""
    result = run("--help")
    assert result.exit_code == 0
    assert all(f"\n  {name} " in result.stdout for name in COMMANDS)
    assert "unified-ats demo\n" in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_summary(name: str) -> None:
    """What the list says of a command without importing it is its own first sentence."""
    first, _, _ = (COMMANDS[name].load().help or "").partition("\n")
    assert COMMANDS[name].summary in (first, f"{first.partition(', until')[0]}.")


@pytest.mark.parametrize(
    "args",
    [
        ["providers"],
        ["demo"],
        ["serve"],
        ["sandbox"],
        ["jobs", "list"],
        ["candidates", "create"],
        ["applications", "list"],
        ["mapping", "new"],
        ["mapping", "check"],
        ["mapping", "schema"],
    ],
)
def test_command_help(run: Run, args: list[str]) -> None:
    """Every command explains itself with an example."""
    result = run(*args, "--help")
    assert result.exit_code == 0
    assert f"  unified-ats {' '.join(args)}" in result.stdout


def test_version(run: Run) -> None:
    """The version is that of the distribution."""
    with Path("pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert run("--version").stdout == f"unified-ats {version}\n"


@pytest.mark.parametrize("args", [[], ["jobs"]])
def test_no_command(run: Run, args: list[str]) -> None:
    """A group without a command shows its help and is wrong usage."""
    result = run(*args)
    assert result.exit_code == 2
    assert "Commands:" in result.stderr


@pytest.mark.parametrize("args", [["job"], ["jobs", "list", "--pages", "1"], ["jobs", "lists"]])
def test_wrong_usage(run: Run, args: list[str]) -> None:
    """Wrong usage is one line that names the help, and exit code 2."""
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("unified-ats: No such ")
    assert result.stderr.endswith(" --help'.\n")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (ConfigurationError("set X"), 2, "set X"),
        (ArgumentError({"job_id": "is empty", "page": "is odd"}), 2, "--job-id is empty; --page i"),
        (UnsupportedError("acme", "jobs.list"), 2, "acme does not support jobs.list"),
        (ServerError("acme answered 500\x1b[2J\nagain"), 1, "acme answered 500\ufffd[2J again"),
        (UnreachableError("no answer", request_sent=True), 1, "no answer"),
        (click.ClickException("no such file"), 1, "no such file"),
        (KeyError("ann@example.com"), 1, "failed unexpectedly (KeyError); LOG_LEVEL=DEBUG shows"),
    ],
)
def test_failures(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, line: str
) -> None:
    """An error is one line on stderr, without control characters, and an exit code by its kind."""

    def fail() -> None:
        raise error

    monkeypatch.setattr("unified_ats.cli.providers.installed", fail)
    result = run("providers")
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith(f"unified-ats: {line}")
    assert result.stderr.count("\n") == 1


def test_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a command with the exit code that shells expect, and without words."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("unified_ats.cli.providers.installed", interrupt)
    result = run("providers")
    assert (result.exit_code, result.stdout, result.stderr.strip()) == (130, "", "")


def test_wrong_log_level(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A LOG_LEVEL that is none is a wrong setting."""
    monkeypatch.setenv("LOG_LEVEL", "loud")
    result = run("providers")
    assert result.exit_code == 2
    assert result.stderr.startswith("unified-ats: LOG_LEVEL is none of DEBUG, ")


def test_traceback_on_request() -> None:
    """With LOG_LEVEL=DEBUG an error shows where it comes from."""
    result = subprocess.run(  # noqa: S603  # our own command
        [COMMAND, "jobs", "list"],
        env={**clean_environment(), "LOG_LEVEL": "debug"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "DEBUG unified_ats.cli ConfigurationError\n  File" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("unified-ats: settings of generic: ATS_BASE_U")


def test_quick_start() -> None:
    """The help does not wait for what only tables, servers and sandboxes use."""
    script = (
        "import sys; from unified_ats.cli import main; sys.argv = ['unified-ats', '--help']\n"
        "try: main()\n"
        "finally: print({'rich', 'werkzeug', 'sqlite3'} & set(sys.modules))"
    )
    unmeasured = {name: value for name, value in os.environ.items() if "COV" not in name}
    result = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=unmeasured,  # measuring coverage imports sqlite3
    )
    assert result.stdout.endswith("set()\n")


def test_without_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without what the extra installs, one line says how to install it."""
    monkeypatch.setattr("unified_ats.cli._EXTRA", ("a_package_that_is_not_installed",))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "pip install 'unified-ats[cli]'" in said
    assert said.count("\n") == 1


def test_extra() -> None:
    """What is looked for is what the extra declares."""
    with Path("pyproject.toml").open("rb") as file:
        declared = tomllib.load(file)["project"]["optional-dependencies"]["cli"]
    assert sorted(line.partition(">=")[0] for line in declared) == sorted(cli._EXTRA)


def test_main(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The entry point runs the command with the arguments of the process."""
    monkeypatch.setattr(sys, "argv", ["unified-ats", "providers"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert "generic" in capsys.readouterr().out
