"""Look-ups that cost no more calls than they must."""

from typing import Any

import pytest

from tests.generic.mapping.asked import asked, paths
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import CANDIDATES
from tests.http.stub import Answer, Stub
from unified_ats import BadResponseError

DEPARTMENTS = """
[lookups.departments.list]
path = "/departments"
items = "departments"

[jobs.lookups]
department = { table = "departments", id = "department_id" }

[jobs.fields]
department = "lookups.department.name"
"""
PAGED = 'lookups.departments.list.paging = { kind = "cursor", next = "next" }'
FIND = """
[lookups.addresses]
list = { path = "/addresses", items = "addresses" }
ids = "of"

[candidates.lookups]
address = { table = "addresses", id = "address_id" }

[candidates.fields]
email = "lookups.address.email"

[candidates.create]
path = "/people"

[candidates.create.find]
path = "/search"
email = "q"
items = "people"

[candidates.create.apply]
path = "/people/{candidate_id}/ways"
"""


@pytest.fixture
def endless(stub: Stub) -> Stub:
    """Have departments in pages that go on for ever, after a list of jobs."""

    def answer(handler: Any) -> None:
        count = len(stub.seen)
        page = {"departments": [{"id": count, "name": "k"}], "next": f"t{count}"}
        first = {"jobs": [{"id": 1, "department_id": 3}]}
        Answer(json_body=first if count == 1 else page)(handler)

    stub.script(answer)
    return stub


def test_a_list_that_never_ends(
    endless: Stub, ats: MakeATS, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list to look names up in that does not come to its end is an error."""
    monkeypatch.setattr("unified_ats.generic.calling._PAGES", 4)
    said = "generic answered GET /departments with more than 4 pages"
    with pytest.raises(BadResponseError, match=said) as caught:
        ats(DEPARTMENTS, PAGED).jobs.list()
    assert caught.value.provider == "generic"
    assert paths(endless)[:2] == ["/jobs", "/departments"]
    assert len(endless.seen) <= 1 + 4 + 1


def test_a_list_that_ends_in_time(
    stub: Stub, ats: MakeATS, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that has just so many pages is read."""
    monkeypatch.setattr("unified_ats.generic.calling._PAGES", 2)
    pages = [
        {"departments": [{"id": 3, "name": "k"}], "next": "t1"},
        {"departments": [{"id": 4, "name": "b"}]},
    ]
    rows = {"jobs": [{"id": 1, "department_id": 4}]}
    stub.script(*[Answer(json_body=each) for each in (rows, *pages)])
    assert [job.department for job in ats(DEPARTMENTS, PAGED).jobs.list().items] == ["b"]


@pytest.mark.parametrize("found", [1.0, 1.5, {"id": 1}])
def test_what_is_no_id(stub: Stub, ats: MakeATS, found: object) -> None:
    """What is no text and no whole number refers to nothing, and costs no call."""
    rows = [{"id": 1, "department_id": found}]
    stub.script(Answer(json_body={"jobs": rows}))
    assert [job.department for job in ats(DEPARTMENTS).jobs.list().items] == [None]
    assert paths(stub) == ["/jobs"]


def test_a_search_is_looked_up_at_once(stub: Stub, ats: MakeATS) -> None:
    """What a search finds is looked up together, however many it finds."""
    people = [{"id": each, "address_id": each} for each in range(5)]
    addresses = [{"id": each, "email": f"p{each}@example.com"} for each in range(5)]
    stub.script(
        Answer(json_body={"people": people}),
        Answer(json_body={"addresses": addresses}),
        Answer(201, json_body={}),
    )
    made = ats(CANDIDATES, FIND).candidates.create(
        name="Jane Doe", email="P4@example.com", job_id="7"
    )
    assert made.candidate.id == "4"
    assert paths(stub) == ["/search", "/addresses", "/people/4/ways"]
    assert asked(stub.seen[1]) == {"of": "0,1,2,3,4"}
