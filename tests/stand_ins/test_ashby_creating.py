from collections.abc import Iterator

import pytest

from tests.stand_ins.ashby_client import Client


@pytest.fixture
def ashby() -> Iterator[Client]:
    """Run an Ashby of the size that the conformance suite runs."""
    client = Client(jobs=24, candidates=60, rate_limit=False)
    yield client
    client.close()


def test_a_person_and_an_application(ashby: Client) -> None:
    """What is created is there when listed: a lead, unless the stage is named."""
    source = ashby.call("source.list")["results"][0]
    sent = {
        "name": "Ada Byron Lovelace",
        "email": "ada@example.com",
        "phoneNumber": "+44 20 5550 100",
        "linkedInUrl": "https://linkedin.com/in/ada",
        "alternateEmailAddresses": ["countess@example.com"],
        "location": {"city": "London", "country": "United Kingdom"},
        "sourceId": source["id"],
    }
    person = ashby.call("candidate.create", **sent)["results"]
    assert person["name"] == "Ada Byron Lovelace"
    assert person["primaryEmailAddress"]["value"] == "ada@example.com"
    assert [each["value"] for each in person["emailAddresses"]][1:] == ["countess@example.com"]
    assert person["socialLinks"] == [{"type": "LinkedIn", "url": "https://linkedin.com/in/ada"}]
    assert person["location"]["locationSummary"] == "London, United Kingdom"
    assert (person["source"], person["createdAt"]) == (source, "2026-03-01T12:00:00.000Z")
    assert ashby.call("candidate.search", email="ada@example.com")["results"] == [person]
    first, second = ashby.ids("job.list", status=["Open"])[:2]
    ids = {"candidateId": person["id"]}
    lead = ashby.call("application.create", jobId=first, **ids)["results"]
    assert (lead["status"], lead["currentInterviewStage"]["type"]) == ("Lead", "Lead")
    assert [event["title"] for event in lead["applicationHistory"]] == ["New Lead"]
    screen = ashby.call(
        "application.create", jobId=second, interviewStageId="FirstPreInterviewScreen", **ids
    )["results"]
    stage = screen["currentInterviewStage"]
    assert (screen["status"], stage["type"]) == ("Active", "PreInterviewScreen")
    assert ashby.ids("application.list", jobId=first)[-1] == lead["id"]
    assert ashby.ids("application.list", status="Lead") == [lead["id"]]
    assert ashby.call("application.info", applicationId=screen["id"])["results"] == screen
    found = ashby.call("candidate.info", id=person["id"])["results"]
    assert found["applicationIds"] == [lead["id"], screen["id"]]


def test_the_least_that_makes_a_person(ashby: Client) -> None:
    """A name is enough, in one word, and a known address makes another person."""
    person = ashby.call("candidate.create", name="Sukarno")["results"]
    assert (person["name"], person["emailAddresses"]) == ("Sukarno", [])
    assert "primaryEmailAddress" not in person
    twice = [ashby.call("candidate.create", name="A B", email="a@example.com") for _ in range(2)]
    found = ashby.call("candidate.search", email="A@example.com")["results"]
    assert [row["id"] for row in found] == [each["results"]["id"] for each in twice]


def test_applications_that_are_refused(ashby: Client) -> None:
    """A second application to one job is refused, and so is one that refers to nothing."""
    person = ashby.ids("candidate.list")[0]
    [applied, *_] = ashby.call("candidate.info", id=person)["results"]["applicationIds"]
    job = ashby.call("application.info", applicationId=applied)["results"]["job"]["id"]
    total = len(ashby.ids("application.list"))
    good = {"candidateId": person, "jobId": job}
    for change, code in (
        ({}, "application_already_exists"),
        ({"candidateId": "x"}, "candidate_not_found"),
        ({"jobId": "x"}, "job_not_found"),
        ({"interviewPlanId": "x"}, "interview_plan_not_found"),
        ({"interviewStageId": "x"}, "interview_stage_not_found"),
        ({"sourceId": "x"}, "source_not_found"),
        ({"creditedToUserId": "x"}, "user_not_found"),
    ):
        assert ashby.refused("application.create", **{**good, **change})["code"] == code
    assert len(ashby.ids("application.list")) == total
