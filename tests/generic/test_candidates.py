import json
from typing import Any

import pytest

from tests.generic.conftest import MakeGeneric
from tests.http.stub import Answer, Stub, drop
from unified_ats import (
    ArgumentError,
    BadResponseError,
    ConflictError,
    InvalidRequestError,
    UnreachableError,
)

NEW = {"name": "Jane Doe", "email": "jane@example.com", "job_id": "7"}


def test_a_candidate_is_created_and_applied(stub: Stub, generic: MakeGeneric) -> None:
    """One POST creates the person and the application; what is not given is not sent."""
    created = {"candidate": {"id": 1, **NEW}, "application": {"id": 2}}
    stub.script(Answer(201, json_body=created))
    made = generic().candidates.create(**NEW)
    assert (stub.seen[0].method, stub.seen[0].target) == ("POST", "/candidates")
    assert json.loads(stub.seen[0].body) == NEW
    assert (made.candidate.id, made.candidate.name, made.application_id) == ("1", "Jane Doe", "2")
    assert made.candidate.raw == created["candidate"]
    assert made.warnings == ()


def test_all_that_is_given_is_sent(stub: Stub, generic: MakeGeneric) -> None:
    """Phone and résumé go along when given."""
    more = {"phone": "+49 30 1234", "resume_url": "https://example.com/jane.pdf"}
    stub.script(Answer(201, json_body={"candidate": {"id": 1}}))
    made = generic().candidates.create(**NEW, **more)
    assert json.loads(stub.seen[0].body) == {**NEW, **more}
    assert made.application_id is None


@pytest.mark.parametrize(
    ("body", "kind"), [({}, BadResponseError), ({"candidate": None}, BadResponseError)]
)
def test_an_answer_without_the_candidate(
    stub: Stub, generic: MakeGeneric, body: Any, kind: type[Exception]
) -> None:
    """An answer that does not tell the candidate is an error that says where it should be."""
    stub.script(Answer(201, json_body=body))
    with pytest.raises(kind, match=r"\$\.candidate"):
        generic().candidates.create(**NEW)


def test_what_is_wrong_is_not_sent(stub: Stub, generic: MakeGeneric) -> None:
    """Wrong arguments are told before anything is sent."""
    with pytest.raises(ArgumentError):
        generic().candidates.create(**{**NEW, "email": "jane"})
    assert not stub.seen


@pytest.mark.parametrize(("status", "kind"), [(409, ConflictError), (422, InvalidRequestError)])
def test_a_refusal_says_why(
    stub: Stub, generic: MakeGeneric, status: int, kind: type[Exception]
) -> None:
    """The vendor's words, and what it says of each field, are in the message."""
    error = {"message": "some values are wrong", "fields": {"email": "taken", "job_id": "closed"}}
    stub.script(Answer(status, json_body={"error": error}))
    with pytest.raises(kind, match="some values are wrong; email: taken; job_id: closed"):
        generic().candidates.create(**NEW)


def test_a_lost_answer_leaves_it_open(stub: Stub, generic: MakeGeneric) -> None:
    """When no answer came to a create, it is sent once and the doubt is told."""
    stub.script(drop)
    with pytest.raises(UnreachableError) as caught:
        generic().candidates.create(**NEW)
    assert caught.value.request_sent is True
    assert len(stub.seen) == 1


def test_candidates_are_found_by_address(stub: Stub, generic: MakeGeneric) -> None:
    """A list can be narrowed to an address, which is encoded."""
    stub.script(
        Answer(json_body={"candidates": [{"id": 1, "email": "a+b@example.com"}], "total": 1})
    )
    (found,) = generic().candidates.list(email="a+b@example.com").items
    assert stub.seen[0].target == "/candidates?email=a%2Bb%40example.com&page=1&per_page=20"
    assert found.email == "a+b@example.com"


def test_candidates_changed_since(stub: Stub, generic: MakeGeneric) -> None:
    """All candidates changed since a time can be read."""
    stub.script(Answer(json_body={"candidates": [{"id": 1}], "total": 1}))
    (found,) = generic().candidates.iter(updated_after="2026-01-31T12:00:00Z")
    assert "updated_after=2026-01-31T12%3A00%3A00Z" in stub.seen[0].target
    assert found.id == "1"


def test_one_candidate(stub: Stub, generic: MakeGeneric) -> None:
    """A candidate is looked up by id."""
    stub.script(Answer(json_body={"candidate": {"id": 5, "name": "Jane"}}))
    assert generic().candidates.get("5").name == "Jane"
    assert stub.seen[0].target == "/candidates/5"
