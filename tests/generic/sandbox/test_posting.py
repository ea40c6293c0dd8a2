from typing import Any

import pytest

from tests.generic.sandbox.conftest import Client, error

JANE = {"name": "Jane van Dyke", "email": "jane@example.com", "job_id": "job_1"}
CV = "https://example.com/resumes/jane.pdf?v=2"


def test_a_new_candidate_is_there_when_listed(client: Client) -> None:
    """A created candidate and application are returned, and then listed first."""
    answer = client("POST", "/candidates", json={**JANE, "phone": "+1-555-0100", "resume_url": CV})
    assert answer.status_code == 201
    created = answer.json()
    assert created["candidate"] == {
        "id": "cand_61",
        "name": "Jane van Dyke",
        "email": "jane@example.com",
        "phone": "+1-555-0100",
        "resume_url": CV,
        "created_at": "2026-03-01T12:00:00Z",
        "updated_at": "2026-03-01T12:00:00Z",
    }
    assert created["application"]["status"] == "active"
    assert created["application"]["stage"] == "Application review"
    assert client.get("/candidates", per_page=1)["candidates"] == [created["candidate"]]
    found = client.get("/applications", job_id="job_1", per_page=1)
    assert found["applications"] == [created["application"]]


def test_a_name_of_one_word(client: Client) -> None:
    """A name may be a single word, in any script."""
    answer = client("POST", "/candidates", json={**JANE, "name": " Ἀριστοτέλης "})
    assert answer.json()["candidate"]["name"] == "Ἀριστοτέλης"


def test_a_known_email_is_the_same_person(client: Client) -> None:
    """Applying again under a known e-mail keeps the person and adds an application."""
    first = client("POST", "/candidates", json=JANE).json()
    again = {"name": "J. Dyke", "email": "JANE@example.com", "job_id": "job_3"}
    second = client("POST", "/candidates", json=again).json()
    assert second["candidate"] == first["candidate"]
    assert second["application"]["id"] != first["application"]["id"]
    assert client.get("/candidates")["total"] == 61


def test_applying_twice_to_one_job(client: Client) -> None:
    """A second application of one person to one job is a 409 and changes nothing."""
    client("POST", "/candidates", json=JANE)
    total = client.get("/applications")["total"]
    answer = client("POST", "/candidates", json=JANE)
    assert (answer.status_code, error(answer)["code"]) == (409, "conflict")
    assert client.get("/applications")["total"] == total


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": None}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"email": "jane"}, "email"),
        ({"email": "jane@example..com"}, "email"),
        ({"email": 7}, "email"),
        ({"phone": 5550100}, "phone"),
        ({"resume_url": "ftp://example.com/cv"}, "resume_url"),
        ({"resume_url": "http://"}, "resume_url"),
        ({"resume_url": "http://[cv"}, "resume_url"),
        ({"job_id": "job_99"}, "job_id"),
        ({"job_id": 1}, "job_id"),
        ({"job_id": "job_2"}, "job_id"),
        ({"nickname": "J"}, "nickname"),
    ],
)
def test_fields_are_checked(client: Client, change: dict[str, Any], field: str) -> None:
    """A field that is unknown or wrong is a 422 which names it, and nothing is created."""
    answer = client("POST", "/candidates", json=JANE | change)
    assert (answer.status_code, error(answer)["code"]) == (422, "invalid")
    assert list(error(answer)["fields"]) == [field]
    assert client.get("/candidates")["total"] == 60


def test_missing_fields_are_named_together(client: Client) -> None:
    """All required fields that are missing are named at once."""
    answer = client("POST", "/candidates", json={})
    assert error(answer)["fields"] == dict.fromkeys(("job_id", "name", "email"), "is required")


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"name": ', "application/json", 400),
        (b'{"name": NaN}', "application/json", 400),
        (b'{"name": "\xff"}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"", "application/json", 400),
        (b"[]", "application/json; charset=utf-8", 422),
        (b"name=Jane", "application/x-www-form-urlencoded", 415),
        (b"{}", None, 415),
    ],
)
def test_bodies_are_checked(
    client: Client, body: bytes, content_type: str | None, status: int
) -> None:
    """A body that is no JSON is a 400, no object a 422, and of another type a 415."""
    headers = {"Content-Type": content_type} if content_type else {}
    assert client("POST", "/candidates", data=body, headers=headers).status_code == status


def test_a_chunked_body_is_read(client: Client) -> None:
    """A body without a length is read to its end."""
    chunks = iter([b'{"name": "Jane", "email": "jane@example', b'.com", "job_id": "job_1"}'])
    headers = {"Content-Type": "application/json"}
    assert client("POST", "/candidates", data=chunks, headers=headers).status_code == 201
    assert client("GET", "/jobs").status_code == 200


def test_posting_takes_no_parameters(client: Client) -> None:
    """A query parameter on a POST is a 422."""
    assert client("POST", "/candidates?page=1", json=JANE).status_code == 422
