from collections.abc import Sequence
from typing import Any

import attrs
import pytest

from tests.resources.conftest import MakeATS, Vendor, jobs
from unified_ats import Job


@pytest.fixture
def completed() -> dict[str, Any]:
    """Return what a vendor declares that completes jobs, and the ids it was asked for."""
    asked: list[list[str]] = []

    def complete(_: object, records: Sequence[Job]) -> list[Job]:
        asked.append([job.id for job in records])
        return [attrs.evolve(job, title=f"job {job.id}") for job in records]

    return {"complete": complete, "style": "by_cursor", "paging": "cursor", "asked": asked}


def test_a_page_is_completed_at_once(ats: MakeATS, completed: dict[str, Any]) -> None:
    """A page is completed in one go, though it is far down the list and past a filter."""
    listed = ats(Vendor(records=jobs(60)), client_filters=frozenset({"status"}), **completed).jobs
    page = listed.list(status="OPEN", page=4, per_page=3)
    assert completed["asked"] == [["14", "16", "17"]]
    assert [job.title for job in page.items] == ["job 14", "job 16", "job 17"]
    assert page.next_cursor


def test_iterating_completes_by_the_page(ats: MakeATS, completed: dict[str, Any]) -> None:
    """Each of the vendor's pages is completed when it is reached, and in one go."""
    reading = ats(Vendor(records=jobs(7)), max_per_page=3, **completed).jobs.iter()
    assert next(reading).title == "job 0"
    assert completed["asked"] == [["0", "1", "2"]]
    assert [job.title for job in reading] == [f"job {number}" for number in range(1, 7)]
    assert completed["asked"] == [["0", "1", "2"], ["3", "4", "5"], ["6"]]


def test_nothing_is_not_completed(ats: MakeATS, completed: dict[str, Any]) -> None:
    """What is empty, or sifted out whole, asks the vendor for nothing more."""
    listed = ats(Vendor(), client_filters=frozenset({"status"}), **completed).jobs
    assert listed.list().items == ()
    listed = ats(Vendor(records=jobs(7)), client_filters=frozenset({"status"}), **completed).jobs
    assert list(listed.iter(status="DRAFT")) == []
    assert completed["asked"] == []
