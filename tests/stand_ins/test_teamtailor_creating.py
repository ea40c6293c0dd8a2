import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.stand_ins.teamtailor_client import MEDIA_TYPE, Client, created, error

CANDIDATE = {"type": "candidates", "attributes": {"email": "ada@example.com"}}


@pytest.fixture
def teamtailor() -> Iterator[Client]:
    """Run a Teamtailor of the size that the conformance suite runs."""
    client = Client(jobs=24, candidates=60, rate_limit=False)
    yield client
    client.close()


def test_a_person_and_an_application(teamtailor: Client) -> None:
    """What is created is there when listed, in the inbox of the job."""
    sent: dict[str, Any] = {
        "first_name": "Ada",
        "last_name": "Byron Lovelace",
        "email": "ada@example.com",
        "phone": "+44 20 5550 100",
        "resume": "https://example.com/ada.pdf",
        "pitch": "Poetical science",
        "tags": ["mathematics"],
        "merge": True,
    }
    person = created(teamtailor.candidate(**sent))
    shown = person["attributes"]
    for name in ("first-name", "last-name", "email", "phone", "resume", "pitch", "tags"):
        assert shown[name] == sent[name.replace("-", "_")]
    assert "merge" not in shown
    assert shown["created-at"] == "2026-03-01T13:00:00.000+01:00"
    found = teamtailor.get("candidates", **{"filter[email]": "Ada@example.com"})
    assert found["data"] == [person]
    [job, *_] = teamtailor.ids("jobs")
    letter = {"cover-letter": "Dear all", "send-user-notifications": True}
    application = created(teamtailor.apply(person["id"], job, **letter))
    assert application["attributes"]["cover-letter"] == "Dear all"
    assert application["attributes"]["rejected-at"] is None
    assert "send-user-notifications" not in application["attributes"]
    stage = teamtailor.get(f"job-applications/{application['id']}/stage")["data"]
    assert stage["attributes"]["stage-type"] == "Inbox"
    assert teamtailor.ids("job-applications", **{"filter[job]": job})[-1] == application["id"]
    applied = teamtailor.ids(f"candidates/{person['id']}/job-applications")
    assert applied == [application["id"]]


def test_a_stage_can_be_named(teamtailor: Client) -> None:
    """An application begins at a stage of its job, but at none of another job."""
    person = created(teamtailor.candidate(email="ada@example.com"))["id"]
    for stage, status in (("700104", 422), ("700399", 422), ("700304", 201)):
        named = {
            "candidate": {"data": {"type": "candidates", "id": person}},
            "job": {"data": {"type": "jobs", "id": "7003"}},
            "stage": {"data": {"type": "stages", "id": stage}},
        }
        data = {"type": "job-applications", "relationships": named}
        answer = teamtailor.post("job-applications", {"data": data})
        assert answer.status_code == status, answer.text
    made = created(answer)["id"]
    assert teamtailor.get(f"job-applications/{made}/stage")["data"]["id"] == "700304"


def test_addresses_are_unique(teamtailor: Client) -> None:
    """A known address is a 422, unless the attributes are to be merged."""
    known = teamtailor.get("candidates/130005")["data"]
    email = known["attributes"]["email"].upper()
    answer = teamtailor.candidate(first_name="Other", email=email)
    assert error(answer, 422) == {
        "title": "has already been taken",
        "detail": "email - has already been taken",
        "code": "100",
        "source": {"pointer": "/data/attributes/email"},
        "status": "422",
    }
    merged = created(teamtailor.candidate(email=email, phone="+1 555 0199", merge=True))
    assert merged["id"] == known["id"]
    assert merged["attributes"]["phone"] == "+1 555 0199"
    assert merged["attributes"]["first-name"] == known["attributes"]["first-name"]
    assert len(teamtailor.all("candidates")) == 60


def test_sourced_people_need_no_address(teamtailor: Client) -> None:
    """An address is required, but not of those who were sourced."""
    answer = teamtailor.candidate(first_name="Sukarno")
    assert error(answer, 422)["detail"] == "email - can't be blank"
    for _ in range(2):
        person = created(teamtailor.candidate(first_name="Sukarno", sourced=True))
        shown = person["attributes"]
        assert (shown["email"], shown["last-name"], shown["sourced"]) == (None, None, True)
    assert len(teamtailor.all("candidates")) == 62


def test_wrong_attributes_are_told_together(teamtailor: Client) -> None:
    """Each attribute that is wrong has an error that points to it."""
    answer = teamtailor.candidate(email="ada", resume="cv.pdf", tags="mathematics")
    assert answer.status_code == 422
    pointers = {each["source"]["pointer"] for each in answer.json()["errors"]}
    assert pointers == {f"/data/attributes/{name}" for name in ("email", "resume", "tags")}
    assert len(teamtailor.all("candidates")) == 60


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ([], "106"),
        ({"candidate": CANDIDATE}, "106"),
        ({"data": [CANDIDATE]}, "122"),
        ({"data": {"attributes": {}}}, "106"),
        ({"data": {**CANDIDATE, "type": "candidate"}}, "101"),
        ({"data": {**CANDIDATE, "id": "7"}}, "105"),
        ({"data": {**CANDIDATE, "attributes": []}}, "122"),
        ({"data": {**CANDIDATE, "attributes": {"first_name": "Ada"}}}, "105"),
        ({"data": {**CANDIDATE, "attributes": {"connected": True}}}, "105"),
        ({"data": {**CANDIDATE, "relationships": {"job": {}}}}, "105"),
    ],
)
def test_documents_of_another_form(teamtailor: Client, document: Any, code: str) -> None:
    """A body that is no resource of the type, or has what may not be sent, is a 400."""
    assert error(teamtailor.post("candidates", document), 400)["code"] == code


def test_media_types(teamtailor: Client) -> None:
    """Bodies are JSON:API by name, whatever its parameters, and JSON."""
    body = json.dumps({"data": CANDIDATE})
    for kind, status in (
        ("application/json", 415),
        (None, 415),
        (MEDIA_TYPE, 201),
        (f"{MEDIA_TYPE}; charset=utf-8", 422),
    ):
        answer = teamtailor.send("POST", "candidates", data=body, headers={"Content-Type": kind})
        assert answer.status_code == status, answer.text
    headers = {"Content-Type": MEDIA_TYPE}
    assert error(teamtailor.send("POST", "candidates", data=b"{", headers=headers), 400)


def test_applications_that_are_refused(teamtailor: Client) -> None:
    """A second application to one job is a 422, and so is one of nobody, or to no job."""
    application = teamtailor.get("job-applications/500001", include="candidate,job")["data"]
    linked = {name: each.get("data") for name, each in application["relationships"].items()}
    person, job = linked["candidate"]["id"], linked["job"]["id"]
    total = len(teamtailor.all("job-applications"))
    answer = error(teamtailor.apply(person, job), 422)
    assert answer["detail"] == "candidate - has already been taken"
    assert error(teamtailor.apply("130999", job), 422)["detail"] == "candidate - must exist"
    answer = error(teamtailor.apply(person, "no-such-job-1"), 422)
    assert answer["source"] == {"pointer": "/data/relationships/job"}
    data: dict[str, Any] = {"type": "job-applications"}
    answers = teamtailor.post("job-applications", {"data": data}).json()["errors"]
    assert [each["detail"] for each in answers] == [
        "candidate - can't be blank",
        "job - can't be blank",
    ]
    for link, code in (
        ({"type": "jobs", "id": person}, "116"),
        ({"type": "candidates", "id": 7}, "115"),
        ({"type": "candidates"}, "115"),
        (None, "115"),
    ):
        data["relationships"] = {"candidate": {"data": link}}
        assert error(teamtailor.post("job-applications", {"data": data}), 400)["code"] == code
    assert len(teamtailor.all("job-applications")) == total
