import itertools
import re
from typing import Any

import attrs
import pytest

from tests.resources.conftest import MakeATS, Vendor, jobs
from unified_ats import ArgumentError, BadResponseError, Job, Page, PageRequest

STYLES = {"numbered": "number", "by_cursor": "cursor", "unpaged": "cursor"}


@attrs.frozen
class Case:
    style: str
    largest: int
    totals: bool
    count: int
    filtered: str | None

    def __str__(self) -> str:
        return f"{self.style}-{self.largest}-{self.totals}-{self.count}-{self.filtered}"


CASES = [
    Case(*each)
    for each in itertools.product(
        STYLES, [1, 3, 7, 100], [True, False], [0, 1, 7, 21, 23], [None, "native", "client"]
    )
]
SIZES = [1, 3, 7, 21, 100]


def _open(case: Case, ats: MakeATS) -> tuple[Any, dict[str, Any], list[str]]:
    """Return jobs of such a vendor, what to ask them with, and the ids that must come."""
    records = jobs(case.count)
    asked = {"status": "OPEN"} if case.filtered else {}
    wanted = [job.id for job in records if not asked or job.status == "OPEN"]
    declared = {f"{case.filtered}_filters": frozenset({"status"})} if case.filtered else {}
    made = ats(
        Vendor(records=records, totals=case.totals),
        style=case.style,
        paging=STYLES[case.style],
        max_per_page=case.largest,
        **declared,
    )
    return made.jobs, asked, wanted


@pytest.mark.parametrize("case", CASES, ids=str)
def test_ways_through_a_list_agree(ats: MakeATS, case: Case) -> None:
    """By number, by cursor and by iter, pages of any size add up to exactly all the records."""
    listed, asked, wanted = _open(case, ats)
    assert [job.id for job in listed.iter(**asked)] == wanted
    for size in SIZES:
        numbered, chained = [], []
        for number in itertools.count(1):
            page = listed.list(**asked, page=number, per_page=size)
            assert (page.page, page.per_page) == (number, size)
            assert len(page.items) <= size
            numbered += [job.id for job in page.items]
            if len(page.items) < size:
                assert page.next_cursor is None
                break
        page = listed.list(**asked, per_page=size)
        chained += [job.id for job in page.items]
        while page.next_cursor:
            assert re.fullmatch(r"[\w-]+", page.next_cursor)
            page = listed.list(**asked, cursor=page.next_cursor, per_page=size)
            assert page.page is None
            chained += [job.id for job in page.items]
        assert numbered == wanted
        assert chained == wanted


@pytest.mark.parametrize("case", CASES, ids=str)
def test_totals_are_the_vendors_or_none(ats: MakeATS, case: Case) -> None:
    """A total is what the vendor says of the list asked for; nothing is said of a sifted one."""
    listed, asked, wanted = _open(case, ats)
    totals = {listed.list(**asked, page=number, per_page=5).total for number in (1, 2)}
    assert totals == {len(wanted) if case.totals and case.filtered != "client" else None}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_numbered_page_that_fits_is_one_call(ats: MakeATS, size: int, number: int) -> None:
    """A vendor with numbered pages is asked once, for just that page, when it gives as many."""
    vendor = Vendor(records=jobs(50))
    ats(vendor, max_per_page=100).jobs.list(page=number, per_page=size)
    assert vendor.asked == [PageRequest(number=number, size=size)]


def test_a_larger_page_than_the_vendor_gives(ats: MakeATS) -> None:
    """A page larger than the vendor's is put together from only those of its pages it spans."""
    vendor = Vendor(records=jobs(100))
    page = ats(vendor, max_per_page=30).jobs.list(page=2, per_page=40)
    assert [job.id for job in page.items] == [str(number) for number in range(40, 80)]
    assert [(each.number, each.size) for each in vendor.asked] == [(2, 30), (3, 30)]


def test_a_cursor_goes_on_where_the_page_ended(ats: MakeATS) -> None:
    """Going on by cursor asks the vendor once a page and never from the start."""
    vendor = Vendor(records=jobs(30), totals=False)
    listed = ats(vendor, style="by_cursor", paging="cursor", max_per_page=10).jobs
    page = listed.list(per_page=10)
    page = listed.list(per_page=10, cursor=page.next_cursor)
    listed.list(per_page=10, cursor=page.next_cursor)
    assert [each.cursor for each in vendor.asked] == [None, "after-10", "after-20"]


def test_a_late_page_of_a_cursor_vendor_is_walked_to(ats: MakeATS) -> None:
    """Page N of a vendor with cursors is reached in the vendor's largest steps."""
    vendor = Vendor(records=jobs(100))
    page = ats(vendor, style="by_cursor", paging="cursor", max_per_page=40).jobs.list(
        page=9, per_page=10
    )
    assert [job.id for job in page.items] == [str(number) for number in range(80, 90)]
    assert [(each.cursor, each.size) for each in vendor.asked] == [
        (None, 40),
        ("after-40", 40),
        ("after-80", 40),
    ]


def test_iter_is_lazy(ats: MakeATS) -> None:
    """Nothing is read before the first record is wanted, and then one page at a time."""
    vendor = Vendor(records=jobs(10))
    records = ats(vendor, max_per_page=4).jobs.iter()
    assert not vendor.asked
    next(records)
    assert len(vendor.asked) == 1
    for _ in range(4):
        next(records)
    assert len(vendor.asked) == 2


def test_iter_keeps_no_page(ats: MakeATS) -> None:
    """A list without end can be read on and on: no more than two pages are held."""
    alive = 0

    class Counted:
        id = "1"

        def __init__(self) -> None:
            nonlocal alive
            alive += 1

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def read_page(self: Any, query: Any, page: PageRequest) -> Page[Any]:
        return Page(items=[Counted() for _ in range(page.size)])

    records = ats(read_page=read_page, max_per_page=10).jobs.iter()
    assert max(alive for _ in itertools.islice(records, 2_000)) <= 31


@pytest.mark.parametrize("clamp", [1, 3, 9])
def test_short_pages_with_a_token(ats: MakeATS, clamp: int) -> None:
    """Pages shorter than asked for lose nothing while a token says that there is more."""
    vendor = Vendor(records=jobs(25), clamp=clamp)
    made = ats(vendor, style="by_cursor", paging=STYLES["by_cursor"], max_per_page=10)
    assert [job.id for job in made.jobs.iter()] == [str(number) for number in range(25)]


@pytest.mark.parametrize("clamp", [0, 1, 9])
def test_short_pages_with_a_total(ats: MakeATS, clamp: int) -> None:
    """A numbered page shorter than asked for, with more to come, would lose or duplicate."""
    vendor = Vendor(records=jobs(25), clamp=clamp)
    listed = ats(vendor, style="numbered", paging=STYLES["numbered"], max_per_page=10).jobs
    for read in (lambda: list(listed.iter()), lambda: listed.list(page=2, per_page=10)):
        with pytest.raises(BadResponseError, match="though 25 are said to be there"):
            read()


@pytest.mark.parametrize("totals", [True, False])
def test_a_vendor_that_ignores_the_page_number(ats: MakeATS, totals: bool) -> None:  # noqa: FBT001  # a column
    """The same page again under another number is an error, and no endless list."""

    def read_page(self: Any, query: Any, page: PageRequest) -> Page[Job]:
        return Page(items=jobs(page.size), total=100 if totals else None)

    listed = ats(read_page=read_page, max_per_page=10).jobs
    with pytest.raises(BadResponseError, match="ignores the page number") as caught:
        list(listed.iter())
    assert caught.value.provider == "memory"
    with pytest.raises(BadResponseError):
        listed.list(per_page=30)


def test_a_vendor_that_ignores_the_page_size(ats: MakeATS) -> None:
    """More records than were asked for would be listed twice, so they are an error."""
    vendor = Vendor(records=jobs(30))
    with pytest.raises(BadResponseError, match="or the page size"):
        ats(vendor, style="unpaged").jobs.list(per_page=20)


@pytest.mark.parametrize("tokens", [["a", "a"], ["a", "b", "a"], ["a", "b", "c", "b"]])
def test_a_repeated_token_ends_the_walk(ats: MakeATS, tokens: list[str]) -> None:
    """A token that was handed out before, however long ago, is an error and no loop."""
    given = itertools.cycle(tokens)

    def read_page(self: Any, query: Any, page: PageRequest) -> Page[Job]:
        return Page(items=jobs(1), next_cursor=next(given))

    with pytest.raises(BadResponseError, match="one paging token twice") as caught:
        list(ats(read_page=read_page, paging="cursor").jobs.iter())
    assert caught.value.provider == "memory"


def test_a_token_that_leads_to_itself(ats: MakeATS) -> None:
    """A caller who goes from cursor to cursor does not loop on a token that repeats itself."""

    def read_page(self: Any, query: Any, page: PageRequest) -> Page[Job]:
        return Page(items=jobs(20), next_cursor="same")

    listed = ats(read_page=read_page, paging="cursor").jobs
    page = listed.list()
    with pytest.raises(BadResponseError, match="twice"):
        listed.list(cursor=page.next_cursor)


def test_an_empty_page_with_a_token_is_not_the_end(ats: MakeATS) -> None:
    """A vendor that filters after paging may give an empty page in the middle."""
    pages = {None: ([], "1"), "1": (jobs(2), "2"), "2": ([], "")}

    def read_page(self: Any, query: Any, page: PageRequest) -> Page[Job]:
        items, token = pages[page.cursor]
        return Page(items=items, next_cursor=token)

    listed = ats(read_page=read_page, paging="cursor").jobs
    assert [job.id for job in listed.iter()] == ["0", "1"]
    assert len(listed.list().items) == 2


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"page": 0}, {"page"}),
        ({"page": -1}, {"page"}),
        ({"page": "1"}, {"page"}),
        ({"page": True}, {"page"}),
        ({"page": 1.0}, {"page"}),
        ({"per_page": 0}, {"per_page"}),
        ({"per_page": 101}, {"per_page"}),
        ({"per_page": "20"}, {"per_page"}),
        ({"page": 0, "per_page": 0}, {"page", "per_page"}),
        ({"page": 1, "cursor": "x"}, {"cursor"}),
    ],
)
def test_what_is_no_page(ats: MakeATS, asked: dict[str, Any], wrong: set[str]) -> None:
    """Wrong numbers are argument errors, all at once, and the vendor is not asked."""
    vendor = Vendor(records=jobs(50))
    with pytest.raises(ArgumentError) as caught:
        ats(vendor).jobs.list(**asked)
    assert set(caught.value.fields) == wrong
    assert caught.value.provider == "memory"
    assert not vendor.asked


def test_the_defaults(ats: MakeATS) -> None:
    """Without paging arguments the first twenty records come, and the vendor's offset is right."""
    page = ats(Vendor(records=jobs(50))).jobs.list()
    assert (len(page.items), page.page, page.per_page, page.total) == (20, 1, 20, 50)
    assert PageRequest(number=3, size=20).offset == 40
