from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.generic.conftest import MakeGeneric
from tests.http.stub import Answer, Stub
from unified_ats import BadResponseError, JobStatus, NotFoundError, UnsupportedError


def answer(*ids: object, total: object = 0) -> Answer:
    """Return a page of jobs."""
    return Answer(json_body={"jobs": [{"id": each} for each in ids], "total": total})


def asked(stub: Stub) -> dict[str, list[str]]:
    """Return the query of the last request."""
    return parse_qs(urlsplit(stub.seen[-1].target).query, keep_blank_values=True)


def test_a_page_of_jobs(stub: Stub, generic: MakeGeneric) -> None:
    """A page is asked for by number and size, and numbers as ids become text."""
    stub.script(answer(1, "two", total=42))
    page = generic().jobs.list(page=3, per_page=2)
    assert stub.seen[0].target == "/jobs?page=3&per_page=2"
    assert [job.id for job in page.items] == ["1", "two"]
    assert (page.total, page.page, page.per_page) == (42, 3, 2)
    assert page.next_cursor


@pytest.mark.parametrize("total", [None, "42", 4.2, [42], -1, True])
def test_a_total_that_is_none(stub: Stub, generic: MakeGeneric, total: object) -> None:
    """Without a total that is a whole number, pages that are cut short would go unnoticed."""
    stub.script(answer(1, total=total))
    with pytest.raises(BadResponseError, match=r"with no whole number at total"):
        generic().jobs.list()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("OPEN", "open"),
        (["OPEN", "CLOSED"], "closed,open"),
        ({JobStatus.ARCHIVED, JobStatus.DRAFT, JobStatus.PENDING}, "archived,draft,pending"),
    ],
)
def test_statuses_are_sent_in_the_vendors_words(
    stub: Stub, generic: MakeGeneric, status: Any, words: str
) -> None:
    """Statuses become the vendor's words, several of them one list."""
    stub.script(answer())
    generic().jobs.list(status=status)
    assert asked(stub)["status"] == [words]


@pytest.mark.parametrize("status", ["UNKNOWN", ["OPEN", "UNKNOWN"]])
def test_a_status_without_a_word_is_refused(stub: Stub, generic: MakeGeneric, status: Any) -> None:
    """A status that the vendor has no word for cannot be asked for, and nothing is sent."""
    with pytest.raises(UnsupportedError, match=r"jobs\.list\(status=UNKNOWN\): it has no word"):
        generic().jobs.list(status=status)
    assert not stub.seen


def test_times_are_sent_as_utc(stub: Stub, generic: MakeGeneric) -> None:
    """A time filter goes out as ISO-8601 with Z."""
    stub.script(answer())
    generic().jobs.list(updated_after="2026-01-31T12:00:00+02:00")
    assert asked(stub)["updated_after"] == ["2026-01-31T10:00:00Z"]


def test_iter_reads_to_the_end(stub: Stub, generic: MakeGeneric) -> None:
    """All jobs are read in pages of a hundred, until the total is reached."""
    stub.script(answer(*range(100), total=130), answer(*range(100, 130), total=130))
    assert len([*generic().jobs.iter()]) == 130
    assert [seen.target for seen in stub.seen] == [
        "/jobs?page=1&per_page=100",
        "/jobs?page=2&per_page=100",
    ]


def test_one_job(stub: Stub, generic: MakeGeneric) -> None:
    """A job is looked up by its id, percent-encoded."""
    stub.script(Answer(json_body={"job": {"id": 7, "title": "Cook", "status": "open"}}))
    job = generic().jobs.get("a/b")
    assert stub.seen[0].target == "/jobs/a%2Fb"
    assert (job.id, job.title, job.status) == ("7", "Cook", JobStatus.OPEN)


@pytest.mark.parametrize("body", [{}, {"job": None}, {"id": 7}, []])
def test_a_look_up_without_a_record(stub: Stub, generic: MakeGeneric, body: object) -> None:
    """An answer without the record is an error that names where it should be."""
    stub.script(Answer(json_body=body))
    with pytest.raises(BadResponseError, match=r"\$\.job"):
        generic().jobs.get("7")


def test_no_such_job(stub: Stub, generic: MakeGeneric) -> None:
    """A 404 is the error for a record that is not there, with the vendor's own words."""
    stub.script(Answer(404, json_body={"error": {"message": "no such job"}}))
    with pytest.raises(NotFoundError, match="no such job"):
        generic().jobs.get("7")


def test_a_broken_job_is_found_by_its_path(stub: Stub, generic: MakeGeneric) -> None:
    """The error for a broken record counts from the answer and names the provider."""
    stub.script(Answer(json_body={"jobs": [{"id": 1}, {"title": "Jane's"}], "total": 2}))
    with pytest.raises(BadResponseError, match=r"missing @ \$\.jobs\[1\]\.id") as caught:
        generic().jobs.list()
    assert caught.value.provider == "generic"
    assert "Jane" not in str(caught.value)
