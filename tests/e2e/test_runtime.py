"""The bundle in AWS's own runtime: ``awslambdaric`` in the Runtime Interface Emulator.

AWS ships the emulator inside its ``aws-sam-cli``; the one wheel is fetched for that file alone.
"""

import contextlib
import json
import os
import platform
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.tools import (
    HOST,
    ROOT,
    Bundle,
    bundled_providers,
    call,
    environment,
    free_port,
    program,
    run_well,
    serving,
)
from unified_ats.registry import provider_class
from unified_ats.sandbox import RunningSandbox

CACHE = ROOT / ".e2e"
EVENTS = ROOT / "tests" / "events"
PINNED = ["--constraint", str(ROOT / "constraints.txt"), "--disable-pip-version-check", "--quiet"]
ARCHITECTURES = {"x86_64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}

Invoke = Callable[[Any], tuple[int, dict[str, str], Any]]
Function = Callable[..., contextlib.AbstractContextManager[Invoke]]


@pytest.fixture(scope="module")
def emulator() -> Path:
    """The emulator, from the wheel that a cache folder keeps."""
    CACHE.mkdir(exist_ok=True)
    pip = [program("python"), "-m", "pip", "download", *PINNED]
    run_well([*pip, "--no-deps", "--dest", str(CACHE), "aws-sam-cli"])
    wheel = max(CACHE.glob("aws_sam_cli-*.whl"), key=lambda path: path.stat().st_mtime)
    member = f"samcli/local/rapid/aws-lambda-rie-{ARCHITECTURES[platform.machine()]}"
    with zipfile.ZipFile(wheel) as packed:
        found = Path(packed.extract(member, CACHE))
    found.chmod(0o755)
    return found


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with AWS's runtime and what it needs, apart from everything of this project."""
    folder = tmp_path_factory.mktemp("runtime")
    pip = [program("python"), "-m", "pip", "install", *PINNED]
    run_well([*pip, "--target", str(folder), "awslambdaric"])
    return folder


@pytest.fixture
def function(
    bundle: Bundle, emulator: Path, runtime: Path, sandbox: RunningSandbox, tmp_path: Path
) -> Function:
    """Return what starts a function of the bundle, and gives what sends it events."""

    @contextlib.contextmanager
    def start(name: str, settings: Mapping[str, str] = sandbox.env) -> Iterator[Invoke]:
        port = free_port()
        env = environment(
            **settings,
            HOME="/nonexistent",
            LAMBDA_TASK_ROOT=str(bundle.folder),
            PYTHONPATH=os.pathsep.join([str(bundle.folder), str(runtime)]),
        )
        command = [
            str(emulator),
            # Both, since each would listen on every address of the machine by itself.
            *("--runtime-interface-emulator-address", f"{HOST}:{port}"),
            *("--runtime-api-address", f"{HOST}:{free_port()}"),
            # -S: without the site-packages of this environment.
            *(program("python"), "-S", "-m", "awslambdaric", f"lambda_app/handlers/{name}.handler"),
        ]
        with serving(command, port=port, log=tmp_path / "log", env=env, cwd=bundle.folder):
            yield lambda event: _invoke(port, event)

    return start


def _invoke(port: int, event: Any) -> tuple[int, dict[str, str], Any]:
    url = f"http://{HOST}:{port}/2015-03-31/functions/function/invocations"
    _, _, answer = call("POST", url, json=event)
    answered = answer.json()
    return answered["statusCode"], answered["headers"], json.loads(answered["body"])


def _event(name: str, **changes: Any) -> Any:
    return json.loads((EVENTS / f"{name}.json").read_text("utf-8")) | changes


@pytest.mark.parametrize("name", ["http_api_health", "rest_api_health"])
def test_service(function: Function, name: str) -> None:
    """The service function answers both payload formats."""
    with function("service") as invoke:
        assert invoke(_event(name))[::2] == (200, {"status": "ok"})


def test_jobs(function: Function) -> None:
    """One container answers events of both payload formats, and says so when it cannot."""
    with function("jobs") as invoke:
        status, headers, body = invoke(_event("http_api_jobs", rawQueryString="per_page=3"))
        assert (status, len(body["jobs"])) == (200, 3)
        assert headers["X-Request-Id"] == "JKJaXmPLvHcESHA"

        status, _, body = invoke(_event("rest_api_jobs"))
        assert (status, body["pagination"]["page"]) == (200, 2)

        status, _, body = invoke(_event("schedule"))
        assert (status, body["error"]) == (500, "internal_error")


@pytest.mark.parametrize(
    ("email", "create", "listing"),
    [
        ("v2@example.com", "http_api_candidate", "http_api_applications_on_stage"),
        ("v1@example.com", "rest_api_candidate_base64", "rest_api_applications_on_domain"),
    ],
)
def test_candidates_and_applications(
    function: Function, email: str, create: str, listing: str
) -> None:
    """Who is created by one function is listed by another."""
    with function("jobs") as invoke:
        job_id = invoke(_event("http_api_jobs", rawQueryString=""))[2]["jobs"][0]["id"]

    person = {"name": "Zoë Lindqvist", "email": email, "job_id": job_id}
    with function("candidates") as invoke:
        status, _, created = invoke(_event(create, body=json.dumps(person), isBase64Encoded=False))
    assert (status, created["candidate"]["name"]) == (201, "Zoë Lindqvist")

    asked = {"job_id": [job_id], "per_page": ["100"]}
    query = f"job_id={job_id}&per_page=100"
    with function("applications") as invoke:
        status, _, listed = invoke(
            _event(listing, rawQueryString=query, multiValueQueryStringParameters=asked)
        )
    assert status == 200
    assert created["application_id"] in {item["id"] for item in listed["applications"]}


@pytest.mark.parametrize("name", bundled_providers())
def test_every_provider_answers(function: Function, name: str) -> None:
    """Each provider of the bundle is found there, and says which of its settings are missing."""
    required = [item.env for item in provider_class(name).Settings.declared() if item.required]

    with function("jobs", {"ATS_PROVIDER": name}) as invoke:
        status, _, body = invoke(_event("http_api_jobs", rawQueryString=""))

    assert (status, body["error"]) == (500, "configuration_error")
    assert f"settings of {name}: " in body["message"]
    assert [env for env in required if f"{env} is missing" not in body["message"]] == []
