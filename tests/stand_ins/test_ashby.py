from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.stand_ins.ashby import API_KEY, POWERLESS_KEY, WRONG_KEY, AshbyStandIn, vendor_id
from tests.stand_ins.ashby_client import Client, Row, error
from unified_ats.sandbox import Fault, RateLimit

EVERY_STATUS = ["Draft", "Open", "Closed", "Archived"]


@pytest.fixture
def ashby() -> Iterator[Client]:
    """Run an Ashby of the size that the conformance suite runs."""
    client = Client(jobs=24, candidates=60, rate_limit=False)
    yield client
    client.close()


@pytest.fixture(scope="module")
def large() -> Iterator[Client]:
    """Run an Ashby with more than a page of everything, and every odd form; only to be read."""
    client = Client(jobs=130, candidates=220, rate_limit=False)
    yield client
    client.close()


def test_settings(ashby: Client) -> None:
    """The settings point the generic adapter here, with Ashby's mapping."""
    env = ashby.sandbox.env
    assert env.pop("ATS_MAPPING_FILE").endswith("/examples/mappings/ashby.toml")
    base_url = ashby.sandbox.base_url
    assert env == {"ATS_PROVIDER": "generic", "ATS_BASE_URL": base_url, "ATS_API_KEY": API_KEY}


@pytest.mark.parametrize(
    ("headers", "auth", "status", "code"),
    [
        ({}, None, 401, "missing_api_key"),
        ({"Authorization": f"Bearer {API_KEY}"}, None, 401, "missing_api_key"),
        ({}, ("", API_KEY), 401, "missing_api_key"),
        ({}, (WRONG_KEY, ""), 403, "invalid_api_key"),
        ({}, (POWERLESS_KEY, ""), 403, "missing_endpoint_permission"),
    ],
)
def test_keys(ashby: Client, headers: Row, auth: Any, status: int, code: str) -> None:
    """No key is a 401, a wrong one or one without permission a 403, whatever is called."""
    ashby.session.auth = auth
    for method in ("job.list", "no.such"):
        assert error(ashby.send(method, headers=headers, json={}), status)["code"] == code


def test_methods_paths_and_bodies(ashby: Client) -> None:
    """Only POST with a JSON object is understood, and only methods that there are."""
    assert error(ashby.send("no.such", json={}), 404)
    answer = ashby.send("job.list", verb="GET")
    assert error(answer, 405)
    assert answer.headers["Allow"] == "POST"
    for body in (b"", b"[]", b"{", b'{"limit": NaN}'):
        answer = ashby.send("job.list", data=body, headers={"Content-Type": "application/json"})
        assert error(answer, 400)["code"] == "invalid_input"
    assert error(ashby.send("job.list", data={"limit": 1}), 400)["code"] == "invalid_input"


@pytest.mark.parametrize(
    ("method", "sent"),
    [
        ("job.list", {"limit": 0}),
        ("job.list", {"limit": "10"}),
        ("job.list", {"status": "Open"}),
        ("job.list", {"status": ["open"]}),
        ("job.list", {"updatedAfter": 1772366400000}),
        ("job.list", {"createdAfter": "2026-01-01"}),
        ("application.list", {"status": ["Active"]}),
        ("job.info", {}),
        ("job.info", {"id": 7}),
        ("candidate.search", {}),
        ("candidate.create", {"email": "ada@example.com"}),
        ("candidate.create", {"name": "Ada", "email": "ada"}),
        ("candidate.create", {"name": "Ada", "resumeUrl": "https://example.com/cv"}),
        ("application.create", {"candidateId": "x"}),
    ],
)
def test_wrong_fields_are_refused_within_a_200(ashby: Client, method: str, sent: Row) -> None:
    """A field that is unknown, missing or wrong is `invalid_input`, with the status of success."""
    assert ashby.refused(method, **sent)["code"] == "invalid_input"


def test_what_is_not_there(ashby: Client) -> None:
    """An id of nothing has an error of its own; as a filter it finds nothing."""
    nobody = "3ae2b801-19f6-41ef-ad28-214bd731948f"
    assert ashby.refused("job.info", id=nobody)["code"] == "job_not_found"
    assert ashby.refused("candidate.info", id="x")["code"] == "candidate_not_found"
    assert ashby.refused("application.info", applicationId="x")["code"] == "application_not_found"
    assert ashby.refused("interviewStage.list", interviewPlanId="x")["code"].endswith("not_found")
    assert ashby.refused("file.info", fileHandle="x")["code"] == "file_not_found"
    assert ashby.call("application.list", jobId=nobody)["results"] == []


@pytest.mark.parametrize("limit", [7, 100, 5000, None])
def test_pages_add_up(large: Client, limit: int | None) -> None:
    """Cursors lead to every record once, oldest first, and no page is larger than a hundred."""
    sent = {} if limit is None else {"limit": limit}
    jobs, people = large.company.list_jobs()[0][::-1], large.company.list_candidates()[0][::-1]
    assert large.ids("job.list", status=EVERY_STATUS, **sent) == [vendor_id(each) for each in jobs]
    assert large.ids("candidate.list", **sent) == [vendor_id(each) for each in people]
    applied = large.company.list_applications()[0][::-1]
    assert large.ids("application.list", **sent) == [vendor_id(each) for each in applied]
    assert len(large.call("candidate.list", **sent)["results"]) == min(limit or 100, 100)


def test_cursors_belong_to_their_list(large: Client) -> None:
    """A cursor that was made up, or belongs to another list or other filters, is refused."""
    cursor = large.call("candidate.list", limit=5)["nextCursor"]
    for method, sent in (
        ("candidate.list", {"cursor": cursor + "A"}),
        ("candidate.list", {"cursor": "qA"}),
        ("candidate.list", {"cursor": "é"}),
        ("candidate.list", {"cursor": cursor, "createdAfter": 1}),
        ("application.list", {"cursor": cursor}),
    ):
        assert large.refused(method, **sent)["code"] == "invalid_next_cursor"
    assert large.call("candidate.list", cursor=cursor, limit=50)["results"]


def test_sync_tokens(ashby: Client) -> None:
    """The token of the last page leads to what has changed since, and to nothing else."""
    token = ashby.call("application.list", limit=100)["nextCursor"]
    token = ashby.call("application.list", limit=100, cursor=token)["syncToken"]
    ashby.now += timedelta(minutes=1)
    changed = ashby.company.list_applications()[0][5]
    ashby.company.set_application(changed.id, status="hired")
    page = ashby.call("application.list", syncToken=token)
    assert [row["id"] for row in page["results"]] == [vendor_id(changed)]
    assert page["syncToken"] != token
    for method, sent in (("application.list", "x"), ("candidate.list", token)):
        assert ashby.refused(method, syncToken=sent)["code"] == "sync_token_invalid"


def test_statuses_of_jobs(ashby: Client) -> None:
    """Drafts are listed only when asked for; jobs that wait for approval are drafts."""
    words = {"open": "Open", "closed": "Closed", "archived": "Archived"}
    held = {
        vendor_id(each): words.get(each.status, "Draft") for each in ashby.company.list_jobs()[0]
    }
    shown = {row["id"]: row["status"] for row in ashby.all("job.list", status=EVERY_STATUS)}
    assert shown == held
    assert set(ashby.ids("job.list")) == {key for key, word in held.items() if word != "Draft"}
    for asked in (["Draft"], ["Open", "Closed"]):
        assert {row["status"] for row in ashby.all("job.list", status=asked)} == {*asked}
    since = datetime(2025, 6, 1, tzinfo=UTC)
    newer = ashby.all("job.list", createdAfter=int(since.timestamp() * 1000))
    assert newer
    assert all(row["createdAt"] > "2025-06-01" for row in newer)


def test_a_job(ashby: Client) -> None:
    """A job has null where it has nothing, ids of what it belongs to, and what is expanded."""
    jobs = ashby.all("job.list", status=EVERY_STATUS)
    assert {None} < {row["locationId"] for row in jobs}
    assert {None} < {row["departmentId"] for row in jobs}
    assert not {"location", "openings"} & {key for row in jobs for key in row}
    places, names = ashby.all("location.list"), ashby.all("department.list")
    assert {row["locationId"] for row in jobs} - {None} <= {row["id"] for row in places}
    assert {row["departmentId"] for row in jobs} - {None} <= {row["id"] for row in names}
    [placed] = [row for row in jobs if row["locationId"]][:1]
    found = ashby.call("job.info", id=placed["id"], expand=["location"])["results"]
    assert found.pop("location")["id"] == placed["locationId"]
    assert found == placed
    posts = {row["jobId"]: row for row in ashby.call("jobPosting.list")["results"]}
    assert {*posts} == {row["id"] for row in jobs if row["status"] == "Open"}
    assert all(row["externalLink"].startswith("https://") for row in posts.values())


def test_people(large: Client) -> None:
    """Keys without a value are left out; a résumé is a handle, which leads to an address."""
    people = large.all("candidate.list")
    for key in ("primaryEmailAddress", "primaryPhoneNumber", "resumeFileHandle", "company"):
        assert 0 < sum(key in row for row in people) < len(people)
    [nameless] = [row for row in people if not row["emailAddresses"]][:1]
    assert "primaryEmailAddress" not in nameless
    assert any(len(row["applicationIds"]) > 1 for row in people)
    [paper] = [row["resumeFileHandle"] for row in people if "resumeFileHandle" in row][:1]
    url = large.call("file.info", fileHandle=paper["handle"])["results"]["url"]
    assert url.startswith("https://files.example.com/")


def test_search(large: Client) -> None:
    """A search finds people by their whole address in any case, and by a part of their name."""
    person = large.company.list_candidates()[0][3]
    [found] = large.call("candidate.search", email=person.email.upper())["results"]
    assert found == large.call("candidate.info", id=vendor_id(person))["results"]
    named = large.call("candidate.search", name=person.first_name)["results"]
    assert found in named
    assert large.call("candidate.search", name="nobody", email=person.email)["results"] == []


def test_applications(large: Client) -> None:
    """Who is hired or archived is at the stage of that name, and the reason tells who ended it."""
    held = {vendor_id(each): each for each in large.company.list_applications()[0]}
    words = {"rejected": "Archived", "withdrawn": "Archived", "hired": "Hired", "active": "Active"}
    for row in large.all("application.list"):
        record, stage, reason = held[row["id"]], row["currentInterviewStage"], row["archiveReason"]
        assert row["status"] == words[record.status]
        assert (stage is None) == (record.status == "active" and record.stage_id is None)
        if record.status != "active":
            assert stage["type"] == stage["title"] == row["status"]
        ended_by = {"rejected": "RejectedByOrg", "withdrawn": "RejectedByCandidate"}
        assert (reason and reason["reasonType"]) == ended_by.get(record.status)
        assert ("archivedAt" in row) == (row["status"] == "Archived")
    for status in ("Active", "Archived", "Hired"):
        assert {row["status"] for row in large.all("application.list", status=status)} == {status}
    assert large.all("application.list", status="Lead") == []
    job_id = vendor_id(large.company.list_jobs(status=["open"])[0][0])
    assert {row["job"]["id"] for row in large.all("application.list", jobId=job_id)} == {job_id}


def test_where_names_live(ashby: Client) -> None:
    """Plans, stages, reasons and sources are listed, with the words that records refer to."""
    [plan] = ashby.all("interviewPlan.list")
    stages = ashby.call("interviewStage.list", interviewPlanId=plan["id"])["results"]
    assert [stage["orderInInterviewPlan"] for stage in stages] == [*range(len(stages))]
    assert [stage["type"] for stage in stages][:2] == ["Lead", "PreInterviewScreen"]
    assert [stage["type"] for stage in stages][-3:] == ["Offer", "Hired", "Archived"]
    rows = ashby.all("application.list")
    used = {row["currentInterviewStage"]["id"] for row in rows if row["currentInterviewStage"]}
    assert used <= {stage["id"] for stage in stages}
    reasons = {row["archiveReason"]["id"] for row in rows if row["archiveReason"]}
    assert reasons <= {*ashby.ids("archiveReason.list", limit=2)}
    sources = {row["source"]["id"] for row in rows if row["source"]}
    assert sources == {row["id"] for row in ashby.call("source.list")["results"]}


def test_limits_and_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand requests a minute pass; limits and failures have Ashby's form."""
    assert AshbyStandIn.rate_limit == RateLimit(requests=1000, seconds=60)
    monkeypatch.setattr(AshbyStandIn, "rate_limit", RateLimit(requests=5, seconds=60))
    client = Client(jobs=1, candidates=1)
    answers = [client.send("source.list", json={}) for _ in range(6)]
    assert [each.status_code for each in answers] == [200] * 5 + [429]
    assert error(answers[-1], 429)["code"] == "rate_limit_exceeded"
    assert answers[-1].headers["Retry-After"] == "60"
    client.now += timedelta(minutes=1)
    client.sandbox.faults.add(Fault.UNAVAILABLE)
    assert error(client.send("source.list", json={}), 503)["code"] == "service_unavailable"
    client.close()
