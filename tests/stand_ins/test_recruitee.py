from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from tests.stand_ins.recruitee import (
    API_KEY,
    COMPANY_ID,
    FORBIDDEN_KEY,
    SUBDOMAIN,
    WRONG_KEY,
    RecruiteeStandIn,
    vendor_id,
)
from tests.stand_ins.recruitee.client import Recruitee, error
from unified_ats.sandbox import launch

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PERSON = {"name": "Wilhelmina Stork", "emails": ["w.stork@example.com"]}


@pytest.fixture
def recruitee() -> Iterator[Recruitee]:
    """Run a small company without a limit."""
    with launch(RecruiteeStandIn, jobs=24, candidates=60, rate_limit=False) as running:
        client = Recruitee(running)
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
def test_a_token_is_wanted(recruitee: Recruitee, headers: dict[str, str], status: int) -> None:
    """Without the personal token nothing is answered, existing or not."""
    for path in ("offers", "nowhere"):
        url = f"{recruitee.running.base_url}/c/{COMPANY_ID}/{path}"
        assert error(requests.get(url, headers=headers, timeout=5), status)


def test_a_path_names_the_company(recruitee: Recruitee) -> None:
    """The number and the subdomain are the same company; the token is for no other one."""
    assert recruitee("GET", "offers", company=SUBDOMAIN).json() == recruitee.get("offers")
    assert error(recruitee("GET", "offers", company="1"), 403)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nowhere", 404),
        ("GET", "offers/1", 404),
        ("GET", "offers/no-such-offer", 404),
        ("GET", "candidates/1", 404),
        ("GET", "candidates?offer_id=1", 404),
        ("GET", "pipeline_templates/1", 404),
        ("DELETE", "offers", 405),
    ],
)
def test_what_is_not_there(recruitee: Recruitee, method: str, path: str, status: int) -> None:
    """An unknown path or record is a 404, another method a 405."""
    assert error(recruitee(method, path), status)


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("offers", {"limit": "5"}),
        ("offers", {"scope": "published"}),
        ("offers", {"view_mode": "full"}),
        ("candidates", {"limit": "0"}),
        ("candidates", {"offset": "-1"}),
        ("candidates", {"email": "w.stork@example.com"}),
        ("candidates", {"qualified": "yes"}),
        ("candidates", {"created_after": "2026-01-01T00:00:00Z"}),
        ("candidates", {"ids": "1,two"}),
        ("candidates", {"sort": "by_name"}),
    ],
)
def test_wrong_parameters(recruitee: Recruitee, path: str, params: dict[str, str]) -> None:
    """A parameter that is unknown or out of its range is refused by name."""
    [message] = error(recruitee("GET", path, params=params), 422)
    assert message.lower().startswith(next(iter(params)))


def test_offers(recruitee: Recruitee) -> None:
    """All offers come at once; scopes and modes show fewer, and less of each."""
    offers = recruitee.get("offers")["offers"]
    held = recruitee.company.list_jobs()[0]
    assert [str(row["id"]) for row in offers] == [vendor_id(job) for job in held]
    words = {"published", "internal", "closed", "draft", "archived"}
    assert {row["status"] for row in offers} == words
    shown = {
        scope: {row["status"] for row in recruitee.get("offers", scope=scope)["offers"]}
        for scope in ("active", "archived", "not_archived")
    }
    assert shown["active"] == {"published", "internal", "closed"}
    assert shown["archived"] == {"archived"}
    assert shown["not_archived"] == words - {"archived"}
    assert recruitee.get("offers", kind="talent_pool")["offers"] == []
    brief = recruitee.get("offers", view_mode="brief")["offers"][0]
    assert set(brief) == {"id", "title", "status", "kind"}
    whole = recruitee.get(f"offers/{brief['id']}")["offer"]
    assert whole.items() >= offers[0].items()
    assert whole["description"]


@pytest.mark.parametrize("size", [1, 7, 60, 100])
def test_offsets_lead_to_the_end(recruitee: Recruitee, size: int) -> None:
    """Stretches add up to all candidates, the newest first; without a limit all come at once."""
    held = [vendor_id(person) for person in recruitee.company.list_candidates()[0]]
    found: list[str] = []
    while page := recruitee.candidates(limit=size, offset=len(found)):
        found += [str(row["id"]) for row in page]
    assert found == held
    assert [str(row["id"]) for row in recruitee.candidates()] == held


def test_candidates_of_an_offer(recruitee: Recruitee) -> None:
    """An offer's candidates come with all their placements, and with what the ids in them mean."""
    offer = recruitee.live
    page = recruitee.get("candidates", offer_id=offer)
    meant = {(row["type"], row["id"]) for row in page["references"]}
    placements = [each for row in page["candidates"] for each in row["placements"]]
    here = {str(each["id"]) for each in placements if each["offer_id"] == offer}
    [job] = [job for job in recruitee.company.list_jobs()[0] if vendor_id(job) == str(offer)]
    applied = recruitee.company.list_applications(job_id=job.id)[0]
    assert here == {vendor_id(each) for each in applied}
    assert len(placements) > len(here)
    for each in placements:
        assert {("Offer", each["offer_id"]), ("Stage", each["stage_id"])} <= meant


def test_filters(recruitee: Recruitee) -> None:
    """Ids, times, words and outcomes narrow the list of candidates."""
    everyone = recruitee.candidates()
    three = [row["id"] for row in everyone[3:6]]
    found = recruitee.candidates(ids=",".join(map(str, three)))
    assert [row["id"] for row in found] == three
    moment = everyone[10]["created_at"][:16]
    newer = recruitee.candidates(created_after=moment)
    assert 10 <= len(newer) <= 11
    assert everyone[0] in recruitee.candidates(query=everyone[0]["name"].upper())
    out, still = recruitee.candidates(disqualified="true"), recruitee.candidates(qualified="1")
    assert all(any("disqualify_kind" in each for each in row["placements"]) for row in out)
    assert 0 < len(out) < len(everyone)
    assert 0 < len(still) < len(everyone)
    assert recruitee.candidates(with_messages="true") == []


def test_outcomes(recruitee: Recruitee) -> None:
    """Hired shows in stage and date; turned down and withdrawn show in what they were out for."""
    stages = recruitee.get("pipeline_templates")["pipeline_templates"][0]["stages"]
    categories = {stage["id"]: stage["category"] for stage in stages}
    placements = {
        str(each["id"]): each for row in recruitee.candidates() for each in row["placements"]
    }
    kinds = {"rejected": "admin", "withdrawn": "candidate"}
    for each in recruitee.company.list_applications()[0]:
        row = placements[vendor_id(each)]
        hired = each.status == "hired"
        assert (row["hired_at"] is not None) == hired
        assert (categories[row["stage_id"]] == "hire") == hired
        assert row.get("disqualify_kind") == kinds.get(each.status)


def test_a_created_candidate_is_there(recruitee: Recruitee) -> None:
    """Who is created comes back whole, is listed first, and is placed in every offer sent."""
    offer = recruitee.live
    other = recruitee.get("offers")["offers"][0]["id"]
    sent = {**PERSON, "phones": ["+1 555 0199"], "tags": ["bird"], "cover_letter": "Dear all"}
    answer = recruitee.create(candidate=sent, offers=[offer], offer_id=other)
    assert answer.status_code == 201
    made = answer.json()["candidate"]
    assert made.items() >= sent.items()
    assert [each["offer_id"] for each in made["placements"]] == [offer, other]
    assert recruitee.get(f"candidates/{made['id']}") == answer.json()
    listed = recruitee.candidates(limit=1)[0]
    assert made.items() >= listed.items()
    [person], _ = recruitee.company.list_candidates(email=PERSON["emails"][0])
    assert vendor_id(person) == str(made["id"])


def test_little_is_enough(recruitee: Recruitee) -> None:
    """A name is all that a candidate needs; there is no e-mail, phone or placement then."""
    made = recruitee.create(candidate={"name": "Prasetyo"}).json()["candidate"]
    assert (made["name"], made["emails"], made["phones"]) == ("Prasetyo", [], [])
    assert (made["placements"], made["duplicates"]) == ([], [])
    assert recruitee.candidates(limit=1)[0]["emails"] == []


def test_a_known_address(recruitee: Recruitee) -> None:
    """A known address makes another candidate, who shows the first as a duplicate."""
    offer = recruitee.live
    first = recruitee.create(candidate=PERSON, offers=[offer]).json()["candidate"]
    second = recruitee.create(candidate=PERSON, offers=[offer]).json()["candidate"]
    assert second["duplicates"] == [first["id"]]
    assert recruitee.company.list_candidates(email=PERSON["emails"][0])[1] == 2


def test_placing(recruitee: Recruitee) -> None:
    """A candidate is placed at the stage of those who apply, and once in an offer."""
    person = recruitee.create(candidate=PERSON).json()["candidate"]["id"]
    body = {"candidate_id": person, "offer_id": recruitee.live}
    placed = recruitee("POST", "placements", json=body)
    assert placed.status_code == 201
    made = placed.json()["placement"]
    assert made.items() >= body.items()
    assert recruitee.get(f"candidates/{person}")["candidate"]["placements"] == [made]
    again = recruitee("POST", "placements", json=body)
    assert error(again, 422) == ["Candidate has already been taken"]
    assert error(recruitee("POST", "placements", json=body | {"candidate_id": 1}), 404)
    assert error(recruitee("POST", "placements", json=body | {"offer_id": 1}), 422)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "Candidate is required"),
        ({"candidate": "Wilhelmina"}, "Candidate must be an object"),
        ({"candidate": {"emails": []}}, "Name is required"),
        ({"candidate": {**PERSON, "emails": ["nobody"]}}, "Emails must be an e-mail address"),
        ({"candidate": {**PERSON, "emails": "w@example.com"}}, "Emails must be a list"),
        ({"candidate": {**PERSON, "email": "w@example.com"}}, "Email is not a field here"),
        ({"candidate": PERSON, "offers": [1]}, "Offer is invalid"),
        ({"candidate": PERSON, "offers": ["1180001"]}, "Offers must be a whole number"),
    ],
)
def test_wrong_candidates(recruitee: Recruitee, body: dict[str, Any], message: str) -> None:
    """A candidate that lacks something, or has what there is not, is refused and not created."""
    held = recruitee.company.list_candidates()[1]
    assert error(recruitee.create(**body), 422) == [message]
    assert recruitee.company.list_candidates()[1] == held


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ("candidate=x", "application/x-www-form-urlencoded", 415),
    ],
)
def test_broken_bodies(recruitee: Recruitee, body: str, content_type: str, status: int) -> None:
    """A body that is no JSON object is refused."""
    headers = {"Content-Type": content_type}
    assert error(recruitee("POST", "candidates", data=body, headers=headers), status)


def test_words(recruitee: Recruitee) -> None:
    """Departments, stages and reasons name what offers and placements mention."""
    departments = {row["id"]: row["name"] for row in recruitee.get("departments")["departments"]}
    for offer in recruitee.get("offers")["offers"]:
        assert departments.get(offer["department_id"]) == offer["department"]
    reasons = {row["name"] for row in recruitee.get("disqualify_reasons")["disqualify_reasons"]}
    placements = [each for row in recruitee.candidates() for each in row["placements"]]
    assert {each.get("disqualify_reason") for each in placements} <= reasons | {None}
    assert len(recruitee.get("locations")["locations"]) == 6
    [template] = recruitee.get("pipeline_templates")["pipeline_templates"]
    path = f"pipeline_templates/{template['id']}"
    assert recruitee.get(path) == {"pipeline_template": template}


def test_the_limit() -> None:
    """Over the limit it is a 429 that says when to come back; no header tells before."""
    with (
        launch(RecruiteeStandIn, jobs=1, candidates=0, clock=lambda: NOW) as running,
        requests.Session() as session,
    ):
        session.headers["Authorization"] = f"Bearer {API_KEY}"
        url = f"{running.base_url}/c/{COMPANY_ID}/locations"
        answers = [session.get(url, timeout=5) for _ in range(101)]
        assert [each.status_code for each in answers] == [200] * 100 + [429]
        assert answers[-1].headers["Retry-After"] == "10"
        assert not any("limit" in name.lower() for name in answers[0].headers)
        assert error(answers[-1], 429)
