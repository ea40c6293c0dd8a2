"""Pages by the address of the next one, of which only the query counts."""

import pytest

from tests.generic.mapping.asked import asked, jobs
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.forged import forged, inside
from tests.generic.mapping.small import APPLICATIONS
from tests.http.stub import Answer, Stub
from unified_ats import ArgumentError, BadResponseError

NEXT_URL = '[paging]\nkind = "next_url"\nnext = "links.next"\nsize = "size"'
LINK = '[paging]\nkind = "link"\nsize = "size"'
FILTERS = '[jobs.filters]\nupdated_after = "since"\n[jobs.list]\nparams = { kind = "job" }'
IN_QUERY = '[auth]\nkind = "query"\nparams = { apikey = "${ATS_API_KEY}" }'
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


def test_a_cursor_changes_nothing_that_is_fixed(stub: Stub, ats: MakeATS) -> None:
    """What a mapping fixes stays so, whatever a vendor's address or a forged cursor says."""
    stub.script(jobs(1, links={"next": "/jobs?after=1&kind=all"}), jobs(2))
    provider = ats(NEXT_URL, FILTERS)
    cursor = provider.jobs.list(per_page=1).next_cursor
    assert "after=1" in inside(cursor)
    for each in (cursor, forged(cursor, "after=1", "after=1&kind=all")):
        provider.jobs.list(per_page=1, cursor=each)
        assert asked(stub.seen[-1]) == {"kind": "job", "after": "1", "size": "1"}


@pytest.mark.parametrize("scheme", [IN_QUERY, ""], ids=["query", "bearer"])
@pytest.mark.parametrize("name", ["apikey", "key", "token"])
def test_a_key_in_a_next_url_is_in_no_cursor(
    stub: Stub, ats: MakeATS, scheme: str, name: str
) -> None:
    """A vendor may repeat the key in the address of the next page; cursors do not hold it."""
    stub.script(jobs(1, 2, links={"next": f"{stub.url}/jobs?after=2&{name}=k3y"}), jobs(3))
    provider = ats(scheme, NEXT_URL)
    cursor = provider.jobs.list(per_page=2).next_cursor
    assert "after=2" in inside(cursor)
    assert "k3y" not in str(inside(cursor))
    assert [job.id for job in provider.jobs.list(cursor=cursor, per_page=2).items] == ["3"]
    own = {"apikey": "k3y"} if scheme else {}
    assert asked(stub.seen[1]) == {"after": "2", "size": "2", **own}


def test_what_stands_for_a_key_in_a_next_url_is_in_no_cursor(stub: Stub, ats: MakeATS) -> None:
    """Nor do cursors hold what a vendor writes in the place of the key, such as a part of it."""
    stub.script(jobs(1, links={"next": "/jobs?after=1&apikey=k3"}))
    cursor = ats(IN_QUERY, NEXT_URL).jobs.list(per_page=1).next_cursor
    assert "after=1" in inside(cursor)


def test_a_forged_cursor_changes_no_key(stub: Stub, ats: MakeATS) -> None:
    """A forged cursor cannot put another key in the place of ours."""
    stub.script(jobs(1, links={"next": "/jobs?after=1"}), jobs(2))
    provider = ats(IN_QUERY, NEXT_URL)
    cursor = provider.jobs.list(per_page=1).next_cursor
    provider.jobs.list(per_page=1, cursor=forged(cursor, "after=1", "after=1&apikey=other"))
    assert asked(stub.seen[1]) == {"after": "1", "size": "1", "apikey": "k3y"}


@pytest.mark.parametrize("address", ["?page=2", "?page=2#top"])
def test_a_next_url_without_a_path(stub: Stub, ats: MakeATS, address: str) -> None:
    """An address may be nothing but a query, which is one of the same list."""
    stub.script(jobs(1, links={"next": address}), jobs(2))
    assert [job.id for job in ats(NEXT_URL).jobs.iter()] == ["1", "2"]
    assert stub.seen[1].target == "/jobs?page=2&size=100"
