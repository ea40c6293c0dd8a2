from typing import Any

import pytest
from werkzeug.wrappers import Response

from plugins.greenhouse.tests.conftest import Talk, as_response
from unified_ats import BadResponseError, ConflictError, CreatedCandidate, ServerError
from unified_ats_greenhouse.candidates import split_name, to_candidate

PERSON = {"name": "Jane Doe", "email": "jane.doe@example.com", "job_id": "7"}
RESUME = "https://files.example.com/a%20b/Jane%20Doe.pdf?sig=1"
JANE = {
    "id": 5,
    "first_name": "Jane",
    "last_name": "Doe",
    "email_addresses": [{"value": "Jane.Doe@example.com", "type": "personal"}],
}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"first_name": "Jane", "last_name": "Doe"}, "Jane Doe"),
        ({"first_name": " Jane ", "last_name": None}, "Jane"),
        ({"first_name": None, "last_name": "Doe"}, "Doe"),
        ({"first_name": "", "last_name": "Doe", "preferred_name": "JD"}, "JD Doe"),
        ({"first_name": "Jane", "last_name": "Doe", "preferred_name": "JD"}, "Jane Doe"),
        ({"first_name": "Sukarno", "last_name": "-"}, "Sukarno"),
        ({"first_name": "Anonymized", "last_name": "12"}, "Anonymized 12"),
        ({"first_name": None, "last_name": None, "preferred_name": None}, ""),
        ({}, ""),
    ],
)
def test_names(given: dict[str, Any], name: str) -> None:
    """A name is first and last; any of them may be null, and then the preferred one helps."""
    assert to_candidate({"id": 1, **given}).name == name


@pytest.mark.parametrize(
    ("contacts", "best"),
    [
        ([{"value": "a", "type": "work"}, {"value": "b", "type": "personal"}], "b"),
        ([{"value": "a", "type": "work"}, {"value": "b", "type": "other"}], "b"),
        ([{"value": " a ", "type": "personal"}, {"value": "b", "type": "personal"}], "a"),
        ([{"value": "a", "type": "carrier pigeon"}, {"value": "b", "type": "work"}], "b"),
        ([{"value": " ", "type": "personal"}, {"value": None}, {"value": "c", "type": None}], "c"),
        ([], None),
        (None, None),
    ],
)
def test_which_address(contacts: Any, best: str | None) -> None:
    """Of several addresses without a primary one, the personal comes first, the work one last."""
    assert to_candidate({"id": 1, "email_addresses": contacts}).email == best


def test_which_number() -> None:
    """A mobile number comes before the one at work."""
    numbers = [{"value": "+1 1", "type": "work"}, {"value": "+1 2", "type": "mobile"}]
    assert to_candidate({"id": 1, "phone_numbers": numbers}).phone == "+1 2"


def test_people_without_an_id(talk: Talk) -> None:
    """A record without an id is of no use, and its path is told."""
    talk.script("GET /candidates", [JANE, {"message": "being processed"}])
    with pytest.raises(BadResponseError, match=r"\$\[1\]\.id"):
        talk.ats.candidates.list()


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("Jane Doe", ("Jane", "Doe")),
        ("Mary Ann Smith", ("Mary Ann", "Smith")),
        ("Ludwig van Beethoven", ("Ludwig", "van Beethoven")),
        ("Ana Maria de la Cruz", ("Ana Maria", "de la Cruz")),
        ("jane doe", ("jane", "doe")),
        ("jane van doe", ("jane", "van doe")),
        ("王 小明", ("王", "小明")),
        ("Sukarno", ("Sukarno", "-")),
        ("  Jane \u3000 Doe ", ("Jane", "Doe")),
    ],
)
def test_splitting_names(name: str, split: tuple[str, str]) -> None:
    """The last word is the last name, with the lower-case ones before it; the first never is."""
    assert split_name(name) == split


def create(talk: Talk, **more: str) -> CreatedCandidate:
    """Create Jane."""
    return talk.ats.candidates.create(**{**PERSON, **more})


def test_one_post_creates(talk: Talk) -> None:
    """Nobody has the address: one POST, with the application in it and ids as numbers."""
    talk.script("POST /candidates", {"candidate": JANE, "application": {"id": 6}})
    created = create(talk, phone="+1 555 0100")
    assert (created.candidate.id, created.application_id, created.warnings) == ("5", "6", ())
    assert created.candidate.raw == JANE
    assert talk.heard() == [
        "GET /candidates?email=jane.doe@example.com&per_page=500",
        "POST /candidates",
    ]
    [sent] = talk.bodies("/v3/candidates")
    assert sent == {
        "first_name": "Jane",
        "last_name": "Doe",
        "email_addresses": [{"value": "jane.doe@example.com", "type": "personal"}],
        "phone_numbers": [{"value": "+1 555 0100", "type": "mobile"}],
        "application": {"job_id": 7},
    }


def test_the_resume_is_an_attachment_of_the_application(talk: Talk) -> None:
    """A résumé goes by its address, named like the file there."""
    talk.script("POST /candidates", {"candidate": JANE, "application": {"id": 6}})
    assert create(talk, resume_url=RESUME).warnings == ()
    assert talk.bodies("/v3/attachments") == [
        {"application_id": 6, "type": "resume", "filename": "Jane Doe.pdf", "url": RESUME}
    ]


def test_a_resume_without_a_name(talk: Talk) -> None:
    """An address that names no file is just a résumé."""
    talk.script("POST /candidates", {"candidate": JANE, "application": {"id": 6}})
    create(talk, resume_url="https://files.example.com/")
    assert talk.bodies("/v3/attachments")[0]["filename"] == "resume"


def test_a_resume_that_fails_is_a_warning(talk: Talk) -> None:
    """The candidate is there by then, and the warning says what was not done."""
    talk.script("POST /candidates", {"candidate": JANE, "application": {"id": 6}})
    talk.script("POST /attachments", as_response({"errors": [{"url": "is unreachable"}]}, 422))
    created = create(talk, resume_url=RESUME)
    assert created.application_id == "6"
    [warning] = created.warnings
    assert warning.startswith("the résumé was not attached: greenhouse answered 422")
    assert "url: is unreachable" in warning


def test_an_answer_without_a_frame(talk: Talk) -> None:
    """A bare candidate is understood too; the application is then looked up."""
    talk.script("POST /candidates", JANE)
    talk.script("GET /applications", [{"id": 6}, {"id": 4}])
    created = create(talk, resume_url=RESUME)
    assert (created.candidate.id, created.application_id) == ("5", "6")
    assert "GET /applications?job_ids=7&candidate_ids=5&per_page=500" in talk.heard()
    assert talk.bodies("/v3/attachments")[0]["application_id"] == 6


@pytest.mark.parametrize("found", [[], Response(status=403)])
def test_an_application_that_is_not_to_be_seen(talk: Talk, found: Any) -> None:
    """A candidate without an application comes back with warnings, never as an error."""
    talk.script("POST /candidates", {"candidate": JANE, "application": None})
    talk.script("GET /applications", found)
    created = create(talk, resume_url=RESUME)
    assert (created.candidate.id, created.application_id) == ("5", None)
    assert any("no application to the job is to be seen" in each for each in created.warnings)
    assert any("the résumé was not attached" in each for each in created.warnings)
    assert len(created.warnings) == (2 if found == [] else 3)


def test_an_answer_that_tells_nobody(talk: Talk) -> None:
    """An answer without a candidate is in doubt: somebody may have been created."""
    talk.script("POST /candidates", {"message": "being processed"})
    with pytest.raises(BadResponseError) as caught:
        create(talk)
    assert caught.value.in_doubt


def test_a_known_person_is_applied(talk: Talk) -> None:
    """Who has the address already is not created again: the newest record applies to the job."""
    talk.script("GET /candidates", [JANE, {**JANE, "id": 4}])
    talk.script("POST /applications", {"id": 6})
    created = create(talk, resume_url=RESUME)
    assert (created.candidate.id, created.application_id) == ("5", "6")
    assert created.warnings == (
        "Greenhouse has a candidate with this address: their name and phone were kept",
    )
    assert talk.heard()[1:] == [
        "GET /applications?job_ids=7&candidate_ids=5,4&per_page=500",
        "POST /applications",
        "POST /attachments",
    ]
    assert talk.bodies("/v3/applications")[-1] == {"candidate_id": 5, "job_id": 7}


def test_somebody_else_is_not_applied(talk: Talk) -> None:
    """A row without the address, from a filter that was not understood, is not the person."""
    talk.script("GET /candidates", [{**JANE, "email_addresses": [{"value": "a@example.com"}]}])
    talk.script("POST /candidates", {"candidate": {**JANE, "id": 9}, "application": {"id": 6}})
    assert create(talk).candidate.id == "9"


def test_a_second_application_is_a_conflict(talk: Talk) -> None:
    """Who has applied to the job already is refused, and nothing is written."""
    talk.script("GET /candidates", [JANE])
    talk.script("GET /applications", [{"id": 6}])
    with pytest.raises(ConflictError, match="has applied to the job already, with application 6"):
        create(talk)
    assert not [call for call in talk.heard() if call.startswith("POST")]


def test_a_look_up_that_fails_creates_nobody(talk: Talk) -> None:
    """Without knowing whether the person is there, nobody is created."""
    talk.script("GET /candidates", Response(status=500))
    with pytest.raises(ServerError):
        create(talk)
    assert not [call for call in talk.heard() if call.startswith("POST")]


def test_the_sandbox_takes_a_resume(real: Talk) -> None:
    """Against Greenhouse's rules: created, applied and attached, and known the next time."""
    job = next(real.ats.jobs.iter(status="OPEN"))
    person = {"name": "Sukarno", "email": "sukarno@example.com", "resume_url": RESUME}
    created = real.ats.candidates.create(**person, job_id=job.id)
    assert created.warnings == ()
    assert created.candidate.name == "Sukarno"
    other = next(each for each in real.ats.jobs.iter(status="OPEN") if each.id != job.id)
    again = real.ats.candidates.create(**person, job_id=other.id)
    assert again.candidate.id == created.candidate.id
    assert again.application_id not in (created.application_id, None)
    with pytest.raises(ConflictError):
        real.ats.candidates.create(**person, job_id=other.id)
