from typing import Any

import pytest

from plugins.greenhouse.tests.sandbox.client import Client, problems


@pytest.fixture
def person(client: Client) -> int:
    """Return somebody who has not applied to anything."""
    wire: int = client.made("candidates", first_name="Ada", last_name="Byron")["candidate"]["id"]
    return wire


@pytest.fixture
def jobs(client: Client) -> list[int]:
    """Return the open jobs."""
    return [each["id"] for each in client.get("jobs", status="open")]


def test_an_application(client: Client, person: int, jobs: list[int]) -> None:
    """Somebody applies to several jobs, once to each."""
    user = client.get("users")[0]["id"]
    for job in jobs[:2]:
        made = client.made(
            "applications",
            candidate_id=person,
            job_id=job,
            recruiter_id=user,
            coordinator_id=user,
            referrer_id=12,
            created_at="2026-02-01T00:00:00Z",
        )
        assert (made["candidate_id"], made["job_id"], made["status"]) == (person, job, "in_process")
        assert made["recruiter_id"] == made["coordinator_id"] == user
        assert (made["referrer_id"], made["source_id"]) == (12, None)
        assert made["created_at"] == "2026-02-01T00:00:00.000Z"
        assert client.get("applications", job_ids=job, per_page=1) == [made]
    again = client.post("applications", candidate_id=person, job_id=jobs[0])
    assert problems(again) == [{"job_id": "has an application of this candidate already"}]


def test_a_prospect(client: Client, person: int, jobs: list[int]) -> None:
    """A prospect is considered for jobs, and may be rejected and taken back like anybody."""
    made = client.made("applications", candidate_id=person, prospect=True, job_ids=jobs[:2])
    assert made["prospective_job_ids"] == jobs[:2]
    [reason] = client.get("rejection_reasons", per_page=1)
    path = f"applications/{made['id']}"
    rejected = client.post(f"{path}/reject", rejection_reason_id=reason["id"])
    assert rejected.status_code == 204
    assert client.one("applications", made["id"])["status"] == "rejected"
    [detail] = client.get("rejection_details", application_ids=made["id"])
    assert detail["rejection_reason_id"] == reason["id"]
    assert client.post(f"{path}/unreject").status_code == 204
    assert client.one("applications", made["id"]) == made
    assert client.get("rejection_details", application_ids=made["id"]) == []
    assert problems(client.post(f"{path}/move", from_stage_id=1))
    assert problems(client.post(f"{path}/hire")) == ["A prospect has no job to be hired for."]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"job_id": None}, "job_id"),
    ({"candidate_id": 7}, "candidate_id"),
    ({"job_id": 7}, "job_id"),
    ({"job_ids": [7]}, "job_ids"),
    ({"created_at": "2026-02-01"}, "created_at"),
    ({"created_at": 1}, "created_at"),
    ({"first_name": "Ada"}, "first_name"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_a_wrong_field(
    client: Client, person: int, jobs: list[int], changes: dict[str, Any], field: str
) -> None:
    """A field that is unknown or wrong, or names nothing, is a 422 that names it."""
    body = {"candidate_id": person, "job_id": jobs[0], **changes}
    [found] = problems(client("POST", "applications", json=body))
    assert set(found) == {field}
    assert client.get("applications", candidate_ids=person) == []


def test_required_fields(large: Client) -> None:
    """An application is somebody's, to something."""
    required = [{"candidate_id": "is required"}, {"job_id": "is required"}]
    assert problems(large.post("applications")) == required
