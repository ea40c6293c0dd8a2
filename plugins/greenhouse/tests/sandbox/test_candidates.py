from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from plugins.greenhouse.tests.sandbox.client import Client, problems
from unified_ats_greenhouse.sandbox import vendor_id

ADA: dict[str, Any] = {
    "first_name": "Ada",
    "last_name": "Byron",
    "email_addresses": [
        {"value": "ada@example.com", "type": "personal"},
        {"value": "ada@example.org", "type": "work"},
    ],
    "phone_numbers": [{"value": "+1-202-555-0100", "type": "mobile"}],
}


@pytest.fixture
def job(client: Client) -> int:
    """Return an open job."""
    wire: int = client.get("jobs", status="open")[0]["id"]
    return wire


def test_a_candidate_with_an_application(client: Client, job: int) -> None:
    """One request makes a person and their application, and both are listed first."""
    source = client.get("sources")[0]["id"]
    made = client.made("candidates", **ADA, application={"job_id": job, "source_id": source})
    assert set(made) == {"candidate", "application"}
    person, application = made["candidate"], made["application"]
    assert client.get("candidates", per_page=1) == [person]
    assert client.get("applications", per_page=1) == [application]
    assert {name: person[name] for name in ADA} == ADA
    assert person["created_at"] == "2026-03-01T12:00:00.000Z"
    assert (application["candidate_id"], application["job_id"]) == (person["id"], job)
    assert (application["status"], application["source_id"]) == ("in_process", source)
    assert application["stage_name"] == "Application review"


def test_it_is_in_the_company(client: Client, job: int) -> None:
    """The person and the application are the company's, for every other façade to show."""
    made = client.made("candidates", **ADA, company="Engines", application={"job_id": job})
    [held] = client.sandbox.company.list_candidates(email="ada@example.com")[0]
    assert vendor_id(held) == str(made["candidate"]["id"])
    assert (held.name, held.phone, held.company) == ("Ada Byron", "+1-202-555-0100", "Engines")
    [applied] = client.sandbox.company.list_applications(candidate_id=held.id)[0]
    assert vendor_id(applied) == str(made["application"]["id"])


def test_a_candidate_alone(client: Client) -> None:
    """A person needs no application, and no address."""
    made = client.made("candidates", first_name="Ada", last_name="Byron")
    assert made["application"] is None
    assert made["candidate"]["email_addresses"] == []
    assert client.get("applications", candidate_ids=made["candidate"]["id"]) == []


def test_a_known_address_makes_another_person(client: Client, job: int) -> None:
    """Greenhouse joins nobody: the same request twice makes two people and two applications."""
    first, second = (
        client.made("candidates", **ADA, application={"job_id": job}) for _ in range(2)
    )
    assert first["candidate"]["id"] != second["candidate"]["id"]
    assert len(client.get("candidates", email="ada@example.com")) == 2


def test_a_prospect(client: Client, job: int) -> None:
    """The application inside may be a prospect's, considered for jobs or for none."""
    for jobs in ([job], []):
        form = {"prospect": True, "job_ids": jobs}
        application = client.made("candidates", **ADA, application=form)["application"]
        assert application["prospect"] is True
        assert (application["job_id"], application["prospective_job_ids"]) == (None, jobs)
        assert client.one("applications", application["id"]) == application
    assert len(client.get("applications", prospective_job_ids=job)) == 1


def test_the_first_stage(client: Client, job: int) -> None:
    """An application may begin at a later stage of its job."""
    stages = client.get("job_interview_stages", job_ids=job)
    stage = next(each for each in stages if each["sort_order"] == 2)
    form = {"job_id": job, "initial_stage_id": stage["id"]}
    application = client.made("candidates", **ADA, application=form)["application"]
    assert application["job_interview_stage_id"] == stage["id"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"first_name": None}, "first_name"),
    ({"last_name": ""}, "last_name"),
    ({"name": "Ada Byron"}, "name"),
    ({"email_addresses": "ada@example.com"}, "email_addresses"),
    ({"email_addresses": ["ada@example.com"]}, "email_addresses"),
    ({"email_addresses": [{"value": "ada@example.com"}]}, "email_addresses"),
    ({"email_addresses": [{"value": "ada", "type": "work"}]}, "email_addresses"),
    ({"email_addresses": [{"value": "ada@example.com", "type": "home"}]}, "email_addresses"),
    ({"social_media_addresses": [{"value": "@ada", "type": "x"}]}, "social_media_addresses"),
    ({"tags": [1]}, "tags"),
    ({"is_private": "no"}, "is_private"),
    ({"private": False}, "private"),
    ({"custom_fields": [{"name_key": "pronouns", "value": "she"}]}, "custom_fields"),
    ({"application": []}, "application"),
    ({"application": {}}, "application"),
    ({"application": {"job_id": "11000000001"}}, "application"),
    ({"application": {"job_id": True}}, "application"),
    ({"application": {"job_id": 1}}, "application.job_id"),
    ({"application": {"prospect": False}}, "application"),
    ({"application": {"prospect": True, "job_ids": [1]}}, "application.job_ids"),
    ({"application": {"prospect": True, "job_id": 11_000_000_001}}, "application"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_a_wrong_field(large: Client, changes: dict[str, Any], field: str) -> None:
    """A field that is missing, unknown or wrong is a 422 that names it, and nothing is made."""
    [found] = problems(large("POST", "candidates", json=ADA | changes))
    assert set(found) == {field}
    assert large.get("candidates", email="ada@example.com") == []


def test_required_fields(large: Client) -> None:
    """Both names are required."""
    required = [{"first_name": "is required"}, {"last_name": "is required"}]
    assert problems(large.post("candidates")) == required


@pytest.mark.parametrize(
    ("name", "value"),
    [("source_id", 7), ("recruiter_id", 7), ("coordinator_id", 7), ("initial_stage_id", 7)],
)
def test_what_does_not_exist(client: Client, job: int, name: str, value: int) -> None:
    """What an application names must exist."""
    form = {"job_id": job, name: value}
    [found] = problems(client("POST", "candidates", json=ADA | {"application": form}))
    assert set(found) == {f"application.{name}"}


def test_a_closed_job(large: Client) -> None:
    """Nobody applies to a job that is closed."""
    closed = large.get("jobs", status="closed")[0]["id"]
    [found] = problems(large.post("candidates", **ADA, application={"job_id": closed}))
    assert found == {"application.job_id": "is closed"}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b'{"first_name": NaN}', "application/json", 400),
        (b"first_name=Ada", "application/x-www-form-urlencoded", 400),
        (b"[]", "application/json", 422),
    ],
)
def test_what_is_no_json_object(large: Client, body: bytes, kind: str, status: int) -> None:
    """A body must be an object in JSON."""
    answer = large("POST", "candidates", data=body, headers={"Content-Type": kind})
    assert answer.status_code == status


def test_a_post_has_no_parameters(large: Client) -> None:
    """A query on a write is refused."""
    answer = large("POST", "candidates?notify=true", json=ADA)
    assert problems(answer) == [{"notify": "is not a parameter here"}]


def test_many_at_once(client: Client, job: int) -> None:
    """People who are made at the same time have ids of their own, prospects too."""

    def make(number: int) -> int:
        form = {"prospect": True} if number % 2 else {"job_id": job}
        wire: int = client.made("candidates", **ADA, application=form)["application"]["id"]
        return wire

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(make, range(24)))) == 24
    assert len(client.get("candidates", email="ada@example.com")) == 24
    assert len(client.get("applications", prospect="true")) == 12
