from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from plugins.greenhouse.tests.sandbox.client import Client, problems

Row = dict[str, Any]
IDS = (
    ("job_posts", "job_ids", "job_id"),
    ("job_posts", "job_board_ids", "job_board_id"),
    ("job_post_locations", "job_post_ids", "job_post_id"),
    ("job_post_locations", "office_ids", "office_id"),
    ("job_post_locations", "custom_location_ids", "custom_location_id"),
    ("job_post_searchable_locations", "job_post_ids", "job_post_id"),
    ("openings", "job_ids", "job_id"),
    ("openings", "application_ids", "application_id"),
    ("openings", "close_reason_ids", "close_reason_id"),
    ("job_interview_stages", "job_ids", "job_id"),
    ("applications", "candidate_ids", "candidate_id"),
    ("applications", "job_ids", "job_id"),
    ("applications", "job_post_ids", "job_post_id"),
    ("applications", "source_ids", "source_id"),
    ("applications", "stage_ids", "stage_id"),
    ("applications", "job_interview_stage_ids", "job_interview_stage_id"),
    ("application_stages", "application_ids", "application_id"),
    ("application_stages", "job_interview_stage_ids", "job_interview_stage_id"),
    ("rejection_details", "application_ids", "application_id"),
    ("rejection_details", "rejection_reason_ids", "rejection_reason_id"),
    ("attachments", "application_ids", "application_id"),
    ("attachments", "candidate_ids", "candidate_id"),
)
FLAGS = (
    ("jobs", "confidential"),
    ("job_posts", "active"),
    ("job_posts", "live"),
    ("job_posts", "featured"),
    ("job_posts", "internal"),
    ("job_board_custom_locations", "active"),
    ("openings", "open"),
    ("job_interview_stages", "active"),
    ("applications", "prospect"),
    ("application_stages", "current"),
    ("users", "deactivated"),
)
EQUALS = (
    ("jobs", "status"),
    ("jobs", "requisition_id"),
    ("jobs", "department_id"),
    ("job_post_locations", "type"),
    ("job_post_locations", "plain_text_location"),
    ("openings", "opening_id"),
    ("applications", "stage_name"),
    ("attachments", "type"),
    ("departments", "parent_id"),
    ("departments", "external_id"),
    ("offices", "parent_id"),
    ("offices", "external_id"),
    ("users", "primary_email"),
)


def everything(client: Client, noun: str, **params: Any) -> list[Row]:
    """Return all objects of a list."""
    return [each for page in client.walk(noun, per_page=500, **params) for each in page]


@cache
def unfiltered(client: Client, noun: str) -> list[Row]:
    """Return all objects of a list that nobody changes."""
    return everything(client, noun)


def holds(client: Client, noun: str, sent: dict[str, Any], kept: Callable[[Row], bool]) -> None:
    """Hold a filtered list against all objects, some of which stay and some of which do not."""
    rows = unfiltered(client, noun)
    expected = [each for each in rows if kept(each)]
    assert everything(client, noun, **sent) == expected
    assert 0 < len(expected) < len(rows)


@pytest.mark.parametrize(("noun", "name", "field"), IDS)
def test_filter_by_ids(large: Client, noun: str, name: str, field: str) -> None:
    """Objects are filtered by up to fifty ids of what they belong to."""
    known = sorted({each[field] for each in unfiltered(large, noun) if each[field]})
    wanted = known[: min(2, len(known) - 1)]
    sent = {name: ",".join(map(str, wanted))}
    holds(large, noun, sent, lambda row: row[field] in wanted)


@pytest.mark.parametrize(("noun", "name"), FLAGS)
@pytest.mark.parametrize("wanted", [True, False])
def test_filter_by_a_flag(large: Client, noun: str, name: str, wanted: bool) -> None:  # noqa: FBT001  # pytest's
    """Objects are filtered by yes and by no."""
    holds(large, noun, {name: str(wanted).lower()}, lambda row: row[name] is wanted)


@pytest.mark.parametrize(("noun", "name"), EQUALS)
def test_filter_by_a_value(large: Client, noun: str, name: str) -> None:
    """Objects are filtered by what a field says."""
    value = next(each[name] for each in unfiltered(large, noun) if each[name])
    holds(large, noun, {name: value}, lambda row: row[name] == value)


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("jobs", "opened_at"),
        ("jobs", "closed_at"),
        ("openings", "opened_at"),
        ("openings", "closed_at"),
        ("candidates", "last_activity_at"),
        ("applications", "last_activity_at"),
    ],
)
def test_filter_by_another_time(large: Client, noun: str, name: str) -> None:
    """Objects without the time are in no window."""
    times = sorted(each[name] for each in unfiltered(large, noun) if each[name])
    middle = times[len(times) // 2]
    sent = {name: f"gte|{middle}"}
    holds(large, noun, sent, lambda row: row[name] is not None and row[name] >= middle)


@pytest.mark.parametrize(
    ("asked", "read"),
    [("active", "in_process"), ("rejected", "rejected"), ("hired", "hired")],
)
def test_applications_in_process_are_asked_for_as_active(
    large: Client, asked: str, read: str
) -> None:
    """The filter has a word of its own for what is in process."""
    holds(large, "applications", {"status": asked}, lambda row: row["status"] == read)


@pytest.mark.parametrize(
    ("noun", "name", "word"),
    [
        ("applications", "status", "in_process"),
        ("applications", "status", "rejected,hired"),
        ("jobs", "status", "archived"),
        ("attachments", "type", "cv"),
        ("notes", "visibility", "private"),
    ],
)
def test_a_word_that_there_is_not(large: Client, noun: str, name: str, word: str) -> None:
    """A word that a filter does not know is refused."""
    [found] = problems(large("GET", noun, params={name: word}))
    assert found[name].startswith("is not one of: ")


def test_lists_inside_objects(large: Client) -> None:
    """Some filters look into lists: a job's offices, a prospect's jobs, tags, a user's offices."""
    jobs = unfiltered(large, "jobs")
    office = next(each["office_ids"][0] for each in jobs if each["office_ids"])
    holds(large, "jobs", {"office_id": office}, lambda row: office in (row["office_ids"] or []))
    prospects = everything(large, "applications", prospect="true")
    job = next(each["prospective_job_ids"][0] for each in prospects if each["prospective_job_ids"])
    holds(
        large,
        "applications",
        {"prospective_job_ids": job},
        lambda row: job in row["prospective_job_ids"],
    )
    holds(large, "candidates", {"tag": "Alumni"}, lambda row: "Alumni" in row["tags"])
    users = unfiltered(large, "users")
    for field in ("office_ids", "department_ids"):
        wanted = next(each[field][0] for each in users if each[field])
        holds(large, "users", {field: wanted}, lambda row, f=field, w=wanted: w in row[f])  # type: ignore[misc]  # defaults bind
    holds(large, "users", {"interviewer_tag_ids": "1,2"}, lambda row: bool(row["interviewer_tags"]))
    holds(large, "users", {"employee_ids": "E0001"}, lambda row: row["employee_id"] == "E0001")
    known_as = {"external_office_id": "O001", "external_department_id": "D001"}
    for name, value in known_as.items():
        field = f"{name.split('_')[1]}_ids"
        holds(large, "users", {name: value}, lambda row, f=field: bool(row[f]))  # type: ignore[misc]  # defaults bind


def test_an_address_matches_in_any_case(large: Client) -> None:
    """A candidate is found by any of their addresses, in any case, and only by a whole one."""
    person = next(
        each for each in unfiltered(large, "candidates") if len(each["email_addresses"]) > 1
    )
    for each in person["email_addresses"]:
        assert person in large.get("candidates", email=each["value"].upper())
    assert large.get("candidates", email="nobody@example.com") == []
    assert large.get("candidates", email="@example.com") == []


def test_private_people(large: Client) -> None:
    """Private people are shown, unless they are not wanted."""
    holds(large, "candidates", {"private": "false"}, lambda row: row["private"] is not True)
    assert large.get("candidates", private="true") == large.get("candidates")


def test_hidden_defaults(large: Client) -> None:
    """Greenhouse's own rejection reasons and service users are shown on request alone."""
    own = large.get("rejection_reasons")
    assert large.get("rejection_reasons", include_defaults="false") == own
    everyones = large.get("rejection_reasons", include_defaults="true")
    assert {each["type"]["key"] for each in own} == {"WE_REJECTED_THEM"}
    assert {each["type"]["key"] for each in everyones} == {
        "WE_REJECTED_THEM",
        "THEY_REJECTED_US",
        "NONE_SPECIFIED",
        "SECURITY_CONCERN",
    }
    people = large.get("users")
    [service] = [
        each for each in large.get("users", show_service_accounts="true") if each not in people
    ]
    assert "primary_email" not in service
    assert service["emails"] == []


def test_what_the_account_has_nothing_of(large: Client) -> None:
    """Filters by what this account does not have are known, and find nothing."""
    for noun in ("jobs", "candidates", "applications", "openings", "rejection_details", "users"):
        assert large.get(noun, custom_field_option_id=1) == []
    assert large.get("users", agency_ids=1) == large.get("users", linked_candidate_ids=1) == []
    assert large.get("applications", referrer_ids=1) == []
    assert large.get("applications", status="converted") == []
