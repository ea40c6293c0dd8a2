from typing import Any

import pytest

from tests.generic.mapping.asked import asked, body, jobs
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.paged import KINDS, Kind, show
from tests.http.stub import Stub
from unified_ats import Job, Page

EACH = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
IDS = [*range(1, 8)]
TOTAL = {name for name in KINDS if "total" in name}


def ids(page: Page[Job]) -> list[int]:
    """Return the ids of a page."""
    return [int(job.id) for job in page.items]


@EACH
@pytest.mark.parametrize("count", [0, 3, 7])
def test_a_whole_list(stub: Stub, ats: MakeATS, kind: Kind, count: int) -> None:
    """Each kind of paging gives every record once, in order, whether or not its pages are full."""
    show(stub, kind, IDS[:count])
    assert [int(job.id) for job in ats(kind.mapping).jobs.iter()] == IDS[:count]


@EACH
@pytest.mark.parametrize("per_page", [2, 4])
def test_deep_pages(stub: Stub, ats: MakeATS, kind: Kind, per_page: int) -> None:
    """Any page can be asked for by its number, in any size, whatever the vendor's pages are."""
    show(stub, kind, IDS)
    provider = ats(kind.mapping)
    for number in (1, 2, 5):
        page = provider.jobs.list(page=number, per_page=per_page)
        end = number * per_page
        assert ids(page) == IDS[end - per_page : end]
        assert bool(page.next_cursor) == (end < len(IDS))


@EACH
@pytest.mark.parametrize("per_page", [1, 4])
def test_cursors_of_ours(stub: Stub, ats: MakeATS, kind: Kind, per_page: int) -> None:
    """Following cursors gives every record once, in pages of any size."""
    show(stub, kind, IDS)
    provider = ats(kind.mapping)
    page = provider.jobs.list(per_page=per_page)
    pages = [ids(page)]
    while page.next_cursor:
        page = provider.jobs.list(cursor=page.next_cursor, per_page=per_page)
        pages.append(ids(page))
    expected = [IDS[at : at + per_page] for at in range(0, len(IDS), per_page)]
    assert pages in (expected, [*expected, []]), "a full page may be the last one, unbeknown"


@EACH
def test_going_on_from_a_deep_page(stub: Stub, ats: MakeATS, kind: Kind) -> None:
    """A cursor from the middle of the list goes on from there, within a page of the vendor's."""
    show(stub, kind, IDS)
    provider = ats(kind.mapping)
    cursor = provider.jobs.list(page=2, per_page=2).next_cursor
    assert ids(provider.jobs.list(cursor=cursor, per_page=2)) == IDS[4:6]


@pytest.mark.parametrize("name", KINDS)
def test_totals(stub: Stub, ats: MakeATS, name: str) -> None:
    """A list has a total where the mapping says where it is."""
    show(stub, KINDS[name], IDS)
    total = ats(KINDS[name].mapping).jobs.list(per_page=2).total
    assert total == (7 if name in TOTAL else None)


FIRST_TWO: dict[str, list[dict[str, Any]]] = {
    "page": [{"page": "1", "size": "3"}, {"page": "2", "size": "3"}],
    "page, no size": [{"page": "1"}, {"page": "2"}],
    "page from 0": [{"page": "0", "size": "3"}, {"page": "1", "size": "3"}],
    "offset": [{"offset": "0", "size": "3"}, {"offset": "3", "size": "3"}],
    "offset, no size": [{"offset": "0"}, {"offset": "3"}],
    "cursor": [{"size": "3"}, {"cursor": "3", "size": "3"}],
    "cursor, no size": [{}, {"cursor": "3"}],
    "cursor in the body": [{"size": 3}, {"size": 3, "cursor": "at-3"}],
    "next_url": [{"size": "3"}, {"size": "3", "since": "3"}],
    "next_url, no size": [{}, {"size": "3", "since": "3"}],
    "link": [{"size": "3"}, {"size": "3", "since": "3"}],
}


@pytest.mark.parametrize("name", FIRST_TWO)
def test_what_is_asked_for(stub: Stub, ats: MakeATS, name: str) -> None:
    """Pages are asked for with the parameters of their kind, and with no others."""
    kind = KINDS[name]
    show(stub, kind, IDS[:5])
    assert len([*ats(kind.mapping).jobs.iter()]) == 5
    assert [kind.asked(seen) for seen in stub.seen] == FIRST_TWO[name]


def test_names_of_parameters(stub: Stub, ats: MakeATS) -> None:
    """Each parameter has the name that the mapping gives it."""
    stub.script(jobs())
    for said in (
        'kind = "page"\npage = "p"\nsize = "n"\nmax_per_page = 9',
        'kind = "offset"\noffset = "skip"\nsize = "take"\nmax_per_page = 9',
        'kind = "cursor"\ncursor = "after"\nnext = "next"\nsize = "first"',
    ):
        ats(f"[paging]\n{said}").jobs.list(per_page=5)
    assert [asked(seen) for seen in stub.seen] == [
        {"p": "1", "n": "5"},
        {"skip": "0", "take": "5"},
        {"first": "5"},
    ]


def test_a_list_with_pages_of_its_own(stub: Stub, ats: MakeATS) -> None:
    """A list may be paged otherwise than the rest of the mapping says."""
    own = """
    [jobs.list]
    method = "POST"
    send = "body"
    paging = { kind = "offset", size = "n", max_per_page = 100 }
    """
    show(stub, Kind("", KINDS["none"].cut, lambda _: {}), IDS[:2])
    assert len([*ats(KINDS["cursor"].mapping, own).jobs.iter()]) == 2
    assert body(stub.seen[0]) == {"offset": 0, "n": 100}
