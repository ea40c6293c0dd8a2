"""How many calls of Greenhouse a page costs: the numbers of the README, held true."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.greenhouse.tests.conftest import Talk
from unified_ats.sandbox import launch

JOB_LISTS = {
    "job_posts",
    "job_post_locations",
    "job_post_searchable_locations",
    "job_board_custom_locations",
    "offices",
    "departments",
}
APPLICATION_LISTS = {
    "candidates",
    "sources",
    "application_stages",
    "job_interview_stages",
    "rejection_details",
    "rejection_reasons",
}
README = (Path(__file__).parents[1] / "README.md").read_text()


@pytest.fixture(scope="module")
def large() -> Iterator[Talk]:
    """Return the adapter at a company of a few hundred jobs and applications; only to be read."""
    with launch("greenhouse", jobs=220, candidates=900, rate_limit=False) as sandbox:
        talk = Talk(sandbox)
        with talk.ats:
            talk.ats.request("GET", "/departments")
            yield talk


def promised(what: str) -> tuple[int, int]:
    """Return the numbers that the README gives: here, and with two batches of every list."""
    found = re.search(rf"\| a page of 100 {what} \| (\d+) \| (\d+) \|", README)
    assert found, what
    return int(found[1]), int(found[2])


def counted(talk: Talk) -> Counter[str]:
    """Return how often each list was asked for."""
    calls = Counter(call.partition("?")[0].removeprefix("GET /") for call in talk.heard())
    talk.sandbox.requests.clear()
    return calls


def test_a_page_of_jobs(large: Talk) -> None:
    """A hundred jobs cost what the README says: two batches of fifty a list at the most."""
    large.sandbox.requests.clear()
    assert len(large.ats.jobs.list(per_page=100).items) == 100
    calls = counted(large)
    here, most = promised("jobs")
    assert calls.total() == here
    assert (calls["jobs"], max(calls.values())) == (1, 2)
    assert most == 1 + 2 * len(JOB_LISTS)
    assert {*calls} - {"jobs"} <= JOB_LISTS


def test_a_page_of_applications(large: Talk) -> None:
    """A hundred applications cost what the README says: two batches a list at the most."""
    large.sandbox.requests.clear()
    assert len(large.ats.applications.list(per_page=100).items) == 100
    calls = counted(large)
    here, most = promised("applications")
    assert calls.total() == here
    assert (calls["applications"], max(calls.values())) == (1, 2)
    assert most == 1 + 2 * len(APPLICATION_LISTS)
    assert {*calls} - {"applications"} <= APPLICATION_LISTS


@pytest.mark.parametrize("noun", ["jobs", "applications"])
def test_a_page_far_down(large: Talk, noun: str) -> None:
    """A page by its number costs one call more for each five hundred records before it."""
    large.sandbox.requests.clear()
    assert len(getattr(large.ats, noun).list(page=6, per_page=20).items) == 20
    calls = counted(large)
    assert calls[noun] == 1
    assert calls.total() <= 10


def test_a_page_of_candidates(large: Talk) -> None:
    """A hundred candidates are one call."""
    large.sandbox.requests.clear()
    assert len(large.ats.candidates.list(per_page=100).items) == 100
    assert counted(large).total() == 1
    assert promised("candidates") == (1, 1)
