from typing import Any

import pytest

from plugins.greenhouse.tests.sandbox.client import Client, problems

EMAIL = {
    "note_type": "EMAIL",
    "subject": "Hello",
    "email_from": "a@example.com",
    "email_to": "b@example.com",
    "email_cc": ["c@example.com"],
}


@pytest.fixture
def application(client: Client) -> dict[str, Any]:
    """Return an application."""
    return client.get("applications", per_page=1)[0]


def test_a_note(client: Client, application: dict[str, Any]) -> None:
    """A note is written with one word for who may read it, and read with another."""
    user = client.get("users")[0]["id"]
    for written, read in (
        ("public", "publicly_visible"),
        ("private", "privately_visible"),
        ("admin_only", "admin_only_visible"),
    ):
        made = client.made(
            "notes",
            candidate_id=application["candidate_id"],
            application_id=application["id"],
            user_id=user,
            body="Called.",
            note_type="ACTIVITY",
            visibility=written,
        )
        assert (made["type"], made["visibility"], made["user_id"]) == ("ACTIVITY", read, user)
        assert client.get("notes", visibility=read) == [made]
    assert len(client.get("notes", candidate_ids=application["candidate_id"])) == 3
    assert len(client.get("notes", user_ids=user, type="ACTIVITY")) == 3
    assert client.get("notes", type="NOTE") == []


def test_an_email(client: Client, application: dict[str, Any]) -> None:
    """An e-mail has a subject, a sender and receivers."""
    person = application["candidate_id"]
    made = client.made("notes", candidate_id=person, body="Hello!", **EMAIL)
    assert (made["type"], made["email_cc"]) == ("EMAIL", ["c@example.com"])
    for name in ("subject", "email_from", "email_to", "email_cc"):
        less = {key: value for key, value in EMAIL.items() if key != name}
        answer = client.post("notes", candidate_id=person, body="Hello!", **less)
        assert problems(answer) == [{name: "is required of an e-mail"}]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"candidate_id": 7}, "candidate_id"),
        ({"application_id": 7}, "application_id"),
        ({"user_id": 7}, "user_id"),
        ({"body": ""}, "body"),
        ({"note_type": "FORM"}, "note_type"),
        ({"type": "NOTE"}, "type"),
        ({"visibility": "publicly_visible"}, "visibility"),
    ],
)
def test_a_wrong_field(
    client: Client, application: dict[str, Any], changes: dict[str, Any], field: str
) -> None:
    """A field that is unknown or wrong, or names nothing, is a 422 that names it."""
    body = {"candidate_id": application["candidate_id"], "body": "Called.", **changes}
    [found] = problems(client("POST", "notes", json=body))
    assert set(found) == {field}
    assert client.get("notes") == []


def test_somebody_elses_application(client: Client, application: dict[str, Any]) -> None:
    """A note on an application is about the person who applied."""
    others = client.get("candidates")
    other = next(each["id"] for each in others if each["id"] != application["candidate_id"])
    answer = client.post("notes", candidate_id=other, application_id=application["id"], body="?")
    assert problems(answer) == [{"application_id": "is no application of the candidate"}]
