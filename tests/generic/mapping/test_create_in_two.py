import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.generic.mapping.asked import asked, body, paths
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import CANDIDATES
from tests.http.stub import Answer, Seen, Stub, drop, serve
from unified_ats import (
    BadResponseError,
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    Provider,
    UnreachableError,
)

JANE = {"name": "Jane Doe", "email": "Jane@example.com", "job_id": "7"}
TWO = """
[candidates.create]
path = "/people"
body = { name = "name" }

[candidates.create.apply]
path = "/people/{candidate_id}/ways"
application_id = "way.id"
body = { job = "job_id", person = "candidate_id", key = "candidate.key", at = "'applied'" }
"""
FIND = """
[candidates.create.find]
path = "/search"
params = { limit = 5 }
email = "q"
items = "found"
"""
JOB = '[jobs.get]\npath = "/jobs/{id}"'
PERSON = Answer(201, json_body={"id": 1, "key": "k-1", "name": "Jane Doe"})
APPLIED = Answer(201, json_body={"way": {"id": 5}})
KNOWN = "the ATS has a candidate with this address already and keeps what it has of them"
Script = Callable[..., Provider]


@pytest.fixture
def two(stub: Stub, ats: MakeATS) -> Script:
    """Return a maker of providers that create in two calls, which are answered in turn."""

    def script(*answers: Any, more: str = "", **options: Any) -> Provider:
        stub.script(*answers)
        return ats(CANDIDATES, TWO, more, http={"private_files": True, **options})

    return script


def found(*people: Any) -> Answer:
    """Return what a search finds."""
    return Answer(json_body={"found": [*people]})


def test_two_calls(stub: Stub, two: Script) -> None:
    """The second call applies whom the first created, and sees the ATS's record of them."""
    made = two(PERSON, APPLIED).candidates.create(**JANE)
    assert paths(stub) == ["/people", "/people/1/ways"]
    assert body(stub.seen[1]) == {"job": "7", "person": "1", "key": "k-1", "at": "applied"}
    assert (made.candidate.id, made.application_id, made.warnings) == ("1", "5", ())


def test_an_answer_that_is_not_looked_at(stub: Stub, ats: MakeATS) -> None:
    """Where the mapping wants no id of the application, the answer may be empty."""
    stub.script(PERSON, Answer(204))
    no_id = TWO.replace('application_id = "way.id"\n', "")
    made = ats(CANDIDATES, no_id).candidates.create(**JANE)
    assert (made.application_id, made.warnings) == (None, ())


def test_the_job_is_looked_at_first(stub: Stub, two: Script) -> None:
    """A job that is not there leaves nobody behind who applied to nothing."""
    with pytest.raises(NotFoundError):
        two(Answer(404), more=JOB).candidates.create(**JANE)
    assert paths(stub) == ["/jobs/7"]
    stub.seen.clear()
    two(Answer(json_body={"id": 7}), PERSON, APPLIED, more=JOB).candidates.create(**JANE)
    assert paths(stub) == ["/jobs/7", "/people", "/people/1/ways"]


def test_the_job_is_not_looked_at_for_one_call(stub: Stub, ats: MakeATS) -> None:
    """Where one call does it all the ATS refuses by itself, and no further call is made."""
    stub.script(PERSON)
    ats(CANDIDATES, JOB, '[candidates.create]\npath = "/people"').candidates.create(**JANE)
    assert paths(stub) == ["/people"]


@pytest.mark.parametrize(
    ("failure", "sure", "said"),
    [
        (Answer(422), "", "generic answered 422 to {call}"),
        (Answer(503), "perhaps ", "generic answered 503 to {call}"),
        (drop, "perhaps ", "generic: {call}: the connection failed (RemoteDisconnected)"),
        (
            Answer(201, body=b"<html>"),
            "perhaps ",
            "generic answered {call} with 6 bytes of text/plain that are not JSON",
        ),
    ],
)
def test_applying_fails(stub: Stub, two: Script, failure: Any, sure: str, said: str) -> None:
    """A candidate that was created comes back, with a warning that says how sure the failure is."""
    made = two(PERSON, failure, attempts=3).candidates.create(**JANE)
    why = said.format(call="POST /people/{candidate_id}/ways")
    assert made.warnings == (f"the candidate was created, and {sure}not applied to the job: {why}",)
    assert (made.candidate.id, made.application_id) == ("1", None)
    assert len(stub.seen) == 2


def test_creating_fails(stub: Stub, two: Script) -> None:
    """Nobody is applied who was not created."""
    with pytest.raises(InvalidRequestError):
        two(Answer(422)).candidates.create(**JANE)
    assert paths(stub) == ["/people"]


def test_nobody_is_found(stub: Stub, two: Script) -> None:
    """A person whose address the ATS does not know is created and applied."""
    made = two(found(), PERSON, APPLIED, more=FIND).candidates.create(**JANE)
    assert (stub.seen[0].method, asked(stub.seen[0])) == (
        "GET",
        {"limit": "5", "q": "Jane@example.com"},
    )
    assert paths(stub) == ["/search", "/people", "/people/1/ways"]
    assert made.warnings == ()


@pytest.mark.parametrize("answer", [{}, {"found": None}])
def test_a_search_without_a_list(stub: Stub, two: Script, answer: dict[str, Any]) -> None:
    """A search that says nothing has found nobody."""
    made = two(Answer(json_body=answer), PERSON, APPLIED, more=FIND).candidates.create(**JANE)
    assert (len(stub.seen), made.warnings) == (3, ())


def test_a_search_that_finds_no_list(stub: Stub, two: Script) -> None:
    """A search whose answer is of another shape is an error, before anybody is created."""
    with pytest.raises(BadResponseError, match=r"no list at \$\.found"):
        two(Answer(json_body={"found": 5}), more=FIND).candidates.create(**JANE)
    with pytest.raises(BadResponseError, match=r"missing @ \$\.found\[1\]\.id"):
        two(found({"id": 1}, {"name": "x"}), more=FIND).candidates.create(**JANE)
    assert paths(stub) == ["/search"] * 2


def test_a_known_person_is_applied(stub: Stub, two: Script) -> None:
    """A person that the ATS knows by this very address, in any case, is applied and not made."""
    people = (
        {"id": 2, "email": "mary.jane@example.com"},
        {"id": 3, "email": None},
        {"id": 4, "email": "JANE@EXAMPLE.COM", "key": "k-4", "name": "Jane Old"},
        {"id": 5, "email": "jane@example.com"},
    )
    made = two(found(*people), APPLIED, more=FIND).candidates.create(**JANE, phone="5")
    assert paths(stub) == ["/search", "/people/4/ways"]
    assert body(stub.seen[1])["key"] == "k-4"
    assert (made.candidate.id, made.candidate.name, made.application_id) == ("4", "Jane Old", "5")
    assert made.warnings == (KNOWN,)


def test_an_address_that_only_resembles(stub: Stub, two: Script) -> None:
    """A search that finds others only is one that finds nobody."""
    others = found({"id": 2, "email": "mary.jane@example.com"}, {"id": 3})
    made = two(others, PERSON, APPLIED, more=FIND).candidates.create(**JANE)
    assert (made.candidate.id, made.warnings) == ("1", ())


def test_another_address_of_theirs(stub: Stub, two: Script) -> None:
    """Whoever has the address among theirs is known, where the mapping says where those are."""
    others = {"id": 3, "name": "J", "email": "j@example.org", "all": ["j@example.org"]}
    jane = {
        "id": 9,
        "name": "Jane",
        "email": "j@example.org",
        "all": ["JANE@example.com", "j@x.com"],
    }
    more = FIND + 'emails = "all"'
    made = two(found(others, jane), APPLIED, more=more).candidates.create(**JANE)
    assert made.candidate.id == "9"
    assert paths(stub) == ["/search", "/people/9/ways"]


@pytest.mark.parametrize(("status", "kind"), [(409, ConflictError), (422, InvalidRequestError)])
def test_applying_a_known_person_fails(
    stub: Stub, two: Script, status: int, kind: type[Exception]
) -> None:
    """When a known person cannot be applied nothing was done, and it is an error."""
    with pytest.raises(kind):
        two(found({"id": 4, "email": JANE["email"]}), Answer(status), more=FIND).candidates.create(
            **JANE
        )


def test_a_search_by_post_is_sent_again(stub: Stub, two: Script) -> None:
    """A search reads, so it is tried again after a failure; the creates are not."""
    post = f'{FIND}method = "POST"\nsend = "body"\n'
    known = found({"id": 4, "email": JANE["email"]})
    two(Answer(503), known, APPLIED, more=post, attempts=2).candidates.create(**JANE)
    assert body(stub.seen[1]) == {"limit": 5, "q": "Jane@example.com"}
    with pytest.raises(UnreachableError):
        two(found(), drop, more=post, attempts=2).candidates.create(**JANE)
    assert len(stub.seen) == 5


def uploads(seen: Seen) -> bool:
    """Say whether a request uploads the file."""
    return b"of Jane" in seen.body


@pytest.mark.parametrize("known", [True, False])
def test_a_file_goes_with_the_second_call(stub: Stub, two: Script, known: bool) -> None:  # noqa: FBT001  # pytest gives it
    """A résumé may belong to the application: it is sent then, and told when it cannot be."""
    cv = '[candidates.create.apply]\nformat = "multipart"\nfiles = { cv = "resume_url" }'
    first = [found({"id": 4, "email": JANE["email"]})] if known else [found(), PERSON]
    with serve() as files:
        files.script(Answer(body=b"of Jane"), Answer(404))
        address = f"{files.url}/jane.pdf"
        provider = two(*first, APPLIED, more=f"{FIND}\n{cv}")
        made = provider.candidates.create(**JANE, resume_url=address)
        assert uploads(stub.seen[-1])
        assert made.warnings == ((KNOWN,) if known else ())
        stub.script(*first, APPLIED)
        made = provider.candidates.create(**JANE, resume_url=address)
    missing = "cv was not sent: the file cannot be fetched: its server answered 404"
    assert made.warnings == ((KNOWN, missing) if known else (missing,))
    assert made.application_id == "5"


def test_what_the_second_call_sends_is_sent(stub: Stub, two: Script) -> None:
    """A phone number that goes with the application is not told as missing."""
    said = '[candidates.create]\nechoed = []\n[candidates.create.apply.body]\nphone = "phone"'
    made = two(PERSON, APPLIED, more=said).candidates.create(**JANE, phone="5")
    assert json.loads(stub.seen[1].body)["phone"] == "5"
    assert made.warnings == ()
