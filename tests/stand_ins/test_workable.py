from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.stand_ins.workable import (
    API_KEY,
    FORBIDDEN_KEY,
    WRONG_KEY,
    WorkableStandIn,
    vendor_id,
)
from tests.stand_ins.workable.client import Workable, error
from unified_ats.sandbox import launch

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PERSON = {"firstname": "Wilhelmina", "lastname": "Stork", "email": "w.stork@example.com"}


@pytest.fixture
def workable() -> Iterator[Workable]:
    """Run a small account without a limit."""
    with launch(WorkableStandIn, jobs=24, candidates=60, rate_limit=False) as running:
        client = Workable(running)
        with client.session:
            yield client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": f"Bearer {WRONG_KEY}"}, 401),
        ({"Authorization": API_KEY}, 401),
        ({"Authorization": f"Bearer {FORBIDDEN_KEY}"}, 403),
    ],
)
def test_a_token_is_wanted(workable: Workable, headers: dict[str, str], status: int) -> None:
    """Without the account token nothing is answered, existing or not."""
    for path in ("jobs", "nowhere"):
        url = f"{workable.running.base_url}/spi/v3/{path}"
        error(requests.get(url, headers=headers, timeout=5), status)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nowhere", 404),
        ("GET", "jobs/no-such-job", 404),
        ("GET", "jobs/no-such-job/candidates", 404),
        ("GET", "candidates/no-such-candidate", 404),
        ("POST", "candidates", 405),
        ("DELETE", "jobs", 405),
    ],
)
def test_what_is_not_there(workable: Workable, method: str, path: str, status: int) -> None:
    """An unknown path or record is a 404, another method a 405."""
    error(workable(method, path), status)


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("jobs", {"limit": "101"}),
        ("jobs", {"limit": "0"}),
        ("jobs", {"page": "2"}),
        ("jobs", {"state": "open"}),
        ("jobs", {"since_id": "no hex"}),
        ("jobs", {"updated_after": "yesterday"}),
        ("jobs", {"updated_after": "2026-01-01T00:00:00"}),
        ("jobs", {"include_fields": "salary"}),
        ("candidates", {"state": "published"}),
        ("candidates", {"stage": "no-such-stage"}),
    ],
)
def test_wrong_parameters(workable: Workable, path: str, params: dict[str, str]) -> None:
    """A parameter that is unknown or out of its range is refused by name."""
    assert set(error(workable("GET", path, params=params), 422)) == set(params)


@pytest.mark.parametrize("size", [1, 7, 50, 100])
def test_pages_lead_to_the_end(workable: Workable, size: int) -> None:
    """The addresses of next pages stay on the host, and lead to every record once, by its age."""
    first = workable.get("candidates", limit=size)
    assert len(first["candidates"]) == size
    following = urlsplit(first["paging"]["next"])
    assert f"{following.scheme}://{following.netloc}" == workable.running.base_url
    found = [row["id"] for row in workable.walk("candidates", limit=size)]
    everyone = workable.company.list_applications()[0]
    assert found == [vendor_id(each) for each in sorted(everyone, key=lambda each: each.seq)]
    assert len(workable.get("candidates")["candidates"]) == 50


def test_candidates_of_a_job(workable: Workable) -> None:
    """Who applied to several jobs is a candidate in each; both lists show those of one job."""
    by_email = Counter(row["email"] for row in workable.walk("candidates"))
    email, times = by_email.most_common(1)[0]
    assert times > 1
    mine = workable.get("candidates", email=email.upper())["candidates"]
    assert len({row["id"] for row in mine}) == len({row["job"]["shortcode"] for row in mine})
    assert len(mine) == times
    code = mine[0]["job"]["shortcode"]
    there = workable.walk(f"jobs/{code}/candidates", limit=3)
    assert there == workable.walk("candidates", shortcode=code, limit=9)
    assert {row["job"]["shortcode"] for row in there} == {code}


def test_jobs(workable: Workable) -> None:
    """Jobs show Workable's states; long texts come when asked for, or with the one job."""
    jobs = workable.walk("jobs", limit=10)
    held = sorted(workable.company.list_jobs()[0], key=lambda job: job.seq)
    assert [row["shortcode"] for row in jobs] == [vendor_id(job) for job in held]
    assert {row["state"] for row in jobs} == {"published", "closed", "draft", "archived"}
    assert {row["location"]["city"] for row in jobs} > {None}
    assert all("description" not in row and "employment_type" not in row for row in jobs)
    [told] = workable.get("jobs", limit=1, include_fields="description")["jobs"]
    whole = workable.get(f"jobs/{told['shortcode']}")
    assert whole["description"] == told["description"]
    assert whole["employment_type"] == "Full-time"


def test_times_narrow_a_list(workable: Workable) -> None:
    """ISO 8601 and Unix time both narrow a list, and survive to the next page."""
    jobs = workable.walk("jobs")
    moment = sorted(datetime.fromisoformat(row["updated_at"]) for row in jobs)[-6]
    newer = {row["id"] for row in jobs if datetime.fromisoformat(row["updated_at"]) > moment}
    for sent in (moment.strftime("%Y%m%dT%H%M%SZ"), str(int(moment.timestamp()))):
        found = {row["id"] for row in workable.walk("jobs", updated_after=sent, limit=2)}
        assert newer <= found
        assert len(found) < len(jobs)


def test_outcomes(workable: Workable) -> None:
    """Hired shows in stage and date, turned down and withdrawn in flags, in lists as in details."""
    for each in workable.company.list_applications()[0]:
        one = workable.get(f"candidates/{vendor_id(each)}")["candidate"]
        assert (one["stage_kind"] == "hired") == (each.status == "hired")
        assert (one["hired_at"] is not None) == (each.status == "hired")
        assert one["disqualified"] == (each.status in {"rejected", "withdrawn"})
        assert one["withdrew"] == (each.status == "withdrawn")
    listed = workable.walk("candidates")
    assert {row.get("withdrew") for row in listed} == {None, True}
    assert all(row["disqualified"] for row in listed if row.get("withdrew"))


def test_a_created_candidate_is_there(workable: Workable) -> None:
    """Who is created comes back whole, is listed at once, and begins among the sourced."""
    code = workable.live
    sent = {**PERSON, "phone": "+1 555 0199", "summary": "Likes storks", "tags": ["bird"]}
    answer = workable.create(code, candidate=sent)
    assert answer.status_code == 201
    assert answer.json()["status"] == "created"
    made = answer.json()["candidate"]
    assert made.items() >= sent.items()
    assert (made["stage_kind"], made["sourced"], made["outlet"]) == ("sourced", True, "SPI")
    assert workable.get(f"candidates/{made['id']}") == {"candidate": made}
    assert made["id"] in [row["id"] for row in workable.walk("candidates", shortcode=code)]
    [person], _ = workable.company.list_candidates(email=PERSON["email"])
    [applied], _ = workable.company.list_applications(candidate_id=person.id)
    assert vendor_id(applied) == made["id"]


@pytest.mark.parametrize(
    ("stage", "flags", "kind"),
    [
        (None, {"sourced": False}, "applied"),
        (None, {"sourced": True}, "sourced"),
        ("phone-screen", {}, "phone-screen"),
    ],
)
def test_where_a_candidate_begins(
    workable: Workable, stage: str | None, flags: dict[str, bool], kind: str
) -> None:
    """The flag says whether somebody was sourced or applied, and a stage wins over it."""
    made = workable.create(workable.live, stage=stage, candidate=PERSON, **flags).json()
    assert made["candidate"]["stage_kind"] == kind
    assert made["candidate"]["sourced"] is flags.get("sourced", True)


def test_a_known_address(workable: Workable) -> None:
    """An address is refused twice in one job, and is another candidate in another job."""
    one, two = [row["shortcode"] for row in workable.get("jobs", state="published")["jobs"][:2]]
    first = workable.create(one, candidate=PERSON).json()["candidate"]
    again = workable.create(one, candidate={**PERSON, "email": PERSON["email"].upper()})
    assert error(again, 422) == {"email": ["candidate already exists"]}
    second = workable.create(two, candidate=PERSON).json()["candidate"]
    assert first["id"] != second["id"]
    assert len(workable.get("candidates", email=PERSON["email"])["candidates"]) == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "candidate"),
        ({"candidate": "Wilhelmina"}, "candidate"),
        ({"candidate": {"name": "Wilhelmina"}}, "email"),
        ({"candidate": {"email": "w.stork@example.com"}}, "name"),
        ({"candidate": {"email": "w.stork@example.com", "firstname": "W"}}, "name"),
        ({"candidate": {**PERSON, "email": "nobody"}}, "email"),
        ({"candidate": {**PERSON, "nickname": "W"}}, "nickname"),
        ({"candidate": {**PERSON, "resume_url": "a file"}}, "resume_url"),
        ({"candidate": PERSON, "sourced": "no"}, "sourced"),
        ({"candidate": PERSON, "job": "x"}, "job"),
    ],
)
def test_wrong_candidates(workable: Workable, body: dict[str, Any], field: str) -> None:
    """A candidate that lacks something, or has what there is not, is refused and not created."""
    assert set(error(workable.create(workable.live, **body), 422)) == {field}
    assert workable.company.list_candidates(email=PERSON["email"])[1] == 0


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ("candidate=x", "application/x-www-form-urlencoded", 415),
    ],
)
def test_broken_bodies(workable: Workable, body: str, content_type: str, status: int) -> None:
    """A body that is no JSON object is refused."""
    path, headers = f"jobs/{workable.live}/candidates", {"Content-Type": content_type}
    error(workable("POST", path, data=body, headers=headers), status)
    error(workable.create("no-such-job", candidate=PERSON), 404)


def test_words(workable: Workable) -> None:
    """Stages come in an envelope and cover every candidate; two other lists are bare arrays."""
    code = workable.live
    stages = workable.get("stages")["stages"]
    assert workable.get(f"jobs/{code}/stages")["stages"] == stages
    assert [stages[0]["kind"], stages[-1]["kind"]] == ["sourced", "hired"]
    named = {stage["name"]: stage["kind"] for stage in stages}
    for row in workable.walk("candidates"):
        assert named[row["stage"]] == row["stage_kind"]
    departments = {row["name"] for row in workable.get("departments")}
    assert {row["department"] for row in workable.walk("jobs")} <= departments | {None}
    assert workable.get("disqualification_reasons")[-1]["candidate_withdrew"]
    assert workable.get("members")["members"]


def test_the_limit() -> None:
    """Ten requests pass in ten seconds; the next is told when the interval ends, in Unix time."""
    with (
        launch(WorkableStandIn, jobs=2, candidates=2, clock=lambda: NOW) as running,
        requests.Session() as session,
    ):
        session.headers["Authorization"] = f"Bearer {API_KEY}"
        url = f"{running.base_url}/spi/v3/stages"
        answers = [session.get(url, timeout=5) for _ in range(11)]
        assert [each.status_code for each in answers] == [200] * 10 + [429]
        assert answers[0].headers["X-Rate-Limit-Remaining"] == "9"
        assert answers[-1].headers["X-Rate-Limit-Limit"] == "10"
        reset = (NOW + timedelta(seconds=10)).timestamp()
        assert int(answers[-1].headers["X-Rate-Limit-Reset"]) == reset
        assert "Retry-After" not in answers[-1].headers
        error(answers[-1], 429)
