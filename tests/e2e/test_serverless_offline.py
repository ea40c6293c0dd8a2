"""The functions on a laptop: ``npx serverless offline`` in front of the sandbox."""

from collections.abc import Iterator

import pytest

from tests.e2e.tools import HOST, TOKEN, call, environment, free_port, npx, serving
from unified_ats.sandbox import RunningSandbox


@pytest.fixture(scope="module")
def offline(sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its base URL."""
    port = free_port()
    ports = ["--httpPort", str(port), "--lambdaPort", str(free_port())]
    with serving(
        [*npx("serverless"), "offline", *ports],
        port=port,
        log=tmp_path_factory.mktemp("offline") / "log",
        env=environment(**sandbox.env, UNIFIED_ATS_API_TOKEN=TOKEN),
    ):
        yield f"http://{HOST}:{port}"


def test_three_calls(offline: str) -> None:
    """A job is listed, a candidate is created for it, and is among its applications."""
    status, found, _ = call("GET", f"{offline}/jobs?page=1&per_page=5")
    assert status == 200
    assert len(found["jobs"]) == 5
    assert {job["status"] for job in found["jobs"]} == {"OPEN"}
    assert found["pagination"]["total"] > 5
    job_id = found["jobs"][0]["id"]

    person = {"name": "Zoë Lindqvist", "email": "zoe.lindqvist@example.com", "job_id": job_id}
    status, created, _ = call("POST", f"{offline}/candidates", json=person)
    assert status == 201
    assert created["candidate"]["name"] == "Zoë Lindqvist"

    status, listed, _ = call("GET", f"{offline}/applications?job_id={job_id}&per_page=100")
    assert status == 200
    mine = [item for item in listed["applications"] if item["id"] == created["application_id"]]
    assert [(item["email"], item["status"]) for item in mine] == [(person["email"], "APPLIED")]


@pytest.mark.parametrize("token", [None, "wrong"])
def test_wrong_token(offline: str, token: str | None) -> None:
    """A request without the token is refused."""
    status, problem, answer = call("GET", f"{offline}/jobs", token=token)

    assert (status, problem["error"]) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_wrong_parameter(offline: str) -> None:
    """Wrong parameters are named, all at once."""
    status, problem, _ = call("GET", f"{offline}/jobs?page=0&order=asc")

    assert (status, problem["error"]) == (400, "validation_error")
    assert set(problem["details"]["fields"]) == {"page", "order"}


def test_repeated_parameter(offline: str) -> None:
    """A status may be given several times."""
    status, found, _ = call("GET", f"{offline}/jobs?status=OPEN&status=CLOSED&per_page=100")

    assert status == 200
    assert {job["status"] for job in found["jobs"]} == {"OPEN", "CLOSED"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health", 200),
        ("HEAD", "/health", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/docs", 200),
        ("GET", "/provider", 401),
        ("GET", "/payroll", 404),
        ("DELETE", "/jobs", 405),
        ("OPTIONS", "/candidates", 204),
    ],
)
def test_open_doors(offline: str, method: str, path: str, status: int) -> None:
    """Every path and method reaches the API, which answers it with an id."""
    found, _, answer = call(method, f"{offline}{path}", token=None)

    assert found == status
    assert answer.headers["X-Request-Id"]
