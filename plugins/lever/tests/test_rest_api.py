import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest

from unified_ats.api import App, Request
from unified_ats.sandbox import RunningSandbox

Send = Callable[..., tuple[int, Any]]


@pytest.fixture
def send(sandbox: RunningSandbox) -> Iterator[Send]:
    """Return a way to ask the REST API that stands before Lever."""
    app = App.from_env(sandbox.env)

    def call(method: str, target: str, body: Any = None) -> tuple[int, Any]:
        path, _, query = target.partition("?")
        response = app.handle(
            Request(
                method=method,
                path=path,
                query=parse_qsl(query),
                headers={"content-type": "application/json"} if body else {},
                body=json.dumps(body).encode() if body else b"",
            )
        )
        return response.status, json.loads(response.body)

    yield call
    app.close()


def test_the_three_calls(send: Send) -> None:
    """Jobs are listed, a candidate is created, and is among the applications of the job."""
    status, answer = send("GET", "/jobs?per_page=2")
    assert status == 200
    assert [job["status"] for job in answer["jobs"]] == ["OPEN", "OPEN"]
    job_id = answer["jobs"][0]["id"]

    person = {"name": "Jane Doe", "email": "jane.doe.the.third@example.com", "job_id": job_id}
    status, created = send("POST", "/candidates", person)
    assert status == 201

    status, answer = send("GET", f"/applications?job_id={job_id}&per_page=100")
    assert status == 200
    [applied] = [each for each in answer["applications"] if each["email"] == person["email"]]
    assert (applied["candidate_name"], applied["status"]) == ("Jane Doe", "APPLIED")
    assert applied["id"] == created["application_id"]


def test_what_jobs_pay(send: Send, sandbox: RunningSandbox) -> None:
    """Money is text in JSON, with the currency and what it is paid for, as Lever has it."""
    jobs = send("GET", "/jobs?per_page=100&include_raw=true")[1]["jobs"]
    paid = [job for job in jobs if "salaryRange" in job["raw"]]
    assert 0 < len(paid) < len(jobs)
    for job in paid:
        raw, salary = job["raw"]["salaryRange"], job["salary"]
        assert (salary["minimum"], salary["maximum"]) == (str(raw["min"]), str(raw["max"]))
        assert (salary["currency"], salary["vendor_period"]) == (raw["currency"], raw["interval"])
    assert {job["salary"]["period"] for job in paid} >= {"YEAR", "HOUR"}
    assert {job["workplace_type"] for job in jobs} >= {"ONSITE", "REMOTE", "HYBRID", None}
    assert all(job["salary"] is None for job in jobs if job not in paid)


def test_an_error_of_levers(send: Send) -> None:
    """What Lever does not have is a 404, with Lever's own body."""
    status, answer = send("GET", "/applications?job_id=no-such-job")
    assert status == 404
    assert answer["source_status_code"] == 404
    assert answer["details"]["raw"]["code"]
