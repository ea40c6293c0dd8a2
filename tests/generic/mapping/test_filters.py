from typing import Any

import pytest

from tests.generic.mapping.asked import asked, body, jobs
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import APPLICATIONS, CANDIDATES
from tests.http.stub import Answer, Stub
from unified_ats import BadResponseError, UnsupportedError

TIME = "2026-01-31T13:30:15.250+02:00"
STATUSES = """
[jobs.fields]
status = "status"
updated_at = "at"

[jobs.statuses]
Live = "OPEN"
Listed = "OPEN"
Over = "CLOSED"
Idea = "DRAFT"
"""


def kept(word: str, answer: Answer, stub: Stub, ats: MakeATS, **query: Any) -> tuple[Any, Any]:
    """Return which jobs are listed with a status filter, and the parameters that were asked."""
    stub.script(answer)
    page = ats(STATUSES, f"[jobs.filters]\nstatus = {word}").jobs.list(**query)
    return [job.id for job in page.items], asked(stub.seen[0])


def of(*statuses: str) -> Answer:
    """Return an answer with a job of each status; their ids are their numbers."""
    rows = [{"id": each, "status": word} for each, word in enumerate(statuses)]
    return Answer(json_body={"jobs": rows})


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        ("iso", "2026-01-31T11:30:15.250000Z"),
        ("ms", "1769859015250"),
        ("seconds", "1769859015"),
        ("date", "2026-01-31"),
        ("%d.%m.%Y %H:%M:%S", "31.01.2026 11:30:15"),
    ],
)
def test_times_in_every_format(stub: Stub, ats: MakeATS, form: str, sent: str) -> None:
    """A time is sent as the ATS wants it, in UTC."""
    said = f'[jobs.filters]\nupdated_after = {{ param = "since", format = "{form}" }}'
    stub.script(jobs())
    ats(said).jobs.list(updated_after=TIME)
    assert asked(stub.seen[0]) == {"since": sent}


def test_numbers_in_a_body(stub: Stub, ats: MakeATS) -> None:
    """In a body a time in milliseconds is a number, and several words are a list."""
    by_post = """
    [jobs.list]
    method = "POST"
    send = "body"
    [jobs.filters]
    status = { param = "status", several = "repeat" }
    updated_after = { param = "since", format = "ms" }
    """
    stub.script(jobs())
    ats(STATUSES, by_post).jobs.list(updated_after=TIME, status=["OPEN"])
    assert body(stub.seen[0]) == {"since": 1769859015250, "status": ["Listed", "Live"]}


def test_filters_that_are_exact(stub: Stub, ats: MakeATS) -> None:
    """What an ATS narrows exactly is not looked at again, and such a list keeps its total."""
    exact = """
    [candidates.filters]
    email = "address"
    [candidates.list]
    paging = { kind = "page", max_per_page = 9, total = "count" }
    """
    stub.script(Answer(json_body={"people": [{"id": 1, "email": "other@example.com"}], "count": 1}))
    provider = ats(CANDIDATES, exact)
    page = provider.candidates.list(email="jane+1@example.com")
    assert ([each.id for each in page.items], page.total) == (["1"], 1)
    assert asked(stub.seen[0])["address"] == "jane+1@example.com"
    assert provider.capabilities["candidates"].filters == {"email": "native"}


@pytest.mark.parametrize("said", ["param = 'q', exact = false", "exact = false"])
def test_filters_that_are_not_exact(stub: Stub, ats: MakeATS, said: str) -> None:
    """What an ATS lets through is checked here, and such a list has no total."""
    loose = f"""
    [candidates.filters]
    email = {{ {said} }}
    [candidates.list]
    paging = {{ kind = "page", max_per_page = 9, total = "count" }}
    """
    addresses = ["jane@example.com", "mary.jane@example.com", None]
    rows = [{"id": each, "email": email} for each, email in enumerate(addresses)]
    stub.script(Answer(json_body={"people": rows, "count": 3}), Answer(json_body={"people": []}))
    provider = ats(CANDIDATES, loose)
    page = provider.candidates.list(email="jane@example.com")
    assert ([each.id for each in page.items], page.total) == (["0"], None)
    assert asked(stub.seen[0]).get("q") == ("jane@example.com" if "param" in said else None)
    assert provider.capabilities["candidates"].filters == {"email": "client"}


def test_times_that_are_not_exact(stub: Stub, ats: MakeATS) -> None:
    """A time that is equal to the bound is not after it; nor is one that is not known."""
    loose = '[jobs.filters]\nupdated_after = { param = "since", exact = false }'
    times = ["2026-01-31T11:30:15.250Z", "2026-01-31T11:30:15.251Z", None]
    rows = [{"id": each, "at": time} for each, time in enumerate(times)]
    stub.script(Answer(json_body={"jobs": rows}))
    page = ats(STATUSES, loose).jobs.list(updated_after=TIME)
    assert [job.id for job in page.items] == ["1"]


@pytest.mark.parametrize(
    ("word", "status", "sent"),
    [
        ('{ param = "s", several = "comma" }', ["OPEN", "CLOSED"], "Listed,Live,Over"),
        ('{ param = "s", several = "repeat" }', ["OPEN", "CLOSED"], ["Listed", "Live", "Over"]),
        ('{ param = "s", several = "comma" }', "CLOSED", "Over"),
        ('{ param = "s", several = "repeat" }', "CLOSED", "Over"),
        ('"s"', "CLOSED", "Over"),
        ('"s"', "OPEN", None),
        ('"s"', ["CLOSED", "DRAFT"], None),
        ('"s"', "UNKNOWN", None),
        ('"s"', ["CLOSED", "UNKNOWN"], None),
        ('{ param = "s", several = "comma", exact = false }', ["CLOSED", "UNKNOWN"], None),
        ('{ param = "s", several = "comma", exact = false }', ["CLOSED", "DRAFT"], "Idea,Over"),
        ("{ exact = false }", "CLOSED", None),
    ],
)
def test_statuses(stub: Stub, ats: MakeATS, word: str, status: Any, sent: Any) -> None:
    """Statuses go out as the ATS takes them, or else all jobs are read and looked at here."""
    wanted = {status} if isinstance(status, str) else {*status}
    every = {"OPEN": "live", "CLOSED": "over", "DRAFT": "idea", "UNKNOWN": "asleep"}
    answer = [each for name, each in every.items() if sent is None or name in wanted]
    found, params = kept(word, of(*answer), stub, ats, status=status)
    assert params.get("s") == sent
    assert [answer[int(each)] for each in found] == [
        each for name, each in every.items() if name in wanted
    ]


def test_a_status_without_a_word(stub: Stub, ats: MakeATS) -> None:
    """A status that the ATS has no word for cannot be asked for where the ATS has to filter."""
    exact = '[jobs.filters]\nstatus = { param = "s", several = "comma" }'
    with pytest.raises(UnsupportedError, match=r"jobs\.list\(status=ARCHIVED\): it has no word"):
        ats(STATUSES, exact).jobs.list(status=["OPEN", "PENDING", "ARCHIVED"])
    assert not stub.seen


def test_a_status_filter_that_is_ignored(stub: Stub, ats: MakeATS) -> None:
    """An ATS that ignores a filter it is said to apply would show other jobs; it is an error."""
    with pytest.raises(BadResponseError, match="the vendor ignores the filter status"):
        kept('{ param = "s", several = "comma" }', of("over", "live"), stub, ats, status="CLOSED")


@pytest.mark.parametrize("said", ['"job"', '{ path = "/jobs/{job_id}/applications" }'])
def test_a_job_that_is_ignored(stub: Stub, ats: MakeATS, said: str) -> None:
    """Applications to another job than was asked for are an error, never shown."""
    stub.script(Answer(json_body={"applications": [{"id": 1, "job_id": "8"}]}))
    provider = ats(APPLICATIONS, f"[applications.filters]\njob_id = {said}")
    with pytest.raises(BadResponseError, match="the vendor ignores the filter job_id"):
        provider.applications.list(job_id="7")


def test_a_job_that_is_not_exact(stub: Stub, ats: MakeATS) -> None:
    """Where other jobs may come along, they are left out here."""
    rows = [{"id": 1, "job_id": "8"}, {"id": 2, "job_id": 7}]
    stub.script(Answer(json_body={"applications": rows}))
    provider = ats(APPLICATIONS, '[applications.filters]\njob_id = { param = "q", exact = false }')
    assert [each.id for each in provider.applications.list(job_id="7").items] == ["2"]


def test_filters_of_nested_lists(stub: Stub, ats: MakeATS) -> None:
    """A filter that narrows outer records lets through what else is in them; that is left out."""
    nested = """
    [applications.list]
    path = "/people"
    items = "people"
    nested = "ways"
    [applications.filters]
    job_id = "job"
    """
    ways = [{"id": 1, "job_id": "7"}, {"id": 2, "job_id": "8"}]
    stub.script(Answer(json_body={"people": [{"ways": ways}]}))
    provider = ats(APPLICATIONS, nested)
    assert [each.id for each in provider.applications.list(job_id="7").items] == ["1"]
    assert asked(stub.seen[0])["job"] == "7"
    assert provider.capabilities["applications"].filters["job_id"] == "client"


@pytest.mark.parametrize("exact", ["true", "false"])
def test_statuses_of_applications_are_told_by_stages(stub: Stub, ats: MakeATS, exact: str) -> None:
    """Where stages tell more than the status, both are looked at here, whatever word is sent."""
    ways = f"""
    [applications.filters]
    status = {{ param = "s", several = "comma", exact = {exact} }}
    [applications.statuses]
    active = "ACTIVE"
    done = "HIRED"
    [applications.stages]
    talk = "INTERVIEW"
    """
    rows = [{"id": 1, "status": "active", "stage": "Talk"}, {"id": 2, "status": "active"}]
    stub.script(Answer(json_body={"applications": rows}))
    provider = ats(APPLICATIONS, ways)
    found = {
        status: [each.id for each in provider.applications.list(status=status).items]
        for status in ("ACTIVE", "INTERVIEW", "HIRED")
    }
    assert found == {"ACTIVE": ["2"], "INTERVIEW": ["1"], "HIRED": []}
    assert [asked(seen).get("s") for seen in stub.seen] == ["active", None, "done"]
