# ruff: noqa: S101  # assert is how a test speaks
"""Conformance of lists: however they are read, every record comes exactly once."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from unified_ats.errors import UnsupportedError
from unified_ats.provider import Provider
from unified_ats.resources import Page
from unified_ats.sandbox import launch
from unified_ats.testing.conformance.suite import Suite, Waits
from unified_ats.testing.conformance.truth import NOUNS, Truth

__all__ = ["ListTests", "by_cursor", "by_number", "ids"]

every_noun = pytest.mark.parametrize("noun", NOUNS)
every_size = pytest.mark.parametrize(
    ("per_page", "vendor_max"),
    [(15, None), (100, None), (13, 8), (25, 9), (9, 20)],
    ids=lambda value: "declared" if value is None else str(value),
)
_ENDLESS = 200


def by_number(resource: Any, **arguments: Any) -> Iterator[Page[Any]]:
    """Yield pages by their number, up to the last one that has a next."""
    for number in range(1, _ENDLESS):
        page = resource.list(page=number, **arguments)
        assert page.page == number, "a page says which one it is"
        yield page
        if not page.next_cursor:
            return
    pytest.fail(f"no end after {_ENDLESS} pages")


def by_cursor(resource: Any, **arguments: Any) -> Iterator[Page[Any]]:
    """Yield pages, each by the cursor of the one before."""
    page = resource.list(**arguments)
    for _ in range(_ENDLESS):
        yield page
        if not page.next_cursor:
            return
        page = resource.list(cursor=page.next_cursor, **arguments)
    pytest.fail(f"no end after {_ENDLESS} pages")


def ids(pages: list[Page[Any]]) -> list[str]:
    """Return the ids of all records on pages, sorted."""
    return sorted(record.id for page in pages for record in page.items)


class ListTests(Suite):
    """Lists by page, by cursor and record by record."""

    @pytest.fixture
    def listing(self, ats: Provider, noun: str) -> Any:
        """Return the resource of a noun, if it can be listed."""
        self.needs(ats, f"{noun}.list")
        if noun == "applications":
            self.needs(ats, "applications.list(job_id)")
        return getattr(ats, noun)

    def test_jobs_can_be_listed(self, ats: Provider, truth: Truth) -> None:
        """Every provider lists jobs: without that it would pass by doing nothing."""
        assert "jobs.list" not in self.missing(ats)
        assert ats.jobs.list(per_page=100).items
        assert truth.records("jobs")

    @every_noun
    def test_iter_gives_every_record_once(self, listing: Any, noun: str, truth: Truth) -> None:
        """Iterating at the vendor's declared page size gives exactly the company's records."""
        found = sorted(record.id for record in listing.iter(**truth.scope(noun)))
        assert found == truth.ids(truth.listed(noun))

    def test_pages_are_as_large_as_declared(self, ats: Provider, waits: Waits) -> None:
        """A vendor that gave smaller pages than the adapter declares would have records lost."""
        jobs = ats.jobs.max_per_page + 3
        with (
            launch(self.sandbox_class(), jobs=jobs, candidates=0, rate_limit=False) as large,
            self.connect(large, waits) as many,
        ):
            truth = self.truth_of(large)
            found = sorted(record.id for record in many.jobs.iter())
            assert found == truth.ids(truth.records("jobs"))

    @every_noun
    def test_iter_walks_small_pages(
        self, listing: Any, noun: str, truth: Truth, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Iterating over many vendor pages loses and repeats nothing."""
        monkeypatch.setattr(listing, "max_per_page", 5)
        found = sorted(record.id for record in listing.iter(**truth.scope(noun)))
        assert found == truth.ids(truth.listed(noun))

    @every_noun
    @every_size
    def test_pages_add_up(  # two parameters, and what they are tried on
        self,
        listing: Any,
        noun: str,
        truth: Truth,
        per_page: int,
        vendor_max: int | None,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Pages by number are full but for the last, and add up to exactly all records."""
        if vendor_max:
            monkeypatch.setattr(listing, "max_per_page", vendor_max)
        pages = list(by_number(listing, per_page=per_page, **truth.scope(noun)))
        assert ids(pages) == truth.ids(truth.listed(noun))
        assert {len(page.items) for page in pages[:-1]} <= {per_page}
        assert {page.per_page for page in pages} == {per_page}

    @every_noun
    @every_size
    def test_cursors_add_up(  # two parameters, and what they are tried on
        self,
        listing: Any,
        noun: str,
        truth: Truth,
        per_page: int,
        vendor_max: int | None,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Pages by cursor add up to exactly all records, and cursors are URL-safe."""
        if vendor_max:
            monkeypatch.setattr(listing, "max_per_page", vendor_max)
        pages = list(by_cursor(listing, per_page=per_page, **truth.scope(noun)))
        assert ids(pages) == truth.ids(truth.listed(noun))
        assert all(re.fullmatch(r"[\w.~-]+", page.next_cursor or "end") for page in pages)

    @every_noun
    def test_totals_are_right_or_absent(self, listing: Any, noun: str, truth: Truth) -> None:
        """A total counts all records of the list; a vendor that does not say has none."""
        totals = {page.total for page in by_number(listing, per_page=20, **truth.scope(noun))}
        assert totals in ({None}, {len(truth.listed(noun))})

    @every_noun
    def test_page_beyond_the_end_is_empty(self, listing: Any, noun: str, truth: Truth) -> None:
        """A page after the last one is empty, and has no next."""
        page = listing.list(page=1_000, per_page=20, **truth.scope(noun))
        assert page.items == ()
        assert page.next_cursor is None
        assert page.total in (None, len(truth.listed(noun)))

    @every_noun
    def test_threads_share_a_provider(
        self, listing: Any, noun: str, truth: Truth, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Eight threads that read one list at once each get exactly all records."""
        monkeypatch.setattr(listing, "max_per_page", 10)
        scope = truth.scope(noun)
        with ThreadPoolExecutor(8) as pool:
            readings = [
                pool.submit(lambda: sorted(each.id for each in listing.iter(**scope)))
                for _ in range(8)
            ]
            found = [reading.result() for reading in readings]
        assert found == [truth.ids(truth.listed(noun))] * 8

    def test_applications_of_all_jobs(self, ats: Provider, truth: Truth) -> None:
        """Without a job, the applications of all jobs are listed, where the vendor can."""
        self.needs(ats, "applications.list")
        try:
            found = sorted(record.id for record in ats.applications.iter())
        except UnsupportedError:
            self.skip("applications.list()", f"{self.provider} lists them job by job")
        assert found == truth.ids(truth.records("applications"))
