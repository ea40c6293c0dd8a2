from itertools import pairwise
from typing import Any

import pytest
import requests

from plugins.greenhouse.tests.sandbox.client import Client, problems
from unified_ats_greenhouse.sandbox import vendor_id

ACTIONS = ("move", "reject", "unreject", "hire")


@pytest.fixture
def job(client: Client) -> dict[str, Any]:
    """Return an open job, with one open opening."""
    openings = [each["job_id"] for each in client.get("openings", open="true")]
    return next(
        each for each in client.get("jobs", status="open") if openings.count(each["id"]) == 1
    )


@pytest.fixture
def stages(client: Client, job: dict[str, Any]) -> list[int]:
    """Return the stages of the job, the first one first."""
    found = client.get("job_interview_stages", job_ids=job["id"])
    return [each["id"] for each in sorted(found, key=lambda each: int(each["sort_order"]))]


@pytest.fixture
def application(client: Client, job: dict[str, Any]) -> dict[str, Any]:
    """Return a new application to the job."""
    made = client.made(
        "candidates", first_name="Ada", last_name="Byron", application={"job_id": job["id"]}
    )
    found: dict[str, Any] = made["application"]
    return found


def do(client: Client, application: dict[str, Any], action: str, **body: Any) -> requests.Response:
    """Do something with an application."""
    return client.post(f"applications/{application['id']}/{action}", **body)


def done(answer: requests.Response) -> bool:
    """Return whether an action was done."""
    return (answer.status_code, answer.content) == (204, b"")


def held(client: Client, application: dict[str, Any]) -> Any:
    """Return what the company holds of an application."""
    found, _ = client.sandbox.company.list_applications()
    return next(each for each in found if vendor_id(each) == str(application["id"]))


def test_to_the_next_stage(client: Client, application: dict[str, Any], stages: list[int]) -> None:
    """Without a target an application goes on to the next stage, until there is none."""
    for here, there in pairwise(stages):
        assert done(do(client, application, "move", from_stage_id=here))
        found = client.one("applications", application["id"])
        assert found["job_interview_stage_id"] == there
    assert held(client, application).stage_id == "stage_5"
    refused = do(client, application, "move", from_stage_id=stages[-1])
    assert problems(refused) == [{"from_stage_id": "is the last stage of this job"}]
    assert len(client.get("application_stages", application_ids=application["id"])) == 5


def test_to_another_stage(client: Client, application: dict[str, Any], stages: list[int]) -> None:
    """An application goes to any stage of its job, on or back."""
    for here, there in ((0, 3), (3, 1)):
        answer = do(
            client, application, "move", from_stage_id=stages[here], to_stage_id=stages[there]
        )
        assert done(answer)
        found = client.one("applications", application["id"])
        assert found["job_interview_stage_id"] == stages[there]


def test_a_stage_that_is_not_in_use_is_passed_over(client: Client) -> None:
    """The next stage is the next one that is in use."""
    unused = next(
        each
        for each in client.get("job_interview_stages", active="false")
        if client.one("jobs", each["job_id"])["status"] != "closed"
    )
    form = {"job_id": unused["job_id"]}
    made = client.made("candidates", first_name="A", last_name="B", application=form)["application"]
    for _ in range(2):
        here = client.one("applications", made["id"])["job_interview_stage_id"]
        assert done(do(client, made, "move", from_stage_id=here))
    assert client.one("applications", made["id"])["stage_name"] == "Onsite"


def test_somebody_else_was_faster(
    client: Client, application: dict[str, Any], stages: list[int]
) -> None:
    """A move from where the application no longer is, or never was, changes nothing."""
    assert done(do(client, application, "move", from_stage_id=stages[0]))
    stale = [{"from_stage_id": "is not the current stage of the application"}]
    for wrong in (stages[0], application["stage_id"], 7):
        assert problems(do(client, application, "move", from_stage_id=wrong)) == stale
    found = client.one("applications", application["id"])
    assert found["job_interview_stage_id"] == stages[1]


def test_to_another_job(client: Client, application: dict[str, Any], stages: list[int]) -> None:
    """An application is transferred to the first stage of another job, in the company too."""
    others = [each["id"] for each in client.get("jobs", status="open")]
    other = next(each for each in others if each != application["job_id"])
    assert done(do(client, application, "move", from_stage_id=stages[0], to_job_id=other))
    found = client.one("applications", application["id"])
    assert (found["job_id"], found["stage_name"]) == (other, "Application review")
    back = do(
        client,
        application,
        "move",
        from_stage_id=found["job_interview_stage_id"],
        to_job_id=other,
    )
    assert problems(back) == [{"to_job_id": "has an application of this candidate already"}]


def test_moves_that_cannot_be(
    client: Client, application: dict[str, Any], stages: list[int]
) -> None:
    """A target must exist, be of this job, be open, and be one; the stage it is at must be said."""
    closed = client.get("jobs", status="closed")[0]["id"]
    other = next(
        each["id"]
        for each in client.get("job_interview_stages")
        if each["job_id"] != application["job_id"]
    )
    here = stages[0]
    wrong: list[tuple[dict[str, Any], str]] = [
        ({}, "from_stage_id"),
        ({"from_stage_id": str(here)}, "from_stage_id"),
        ({"from_stage_id": here, "to_stage_id": other}, "to_stage_id"),
        ({"from_stage_id": here, "to_job_id": closed}, "to_job_id"),
        ({"from_stage_id": here, "to_job_id": 7}, "to_job_id"),
        ({"from_stage_id": here, "to_stage_id": here, "to_job_id": 7}, "to_job_id"),
        ({"from_stage_id": here, "email_from_user_id": 7}, "email_from_user_id"),
        ({"from_stage_id": here, "stage_id": here}, "stage_id"),
    ]
    for body, field in wrong:
        [found] = problems(do(client, application, "move", **body))
        assert set(found) == {field}
    assert client.one("applications", application["id"]) == application


def test_reject(client: Client, application: dict[str, Any]) -> None:
    """A rejection has a reason and a time, takes the stage away, and keeps notes as a note."""
    reason = client.get("rejection_reasons")[0]
    answer = do(
        client,
        application,
        "reject",
        rejection_reason_id=reason["id"],
        notes="Not this time.",
        rejection_email={"email_template_id": 1, "send_email_at": "2026-03-02T00:00:00Z"},
        custom_fields=[],
    )
    assert done(answer)
    found = client.one("applications", application["id"])
    assert (found["status"], found["rejected_at"]) == ("rejected", "2026-03-01T12:00:00.000Z")
    assert found["stage_id"] is found["job_interview_stage_id"] is None
    [detail] = client.get("rejection_details", application_ids=application["id"])
    assert detail["rejection_reason_id"] == reason["id"]
    [note] = client.get("notes", application_ids=application["id"])
    assert (note["id"], note["body"]) == (detail["rejection_note_id"], "Not this time.")
    assert held(client, application).status == "rejected"
    assert client.get("application_stages", application_ids=application["id"], current="true") == []


def test_reject_for_their_own_reason(client: Client, application: dict[str, Any]) -> None:
    """A reason of theirs is known to the company as a withdrawal."""
    everyones = client.get("rejection_reasons", include_defaults="true")
    theirs = next(each for each in everyones if each["type"]["key"] == "THEY_REJECTED_US")
    assert done(do(client, application, "reject", rejection_reason_id=theirs["id"]))
    assert held(client, application).status == "withdrawn"
    [detail] = client.get("rejection_details", application_ids=application["id"])
    assert detail["rejection_reason_id"] == theirs["id"]
    assert client.get("rejection_reasons", include_defaults="true") == everyones


def test_rejections_that_cannot_be(client: Client, application: dict[str, Any]) -> None:
    """A rejection wants a known reason, and an application that is not over."""
    assert problems(do(client, application, "reject")) == [{"rejection_reason_id": "is required"}]
    unknown = do(client, application, "reject", rejection_reason_id=7)
    assert problems(unknown) == [{"rejection_reason_id": "does not exist"}]
    reason = client.get("rejection_reasons")[0]["id"]
    assert done(do(client, application, "reject", rejection_reason_id=reason))
    again = do(client, application, "reject", rejection_reason_id=reason)
    assert problems(again) == ["The application is rejected already."]


def test_unreject(client: Client, application: dict[str, Any]) -> None:
    """A rejection that is taken back leaves the application where it was."""
    not_rejected = ["The application is not rejected."]
    assert problems(do(client, application, "unreject")) == not_rejected
    reason = client.get("rejection_reasons")[0]["id"]
    assert done(do(client, application, "reject", rejection_reason_id=reason))
    assert done(do(client, application, "unreject"))
    assert client.one("applications", application["id"]) == application
    assert client.get("rejection_details", application_ids=application["id"]) == []


def test_hire(client: Client, application: dict[str, Any], job: dict[str, Any]) -> None:
    """Somebody who is hired fills the one open opening, and then no other is open."""
    answer = do(
        client, application, "hire", start_date="2026-04-01T00:00:00Z", close_reason_id=None
    )
    assert done(answer)
    found = client.one("applications", application["id"])
    assert (found["status"], found["stage_id"]) == ("hired", None)
    assert held(client, application).status == "hired"
    [opening] = client.get("openings", application_ids=application["id"])
    assert (opening["open"], opening["closed_at"]) == (False, "2026-03-01T12:00:00.000Z")
    assert problems(do(client, application, "hire")) == ["The application is hired already."]
    form = {"job_id": job["id"]}
    late = client.made("candidates", first_name="B", last_name="C", application=form)["application"]
    full = [{"opening_id": "is no open opening of this job"}]
    assert problems(do(client, late, "hire")) == full


def test_hire_into_one_of_several_openings(client: Client) -> None:
    """Where several openings are open, the one to fill is named."""
    opened = client.get("openings", open="true")
    wires = [each["job_id"] for each in opened]
    job = next(
        each["id"] for each in client.get("jobs", status="open") if wires.count(each["id"]) == 2
    )
    last, first = (each["id"] for each in opened if each["job_id"] == job)
    form = {"job_id": job}
    made = client.made("candidates", first_name="A", last_name="B", application=form)["application"]
    several = [{"opening_id": "is required: several openings are open"}]
    assert problems(do(client, made, "hire")) == several
    assert problems(do(client, made, "hire", opening_id=7))
    assert problems(do(client, made, "hire", opening_id=last, start_date="2026-04-01"))
    assert done(do(client, made, "hire", opening_id=last))
    assert client.one("openings", last)["application_id"] == made["id"]
    assert client.one("openings", first)["open"] is True


@pytest.mark.parametrize("action", ACTIONS)
def test_no_such_application(client: Client, action: str) -> None:
    """An application that there is not is a 404."""
    answer = client.post(f"applications/7/{action}")
    assert (answer.status_code, answer.json()) == (404, {"message": "Resource not found"})
