from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.stand_ins.teamtailor import API_KEY, POWERLESS_KEY, VERSION, WRONG_KEY, vendor_id
from tests.stand_ins.teamtailor_client import Client, Row, error
from unified_ats.sandbox import Fault


@pytest.fixture
def teamtailor() -> Iterator[Client]:
    """Run a Teamtailor of the size that the conformance suite runs."""
    client = Client(jobs=24, candidates=60, rate_limit=False)
    yield client
    client.close()


@pytest.fixture(scope="module")
def large() -> Iterator[Client]:
    """Run a Teamtailor with several pages and every odd form; only to be read."""
    client = Client(jobs=50, candidates=220, rate_limit=False)
    yield client
    client.close()


def test_settings(teamtailor: Client) -> None:
    """The settings point the generic adapter here, with Teamtailor's mapping."""
    env = teamtailor.sandbox.env
    assert env.pop("ATS_MAPPING_FILE").endswith("/examples/mappings/teamtailor.toml")
    base_url = teamtailor.sandbox.base_url
    assert env.pop("ATS_PROVIDER") == "generic"
    assert env == {"ATS_BASE_URL": f"{base_url}/v1", "ATS_API_KEY": API_KEY}


@pytest.mark.parametrize("version", [None, "", "v1", "20161107", "20249999", "2024-09-04"])
def test_the_version_comes_first(teamtailor: Client, version: str | None) -> None:
    """Without a version that there is, it is a 406 that tells the current one, whatever the key."""
    headers = {"X-Api-Version": version, "Authorization": None}
    answer = teamtailor.send("GET", "jobs", headers=headers)
    assert answer.json() == {
        "errors": [
            {
                "status": 406,
                "title": "Invalid/Missing API Version",
                "detail": "Please provide a correct API version in the X-Api-Version header. "
                f"Current version is: {VERSION}",
            }
        ]
    }
    assert answer.status_code == 406
    assert teamtailor.send("GET", "jobs", headers={"X-Api-Version": "20161108"}).ok


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (None, 401),
        (f"Bearer {API_KEY}", 401),
        (f"Token {API_KEY}", 401),
        (f"Token token={WRONG_KEY}", 401),
        (f"Token token={POWERLESS_KEY}", 403),
    ],
)
def test_keys(teamtailor: Client, header: str | None, status: int) -> None:
    """A key that is missing or wrong is a 401, and one whose scope is too small a 403."""
    for path in ("jobs", "nowhere"):
        answer = teamtailor.send("GET", path, headers={"Authorization": header})
        assert error(answer, status)["code"] == str(status)


def test_paths_methods_and_ids(teamtailor: Client) -> None:
    """What there is not is a 404, a method that a path has not a 405."""
    for path in ("nowhere", "jobs/x", "jobs/1", "jobs/7001/nothing", "jobs/130001", "jobs/a%2Fb"):
        assert error(teamtailor.send("GET", path), 404)["code"] == "404"
    answer = teamtailor.send("DELETE", "candidates/130001")
    assert error(answer, 405)
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("path", "params", "code"),
    [
        ("jobs", {"status": "all"}, "105"),
        ("jobs", {"filter[status]": ["all", "draft"]}, "105"),
        ("jobs/7001", {"page[size]": 1}, "105"),
        ("jobs", {"page[limit]": 5}, "105"),
        ("jobs", {"page[size]": 31}, "118"),
        ("jobs", {"page[size]": 0}, "118"),
        ("jobs", {"page[number]": "two"}, "118"),
        ("jobs", {"filter[status]": "open"}, "107"),
        ("jobs", {"filter[updated-at][from]": "yesterday"}, "107"),
        ("jobs", {"filter[email]": "a@example.com"}, "102"),
        ("job-applications", {"filter[job-id]": "7001"}, "102"),
        ("job-applications", {"filter[updated-at]": "2026-01-01"}, "102"),
        ("jobs", {"include": "salary"}, "112"),
        ("job-applications", {"include": "job.salary"}, "112"),
        ("jobs", {"sort": "salary"}, "114"),
        ("jobs", {"fields[salaries]": "amount"}, "101"),
    ],
)
def test_wrong_parameters(teamtailor: Client, path: str, params: Row, code: str) -> None:
    """A parameter that is unknown or wrong is a 400 with its own code."""
    assert error(teamtailor.send("GET", path, params=params), 400)["code"] == code


@pytest.mark.parametrize("size", [7, 30, None])
def test_pages_add_up(large: Client, size: int | None) -> None:
    """Links lead to every record once, in pages of ten unless the size is given."""
    params: dict[str, Any] = {} if size is None else {"page[size]": size}
    people, applied = large.company.list_candidates()[0], large.company.list_applications()[0]
    assert large.ids("candidates", **params) == [vendor_id(each) for each in reversed(people)]
    in_order = [vendor_id(each) for each in reversed(applied)]
    assert large.ids("job-applications", **params) == in_order
    jobs = large.ids("jobs", **params, **{"filter[status]": "all"})
    assert sorted(jobs) == sorted(vendor_id(each) for each in large.company.list_jobs()[0])
    page = large.get("candidates", **params)
    assert len(page["data"]) == (size or 10)
    assert page["meta"]["page-count"] == -(-220 // (size or 10))
    assert page["links"].keys() == {"first", "next", "last"}
    last = large.get(page["links"]["last"])
    assert last["links"].keys() == {"first", "prev", "last"}
    beyond = large.get("candidates", **{"page[number]": 1000})
    assert (beyond["data"], "next" in beyond["links"]) == ([], False)


def test_statuses_of_jobs(large: Client) -> None:
    """Jobs are published ones unless asked otherwise; what ran out is still `open`."""
    jobs = large.all("jobs", **{"filter[status]": "all"})
    words = {row["id"]: row["attributes"]["human-status"] for row in jobs}
    held = {vendor_id(each): each.status for each in large.company.list_jobs()[0]}
    meant = {"closed": "expired", "draft": "draft", "pending": "scheduled", "archived": "archived"}
    for key, word in words.items():
        assert word in {meant.get(held[key], "published"), "unlisted"}
    assert {"unlisted"} <= {*words.values()}
    assert {row["attributes"]["status"] for row in jobs} == {
        "open",
        "draft",
        "archived",
        "unlisted",
    }
    assert set(large.ids("jobs")) == {key for key, word in words.items() if word == "published"}
    for word in ("unlisted", "archived", "draft", "scheduled"):
        found = large.ids("jobs", **{"filter[status]": word})
        assert set(found) == {key for key, at in words.items() if at == word}
    assert large.all("jobs", **{"filter[feed]": "internal"}) == []


def test_filters(large: Client) -> None:
    """Addresses match in any case, times from and to, and applications by job and type of stage."""
    person = large.company.list_candidates()[0][3]
    assert large.ids("candidates", **{"filter[email]": person.email.upper()}) == [vendor_id(person)]
    assert large.ids("candidates", **{"filter[email]": "nobody@example.com"}) == []
    applications = large.company.list_applications()[0]
    moment = applications[40].updated_at
    newer = large.ids("job-applications", **{"filter[updated-at][from]": moment.isoformat()})
    assert set(newer) == {vendor_id(each) for each in applications if each.updated_at >= moment}
    older = large.ids("job-applications", **{"filter[created-at][to]": "2025-06-01"})
    assert 0 < len(older) < len(applications)
    job_id = vendor_id(large.company.list_jobs(status=["open"])[0][0])
    of_job = {
        vendor_id(each) for each in applications if vendor_id(_job(large, each.job_id)) == job_id
    }
    assert set(large.ids("job-applications", **{"filter[job]": job_id})) == of_job
    hired = large.ids("job-applications", **{"filter[stage-type]": "Hired"})
    assert set(hired) == {vendor_id(each) for each in applications if each.status == "hired"}
    latest = large.get("job-applications", sort="-changed_stage_at", **{"page[size]": 5})["data"]
    times = [row["attributes"]["changed-stage-at"] for row in latest]
    assert times == sorted(times, reverse=True)


def _job(client: Client, company_id: str) -> Any:
    return client.company.get_job(company_id)


def test_includes(large: Client) -> None:
    """What is included comes once, and only then a relation tells who the other is."""
    plain = large.get("job-applications")["data"][0]
    assert not any("data" in each for each in plain["relationships"].values())
    include = "candidate,job.department,stage,reject-reason"
    page = large.get("job-applications", include=include, **{"page[size]": 30})
    included = {(row["type"], row["id"]): row for row in page["included"]}
    assert len(included) == len(page["included"])
    for row in page["data"]:
        linked = {name: each["data"] for name, each in row["relationships"].items()}
        assert {name for name, other in linked.items() if other is None} <= {
            "stage",
            "reject-reason",
        }
        assert all((at["type"], at["id"]) in included for at in linked.values() if at)
    assert "departments" in {kind for kind, _ in included}
    only = {"fields[candidates]": "email", "fields[job-applications]": "candidate"}
    row = large.get("job-applications", include="candidate", **only)
    assert row["included"][0]["attributes"].keys() == {"email"}
    assert (row["data"][0]["attributes"], [*row["data"][0]["relationships"]]) == ({}, ["candidate"])


def test_links_lead_somewhere(teamtailor: Client) -> None:
    """Every link of a resource answers: to others, to their ids, and to itself."""
    for path in ("jobs/7001", "candidates/130001", "job-applications/500001", "stages/700101"):
        row = teamtailor.get(path)["data"]
        assert teamtailor.get(row["links"]["self"])["data"] == row
        for links in (each["links"] for each in row["relationships"].values()):
            others = teamtailor.get(links["related"])["data"]
            linkage = teamtailor.get(links["self"])["data"]
            if isinstance(others, list):
                assert {each["id"] for each in others} <= {each["id"] for each in linkage}
            else:
                assert (others and others["id"]) == (linkage and linkage["id"])


def test_how_applications_end(large: Client) -> None:
    """`rejected-at` says that it ended, the reason who ended it, and the stage who was hired."""
    held = {vendor_id(each): each for each in large.company.list_applications()[0]}
    page = large.get("job-applications", include="stage,reject-reason", **{"page[size]": 30})
    rows, included = [*page["data"]], [*page["included"]]
    while "next" in page["links"]:
        page = large.get(page["links"]["next"])
        rows, included = rows + page["data"], included + page["included"]
    known = {(each["type"], each["id"]): each["attributes"] for each in included}
    by_company = {"rejected": True, "withdrawn": False}
    for row in rows:
        status = held[row["id"]].status
        others = {name: row["relationships"][name]["data"] for name in ("stage", "reject-reason")}
        reason, stage = others["reject-reason"], others["stage"]
        assert bool(row["attributes"]["rejected-at"]) == bool(reason) == (status in by_company)
        if reason:
            told = known["reject-reasons", reason["id"]]
            assert told["rejected-by-company"] is by_company[status]
        is_hired = stage is not None and known["stages", stage["id"]]["stage-type"] == "Hired"
        assert is_hired == (status == "hired")
    assert {each.status for each in held.values()} == {"active", "hired", *by_company}


def test_odd_forms(large: Client) -> None:
    """There are people without address, telephone or last name, and jobs that are nowhere."""
    people = [row["attributes"] for row in large.all("candidates")]
    assert {None, ""} <= {each["phone"] for each in people}
    assert {None} < {each["email"] for each in people}
    assert {None} < {each["last-name"] for each in people}
    assert {None} < {each["resume"] for each in people}
    jobs = large.get("jobs", include="department,location", **{"page[size]": 30})["data"]
    for name in ("department", "location"):
        assert None in [row["relationships"][name]["data"] for row in jobs]
    urls = [row["links"]["careersite-job-url"] for row in large.all("jobs")]
    assert all(url.startswith("https://careers.example.com/") for url in urls)


def test_where_names_live(teamtailor: Client) -> None:
    """Departments, locations, users and reasons are listed, and the stages of each job."""
    assert len(teamtailor.all("departments")) == 9
    assert {row["attributes"]["city"] for row in teamtailor.all("locations")} >= {"Berlin"}
    assert len(teamtailor.all("users")) == 9
    assert len(teamtailor.all("reject-reasons")) == 7
    stages = teamtailor.all("stages", **{"page[size]": 30})
    assert len(stages) == 24 * 6
    own = teamtailor.all("jobs/7003/stages")
    assert [row["attributes"]["stage-type"] for row in own][::5] == ["Inbox", "Hired"]
    assert {row["id"] for row in own} < {row["id"] for row in stages}


def test_limits_and_failures() -> None:
    """Fifty requests in ten seconds pass, and headers tell how the limit stands."""
    client = Client(jobs=1, candidates=1)
    answers = [client.send("GET", "jobs") for _ in range(51)]
    assert [each.status_code for each in answers] == [200] * 50 + [429]
    assert error(answers[-1], 429)["title"] == "Too many requests"
    told = {"X-Rate-Limit-Limit": "50", "X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": "10"}
    assert told.items() <= answers[-1].headers.items()
    assert "Retry-After" not in answers[-1].headers
    client.now += timedelta(seconds=10)
    client.sandbox.faults.add(Fault.SERVER_ERROR)
    assert error(client.send("GET", "jobs"), 500)["code"] == "500"
    client.close()
