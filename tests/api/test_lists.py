from collections.abc import Callable
from typing import Any

import pytest

from unified_ats.sandbox import RunningSandbox

Send = Callable[..., Any]


def test_jobs_begin_with_the_fixed_fields(send: Send) -> None:
    """A job shows its fixed fields first, and no raw object."""
    job = send("GET", "/jobs?per_page=1").json["jobs"][0]
    assert list(job)[:5] == ["id", "title", "location", "status", "external_url"]
    assert "raw" not in job


def test_applications_begin_with_the_fixed_fields(send: Send) -> None:
    """An application shows its fixed fields first, and no raw object."""
    application = send("GET", "/applications?job_id=job_1&per_page=1").json["applications"][0]
    assert list(application)[:4] == ["id", "candidate_name", "email", "status"]
    assert "raw" not in application


def test_jobs_are_open_unless_asked_otherwise(send: Send, sandbox: RunningSandbox) -> None:
    """Without status only open jobs are listed, and ALL lists every job."""
    some = send("GET", "/jobs?per_page=100").json["jobs"]
    every = send("GET", "/jobs?per_page=100&status=ALL").json["jobs"]
    assert {job["status"] for job in some} == {"OPEN"}
    assert len(every) == 12 > len(some)


@pytest.mark.parametrize("query", ["status=CLOSED,DRAFT", "status=CLOSED&status=DRAFT"])
def test_several_statuses(send: Send, query: str) -> None:
    """Several statuses come in one parameter with commas, or in several parameters."""
    jobs = send("GET", f"/jobs?per_page=100&{query}").json["jobs"]
    assert {job["status"] for job in jobs} <= {"CLOSED", "DRAFT"}
    assert jobs


def test_pages_are_numbered(send: Send) -> None:
    """Pagination tells page, page size and total, and has no next cursor on the last page."""
    first = send("GET", "/applications?job_id=job_1&per_page=30").json
    assert first["pagination"].pop("next_cursor")
    assert first["pagination"] == {"page": 1, "per_page": 30, "total": first["pagination"]["total"]}
    second = send("GET", "/applications?job_id=job_1&per_page=30&page=2").json
    assert second["pagination"] == {**first["pagination"], "page": 2}
    assert len(first["applications"] + second["applications"]) == first["pagination"]["total"]


def test_cursor_goes_on(send: Send) -> None:
    """A cursor gives the page behind the one it came with, which then has no number."""
    first = send("GET", "/jobs?status=ALL&per_page=5").json
    cursor = first["pagination"]["next_cursor"]
    by_cursor = send("GET", f"/jobs?status=ALL&per_page=5&cursor={cursor}").json
    by_number = send("GET", "/jobs?status=ALL&per_page=5&page=2").json
    assert by_cursor["jobs"] == by_number["jobs"]
    assert by_cursor["pagination"]["page"] is None


def test_total_is_null_where_the_ats_does_not_say(send: Send) -> None:
    """A list that is filtered here has a null total."""
    answer = send("GET", "/applications?job_id=job_1&status=APPLIED")
    assert answer.status == 200
    assert answer.json["pagination"]["total"] is None


def test_updated_after_is_handed_on(send: Send) -> None:
    """Only records that changed later than updated_after are listed."""
    jobs = send("GET", "/jobs?status=ALL").json["jobs"]
    middle = sorted(job["updated_at"] for job in jobs)[5]
    later = send("GET", f"/jobs?status=ALL&updated_after={middle}").json["jobs"]
    assert {job["id"] for job in later} == {job["id"] for job in jobs if job["updated_at"] > middle}


@pytest.mark.parametrize("target", ["/jobs?per_page=1", "/applications?job_id=job_1&per_page=1"])
def test_raw_comes_on_request(send: Send, target: str) -> None:
    """With include_raw=true each record brings the ATS's own object."""
    (records, _) = send("GET", f"{target}&include_raw=true").json.values()
    assert records[0]["raw"]["id"] == records[0]["id"]


def test_applications_want_a_job(send: Send) -> None:
    """Applications without job_id are refused."""
    assert send("GET", "/applications").fields == {"job_id": "is required"}


def test_applications_of_an_unknown_job(send: Send) -> None:
    """The applications of a job that the ATS does not have are a 404, told in its own words."""
    answer = send("GET", "/applications?job_id=nope")
    assert answer.status == 404
    assert answer.json["error"] == "ats_error"
    assert answer.json["source_status_code"] == 404
    assert answer.json["details"]["raw"]["error"]["code"] == "not_found"
    assert answer.json["details"]["request_id"].startswith("req_")


@pytest.mark.parametrize(
    ("query", "field", "problem"),
    [
        ("page=0", "page", "is not a whole number from 1"),
        ("page=-1", "page", "is not a whole number"),
        ("page=1.5", "page", "is not a whole number"),
        ("page=%2B1", "page", "is not a whole number"),
        ("page=%EF%BC%91", "page", "is not a whole number"),
        ("page=", "page", "is not a whole number"),
        ("page=1000000001", "page", "to 1000000000"),
        (f"page={'9' * 5000}", "page", "is not a whole number"),
        ("per_page=0", "per_page", "from 1 to 100"),
        ("per_page=101", "per_page", "from 1 to 100"),
        ("status=open", "status", "is none of OPEN, CLOSED"),
        ("status=OPEN,", "status", "is none of"),
        ("updated_after=yesterday", "updated_after", "is not a time with its zone, such as"),
        (
            "updated_after=0001-01-01T00:00:00%2B23:59",
            "updated_after",
            "is not a time with its zone, such as",
        ),
        ("include_raw=yes", "include_raw", "is neither true nor false"),
        ("cursor=", "cursor", "is empty"),
        ("cursor=abc", "cursor", "is not a next_cursor"),
        ("cursor=abc&page=1", "cursor", "cannot be sent together with page"),
        ("page=1&page=1", "page", "is given more than once"),
        ("limit=5", "limit", "is not a parameter of this route; there are status, page"),
    ],
)
def test_wrong_parameter(send: Send, query: str, field: str, problem: str) -> None:
    """A wrong parameter is named, and told what is wrong with it."""
    fields = send("GET", f"/jobs?{query}").fields
    assert list(fields) == [field]
    assert problem in fields[field]


def test_all_wrong_parameters_are_named(send: Send) -> None:
    """All problems of a query are told at once."""
    fields = send("GET", "/applications?page=x&per_page=1000&include_raw=1&limit=5").fields
    assert set(fields) == {"page", "per_page", "include_raw", "limit", "job_id"}


def test_cursor_of_another_query(send: Send) -> None:
    """A cursor that belongs to another list is refused by the library, as a validation error."""
    cursor = send("GET", "/jobs?status=ALL&per_page=5").json["pagination"]["next_cursor"]
    assert "other filters" in send("GET", f"/jobs?cursor={cursor}").fields["cursor"]
