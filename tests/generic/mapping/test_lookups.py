from typing import Any

import pytest

from tests.generic.mapping.asked import asked, body, paths
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import CANDIDATES
from tests.http.stub import Answer, Clock, Stub
from unified_ats import BadResponseError, NotFoundError

DEPARTMENTS = """
[lookups.departments]
list = { path = "/departments", items = "departments" }

[jobs.get]
path = "/jobs/{id}"

[jobs.lookups]
department = { table = "departments", id = "department_id" }

[jobs.fields]
department = "lookups.department.name"
"""
PAGED = """
[lookups.departments]
list = { paging = { kind = "page", size = "n", max_per_page = 2 } }
"""
BY_ID = """
[lookups.departments]
ids = "of"
"""
KITCHEN, BAR, HALL = ({"id": each, "name": name} for each, name in enumerate(("k", "b", "h"), 1))


def listed(name: str, *rows: Any, **more: Any) -> Answer:
    """Return an answer with a list."""
    return Answer(json_body={name: rows, **more})


def departments(ats: MakeATS, *snippets: str) -> list[str | None]:
    """Return the department of each job."""
    return [job.department for job in ats(DEPARTMENTS, *snippets).jobs.list().items]


def test_another_list(stub: Stub, ats: MakeATS) -> None:
    """What records refer to is read once for all of a page; an id that is nowhere gives nothing."""
    ids: list[Any] = [1, "2", 1, 9, None, "", {}]
    rows = [{"id": at, "department_id": of} for at, of in enumerate(ids)]
    stub.script(listed("jobs", *rows), listed("departments", KITCHEN, BAR))
    assert departments(ats) == ["k", "b", "k", None, None, None, None]
    assert paths(stub) == ["/jobs", "/departments"]


def test_a_list_that_was_read(stub: Stub, ats: MakeATS, clock: Clock) -> None:
    """A list read whole is kept for a minute, and read again once for an id that is not in it."""
    known, new, nowhere = (listed("jobs", {"id": 1, "department_id": each}) for each in (1, 3, 9))
    before, after = listed("departments", KITCHEN, BAR), listed("departments", KITCHEN, HALL)
    stub.script(known, before, known, new, after, nowhere, after, nowhere, new, known, before)
    provider = ats(DEPARTMENTS)
    found = []
    for seconds in (0, 59, 0, 0, 0, 0, 61):
        clock.now += seconds
        found += [job.department for job in provider.jobs.list().items]
    assert found == ["k", "k", "h", None, None, "h", "k"]
    assert paths(stub).count("/departments") == 4


def test_a_list_in_pages(stub: Stub, ats: MakeATS) -> None:
    """A list to look in may be paged, in its own way, and is read to its end."""
    stub.script(
        listed("jobs", {"id": 1, "department_id": 3}),
        listed("departments", KITCHEN, BAR),
        listed("departments", HALL),
    )
    assert departments(ats, PAGED) == ["h"]
    assert [seen.target for seen in stub.seen[1:]] == [
        "/departments?page=1&n=2",
        "/departments?page=2&n=2",
    ]


def test_a_list_in_pages_by_cursor(stub: Stub, ats: MakeATS) -> None:
    """A list to look in may hand out cursors, and take its parameters in a body."""
    paging = """
    [lookups.departments.list]
    method = "POST"
    send = "body"
    params = { all = true }
    paging = { kind = "cursor", next = "next" }
    """
    stub.script(
        listed("jobs", {"id": 1, "department_id": 2}),
        listed("departments", KITCHEN, next="t1"),
        listed("departments", BAR),
    )
    assert departments(ats, paging) == ["b"]
    assert [body(seen) for seen in stub.seen[1:]] == [{"all": True}, {"all": True, "cursor": "t1"}]


@pytest.mark.parametrize(
    ("several", "sent"), [("comma", ["1,2", "3"]), ("repeat", [["1", "2"], "3"])]
)
def test_some_ids_only(stub: Stub, ats: MakeATS, several: str, sent: list[Any]) -> None:
    """Ids are asked for together, each once, as many at a time as a page has."""
    rows = [{"id": at, "department_id": of} for at, of in enumerate((3, 1, 2, 1, 3, None, ""))]
    stub.script(
        listed("jobs", *rows),
        listed("departments", KITCHEN, BAR),
        listed("departments"),
        listed("departments", HALL),
    )
    said = f'[lookups.departments]\nseveral = "{several}"'
    assert departments(ats, PAGED, BY_ID, said) == [*"hkbkh", None, None]
    assert [(asked(seen)["of"], asked(seen)["page"]) for seen in stub.seen[1:]] == [
        (sent[0], "1"),
        (sent[0], "2"),
        (sent[1], "1"),
    ]


@pytest.mark.parametrize("snippet", ["", BY_ID])
@pytest.mark.parametrize("rows", [[], [{"id": 1}], [{"id": 1, "department_id": None}]])
def test_nothing_to_look_up(
    stub: Stub, ats: MakeATS, snippet: str, rows: list[dict[str, Any]]
) -> None:
    """A page that refers to nothing costs no further call."""
    stub.script(listed("jobs", *rows))
    assert departments(ats, snippet) == [None] * len(rows)
    assert paths(stub) == ["/jobs"]


def test_one_record(stub: Stub, ats: MakeATS) -> None:
    """One record is looked up like a page of them; the vendor's own record stays as it was."""
    stub.script(
        Answer(json_body={"id": 7, "department_id": 2}), listed("departments", KITCHEN, BAR)
    )
    job = ats(DEPARTMENTS).jobs.get("7")
    assert job.department == "b"
    assert job.raw == {"id": 7, "department_id": 2}


def test_a_list_that_cannot_be_read(stub: Stub, ats: MakeATS) -> None:
    """A list that the ATS does not give is an error, rather than names that are missing."""
    stub.script(listed("jobs", {"id": 1, "department_id": 2}), Answer(404))
    with pytest.raises(NotFoundError, match="404 to GET /departments"):
        departments(ats)


def test_records_that_are_none(stub: Stub, ats: MakeATS) -> None:
    """What is no record at all is told as such, and looks nothing up."""
    stub.script(listed("jobs", "Jane"))
    with pytest.raises(BadResponseError, match=r"\$\.jobs\[0\]") as caught:
        departments(ats)
    assert "Jane" not in str(caught.value)
    assert paths(stub) == ["/jobs"]


INCLUDED = """
[lookups.departments]
answer = "included[?type=='departments']"

[lookups.places]
answer = "included[?type=='places']"
id = "key"

[jobs.list]
items = "data"

[jobs.get]
path = "/jobs/{id}"
record = "data"

[jobs.lookups]
department = { table = "departments", id = "of.id" }
boss = { table = "departments", id = "of.over" }
places = { table = "places", id = "at[].id" }

[jobs.fields]
department = "lookups.department.name"
team = "lookups.boss.name"
location = "joined(', ', lookups.places[].name)"
"""
THINGS = [
    {"type": "departments", "id": "1", "name": "k"},
    {"type": "departments", "id": "2", "name": "b"},
    {"type": "places", "key": 1, "name": "Rome"},
    {"type": "places", "key": 2, "name": "Oslo"},
    {"type": "places", "name": "nowhere"},
]
FIRST = {"id": 1, "of": {"id": "1", "over": "2"}, "at": [{"id": 2}, {"id": 1}, {"id": 9}]}


def test_what_comes_along(stub: Stub, ats: MakeATS) -> None:
    """Records of the same answer are looked up without a call, one or a list, by any key."""
    stub.script(listed("data", FIRST, {"id": 2}, included=THINGS))
    first, second = ats(INCLUDED).jobs.list().items
    assert (first.department, first.team, first.location) == ("k", "b", "Oslo, Rome")
    assert (second.department, second.team, second.location) == (None, None, None)
    assert first.raw == FIRST
    assert len(stub.seen) == 1


def test_what_comes_along_with_one_record(stub: Stub, ats: MakeATS) -> None:
    """One record, too, has what it refers to beside it in its answer."""
    stub.script(Answer(json_body={"data": FIRST, "included": THINGS}))
    assert ats(INCLUDED).jobs.get("1").location == "Oslo, Rome"


def test_nothing_comes_along(stub: Stub, ats: MakeATS) -> None:
    """An answer without what its records refer to leaves it unknown."""
    stub.script(listed("data", FIRST))
    (job,) = ats(INCLUDED).jobs.list().items
    assert (job.department, job.location) == (None, None)


@pytest.mark.parametrize("found", [5, "Jane", {"Jane": 1}])
def test_what_comes_along_is_no_list(stub: Stub, ats: MakeATS, found: object) -> None:
    """What comes along has to be a list; anything else is an error by its path."""
    stub.script(listed("data", FIRST, included=found))
    plain = '[lookups.departments]\nanswer = "included"'
    with pytest.raises(BadResponseError, match=r"no list at \$\.included") as caught:
        ats(INCLUDED, plain).jobs.list()
    assert "Jane" not in str(caught.value)


def test_what_comes_along_with_a_create(stub: Stub, ats: MakeATS) -> None:
    """A candidate that was created has what it refers to beside it, too."""
    people = """
    [lookups.phones]
    answer = "included"
    [candidates.lookups]
    phone = { table = "phones", id = "phone_id" }
    [candidates.fields]
    phone = "lookups.phone.number"
    [candidates.create]
    path = "/people"
    record = "data"
    body = { name = "name", phone = "phone" }
    """
    said = {
        "data": {"id": 1, "name": "Jane", "phone_id": 3},
        "included": [{"id": 3, "number": "5"}],
    }
    stub.script(Answer(json_body=said))
    made = ats(CANDIDATES, people).candidates.create(
        name="Jane", email="jane@example.com", job_id="7", phone="5"
    )
    assert (made.candidate.phone, made.warnings) == ("5", ())
