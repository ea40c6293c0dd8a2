import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from unified_ats.api import App
from unified_ats.sandbox import RunningSandbox, launch
from unified_ats.server import running

PERSON = {
    "name": "Jane Doe",
    "email": "jane.doe@example.com",
    "phone": "+1 555 0100",
    "resume_url": "https://files.example.com/jane-doe.pdf",
}


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    """Run a Greenhouse."""
    with launch("greenhouse", jobs=12, candidates=40) as sandbox:
        yield sandbox


@pytest.fixture
def api(sandbox: RunningSandbox) -> Iterator[str]:
    """Serve the REST API in front of it, and return its address."""
    with running(App.from_env(sandbox.env)) as url:
        yield url


def get(url: str, **params: str | int) -> dict[str, Any]:
    """Return the body of a good answer."""
    answer = requests.get(url, params=params, timeout=10)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_the_three_calls(api: str) -> None:
    """Jobs are listed, a candidate is created, and is among the applications of the job."""
    jobs = get(f"{api}/jobs", per_page=3)
    assert {job["status"] for job in jobs["jobs"]} == {"OPEN"}
    assert jobs["pagination"]["total"] is None
    job_id = jobs["jobs"][0]["id"]

    created = requests.post(f"{api}/candidates", json={**PERSON, "job_id": job_id}, timeout=10)
    assert created.status_code == 201, created.text
    assert "warnings" not in created.json() or not created.json()["warnings"]

    found = get(f"{api}/applications", job_id=job_id)["applications"]
    [application] = [each for each in found if each["email"] == PERSON["email"]]
    assert (application["candidate_name"], application["status"]) == ("Jane Doe", "APPLIED")

    again = requests.post(f"{api}/candidates", json={**PERSON, "job_id": job_id}, timeout=10)
    assert again.status_code == 409


def test_pages_follow_each_other(api: str) -> None:
    """A page by number and a page by cursor are the same page."""
    first = get(f"{api}/jobs", per_page=2)
    by_number = get(f"{api}/jobs", per_page=2, page=2)
    by_cursor = get(f"{api}/jobs", per_page=2, cursor=first["pagination"]["next_cursor"])
    assert by_number["jobs"] == by_cursor["jobs"] != first["jobs"]


def test_errors_are_greenhouses(api: str, sandbox: RunningSandbox) -> None:
    """A job that is not there is a 404; what Greenhouse refuses is told with its words."""
    unknown = requests.get(f"{api}/applications", params={"job_id": "12"}, timeout=10)
    assert unknown.status_code == 404
    refused = requests.post(f"{api}/candidates", json={**PERSON, "job_id": "12"}, timeout=10)
    assert (refused.status_code, refused.json()["error"]) == (422, "ats_error")
    assert refused.json()["source_status_code"] == 422
    assert "job_id" in json.dumps(refused.json()["details"]["raw"])
    assert not [each for each in sandbox.requests if each.path == "/v3/attachments"]
