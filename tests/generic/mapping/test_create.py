from typing import Any

import pytest

from tests.generic.mapping.asked import body
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import APPLICATIONS, CANDIDATES
from tests.http.stub import Answer, Stub, drop, serve
from unified_ats import BadResponseError, CreatedCandidate, NotFoundError, UnreachableError

JANE = {"name": "Jane Mary Doe", "email": "jane@example.com", "job_id": "7"}
MORE = {"phone": "+49 30 1234", "resume_url": "https://example.com/jane.pdf"}
CREATE = """
[candidates.create]
path = "/people"
record = "person"
echoed = []
"""
BODY = """
[candidates.create]
params = { notify = false }

[candidates.create.body]
kind = "'person'"
active = true
job = "to_number(job_id)"
data.first = "first_name(name)"
data.last = "last_name(name)"
data.phones = [{ number = "phone", type = "'mobile'" }]
data.ways = ["phone", "email"]
data.only = ["phone"]
data.cv.url = "resume_url"
"""
FILE = '[candidates.create]\nformat = "multipart"\nfiles = { cv = "resume_url" }\n'


def create(
    stub: Stub, ats: MakeATS, *snippets: str, new: dict[str, str] | None = None, **more: Any
) -> CreatedCandidate:
    """Create a candidate; the server answers with the person it has made of it."""
    stub.script(Answer(201, json_body={"person": {"id": 1}, **more}))
    made = ats(CANDIDATES, CREATE, *snippets, http={"private_files": True})
    return made.candidates.create(**JANE, **(new or {}))


def test_one_call(stub: Stub, ats: MakeATS) -> None:
    """One call creates the person and says the application's id, where the mapping says."""
    said = '[candidates.create]\nbody = { email = "email" }\napplication_id = "way.id"'
    made = create(stub, ats, said, way={"id": 5})
    assert (stub.seen[0].method, stub.seen[0].target) == ("POST", "/people")
    assert body(stub.seen[0]) == {"email": "jane@example.com"}
    assert (made.candidate.id, made.application_id, made.warnings) == ("1", "5", ())
    assert made.candidate.raw == {"id": 1}


def test_an_application_without_an_id(stub: Stub, ats: MakeATS) -> None:
    """An answer that does not say the application's id leaves it unknown."""
    assert create(stub, ats).application_id is None
    assert (
        create(stub, ats, '[candidates.create]\napplication_id = "way.id"').application_id is None
    )


def test_bodies(stub: Stub, ats: MakeATS) -> None:
    """A body has the shape of the mapping: nested, with lists, numbers, and fixed texts."""
    assert create(stub, ats, BODY, new=MORE).warnings == ()
    assert stub.seen[0].target == "/people?notify=false"
    assert body(stub.seen[0]) == {
        "kind": "person",
        "active": True,
        "job": 7,
        "data": {
            "first": "Jane Mary",
            "last": "Doe",
            "phones": [{"number": "+49 30 1234", "type": "mobile"}],
            "ways": ["+49 30 1234", "jane@example.com"],
            "only": ["+49 30 1234"],
            "cv": {"url": "https://example.com/jane.pdf"},
        },
    }


def test_what_is_not_given_is_left_out(stub: Stub, ats: MakeATS) -> None:
    """What has no value is left out of a body, with the tables and lists that hold nothing else."""
    create(stub, ats, BODY)
    assert body(stub.seen[0])["data"] == {
        "first": "Jane Mary",
        "last": "Doe",
        "phones": [{"type": "mobile"}],
        "ways": ["jane@example.com"],
    }


def test_a_body_of_nothing(stub: Stub, ats: MakeATS) -> None:
    """A body in which nothing has a value is an empty object."""
    create(stub, ats, '[candidates.create.body]\nphone = "phone"')
    assert body(stub.seen[0]) == {}


def test_an_id_of_another_form(stub: Stub, ats: MakeATS) -> None:
    """An id that cannot be written as the ATS has them is of nothing there; nothing is sent."""
    stub.script(Answer(201, json_body={"person": {"id": 1}}))
    with pytest.raises(NotFoundError, match="this ATS has none of that form"):
        ats(CANDIDATES, CREATE, BODY).candidates.create(**{**JANE, "job_id": "seven"})
    assert not stub.seen


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_paths_and_methods(stub: Stub, ats: MakeATS, method: str) -> None:
    """The path may hold what is given, percent-encoded, and the method be another one."""
    said = f'[candidates.create]\npath = "/jobs/{{job_id}}/by/{{email}}"\nmethod = "{method}"'
    create(stub, ats, said)
    assert stub.seen[0].method == method
    assert stub.seen[0].target == "/jobs/7/by/jane%40example.com"


def test_forms(stub: Stub, ats: MakeATS) -> None:
    """A body may go out as HTML forms send it, where truths are words."""
    said = """
    [candidates.create]
    format = "form"
    body = { name = "name", phone = "phone", active = true, off = false, n = 5 }
    """
    create(stub, ats, said)
    assert stub.seen[0].headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert stub.seen[0].body == b"name=Jane+Mary+Doe&active=true&off=false&n=5"


def test_files(stub: Stub, ats: MakeATS) -> None:
    """A file is fetched and uploaded beside the fields of a form."""
    with serve() as files:
        files.script(Answer(body=b"%PDF-1.7 of Jane", headers={"Content-Type": "application/pdf"}))
        said = f'{FILE}body = {{ name = "name" }}'
        made = create(stub, ats, said, new={"resume_url": f"{files.url}/cv/jane.pdf"})
        assert "Authorization" not in files.seen[0].headers
    assert made.warnings == ()
    assert stub.seen[0].headers["Content-Type"].startswith("multipart/form-data; boundary=")
    sent = stub.seen[0].body
    assert b'name="name"\r\n\r\nJane Mary Doe\r\n' in sent
    assert b'name="cv"; filename="jane.pdf"\r\nContent-Type: application/pdf\r\n' in sent
    assert b"%PDF-1.7 of Jane" in sent


def test_a_file_that_cannot_be_fetched(stub: Stub, ats: MakeATS) -> None:
    """The candidate is created without a file that cannot be fetched, which is told."""
    with serve() as files:
        files.script(Answer(404))
        made = create(stub, ats, FILE, new={"resume_url": f"{files.url}/jane.pdf"})
    assert (made.candidate.id, made.warnings) == (
        "1",
        ("cv was not sent: the file cannot be fetched: its server answered 404",),
    )
    assert len(stub.seen) == 1


def test_no_file(stub: Stub, ats: MakeATS) -> None:
    """Where no file is given none is fetched, and there is nothing to tell."""
    assert create(stub, ats, f'{FILE}body = {{ name = "name" }}').warnings == ()
    assert stub.seen[0].headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert b'name="name"\r\n\r\nJane Mary Doe\r\n' in stub.seen[0].body
    assert b"cv" not in stub.seen[0].body


def test_what_has_no_place(stub: Stub, ats: MakeATS) -> None:
    """What was given and the mapping does not send is told, and what was not given is not."""
    said = '[candidates.create]\nbody = { name = "name" }\nechoed = ["name", "phone", "resume_url"]'
    person: dict[str, Any] = {"person": {"id": 1, "name": JANE["name"]}}
    assert create(stub, ats, said, new=MORE, **person).warnings == (
        "phone was not sent: the mapping has no place for it",
        "resume_url was not sent: the mapping has no place for it",
    )
    assert create(stub, ats, said, **person).warnings == ()


SENT = 'body = { name = "name", more = [{ at = "phone" }], cv = "resume_url" }'


@pytest.mark.parametrize(
    ("echoed", "lost"),
    [
        ('["name", "phone", "resume_url"]', ("name", "phone", "resume_url")),
        ('["phone"]', ("phone",)),
        ("[]", ()),
    ],
)
def test_what_was_not_taken(stub: Stub, ats: MakeATS, echoed: str, lost: tuple[str, ...]) -> None:
    """What the ATS shows otherwise than it was sent is told, as far as the mapping expects it."""
    made = create(stub, ats, f"[candidates.create]\n{SENT}\nechoed = {echoed}", new=MORE)
    assert made.warnings == tuple(
        f"{name} was not taken over: the ATS kept what it has" for name in lost
    )


def test_what_is_echoed_by_default(stub: Stub, ats: MakeATS) -> None:
    """Without a word about it, the answer is expected to show the name and the phone."""
    plain = CREATE.replace("echoed = []", SENT)
    stub.script(Answer(201, json_body={"person": {"id": 1, "name": "Jane Mary Doe"}}))
    made = ats(CANDIDATES, plain).candidates.create(**JANE, **MORE)
    assert made.warnings == ("phone was not taken over: the ATS kept what it has",)


def test_an_answer_without_the_candidate(stub: Stub, ats: MakeATS) -> None:
    """An answer that does not tell the candidate is an error at its place, and in doubt."""
    answers: tuple[Any, ...] = ({}, {"person": None}, {"person": {}}, [], {"person": "Jane"})
    for answer in answers:
        stub.script(Answer(201, json_body=answer))
        with pytest.raises(BadResponseError, match=r"\$\.person") as caught:
            ats(CANDIDATES, CREATE).candidates.create(**JANE)
        assert caught.value.in_doubt
    stub.script(Answer(201, json_body={}))
    with pytest.raises(BadResponseError, match=r"@ \$\.id"):
        ats(CANDIDATES, '[candidates.create]\npath = "/people"').candidates.create(**JANE)


def test_a_lost_answer(stub: Stub, ats: MakeATS) -> None:
    """When no answer comes the create is sent once, and the doubt is told."""
    stub.script(drop)
    with pytest.raises(UnreachableError) as caught:
        ats(CANDIDATES, CREATE, http={"attempts": 3}).candidates.create(**JANE)
    assert caught.value.in_doubt
    assert len(stub.seen) == 1


def test_numeric_ids(stub: Stub, ats: MakeATS) -> None:
    """Where all ids are numbers, a job with another one is not there, and nothing is sent."""
    by_job = '[applications.filters]\njob_id = "job"'
    provider = ats("numeric_ids = true", CANDIDATES, CREATE, APPLICATIONS, by_job)
    for wrong in ("seven", "7a", "-7", "\N{ARABIC-INDIC DIGIT SEVEN}"):
        with pytest.raises(NotFoundError, match="ids of this ATS are numbers"):
            provider.candidates.create(**{**JANE, "job_id": wrong})
        with pytest.raises(NotFoundError, match="ids of this ATS are numbers"):
            provider.applications.list(job_id=wrong)
    assert not stub.seen
    stub.script(Answer(json_body={"applications": [{"id": 1}]}))
    assert len(provider.applications.list(job_id="7").items) == 1


@pytest.mark.parametrize("failure", [Answer(401), Answer(404), Answer(429), Answer(503), drop])
def test_what_a_new_person_refers_to_cannot_be_read(stub: Stub, ats: MakeATS, failure: Any) -> None:
    """A create that was done never looks as if it was not, whatever fails after it."""
    offices = """
    [lookups.offices.list]
    path = "/offices"
    items = "offices"

    [candidates.lookups]
    office = { table = "offices", id = "office_id" }

    [candidates.create]
    path = "/people"
    """
    stub.script(Answer(201, json_body={"id": 1, "office_id": 3}), failure)
    with pytest.raises(BadResponseError, match="with a candidate who was created") as caught:
        ats(CANDIDATES, offices).candidates.create(**JANE)
    assert caught.value.in_doubt
    assert caught.value.__context__ is None
