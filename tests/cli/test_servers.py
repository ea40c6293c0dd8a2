import shlex
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.cli.conftest import Run
from tests.cli.processes import first_lines, started
from unified_ats.cli.demo import busiest_job
from unified_ats.sandbox import Company, RunningSandbox, export_lines


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port on which something listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def ends_quietly(process: subprocess.Popen[str], number: signal.Signals) -> None:
    """Check that a signal ends a server with exit code 0 and no complaint."""
    process.send_signal(number)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "Traceback" not in said
    assert all(" INFO unified_ats." in line for line in said.splitlines())


def test_demo() -> None:
    """The printed calls work as printed, and Ctrl-C ends everything."""
    with started("demo", "--port", "0", "--sandbox-port", "0") as process:
        shown, said = first_lines(process, "Ctrl-C ends both")
        calls = [shlex.split(line) for line in shown.splitlines() if line.startswith("curl ")]
        listed, created, applied = (_send(call) for call in calls)
        assert listed.json()["jobs"]
        assert created.status_code == 201
        applications = applied.json()
        assert applications["pagination"]["total"] > 45
        assert applications["applications"][0]["email"] == created.json()["candidate"]["email"]
        assert _send(calls[1]).status_code == 409
        base_url = calls[1][2].removesuffix("/candidates")
        assert f"{base_url}/docs" in shown
        assert "/docs" in shown
        ends_quietly(process, signal.SIGINT)
    for port in (base_url.rpartition(":")[2], said.partition("127.0.0.1:")[2].partition(";")[0]):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", int(port)))


def _send(call: list[str]) -> requests.Response:
    """Send what a printed curl line sends."""
    match call:
        case ["curl", "-s", url]:
            return requests.get(url, timeout=5)
        case ["curl", "-s", url, "-H", header, "-d", body]:
            name, _, value = header.partition(": ")
            return requests.post(url, data=body, headers={name: value}, timeout=5)
    raise AssertionError(call)


@pytest.mark.parametrize("option", ["--port", "--sandbox-port"])
def test_demo_on_taken_port(run: Run, taken: int, option: str) -> None:
    """A taken port of the demo is one line that names the option, and nothing is left running."""
    other = {"--port": "--sandbox-port", "--sandbox-port": "--port"}[option]
    free = free_port()
    result = run("demo", option, str(taken), other, str(free))
    assert result.exit_code == 2
    assert result.stderr == (
        f"unified-ats: port {taken} is taken; stop what listens there "
        f"or choose another with {option}\n"
    )
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", free))


def test_busiest_job() -> None:
    """The job of the demo is open, and none that is open has more applications."""
    company = Company.generate(jobs=10, candidates=50)
    chosen = busiest_job(company)
    jobs, _ = company.list_jobs(status=["open"])
    counts = {job.id: company.list_applications(job_id=job.id)[1] for job in jobs}
    company.close()
    assert counts[chosen] == max(counts.values())


def test_serve(sandbox: RunningSandbox, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The REST API answers from the ATS of the environment until SIGTERM."""
    with started("serve", "--port", "0", env=sandbox.env) as process:
        _, said = first_lines(process, "Ctrl-C ends it")
        base_url = said.removeprefix("unified-ats: serving ").partition(" ")[0]
        assert f"{base_url}/docs" in said
        assert requests.get(f"{base_url}/jobs", timeout=5).json()["jobs"]
        ends_quietly(process, signal.SIGTERM)


@pytest.mark.parametrize("args", [("serve", "--port", "0"), ("jobs", "list")])
@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (None, ["cannot be read (No such file or directory): "]),
        ("title", ["is not TOML: "]),
        ('titel = "Acme"', ["titel is no key here; ", "title is missing; ", "auth is missing; "]),
    ],
    ids=["missing", "no TOML", "wrong"],
)
def test_a_wrong_mapping_file(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    args: tuple[str, ...],
    text: str | None,
    problems: list[str],
) -> None:
    """A mapping file that cannot be used is one line that names it and all its problems."""
    path = tmp_path / "acme.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("ATS_MAPPING_FILE", str(path))
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "unified-ats: settings of generic: ATS_MAPPING_FILE acme.toml: "
    )
    assert result.stderr.count("\n") == 1
    assert [problem for problem in problems if problem not in result.stderr] == []


def test_serve_without_settings(run: Run) -> None:
    """Settings that are missing are told before anything listens."""
    result = run("serve", "--port", "0")
    assert result.exit_code == 2
    assert "ATS_BASE_URL is missing" in result.stderr


def test_serve_on_taken_port(run: Run, sandbox: RunningSandbox, taken: int) -> None:
    """A taken port is one line and exit code 2."""
    result = run("serve", "--port", str(taken))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"unified-ats: port {taken} is taken; ")


@pytest.mark.parametrize("token", ["", "t0k3n"])
def test_serve_to_strangers(
    run: Run, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    """Whoever opens the API to others without a token is warned."""
    monkeypatch.setenv("UNIFIED_ATS_API_TOKEN", token)
    result = run("serve", "--host", "192.0.2.1")
    assert result.exit_code == 2
    assert ("warning: whoever reaches 192.0.2.1" in result.stderr) is not bool(token)


def test_sandbox() -> None:
    """A sandbox prints its settings before it serves, and Ctrl-C ends it."""
    with started("sandbox", "generic", "--port", "0", "--jobs", "3") as process:
        shown, said = first_lines(process, "Ctrl-C ends it")
        settings = dict(line.removeprefix("export ").split("=") for line in shown.splitlines())
        assert settings["ATS_BASE_URL"] in said
        answer = requests.get(
            f"{settings['ATS_BASE_URL']}/jobs",
            headers={"Authorization": f"Bearer {settings['ATS_API_KEY']}"},
            timeout=5,
        )
        assert answer.json()["total"] == 3
        ends_quietly(process, signal.SIGINT)


def test_print_env(run: Run, sandbox: RunningSandbox) -> None:
    """The settings of a running sandbox can be had from another terminal."""
    port = sandbox.base_url.rpartition(":")[2]
    result = run("sandbox", "generic", "--print-env", "--port", port)
    assert result.exit_code == 0
    assert result.stdout == export_lines(sandbox.env)
    assert result.stderr == ""


def test_print_env_of_nothing(run: Run) -> None:
    """When nothing listens yet, the settings come all the same, with how to start it."""
    port = free_port()
    result = run("sandbox", "generic", "--print-env", "--port", str(port))
    assert result.exit_code == 0
    assert f"export ATS_BASE_URL=http://127.0.0.1:{port}\n" in result.stdout
    assert result.stderr.endswith(f"unified-ats sandbox generic --port {port}\n")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nobody"], "'nobody' is none of the sandboxes: installed are "),
        (["generic", "--fault-rate", "2"], "Invalid value for '--fault-rate'"),
        (["generic", "--port", "70000"], "Invalid value for '--port'"),
        (["generic", "--jobs", "-1"], "Invalid value for '--jobs'"),
        ([], "Missing argument 'NAME'."),
    ],
)
def test_wrong_sandbox(run: Run, args: list[str], said: str) -> None:
    """A sandbox that cannot be is one line and exit code 2."""
    result = run("sandbox", *args)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"unified-ats: {said}")
    assert result.stderr.count("\n") == 1


def test_sandbox_on_taken_port(run: Run, taken: int) -> None:
    """A taken port is one line that names the option."""
    result = run("sandbox", "generic", "--port", str(taken))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"unified-ats: port {taken} is taken; ")
    assert result.stdout == ""
