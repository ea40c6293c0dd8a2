import base64
from typing import Any

import pytest

from plugins.greenhouse.tests.sandbox.client import Client, problems
from unified_ats_greenhouse.sandbox import vendor_id

CV = "https://example.com/resumes/ada.pdf?v=2"


@pytest.fixture
def made(client: Client) -> dict[str, Any]:
    """Return a new candidate and their application."""
    job = client.get("jobs", status="open")[0]["id"]
    return client.made(
        "candidates",
        first_name="Ada",
        last_name="Byron",
        email_addresses=[{"value": "ada@example.com", "type": "work"}],
        application={"job_id": job},
    )


def test_a_resume_by_its_address(client: Client, made: dict[str, Any]) -> None:
    """A résumé is attached to an application, signed when read, and known to the company."""
    application, person = made["application"]["id"], made["candidate"]["id"]
    row = client.made("attachments", application_id=application, type="resume", url=CV)
    assert (row["application_id"], row["candidate_id"]) == (application, person)
    assert (row["type"], row["filename"]) == ("resume", "ada.pdf")
    assert row["url"].startswith(f"{CV}&X-Amz-Expires=604800&X-Amz-Signature=")
    assert client.get("attachments", candidate_ids=person) == [row]
    [held] = client.sandbox.company.list_candidates(email="ada@example.com")[0]
    assert held.resume_url == CV


def test_a_file_by_its_content(client: Client, made: dict[str, Any]) -> None:
    """A file may be sent as base64, with a name."""
    row = client.made(
        "attachments",
        application_id=made["application"]["id"],
        filename="my letter.pdf",
        type="cover_letter",
        content=base64.b64encode(b"%PDF").decode(),
        visibility="admin_only",
    )
    assert "/my%20letter.pdf?X-Amz-Expires=604800" in row["url"]
    [held] = client.sandbox.company.list_candidates(email="ada@example.com")[0]
    assert held.resume_url is None


def test_a_new_resume_takes_the_place_of_the_former(client: Client, made: dict[str, Any]) -> None:
    """A person has one résumé, the newest; other files are kept."""
    application = made["application"]["id"]
    first = client.made("attachments", application_id=application, type="resume", url=CV)
    letter = client.made("attachments", application_id=application, url=f"{CV}&letter")
    second = client.made("attachments", application_id=application, type="resume", url=f"{CV}&new")
    assert client.get("attachments", application_ids=application) == [second, letter]
    assert len({first["id"], letter["id"], second["id"]}) == 3


def test_the_companys_resumes(client: Client) -> None:
    """A résumé that the company has is on the person's first application, until a new one is."""
    person = next(each for each in client.sandbox.company.list_candidates()[0] if each.resume_url)
    wire = int(vendor_id(person))
    first = min(each["id"] for each in client.get("applications", candidate_ids=wire))
    [row] = client.get("attachments", candidate_ids=wire, type="resume")
    assert row["application_id"] == first
    assert row["url"].startswith(f"{person.resume_url}?")
    new = client.made("attachments", application_id=first, type="resume", url=CV)
    assert client.get("attachments", candidate_ids=wire, type="resume") == [new]


def test_old_papers(large: Client) -> None:
    """Old applications have letters and signed offers too."""
    kinds = {each["type"] for each in large.get("attachments")}
    assert kinds == {"resume", "cover_letter", "signed_offer_letter"}


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "content"),
    ({"url": CV, "content": "AAAA", "filename": "a.pdf"}, "content"),
    ({"content": "AAAA"}, "filename"),
    ({"content": "no base64!", "filename": "a.pdf"}, "content"),
    ({"url": "file:///etc/passwd"}, "url"),
    ({"url": CV, "type": "cv"}, "type"),
    ({"url": CV, "type": "form_attachment"}, "type"),
    ({"url": CV, "visibility": "admin_only_visible"}, "visibility"),
    ({"url": CV, "application_id": 7}, "application_id"),
    ({"url": CV, "candidate_id": 7}, "candidate_id"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_a_wrong_field(
    client: Client, made: dict[str, Any], changes: dict[str, Any], field: str
) -> None:
    """A field that is missing, unknown or wrong is a 422 that names it."""
    body = {"application_id": made["application"]["id"], **changes}
    [found] = problems(client("POST", "attachments", json=body))
    assert set(found) == {field}
    assert client.get("attachments", candidate_ids=made["candidate"]["id"]) == []


def test_a_candidate_without_an_application_gets_no_file(client: Client) -> None:
    """Files are attached to applications alone."""
    answer = client.post("attachments", candidate_id=20_000_000_001, url=CV)
    assert {"application_id": "is required"} in problems(answer)
