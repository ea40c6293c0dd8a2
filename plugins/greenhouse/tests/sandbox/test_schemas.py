import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from plugins.greenhouse.tests.sandbox.client import Client
from plugins.greenhouse.tests.sandbox.schema_table import ABSENT, TABLE
from unified_ats_greenhouse.sandbox.endpoints import LISTS

ALL = {
    "rejection_reasons": {"include_defaults": "true"},
    "users": {"show_service_accounts": "true"},
}
"""What it takes to be shown everything."""

ANSWERS = [{"question": "text", "answer": "text"}]
SIMPLE: Mapping[str, Callable[[Any], bool]] = {
    "int": lambda value: type(value) is int,
    "number": lambda value: type(value) in {int, float},
    "flag": lambda value: type(value) is bool,
    "text": lambda value: isinstance(value, str) and value != "",
    "url": lambda value: isinstance(value, str) and value.startswith("https://"),
    "time": lambda value: bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value)),
    "date": lambda value: isinstance(date.fromisoformat(value), date),
    "ints": lambda value: not list(wrong(["int"], value)),
    "texts": lambda value: not list(wrong(["text"], value)),
    "answers": lambda value: not list(wrong(ANSWERS, value)),
    "custom": lambda value: all(set(each) == {"name", "type", "value"} for each in value.values()),
}


def wrong(
    kind: Any, value: Any, where: str = "$", absent: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Yield where a value is not of a kind."""
    if isinstance(kind, dict):
        if not set(kind) - absent <= set(value) <= set(kind):
            yield f"{where}: {set(kind) ^ set(value)}"
        for name in set(kind) & set(value):
            yield from wrong(kind[name], value[name], f"{where}.{name}")
    elif isinstance(kind, list):
        for n, each in enumerate(value):
            yield from wrong(kind[0], each, f"{where}[{n}]")
    elif not fits(kind, value):
        yield f"{where}: {value!r} is not {kind}"


def fits(kind: str, value: Any) -> bool:
    """Return whether a value is of a simple kind."""
    if value is None:
        return kind.endswith("?")
    kind = kind.removesuffix("?")
    return value in kind.split("|")[1:-1] if "|" in kind else SIMPLE[kind](value)


def check(noun: str, found: Mapping[str, Any]) -> None:
    """Hold an object against the table."""
    absent = frozenset(name for each, name in ABSENT if each == noun)
    assert list(wrong(TABLE[noun], found, absent=absent)) == []


def test_every_list_is_in_the_table() -> None:
    """The table has every resource that is served, and no other."""
    assert {each.name for each in LISTS} == set(TABLE)


@pytest.mark.parametrize("noun", sorted(set(TABLE) - {"notes"}))
def test_objects_have_exactly_their_fields(large: Client, noun: str) -> None:
    """Every object of every list has all fields of the reference, no other, and of their types."""
    found = [each for page in large.walk(noun, per_page=500, **ALL.get(noun, {})) for each in page]
    assert found
    for each in found:
        check(noun, each)


def test_made_objects_have_exactly_their_fields(client: Client) -> None:
    """What a write answers, and makes, has the fields of the reference too."""
    job = client.get("jobs", status="open")[0]["id"]
    made = client.made(
        "candidates",
        first_name="Ada",
        last_name="Byron",
        preferred_name="A.",
        company="Engines",
        title="Countess",
        email_addresses=[{"value": "ada@example.com", "type": "personal"}],
        phone_numbers=[{"value": "+1-202-555-0100", "type": "home"}],
        addresses=[{"value": "London", "type": "work"}],
        website_addresses=[{"value": "https://example.com/ada", "type": "blog"}],
        social_media_addresses=[{"value": "@ada"}],
        tags=["Numbers"],
        is_private=True,
        can_email=False,
        application={"job_id": job, "recruiter_id": client.get("users")[0]["id"]},
    )
    check("candidates", made["candidate"])
    check("applications", made["application"])
    person, application = made["candidate"]["id"], made["application"]["id"]
    check("applications", client.made("applications", candidate_id=person, prospect=True))
    url = "https://example.com/ada.pdf"
    check("attachments", client.made("attachments", application_id=application, url=url))
    email = {"subject": "Hello", "email_from": "a@example.com", "email_to": "b@example.com"}
    cc = ["c@example.com"]
    for more in ({}, {"note_type": "EMAIL", **email, "email_cc": cc}):
        check("notes", client.made("notes", candidate_id=person, body="Hello", **more))
    for noun in ("candidates", "applications", "attachments", "notes"):
        for each in client.get(noun):
            check(noun, each)
