"""Running other programs: in groups that end with the test, without anyone's credentials."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
import requests

from unified_ats.registry import PROVIDERS

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
HOST = "127.0.0.1"
TOKEN = "e2e-token"

_FOREIGN = ("AWS_", "ATS_", "UNIFIED_ATS_", "LOG_LEVEL", "PYTHON", "SLS_")
_OURS = {
    # Whatever asks for credentials is to find some that open nothing.
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_REGION": "us-east-1",
    "NO_COLOR": "1",
    "NO_UPDATE_NOTIFIER": "1",
    "SLS_NOTIFICATIONS_MODE": "off",
    "SLS_TELEMETRY_DISABLED": "1",
}


@attrs.frozen(kw_only=True)
class Bundle:
    """What ``serverless package`` makes.

    Attributes:
        template: the CloudFormation template.
        archive: the ZIP that Lambda gets.
        folder: its content, as Lambda unpacks it.
    """

    template: Path
    archive: Path
    folder: Path


def bundled_providers() -> list[str]:
    """Return the names of the providers that this repository's distributions declare."""
    names: set[str] = set()
    for project in (ROOT / "pyproject.toml", *ROOT.glob("plugins/*/pyproject.toml")):
        points = tomllib.loads(project.read_text("utf-8"))["project"]["entry-points"]
        names |= set(points[PROVIDERS])
    return sorted(names)


def environment(**extra: str) -> dict[str, str]:
    """Return an environment where this Python comes first and no setting leaks in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return {**kept, **_OURS, "PATH": path, "VIRTUAL_ENV": sys.prefix, **extra}


def program(name: str) -> str:
    """Return the path of a program of this Python environment; without it, the test fails."""
    found = shutil.which(name, path=str(BIN))
    if found is None:
        pytest.fail(f"{name} is not installed: run `make e2e`, which installs it", pytrace=False)
    return found


def npx(name: str) -> list[str]:
    """Return the command that runs an npm program of this project; without it, the test fails."""
    if shutil.which("npx") is None:
        pytest.fail("npx is not on PATH: install Node.js 20 or newer", pytrace=False)
    if not (ROOT / "node_modules" / ".bin" / name).exists():
        pytest.fail(f"{name} is not in node_modules: run `make e2e` or `npm ci`", pytrace=False)
    return ["npx", "--no-install", name]


def free_port() -> int:
    """Return a port of the loopback address on which nothing listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def run(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, for three minutes at the most."""
    with _group(command, env=env, cwd=cwd, stdout=subprocess.PIPE) as process:
        output, _ = process.communicate(timeout=180)
    return subprocess.CompletedProcess(list(command), process.returncode, output)


def run_well(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> str:
    """Run a program that must succeed, and return what it printed."""
    done = run(command, env=env, cwd=cwd)
    if done.returncode:
        pytest.fail(
            f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}", pytrace=False
        )
    return done.stdout


def printed_json(output: str) -> Any:
    """Return the JSON at the end of what ``serverless print`` wrote."""
    return json.loads(output[output.index("{\n") :])


@contextlib.contextmanager
def serving(
    command: Sequence[str], *, port: int, log: Path, env: Mapping[str, str], cwd: Path = ROOT
) -> Iterator[None]:
    """Keep a server running, from when it listens on a port until the block ends."""
    with log.open("wb") as out, _group(command, env=env, cwd=cwd, stdout=out) as process:
        until = time.monotonic() + 60
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > until:
                said = log.read_text("utf-8", "replace")
                pytest.fail(f"{' '.join(command)} is not there:\n{said}", pytrace=False)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
        yield


def call(
    method: str, url: str, *, token: str | None = TOKEN, **options: Any
) -> tuple[int, Any, requests.Response]:
    """Send a request as curl would, and return status, JSON and answer."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with requests.Session() as session:
        session.trust_env = False
        answer = session.request(method, url, headers=headers, timeout=30, **options)
    is_json = answer.headers.get("Content-Type", "").startswith("application/json")
    return answer.status_code, answer.json() if is_json and answer.content else None, answer


def _listens(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _group(
    command: Sequence[str], *, env: Mapping[str, str] | None, cwd: Path, stdout: Any
) -> Iterator[subprocess.Popen[str]]:
    """Start a program as the head of a process group, and end the whole group with the block."""
    with subprocess.Popen(  # noqa: S603  # the commands are those of these tests
        command,
        env=dict(env or environment()),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
