import pytest

from tests.generic.mapping.asked import asked, jobs
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import APPLICATIONS
from tests.http.stub import Answer, Stub
from unified_ats import ArgumentError, BadResponseError

CURSOR = '[paging]\nkind = "cursor"\nsize = "size"\nnext = "next"'
MORE = f'{CURSOR}\nmore = "more"'
NEXT_URL = '[paging]\nkind = "next_url"\nnext = "links.next"\nsize = "size"'
LINK = '[paging]\nkind = "link"\nsize = "size"'
FILTERS = '[jobs.filters]\nupdated_after = "since"\n[jobs.list]\nparams = { kind = "job" }'


@pytest.mark.parametrize("token", [None, ""])
def test_the_last_cursor(stub: Stub, ats: MakeATS, token: str | None) -> None:
    """A list ends where there is no next cursor."""
    stub.script(jobs(1, next=token))
    assert len([*ats(CURSOR).jobs.iter()]) == 1


def test_a_cursor_that_is_null_is_the_end(stub: Stub, ats: MakeATS) -> None:
    """An answer without the cursor is the last one."""
    stub.script(jobs(1, next=0), jobs(2))
    assert [job.id for job in ats(CURSOR).jobs.iter()] == ["1", "2"]
    assert asked(stub.seen[1])["cursor"] == "0"


@pytest.mark.parametrize("token", [{}, [], True, False, 1.5, ["t1"]])
def test_a_cursor_that_is_none(stub: Stub, ats: MakeATS, token: object) -> None:
    """What cannot be a cursor is an error, and not the end of the list."""
    stub.script(jobs(1, next=token))
    with pytest.raises(BadResponseError, match="a list that goes on, and no cursor at next"):
        ats(CURSOR).jobs.list()


@pytest.mark.parametrize("token", [None, "", {}])
def test_more_without_a_cursor(stub: Stub, ats: MakeATS, token: object) -> None:
    """A list that goes on and does not say how is an error, and not the end."""
    stub.script(jobs(1, more=True, next=token))
    with pytest.raises(BadResponseError, match="a list that goes on, and no cursor at next"):
        ats(MORE).jobs.list()


@pytest.mark.parametrize("paging", [MORE, '[paging]\nkind = "page"\nmore = "more"'])
@pytest.mark.parametrize("more", [None, "no", 0, "false"])
def test_more_that_is_neither_true_nor_false(
    stub: Stub, ats: MakeATS, paging: str, more: object
) -> None:
    """An answer that does not say plainly whether more follow is an error."""
    stub.script(jobs(1, more=more, next="t1"))
    with pytest.raises(BadResponseError, match="with neither true nor false at more"):
        ats(paging).jobs.list()


def test_a_cursor_goes_nowhere_when_nothing_more_follows(stub: Stub, ats: MakeATS) -> None:
    """Where an answer says that nothing follows, a cursor in it means nothing."""
    stub.script(jobs(1, more=False, next="t1"))
    assert ats(MORE).jobs.list().next_cursor is None


@pytest.mark.parametrize(
    ("paging", "answers"),
    [
        (CURSOR, [jobs(1, next="t1"), jobs(2, next="t2"), jobs(3, next="t1")]),
        (CURSOR, [jobs(1, next="t1")]),
        (NEXT_URL, [jobs(1, links={"next": "/jobs?after=1"})]),
    ],
)
def test_cursors_that_go_round(
    stub: Stub, ats: MakeATS, paging: str, answers: list[Answer]
) -> None:
    """A vendor that hands a cursor out twice would be read for ever; it is an error."""
    stub.script(*answers)
    with pytest.raises(BadResponseError, match="one paging token twice") as caught:
        [*ats(paging).jobs.iter()]
    assert caught.value.provider == "generic"


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


HOSTILE = [
    "https://elsewhere.example.com/v1/jobs?after=1",
    "//elsewhere.example.com/jobs?after=1",
    "/jobs?after=1",
    "https://user:pass@elsewhere.example.com/some/other/jobs/?after=1#fragment",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_a_next_url_leads_nowhere_else(stub: Stub, ats: MakeATS, address: str) -> None:
    """Only the query of a next URL counts: no answer can send the credentials elsewhere."""
    stub.script(jobs(1, links={"next": address}), jobs(2))
    assert [job.id for job in ats(NEXT_URL).jobs.iter()] == ["1", "2"]
    assert stub.seen[1].target == "/jobs?after=1&size=100"
    assert stub.seen[1].headers["Authorization"] == "Bearer k3y"


@pytest.mark.parametrize("address", HOSTILE)
def test_a_link_leads_nowhere_else(stub: Stub, ats: MakeATS, address: str) -> None:
    """The same holds for addresses of a Link header."""
    links = {"Link": f'<{address}>; rel="next"'}
    stub.script(Answer(json_body={"jobs": [{"id": 1}]}, headers=links), jobs(2))
    assert [job.id for job in ats(LINK).jobs.iter()] == ["1", "2"]
    assert stub.seen[1].target == "/jobs?after=1&size=100"


@pytest.mark.parametrize(
    "address",
    ["/users?after=1", "/jobs", "/jobs/7?after=1", "http://[", 5, {}, ["/jobs?after=1"], True],
)
def test_a_next_url_of_something_else(stub: Stub, ats: MakeATS, address: object) -> None:
    """An address that is not one of the same list is an error, and not the end of the list."""
    stub.script(jobs(1, links={"next": address}))
    with pytest.raises(BadResponseError, match="whose address is not one of the same list"):
        ats(NEXT_URL).jobs.list()


@pytest.mark.parametrize("path", ["/jobs/", "/v2/jobs"])
def test_paths_of_next_urls(stub: Stub, ats: MakeATS, path: str) -> None:
    """A path may end in a slash, in the mapping and in the address."""
    address = f"https://api.example.com/root{path.rstrip('/')}"
    for end in ("", "/"):
        stub.script(jobs(1, links={"next": f"{address}{end}?after=1"}), jobs(2))
        assert len([*ats(NEXT_URL, f'[jobs.list]\npath = "{path}"').jobs.iter()]) == 2


def test_a_next_url_of_a_list_with_an_id(stub: Stub, ats: MakeATS) -> None:
    """Where the path holds an id, the query of the address goes to the list that was asked for."""
    by_job = '[applications.filters]\njob_id = { path = "/jobs/{job_id}/people" }'
    page = {"applications": [{"id": 1}], "links": {"next": "/jobs/OTHER/people?after=1"}}
    stub.script(Answer(json_body=page), Answer(json_body={"applications": []}))
    assert len([*ats(NEXT_URL, APPLICATIONS, by_job).applications.iter(job_id="7")]) == 1
    assert stub.seen[1].target == "/jobs/7/people?after=1&size=100"


def test_filters_and_next_urls(stub: Stub, ats: MakeATS) -> None:
    """Filters and fixed parameters are kept on later pages; the address says them its own way."""
    stub.script(
        jobs(1, links={"next": "/jobs?after=1&since=as-the-vendor-writes-it&of=a&of=b&size=7&x="}),
        jobs(2),
    )
    provider = ats(NEXT_URL, FILTERS)
    first = provider.jobs.list(updated_after="2026-01-31T12:00:00Z", per_page=1)
    second = provider.jobs.list(
        updated_after="2026-01-31T12:00:00Z", per_page=1, cursor=first.next_cursor
    )
    assert [job.id for job in second.items] == ["2"]
    assert asked(stub.seen[0]) == {"kind": "job", "since": "2026-01-31T12:00:00Z", "size": "1"}
    assert asked(stub.seen[1]) == {
        "kind": "job",
        "since": "as-the-vendor-writes-it",
        "after": "1",
        "of": ["a", "b"],
        "size": "7",
        "x": "",
    }
    with pytest.raises(ArgumentError, match="belongs to a list with other filters"):
        provider.jobs.list(cursor=first.next_cursor)


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
