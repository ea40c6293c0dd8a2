"""What a few records show of a mapping, in front of a scripted server."""

from typing import Any

import pytest

from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import APPLICATIONS, CANDIDATES
from tests.http.stub import Answer, Stub
from unified_ats import UnsupportedError
from unified_ats.generic.sampling import Sample, UnknownWord, samples

BY_JOB = """
[applications.list]
path = "/jobs/{job_id}/applications"
items = "applications"

[applications.filters.job_id]
path = "/jobs/{job_id}/applications"

[applications.fields]
id = "id"
stage = "stage"
"""
NESTED = """
[applications.list]
path = "/people"
items = "people"
nested = "placements"

[applications.fields]
id = "id"
candidate_name = "parent.name"
"""


@pytest.fixture
def look(ats: MakeATS, stub: Stub) -> Any:
    """Return what looks at the lists of a mapping when the server answers so, one call each."""

    def looked(bodies: list[Any], *snippets: str, **settings: Any) -> Any:
        stub.script(*(Answer(json_body=body) for body in bodies))
        return samples(ats(*snippets, **settings))

    return looked


def test_each_list_is_read_once(look: Any, stub: Stub) -> None:
    """Each list is read with one call, however many records it has, and 20 are looked at."""
    jobs = {"jobs": [{"id": number, "title": "T"} for number in range(50)]}
    found = look([jobs, {"people": []}], CANDIDATES)
    assert [seen.target for seen in stub.seen] == ["/jobs", "/candidates"]
    assert (found["jobs"].records, found["candidates"].records) == (20, 0)
    assert found["jobs"].ids[:2] == ("0", "1")


OFFSETS = '[paging]\nkind = "offset"\nsize = "limit"\nmax_per_page = 100'


def test_pages_that_are_smaller(look: Any, stub: Stub) -> None:
    """A page that is smaller than the mapping says, and has one behind it, is a problem."""
    first = {"jobs": [{"id": number, "title": "T"} for number in range(25)]}
    second = {"jobs": [{"id": 25, "title": "T"}]}
    [problem] = look([first, first, second], OFFSETS)["jobs"].problems
    assert "a page has 25 records, and more follow, though max_per_page is 100" in problem
    assert [seen.target for seen in stub.seen] == [
        "/jobs?offset=0&limit=20",
        "/jobs?offset=0&limit=100",
        "/jobs?offset=25&limit=25",
    ]


@pytest.mark.parametrize("second", [{"jobs": []}, {"jobs": [{"id": 1, "title": "T"}]}])
def test_the_last_page(look: Any, second: Any) -> None:
    """A short page with nothing behind it, or only itself again, is the last one."""
    first = {"jobs": [{"id": 1, "title": "T"}]}
    assert look([first, first, second], OFFSETS)["jobs"].problems == ()


def test_kinds_of_stages(look: Any) -> None:
    """A stage whose kind is told needs no name, and its kind is not left over."""
    kinds = '[applications]\nstage_kind = "kind"\n[applications.stage_kinds]\ntalk = "INTERVIEW"'
    row = {"id": 1, "job_id": 2, "name": "J", "status": "on", "stage": "Tea", "kind": "Talk"}
    bodies = [{"jobs": []}, {"applications": [row]}]
    words = '[applications.statuses]\non = "ACTIVE"'
    found = look(bodies, APPLICATIONS, kinds, words)["applications"]
    assert (found.unknown, found.unused) == ((), ())


def test_part_without_list(look: Any) -> None:
    """A resource that cannot be listed is left out."""
    found = look([{"jobs": []}], "candidates.fields = { id = 'id' }")
    assert [*found] == ["jobs"]


def test_empty_list(look: Any) -> None:
    """Of an empty list nothing is told, not that all its fields are empty."""
    found: Sample = look([{"jobs": []}])["jobs"]
    assert (found.fields, found.raw, found.empty, found.unmapped) == ((), None, (), ())


def test_applications_of_a_job(look: Any, stub: Stub) -> None:
    """Applications that are listed by their job are those of the first job that has some."""
    jobs = {"jobs": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}
    found = look([jobs, {"applications": []}, {"applications": [{"id": 1}]}], BY_JOB)
    assert [seen.target for seen in stub.seen[1:]] == [
        "/jobs/a/applications",
        "/jobs/b/applications",
    ]
    assert found["applications"].records == 1


def test_applications_of_no_job(look: Any, stub: Stub) -> None:
    """Where there is no job to list them by, that is told."""
    found = look([{"jobs": []}], BY_JOB)
    assert isinstance(found["applications"], UnsupportedError)
    assert len(stub.seen) == 1


def test_leftovers(look: Any) -> None:
    """What no expression looks at is told by its path: without indices, quoted where need be."""
    rows = [
        {"id": 1, "title": "T", "place": {"city": "Berlin", "zip code": "1"}, "tags": []},
        {"id": 2, "title": None, "place": None, "tags": [{"name": "x"}, {"kind": "y"}]},
    ]
    found = look([{"jobs": rows}], "jobs.fields.location = \"join(', ', [place.city])\"")
    assert found["jobs"].unused == ('place."zip code"', "tags.name", "tags.kind")


def test_leftovers_of_parents(look: Any) -> None:
    """A record that came inside another is not left over in that one."""
    people = [{"id": 1, "name": "Ann", "placements": [{"id": 2, "on": True}], "age": 30}]
    found = look([{"jobs": []}, {"people": people}], NESTED)
    assert found["applications"].unused == ("on", "parent.id", "parent.age")


def test_lookups_are_no_leftovers(look: Any) -> None:
    """The id of what is looked up is looked at, and what is found there belongs to no record."""
    lookup = """
    jobs.fields.department = "lookups.unit.name"
    jobs.lookups.unit = { table = "units", id = "unit_id" }
    lookups.units.list = { path = "/units", items = "units" }
    """
    answers = [{"jobs": [{"id": 1, "unit_id": 5}]}, {"units": [{"id": 5, "name": "Sales"}]}]
    found: Sample = look(answers, lookup)["jobs"]
    assert found.unused == ()
    assert found.raw == {"id": 1, "unit_id": 5}
    assert {each.field: each.raw for each in found.fields}["department"] == "Sales"


def test_unknown_words(look: Any) -> None:
    """Each word that is in no table is told once, whatever its case in those that are."""
    tables = """
    jobs.fields.status = "state"
    jobs.fields.workplace_type = "place"
    jobs.statuses.Live = "OPEN"
    """
    rows = [
        {"id": 1, "state": " LIVE"},
        {"id": 2, "state": "on_hold", "place": "mars"},
        {"id": 3, "state": "on_hold", "place": ""},
        {"id": 4, "state": None},
    ]
    found: Sample = look([{"jobs": rows}], tables)["jobs"]
    assert found.unknown == (
        UnknownWord(field="status", became="UNKNOWN", word="on_hold", table="jobs.statuses"),
        UnknownWord(
            field="workplace_type", became="UNKNOWN", word="mars", table="jobs.workplace_types"
        ),
    )


def test_unknown_stages(look: Any) -> None:
    """Names of stages are told of those in process, unless mapping or settings know them."""
    rows = [
        {"id": 1, "status": "in", "stage": "Trial day"},
        {"id": 2, "status": "out", "stage": "Gone"},
        {"id": 3, "status": "in", "stage": "Screen"},
        {"id": 4, "status": "in"},
    ]
    statuses = "applications.statuses = { in = 'ACTIVE', out = 'REJECTED' }"
    found = look(
        [{"jobs": []}, {"applications": rows}],
        APPLICATIONS,
        statuses,
        stages={"screen": "SCREENING"},
    )
    assert found["applications"].unknown == (
        UnknownWord(field="status", became="ACTIVE", word="Trial day", table="applications.stages"),
    )


def test_empty_status(look: Any) -> None:
    """A status is empty when no record has a word for it; an unknown word is not empty."""
    mapped = "jobs.fields.status = 'state'"
    assert look([{"jobs": [{"id": 1}]}], mapped)["jobs"].empty == ("title", "status")
    assert look([{"jobs": [{"id": 1, "state": "x"}]}], mapped)["jobs"].empty == ("title",)


def test_vendors_word(look: Any) -> None:
    """The vendor's word is told to be empty only where it has an expression of its own."""
    mapped = "jobs.fields.vendor_status = 'word'"
    found = look([{"jobs": [{"id": 1, "title": "T"}]}], mapped)["jobs"]
    assert found.empty == ("vendor_status",)
    assert "vendor_workplace_type" not in found.unmapped


def test_unreadable_record(look: Any) -> None:
    """A record that cannot be read has no canonical fields, and the others are looked at."""
    rows = [{"id": 1, "title": ["T"]}, {"id": 2, "title": "T"}]
    found: Sample = look([{"jobs": rows}])["jobs"]
    assert found.ids == ("2",)
    assert found.problems == ("generic answered in an unexpected shape: not str @ $.jobs[0].title",)
    shown = {each.field: each for each in found.fields}
    assert (shown["title"].canonical, shown["title"].raw) == (None, ["T"])
    assert found.empty == ()
