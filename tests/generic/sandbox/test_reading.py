from datetime import timedelta

import pytest

from tests.generic.sandbox.conftest import NOW, Client, error
from unified_ats.sandbox import RunningSandbox


@pytest.mark.parametrize("noun", ["jobs", "candidates", "applications"])
def test_pages_add_up(client: Client, noun: str) -> None:
    """Pages of a list hold every record once, newest first, and say how many there are."""
    total = client.get(f"/{noun}")["total"]
    pages = [
        client.get(f"/{noun}", page=page, per_page=7) for page in range(1, 2 + (total + 6) // 7)
    ]
    ids = [record["id"] for page in pages for record in page[noun]]
    assert len(ids) == len(set(ids)) == total
    assert {(page["per_page"], page["total"]) for page in pages} == {(7, total)}
    assert pages[-1][noun] == []
    assert pages[-1]["page"] == len(pages)
    field = "applied_at" if noun == "applications" else "created_at"
    times = [record[field] for page in pages for record in page[noun]]
    assert times == sorted(times, reverse=True)


def test_a_page_has_twenty_records_unless_told_otherwise(client: Client) -> None:
    """The default page is the first, of 20."""
    found = client.get("/candidates")
    assert (found["page"], found["per_page"], len(found["candidates"])) == (1, 20, 20)


@pytest.mark.parametrize(("noun", "one"), [("jobs", "job"), ("candidates", "candidate")])
def test_a_record_reads_the_same_alone(client: Client, noun: str, one: str) -> None:
    """A record has the same fields and values in its list and by its id."""
    for record in client.get(f"/{noun}")[noun]:
        assert client.get(f"/{noun}/{record['id']}") == {one: record}


def test_an_application_reads_the_same_alone(client: Client) -> None:
    """An application has the documented fields, in a list and alone."""
    [first] = client.get("/applications", per_page=1)["applications"]
    assert client.get(f"/applications/{first['id']}") == {"application": first}
    assert list(first) == [
        "id", "job_id", "candidate", "status", "stage", "rejection_reason", "source", "applied_at",
        "updated_at",
    ]  # fmt: skip
    assert list(first["candidate"]) == ["id", "name", "email"]


def test_jobs_have_the_documented_fields_and_nulls(client: Client) -> None:
    """Drafts have no URL, some jobs have no place, and times are in UTC."""
    jobs = client.get("/jobs")["jobs"]
    assert list(jobs[0]) == [
        "id", "title", "status", "location", "department", "employment_type", "description", "url",
        "created_at", "updated_at",
    ]  # fmt: skip
    assert {job["url"] for job in jobs if job["status"] == "draft"} == {None}
    assert None in {job["location"] for job in jobs}
    assert any(", " in (job["location"] or "") for job in jobs)
    assert all(job["updated_at"].endswith("Z") for job in jobs)


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("jobs", {"open", "closed", "draft", "pending", "archived"}),
        ("applications", {"active", "hired", "rejected", "withdrawn"}),
    ],
)
def test_status_filters_split_a_list(client: Client, noun: str, words: set[str]) -> None:
    """Every record is in the list of exactly one status."""
    total = client.get(f"/{noun}")["total"]
    lists = {word: client.get(f"/{noun}", status=word, per_page=100) for word in words}
    assert sum(found["total"] for found in lists.values()) == total
    for word, found in lists.items():
        assert {record["status"] for record in found[noun]} == {word}


def test_several_statuses_add_up(client: Client) -> None:
    """Statuses with commas between them find the records of each."""
    one, other = (client.get("/jobs", status=word)["total"] for word in ("open", "draft"))
    assert client.get("/jobs", status="open,draft")["total"] == one + other


def test_applications_of_a_job(client: Client) -> None:
    """Applications can be narrowed to one job; an unknown job has none."""
    found = client.get("/applications", job_id="job_1", per_page=100)
    assert found["total"] >= 45
    assert {each["job_id"] for each in found["applications"]} == {"job_1"}
    assert client.get("/applications", job_id="job_99")["total"] == 0


def test_updated_after_leaves_out_the_moment_itself(
    sandbox: RunningSandbox, client: Client
) -> None:
    """Only what changed after the time is listed, in whatever offset the time is given."""
    sandbox.company.set_job_status("job_3", "closed")
    before = NOW - timedelta(microseconds=1)
    found = client.get("/jobs", updated_after=before.isoformat())
    assert [job["id"] for job in found["jobs"]] == ["job_3"]
    assert client.get("/jobs", updated_after="2026-03-01T12:00:00Z")["total"] == 0
    assert client.get("/jobs", updated_after="2026-03-01T13:59:59+02:00")["total"] == 1
    assert client.get("/candidates", updated_after=before.isoformat())["total"] == 0


def test_candidates_are_found_by_email_in_any_case(client: Client) -> None:
    """The e-mail filter finds one person, whatever the case."""
    [someone] = client.get("/candidates", per_page=1)["candidates"]
    assert client.get("/candidates", email=someone["email"].upper())["candidates"] == [someone]
    assert client.get("/candidates", email="nobody@example.com")["total"] == 0


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/jobs?page=0", "page"),
        ("/jobs?page=1.0", "page"),
        ("/jobs?page=", "page"),
        ("/jobs?page=-1", "page"),
        ("/jobs?page=9999999999999999999999", "page"),
        ("/jobs?page=%D9%A1", "page"),
        ("/jobs?page=1&page=2", "page"),
        ("/jobs?per_page=101", "per_page"),
        ("/jobs?status=OPEN", "status"),
        ("/jobs?updated_after=yesterday", "updated_after"),
        ("/jobs?updated_after=2026-01-01T00:00:00", "updated_after"),
        ("/jobs?updated_after=2026-01-01T00:00:00+01:00", "updated_after"),
        ("/jobs?color=red", "color"),
        ("/jobs?job_id=job_1", "job_id"),
        ("/jobs/job_1?page=1", "page"),
        ("/candidates?email=nobody", "email"),
        ("/candidates/cand_1?page=1", "page"),
        ("/applications?status=open", "status"),
        ("/applications?job_id=", "job_id"),
    ],
)
def test_parameters_are_checked(client: Client, path: str, parameter: str) -> None:
    """A parameter that is unknown, repeated or wrong is a 422 which names it."""
    answer = client("GET", path)
    assert answer.status_code == 422
    assert error(answer)["code"] == "invalid"
    assert list(error(answer)["fields"]) == [parameter]


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": None}, 401, "unauthorized"),
        ({"Authorization": "Bearer "}, 401, "unauthorized"),
        ({"Authorization": "Basic c29tZTprZXk="}, 401, "unauthorized"),
        ({"Authorization": "Bearer forbidden"}, 403, "forbidden"),
        ({"X-Account-Id": "unknown-account"}, 403, "forbidden"),
    ],
)
def test_credentials(client: Client, headers: dict[str, str], status: int, code: str) -> None:
    """Without a key it is a 401, with a refused key or account a 403, on every path."""
    for path in ("/jobs", "/nowhere"):
        answer = client("GET", path, headers=headers)
        assert (answer.status_code, error(answer)["code"]) == (status, code)
        assert ("WWW-Authenticate" in answer.headers) == (status == 401)


def test_any_account_but_the_unknown_one_is_fine(client: Client) -> None:
    """The account header is optional and taken as it is."""
    assert client("GET", "/jobs", headers={"X-Account-Id": "acme"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/job", "/jobs/", "/jobs/job_99", "/candidates/x", "/applications/a%2Fb"]
)
def test_what_is_not_there(client: Client, path: str) -> None:
    """An unknown path or id is a 404."""
    answer = client("GET", path)
    assert (answer.status_code, error(answer)["code"]) == (404, "not_found")
    assert "fields" not in error(answer)


def test_methods(client: Client) -> None:
    """A method that a path does not have is a 405 which lists those it has."""
    answer = client("DELETE", "/candidates")
    assert (answer.status_code, error(answer)["code"]) == (405, "method_not_allowed")
    assert answer.headers["Allow"] == "GET, HEAD, POST"


def test_head(client: Client) -> None:
    """HEAD has the headers of GET and no body, and the connection stays usable."""
    answer = client("HEAD", "/jobs")
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) > 2
    assert answer.content == b""
    assert client("GET", "/jobs").status_code == 200


def test_unknown_words_pass_through(sandbox: RunningSandbox, client: Client) -> None:
    """Words that the company holds and the API does not know are shown as they are."""
    sandbox.company.set_job_status("job_1", "frozen")
    assert client.get("/jobs/job_1")["job"]["status"] == "frozen"
    sandbox.company.set_application("app_1", status="paused", stage="Vibe check")
    found = client.get("/applications/app_1")["application"]
    assert (found["status"], found["stage"]) == ("paused", "Vibe check")
    sandbox.company.set_application("app_1", stage=None)
    assert client.get("/applications/app_1")["application"]["stage"] is None


def test_settings_point_here(sandbox: RunningSandbox) -> None:
    """The settings are the variables of the generic adapter."""
    assert sandbox.env["ATS_PROVIDER"] == "generic"
    assert sandbox.env["ATS_BASE_URL"] == sandbox.base_url
    assert sandbox.env["ATS_API_KEY"]
