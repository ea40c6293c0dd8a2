import pytest

from tests.generic.mapping.asked import asked, jobs
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import APPLICATIONS
from tests.http.stub import Answer, Stub
from unified_ats import BadResponseError

MORE = '[paging]\nkind = "cursor"\nnext = "next"\nmore = "more"'
PAGES = '[paging]\nkind = "page"\nmax_per_page = 9\nmore = "more"'


@pytest.mark.parametrize("paging", [MORE, PAGES])
@pytest.mark.parametrize("more", [None, "no", 0, "false"])
def test_more_that_is_neither_true_nor_false(
    stub: Stub, ats: MakeATS, paging: str, more: object
) -> None:
    """An answer that does not say plainly whether more follow is an error."""
    stub.script(jobs(1, more=more, next="t1"))
    with pytest.raises(BadResponseError, match="with neither true nor false at more"):
        ats(paging).jobs.list()


@pytest.mark.parametrize("total", [None, "3", -1, 2.5])
def test_a_total_that_is_none(stub: Stub, ats: MakeATS, total: object) -> None:
    """A total that the mapping promises and an answer lacks is an error at its place."""
    stub.script(jobs(1, meta={"count": total}))
    with pytest.raises(BadResponseError, match=r"no whole number at meta\.count"):
        ats('[paging]\nkind = "cursor"\nnext = "next"\ntotal = "meta.count"').jobs.list()


def test_pages_cut_short(stub: Stub, ats: MakeATS) -> None:
    """A vendor whose pages are smaller than the mapping says is found out by its total."""
    paging = '[paging]\nkind = "page"\nsize = "size"\nmax_per_page = 3\ntotal = "count"'
    stub.script(jobs(1, 2, count=5))
    with pytest.raises(BadResponseError, match="sent 2 of 3 records, though 5"):
        [*ats(paging).jobs.iter()]


@pytest.mark.parametrize("nested", ["", '[applications.list]\nnested = "ways"'])
def test_walked_pages_cut_short(stub: Stub, ats: MakeATS, nested: str) -> None:
    """So is one whose pages are walked: their size cannot be chosen, or they hold other records."""
    paging = '[paging]\nkind = "page"\nmax_per_page = 3\ntotal = "count"'
    rows = [{"id": each, "ways": [{"id": each}]} for each in (1, 2)]
    stub.script(Answer(json_body={"applications": rows, "count": 5}))
    provider = ats(APPLICATIONS, nested, paging)
    with pytest.raises(BadResponseError, match="2 of 3 records, though 5 are said to be there"):
        [*provider.applications.iter()]
    stub.script(Answer(json_body={"applications": rows, "count": 2}))
    assert len([*provider.applications.iter()]) == 2


NESTED = """
[paging]
kind = "offset"
size = "size"
max_per_page = 2
total = "count"

[applications.list]
path = "/people"
items = "people"
nested = "ways[]"

[applications.fields]
candidate_name = "parent.name"
"""


def test_nested_lists(stub: Stub, ats: MakeATS) -> None:
    """Records within others are each a record; the outer ones are paged, and have the total."""
    people = [
        {"name": "Ann", "ways": [{"id": 1}, {"id": 2}, {"id": 3}]},
        {"name": "Bo", "ways": []},
        {"name": "Cy"},
        {"name": "Di", "ways": [{"id": 4}]},
        {"name": "Ed", "ways": None},
    ]
    pages = [Answer(json_body={"people": people[at : at + 2], "count": 5}) for at in range(0, 6, 2)]
    stub.script(*pages)
    provider = ats(APPLICATIONS, NESTED)
    found = [*provider.applications.iter()]
    assert [(each.id, each.candidate_name) for each in found] == [
        ("1", "Ann"),
        ("2", "Ann"),
        ("3", "Ann"),
        ("4", "Di"),
    ]
    assert [asked(seen)["offset"] for seen in stub.seen] == ["0", "2", "4"]
    stub.script(*pages)
    page = provider.applications.list(page=2, per_page=3)
    assert [each.id for each in page.items] == ["4"]
    assert page.total is None


@pytest.mark.parametrize("rows", [5, "Jane", {"Jane": 1}, True])
def test_nested_lists_that_are_none(stub: Stub, ats: MakeATS, rows: object) -> None:
    """Where the nested list should be there is something else: that is an error by its path."""
    nested = NESTED.replace("ways[]", "ways")
    stub.script(Answer(json_body={"people": [{"ways": [{"id": 1}]}, {"ways": rows}], "count": 2}))
    with pytest.raises(BadResponseError, match=r"no list at \$\.people\[1\]\.ways") as caught:
        ats(APPLICATIONS, nested).applications.list()
    assert "Jane" not in str(caught.value)


def test_a_broken_record_in_a_nested_list(stub: Stub, ats: MakeATS) -> None:
    """A broken record within another is told by its path, and what is no record as well."""
    nested = NESTED.replace("ways[]", "ways")
    for row, path in (({}, r"people\[1\]\.ways\[0\]\.id"), ("Jane", r"people\[1\]\.ways\[0\]")):
        stub.script(Answer(json_body={"people": [{}, {"ways": [row]}], "count": 2}))
        with pytest.raises(BadResponseError, match=rf"\$\.{path}") as caught:
            ats(APPLICATIONS, nested).applications.list()
        assert "Jane" not in str(caught.value)
