from typing import Any

import pytest

from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import APPLICATIONS
from tests.http.stub import Answer, Stub
from unified_ats import Application, Job

JOBS = """
[jobs.fields]
status = "live"

[jobs.statuses]
true = "OPEN"
False = "CLOSED"
" On Hold " = "PENDING"
3 = "ARCHIVED"
"""
WAYS = """
[applications.statuses]
Active = "ACTIVE"
Done = "HIRED"
Out = "REJECTED"

[applications.stages]
"Phone Call" = "SCREENING"
Talk = "INTERVIEW"
"""
NO_STATUS = """
[applications.list]
path = "/applications"
items = "applications"

[applications.fields]
id = "id"
stage = "stage"

[applications.stages]
Talk = "INTERVIEW"
Hired = "HIRED"
"""


def job(stub: Stub, ats: MakeATS, row: dict[str, Any], *snippets: str) -> Job:
    """Return a job as a mapping has it."""
    stub.script(Answer(json_body={"jobs": [{"id": 7, **row}]}))
    (found,) = ats(*snippets).jobs.list().items
    return found


def way(
    stub: Stub, ats: MakeATS, row: dict[str, Any], *snippets: str, **settings: Any
) -> Application:
    """Return an application as a mapping has it."""
    stub.script(Answer(json_body={"applications": [{"id": 7, **row}]}))
    (found,) = ats(*snippets, **settings).applications.list().items
    return found


@pytest.mark.parametrize(
    ("word", "status", "kept"),
    [
        (True, "OPEN", "True"),
        (False, "CLOSED", "False"),
        ("TRUE", "OPEN", "TRUE"),
        ("on hold", "PENDING", "on hold"),
        (" ON HOLD", "PENDING", " ON HOLD"),
        (3, "ARCHIVED", "3"),
        ("sleeping", "UNKNOWN", "sleeping"),
        ("", "UNKNOWN", ""),
        (None, "UNKNOWN", None),
        ([], "UNKNOWN", "[]"),
    ],
)
def test_statuses_of_jobs(
    stub: Stub, ats: MakeATS, word: object, status: str, kept: str | None
) -> None:
    """A word of the table is a status, whatever its case or kind; others are unknown, and kept."""
    found = job(stub, ats, {"live": word}, JOBS)
    assert (found.status, found.vendor_status) == (status, kept)


def test_jobs_without_a_status(stub: Stub, ats: MakeATS) -> None:
    """An ATS that has no status for jobs has jobs of a status that is not known."""
    found = job(stub, ats, {"status": "open"})
    assert (found.status, found.vendor_status) == ("UNKNOWN", None)


def test_the_vendors_word_may_be_elsewhere(stub: Stub, ats: MakeATS) -> None:
    """The vendor's own word is taken from where the mapping says, even when it is not there."""
    elsewhere = '[jobs.fields]\nvendor_status = "said"'
    assert job(stub, ats, {"live": True, "said": "on"}, JOBS, elsewhere).vendor_status == "on"
    found = job(stub, ats, {"live": True}, JOBS, elsewhere)
    assert (found.status, found.vendor_status) == ("OPEN", None)


@pytest.mark.parametrize(
    ("word", "stage", "status"),
    [
        ("active", "phone call", "SCREENING"),
        ("ACTIVE", " TALK ", "INTERVIEW"),
        ("active", "Tea", "ACTIVE"),
        ("active", None, "ACTIVE"),
        ("done", "talk", "HIRED"),
        ("out", "talk", "REJECTED"),
        ("asleep", "talk", "UNKNOWN"),
        (None, "talk", "UNKNOWN"),
    ],
)
def test_statuses_of_applications(
    stub: Stub, ats: MakeATS, word: str | None, stage: str | None, status: str
) -> None:
    """What is over wins over the stage, and the stage tells more of what is in process."""
    found = way(stub, ats, {"status": word, "stage": stage}, APPLICATIONS, WAYS)
    assert (found.status, found.vendor_status, found.stage) == (status, word, stage)


@pytest.mark.parametrize(
    ("stage", "status"),
    [("talk", "INTERVIEW"), ("Hired", "HIRED"), ("tea", "ACTIVE"), (None, "ACTIVE")],
)
def test_applications_without_a_status(
    stub: Stub, ats: MakeATS, stage: str | None, status: str
) -> None:
    """Where an ATS has stages alone, the stage tells all, and the rest is in process."""
    found = way(stub, ats, {"stage": stage}, NO_STATUS)
    assert (found.status, found.vendor_status) == (status, None)


def test_stages_of_the_settings(stub: Stub, ats: MakeATS) -> None:
    """The settings add stages to those of the file, and go before them."""
    own = {"TEA": "OFFER", "talk": "SCREENING"}
    told = {
        stage: way(
            stub, ats, {"status": "active", "stage": stage}, APPLICATIONS, WAYS, stages=own
        ).status
        for stage in ("Tea", "Talk", "Phone call")
    }
    assert told == {"Tea": "OFFER", "Talk": "SCREENING", "Phone call": "SCREENING"}


KINDS = """
[applications]
stage_kind = "kind"

[applications.stage_kinds]
Lead = "APPLIED"
" Call " = "SCREENING"
"""


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"status": "done", "stage": "Talk", "kind": "lead"}, "HIRED"),
        ({"status": "asleep", "stage": "Talk", "kind": "lead"}, "UNKNOWN"),
        ({"status": "active", "stage": "Tea", "kind": "lead"}, "OFFER"),
        ({"status": "active", "stage": "Phone call", "kind": "lead"}, "INTERVIEW"),
        ({"status": "active", "stage": "Talk", "kind": "lead"}, "INTERVIEW"),
        ({"status": "active", "stage": "Nap", "kind": "LEAD"}, "APPLIED"),
        ({"status": "active", "stage": None, "kind": "call"}, "SCREENING"),
        ({"status": "active", "stage": "Nap", "kind": "walk"}, "ACTIVE"),
        ({"status": "active", "stage": "Nap", "kind": None}, "ACTIVE"),
        ({"status": "active"}, "ACTIVE"),
    ],
)
def test_kinds_of_stages(stub: Stub, ats: MakeATS, row: dict[str, Any], status: str) -> None:
    """What is over goes first, then the name of the stage, in settings or file, then its kind."""
    own = {"Tea": "OFFER", "Phone Call": "INTERVIEW"}
    assert way(stub, ats, row, APPLICATIONS, WAYS, KINDS, stages=own).status == status


@pytest.mark.parametrize(("kind", "status"), [("lead", "APPLIED"), ("walk", "ACTIVE")])
def test_kinds_of_stages_alone(stub: Stub, ats: MakeATS, kind: str, status: str) -> None:
    """Where an ATS has no word for the status the kind tells it, too."""
    found = way(stub, ats, {"kind": kind, "stage": "Nap"}, NO_STATUS, KINDS)
    assert (found.status, found.vendor_status) == (status, None)


def test_kinds_of_stages_that_are_looked_up(stub: Stub, ats: MakeATS) -> None:
    """The kind of a stage may be in another list, where its name is as well."""
    looked_up = """
    [lookups.stages.list]
    path = "/stages"
    items = "stages"

    [applications]
    stage_kind = "lookups.stage.kind"
    lookups = { stage = { table = "stages", id = "stage_id" } }
    fields = { stage = "lookups.stage.name" }
    """
    stages = [{"id": 1, "name": "Nap", "kind": "call"}, {"id": 2, "name": "Talk", "kind": "call"}]
    rows = [{"id": each, "status": "active", "stage_id": each} for each in (1, 2, 3)]
    stub.script(Answer(json_body={"applications": rows}), Answer(json_body={"stages": stages}))
    found = ats(APPLICATIONS, WAYS, KINDS, looked_up).applications.list().items
    told = [(each.stage, each.status) for each in found]
    assert told == [("Nap", "SCREENING"), ("Talk", "INTERVIEW"), (None, "ACTIVE")]
