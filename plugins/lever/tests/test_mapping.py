from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from unified_ats import (
    ApplicationStatus,
    BadResponseError,
    JobStatus,
    SalaryPeriod,
    SalaryRange,
    WorkplaceType,
)
from unified_ats_lever.applications import Around, to_application
from unified_ats_lever.candidates import to_candidate
from unified_ats_lever.jobs import STATES, to_job
from unified_ats_lever.reasons import RawReason
from unified_ats_lever.stages import RawStageKind

AROUND = Around(
    reasons={
        "r1": RawReason(id="r1", text="Hired", type="hired"),
        "r2": RawReason(id="r2", text="Underqualified", type="non-hired"),
        "r3": RawReason(id="r3", text="Candidate withdrew", type="non-hired"),
        "r4": RawReason(id="r4", text="Frozen", type="frozen"),
        "r5": RawReason(id="r5", type="non-hired"),
    },
    kinds={
        "s1": RawStageKind(id="s1", text="Coffee", pipeline="screen"),
        "s2": RawStageKind(id="s2", text="Cake", pipeline="dessert"),
        "lead-new": RawStageKind(id="lead-new", text="New lead", pipeline="lead"),
    },
    stages={"tea": ApplicationStatus.INTERVIEW},
)
AT = 1_767_702_452_123
TIME = datetime(2026, 1, 6, 12, 27, 32, 123_000, tzinfo=UTC)


def posting(**fields: Any) -> dict[str, Any]:
    """Return a posting as Lever sends it."""
    return {"id": "p1", "text": "Engineer", "state": "published", **fields}


def opportunity(**fields: Any) -> dict[str, Any]:
    """Return an opportunity as Lever sends it."""
    return {"id": "o1", "name": "Jane Doe", "contact": "c1", "applications": [], **fields}


def applied(**fields: Any) -> dict[str, Any]:
    """Return an opportunity with an application."""
    return opportunity(applications=[{"id": "a1", "posting": "p1", **fields}])


def test_a_posting_in_full() -> None:
    """A posting's categories, pages and times become a job's."""
    categories = {
        "location": "Berlin",
        "allLocations": ["Berlin", "Paris", "Berlin"],
        "department": "Engineering",
        "team": "Platform",
        "commitment": "Full-time",
    }
    urls = {"list": "https://x.example.com", "show": "https://x.example.com/p1"}
    job = to_job(posting(categories=categories, urls=urls, createdAt=AT, updatedAt=AT + 1))
    assert (job.id, job.title, job.location) == ("p1", "Engineer", "Berlin; Paris")
    assert (job.department, job.team) == ("Engineering", "Platform")
    assert job.employment_type == "Full-time"
    assert job.external_url == "https://x.example.com/p1"
    assert job.created_at == TIME


def test_a_posting_with_nothing() -> None:
    """Whatever Lever leaves out or sends as null is absent; a posting has no more than its id."""
    names = (
        "text",
        "state",
        "categories",
        "urls",
        "createdAt",
        "updatedAt",
        "workplaceType",
        "salaryRange",
    )
    for raw in ({"id": "p1"}, {"id": "p1", **dict.fromkeys(names)}):
        job = to_job(raw)
        assert (job.title, job.status, job.location) == ("", JobStatus.UNKNOWN, None)
        assert (job.external_url, job.created_at, job.updated_at) == (None, None, None)
        assert (job.department, job.team, job.salary) == (None, None, None)
        assert (job.workplace_type, job.vendor_workplace_type) == (None, None)


@pytest.mark.parametrize("state", STATES)
def test_states(state: str) -> None:
    """Each state has its status, and the word is kept."""
    job = to_job(posting(state=state))
    assert (job.status, job.vendor_status) == (STATES[state], state)


@pytest.mark.parametrize(
    ("word", "workplace"),
    [
        ("onsite", WorkplaceType.ONSITE),
        ("on-site", WorkplaceType.ONSITE),
        ("remote", WorkplaceType.REMOTE),
        ("hybrid", WorkplaceType.HYBRID),
        ("unspecified", None),
        ("on the moon", WorkplaceType.UNKNOWN),
    ],
)
def test_workplaces(word: str, workplace: WorkplaceType | None) -> None:
    """Each word has its workplace, in either spelling, and is kept; nobody said is none."""
    job = to_job(posting(workplaceType=word))
    assert (job.workplace_type, job.vendor_workplace_type) == (workplace, word)


@pytest.mark.parametrize(
    ("interval", "period"),
    [
        ("per-hour-wage", SalaryPeriod.HOUR),
        ("per-day-wage", SalaryPeriod.DAY),
        ("per-week-salary", SalaryPeriod.WEEK),
        ("bi-week-salary", SalaryPeriod.TWO_WEEKS),
        ("per-month-salary", SalaryPeriod.MONTH),
        ("per-year-salary", SalaryPeriod.YEAR),
        ("one-time", SalaryPeriod.ONE_TIME),
        ("semi-month-salary", SalaryPeriod.UNKNOWN),
        ("bi-month-salary", SalaryPeriod.UNKNOWN),
        (None, SalaryPeriod.UNKNOWN),
    ],
)
def test_salaries(interval: str | None, period: SalaryPeriod) -> None:
    """A salary is from so much to so much for some time, whose word is kept, exactly."""
    salary = {"min": 18.1, "max": 27, "currency": "EUR", "interval": interval}
    assert to_job(posting(salaryRange=salary)).salary == SalaryRange(
        minimum=Decimal("18.1"),
        maximum=Decimal(27),
        currency="EUR",
        period=period,
        vendor_period=interval,
    )


def test_half_a_salary() -> None:
    """A range may be open on one side; one that is open on both is none."""
    salary = to_job(posting(salaryRange={"max": 0})).salary
    assert salary == SalaryRange(maximum=Decimal(0))
    for empty in ({}, {"min": None, "max": None, "currency": "EUR"}):
        assert to_job(posting(salaryRange=empty)).salary is None


@pytest.mark.parametrize("at", [10**17, -(10**17), 10**30])
def test_times_beyond_the_calendar(at: int) -> None:
    """A time that no calendar has is an error of ours."""
    with pytest.raises(BadResponseError, match="time"):
        to_job(posting(createdAt=at))


def test_a_broken_shape_names_its_path() -> None:
    """An opportunity of an odd shape is an error that says where, and shows no value."""
    with pytest.raises(BadResponseError, match=r"\$\.data\[3\]\.emails") as caught:
        to_application(opportunity(emails=7, name="Jane Doe"), "$.data[3]")
    assert "Jane" not in str(caught.value)


@pytest.mark.parametrize(
    ("reason", "status", "word", "why"),
    [
        ("r1", ApplicationStatus.HIRED, "hired", None),
        ("r2", ApplicationStatus.REJECTED, "non-hired", "Underqualified"),
        ("r3", ApplicationStatus.WITHDRAWN, "non-hired", "Candidate withdrew"),
        ("r4", ApplicationStatus.UNKNOWN, "frozen", "Frozen"),
        ("r5", ApplicationStatus.REJECTED, "non-hired", None),
        ("gone", ApplicationStatus.UNKNOWN, None, None),
        (None, ApplicationStatus.UNKNOWN, None, None),
    ],
)
def test_archived(
    reason: str | None, status: ApplicationStatus, word: str | None, why: str | None
) -> None:
    """What is archived is hired, rejected or withdrawn, by its reason, whatever its stage."""
    archived = {"reason": reason, "archivedAt": AT}
    found = to_application(opportunity(archived=archived, stage="s1"), around=AROUND)
    assert (found.status, found.vendor_status, found.rejection_reason) == (status, word, why)
    assert found.stage == "Coffee"


def test_the_application_may_be_archived_alone() -> None:
    """An opportunity that goes on without its application counts as what became of that."""
    raw = applied(archived={"reason": "r2", "archivedAt": AT})
    assert to_application(raw, around=AROUND).status is ApplicationStatus.REJECTED


@pytest.mark.parametrize(
    ("whole", "part", "status", "why"),
    [
        ("r1", "r2", ApplicationStatus.HIRED, None),
        ("r2", "r1", ApplicationStatus.HIRED, None),
        ("r2", "r3", ApplicationStatus.REJECTED, "Underqualified"),
        ("r3", "r2", ApplicationStatus.WITHDRAWN, "Candidate withdrew"),
        ("gone", "r3", ApplicationStatus.WITHDRAWN, "Candidate withdrew"),
        (None, "r2", ApplicationStatus.REJECTED, "Underqualified"),
        ("r4", "r2", ApplicationStatus.UNKNOWN, "Frozen"),
        ("gone", None, ApplicationStatus.UNKNOWN, None),
    ],
)
def test_archived_on_both_sides(
    whole: str | None, part: str | None, status: ApplicationStatus, why: str | None
) -> None:
    """Hired on either side wins; else the opportunity's reason, and then the application's."""
    raw = applied(archived={"reason": part, "archivedAt": AT})
    raw |= {"archived": {"reason": whole, "archivedAt": AT + 5}}
    found = to_application(raw, around=AROUND)
    assert (found.status, found.rejection_reason) == (status, why)


@pytest.mark.parametrize(
    ("stage", "status", "name"),
    [
        (None, ApplicationStatus.ACTIVE, None),
        ("s1", ApplicationStatus.SCREENING, "Coffee"),
        ({"id": "s1", "text": "Coffee chat"}, ApplicationStatus.SCREENING, "Coffee chat"),
        ({"id": "s1", "text": " TEA "}, ApplicationStatus.INTERVIEW, " TEA "),
        ({"id": "s2", "text": "Cake"}, ApplicationStatus.ACTIVE, "Cake"),
        ({"id": "s9", "text": "Phone Screen"}, ApplicationStatus.SCREENING, "Phone Screen"),
        ({"id": "s9", "text": "Nap"}, ApplicationStatus.ACTIVE, "Nap"),
        ("s9", ApplicationStatus.ACTIVE, None),
        ("lead-new", ApplicationStatus.ACTIVE, "New lead"),
    ],
)
def test_stages(stage: Any, status: ApplicationStatus, name: str | None) -> None:
    """The user's word for a stage wins, then the pipeline it is in, then its usual name."""
    found = to_application(opportunity(stage=stage), around=AROUND)
    assert (found.status, found.stage) == (status, name)


def test_the_application_says_who_applied() -> None:
    """Name and address are those of the application, or of the opportunity when it has none."""
    raw = applied(name="J. Doe", email="j@example.com", createdAt=AT)
    found = to_application({**raw, "emails": ["jane@example.com"]})
    assert (found.candidate_name, found.email) == ("J. Doe", "j@example.com")
    assert (found.candidate_id, found.job_id, found.applied_at) == ("c1", "p1", TIME)
    by_user = applied(type="user", name=None, email=None)
    found = to_application({**by_user, "emails": ["jane@example.com"]})
    assert (found.candidate_name, found.email) == ("Jane Doe", "jane@example.com")


def test_what_is_expanded_may_be_ids() -> None:
    """Contact, posting and application are read whether they were expanded or not."""
    found = to_application(
        applied(posting={"id": "p2", "text": "Cook"}) | {"contact": {"id": "c2"}}
    )
    assert (found.job_id, found.candidate_id) == ("p2", "c2")
    assert to_application(opportunity(applications=["a1"])).job_id is None


def test_leads_and_anonymised_people() -> None:
    """A lead has no job; of anonymised people nothing is left but ids."""
    raw: dict[str, Any] = {
        "id": "o1",
        "contact": "c1",
        "name": None,
        "emails": [],
        "isAnonymized": True,
    }
    found = to_application(raw)
    assert (found.job_id, found.candidate_name, found.email) == (None, "", None)
    assert found.candidate_id == "c1"


def test_contacts() -> None:
    """A contact has a name, addresses and numbers, or none of them."""
    raw = {"id": "c1", "name": "Jane Doe", "location": {"name": "Berlin"}}
    person = to_candidate(
        {**raw, "emails": ["jane@example.com"], "phones": [{"value": None}, {"value": "1"}]}
    )
    assert (person.name, person.email, person.phone) == ("Jane Doe", "jane@example.com", "1")
    person = to_candidate({"id": "c1"})
    assert (person.name, person.email, person.phone) == ("", None, None)
