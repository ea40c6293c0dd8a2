from typing import Any

import pytest

from plugins.greenhouse.tests.conftest import Talk
from unified_ats import ApplicationStatus as Status
from unified_ats_greenhouse.applications import Around, to_application, word_for
from unified_ats_greenhouse.candidates import RawCandidate
from unified_ats_greenhouse.rejections import RawReason, RawReasonType
from unified_ats_greenhouse.stages import STAGES

WE = {"id": 1, "name": "Too junior", "type": {"id": 1, "key": "WE_REJECTED_THEM"}}
THEY = {"id": 2, "name": "Took another job", "type": {"id": 2, "key": "THEY_REJECTED_US"}}


def reason(key: str | None) -> RawReason:
    """Return a reason of a type."""
    return RawReason(id="1", name="Because", type=RawReasonType(key=key))


@pytest.mark.parametrize(
    ("raw", "because", "status"),
    [
        ({"status": "in_process", "stage_name": "Application Review"}, None, Status.APPLIED),
        ({"status": "in_process", "stage_name": " phone SCREEN "}, None, Status.SCREENING),
        ({"status": "active", "stage_name": "Face to Face"}, None, Status.INTERVIEW),
        ({"status": "in_process", "stage_name": "Offer"}, None, Status.OFFER),
        ({"status": "in_process", "stage_name": "Tea"}, None, Status.ACTIVE),
        ({"status": "in_process", "stage_name": None, "prospect": True}, None, Status.ACTIVE),
        ({"status": "hired", "stage_name": "Offer"}, None, Status.HIRED),
        ({"status": "converted"}, None, Status.ACTIVE),
        ({"status": "rejected", "stage_name": "Offer"}, None, Status.REJECTED),
        ({"status": "rejected"}, reason("WE_REJECTED_THEM"), Status.REJECTED),
        ({"status": "rejected"}, reason("NONE_SPECIFIED"), Status.REJECTED),
        ({"status": "rejected"}, reason(None), Status.REJECTED),
        ({"status": "rejected"}, RawReason(id="1"), Status.REJECTED),
        ({"status": "rejected"}, reason("THEY_REJECTED_US"), Status.WITHDRAWN),
        ({"status": "frozen", "stage_name": "Offer"}, None, Status.UNKNOWN),
        ({"status": None}, None, Status.UNKNOWN),
        ({}, None, Status.UNKNOWN),
    ],
)
def test_statuses(raw: dict[str, Any], because: RawReason | None, status: Status) -> None:
    """What is over wins over the stage; who said no makes the difference in a rejection."""
    around = Around(reasons={"9": because} if because else {})
    application = to_application({"id": 9, **raw}, around=around)
    assert application.status is status
    assert application.vendor_status == raw.get("status")


def test_what_other_lists_say() -> None:
    """Name, address, source, stage and reason come from other lists."""
    person = RawCandidate(id="3", first_name="Jane", last_name="Doe")
    around = Around(
        people={"3": person}, sources={"4": "Referral"}, stages={"9": "Tea"},
        reasons={"9": reason(None)},
    )  # fmt: skip
    raw = {"id": 9, "candidate_id": 3, "source_id": 4, "job_id": None}
    application = to_application(raw, around=around)
    assert (application.candidate_name, application.email) == ("Jane Doe", None)
    assert (application.source, application.stage) == ("Referral", "Tea")
    assert (application.rejection_reason, application.job_id) == ("Because", None)
    assert application.raw == raw


def test_a_person_who_may_not_be_seen(talk: Talk) -> None:
    """An application of somebody private has no name, and is there all the same."""
    talk.script("GET /applications", [{"id": 9, "candidate_id": 3, "status": "hired"}])
    [application] = talk.ats.applications.list().items
    assert (application.candidate_name, application.email) == ("", None)


def test_a_stage_comes_with_its_name(talk: Talk) -> None:
    """A stage that has its name, and one of a prospect, are not looked up."""
    rows = [
        {"id": 1, "status": "in_process", "stage_name": "Offer", "stage_id": 77},
        {"id": 2, "status": "in_process", "stage_name": None, "prospect": True},
        {"id": 3, "status": "hired", "stage_name": None},
    ]
    talk.script("GET /applications", rows)
    talk.ats.applications.list()
    assert len(talk.heard()) == 1


def test_a_stage_without_a_name_is_looked_up(talk: Talk) -> None:
    """By the job's stage where the application has it, else through its history."""
    rows = [
        {"id": 1, "status": "in_process", "job_interview_stage_id": 21, "stage_id": 77},
        {"id": 2, "status": "in_process", "stage_id": 78},
        {"id": 3, "status": "in_process", "stage_id": 79},
    ]
    talk.script("GET /applications", rows)
    talk.script("GET /application_stages", [{"application_id": 2, "job_interview_stage_id": 22}])
    talk.script(
        "GET /job_interview_stages", [{"id": 21, "name": "Offer"}, {"id": 22, "name": "Tea"}]
    )
    found = {each.id: each for each in talk.ats.applications.list().items}
    assert [found[each].stage for each in "123"] == ["Offer", "Tea", None]
    assert found["1"].status is Status.OFFER
    assert talk.heard()[1:] == [
        "GET /application_stages?current=true&application_ids=2,3&per_page=500",
        "GET /job_interview_stages?ids=21,22&per_page=500",
    ]


def test_reasons_are_looked_up(talk: Talk) -> None:
    """The reason is with the application, or with the newest details; defaults are asked for."""
    rows = [
        {"id": 1, "status": "rejected", "rejection_reason_id": 2},
        {"id": 2, "status": "rejected"},
        {"id": 3, "status": "rejected"},
        {"id": 4, "status": "rejected"},
    ]
    talk.script("GET /applications", rows)
    details = [
        {"application_id": 2, "rejection_reason_id": 1},
        {"application_id": 2, "rejection_reason_id": 2},
        {"application_id": 3, "rejection_reason_id": None},
        {"application_id": 4, "rejection_reason_id": 99},
    ]
    talk.script("GET /rejection_details", details)
    talk.script("GET /rejection_reasons", [WE, THEY])
    found = talk.ats.applications.list().items
    assert [each.status for each in found] == [Status.WITHDRAWN, *[Status.REJECTED] * 3]
    assert [each.rejection_reason for each in found] == [
        "Took another job",
        "Too junior",
        None,
        None,
    ]
    assert talk.heard()[1:] == [
        "GET /rejection_details?application_ids=2,3,4&per_page=500",
        "GET /rejection_reasons?include_defaults=true&ids=2,1,99&per_page=500",
    ]


@pytest.mark.parametrize(
    ("wanted", "word"),
    [
        ({Status.HIRED}, "hired"),
        ({Status.REJECTED}, "rejected"),
        ({Status.WITHDRAWN}, "rejected"),
        ({Status.REJECTED, Status.WITHDRAWN}, "rejected"),
        ({Status.APPLIED}, "active"),
        ({Status.OFFER, Status.INTERVIEW}, "active"),
        ({Status.ACTIVE}, None),
        ({Status.HIRED, Status.REJECTED}, None),
        ({Status.HIRED, Status.UNKNOWN}, None),
        (set(), None),
    ],
)
def test_one_word_is_asked_for(wanted: set[Status], word: str | None) -> None:
    """Statuses that all are one word of Greenhouse's are asked for with it; others are sifted."""
    assert word_for(frozenset(wanted), STAGES) == word


def test_a_stage_of_ones_own_may_be_a_hire() -> None:
    """A table of one's own counts when a word is looked for."""
    assert word_for(frozenset({Status.HIRED}), {"signed": Status.HIRED}) is None


def test_settings_say_what_stages_mean(talk: Talk) -> None:
    """Stage names of an account's own get a meaning by the settings, which also win."""
    table = {"Coffee chat": "SCREENING", "OFFER": "INTERVIEW"}
    own = Talk(talk.sandbox, stages=table)
    rows = [
        {"id": n, "status": "in_process", "stage_name": name}
        for n, name in enumerate(["coffee chat", "Offer", "Application Review"])
    ]
    talk.script("GET /applications", rows)
    with own.ats:
        found = own.ats.applications.list(status=["SCREENING", "INTERVIEW"]).items
    assert [each.status for each in found] == [Status.SCREENING, Status.INTERVIEW]


def test_a_filter_that_tells_withdrawn_from_rejected(real: Talk) -> None:
    """Greenhouse has one word for both; the reasons part them."""
    every = list(real.ats.applications.iter())
    for status in (Status.WITHDRAWN, Status.REJECTED):
        expected = [each for each in every if each.status is status]
        assert expected
        assert list(real.ats.applications.iter(status=status)) == expected


def test_an_application(real: Talk) -> None:
    """One application is looked up with all that a list shows of it."""
    listed = real.ats.applications.list(per_page=5).items
    assert [real.ats.applications.get(each.id) for each in listed] == list(listed)
