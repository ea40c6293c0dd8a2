from datetime import timedelta, timezone
from typing import Any

import pytest

from tests.resources.conftest import ATS, START, MakeATS, MemoryApplications, Vendor, jobs
from unified_ats import (
    Application,
    ArgumentError,
    BadResponseError,
    Job,
    Jobs,
    JobStatus,
    NotFoundError,
    Page,
    UnsupportedError,
)


@pytest.mark.parametrize("kind", ["native_filters", "client_filters"])
@pytest.mark.parametrize("status", ["OPEN", JobStatus.OPEN, ["OPEN"], {JobStatus.OPEN, "DRAFT"}])
def test_statuses_narrow_a_list(ats: MakeATS, kind: str, status: Any) -> None:
    """A status, or several, given as members or names, leaves only jobs that have one of them."""
    listed = ats(Vendor(records=jobs(9)), **{kind: frozenset({"status"})}).jobs
    found = listed.list(status=status).items
    assert [job.id for job in found] == ["1", "2", "4", "5", "7", "8"]
    assert list(listed.iter(status=status)) == list(found)


@pytest.mark.parametrize(
    "after",
    [
        START + timedelta(days=6),
        (START + timedelta(days=6)).astimezone(timezone(timedelta(hours=5))),
        "2026-01-07T00:00:00Z",
        "2026-01-07T02:00:00+02:00",
    ],
)
def test_updated_after_is_strict(ats: MakeATS, after: Any) -> None:
    """Only what changed later than the time counts, in whatever zone it is given."""
    listed = ats(Vendor(records=jobs(9)), client_filters=frozenset({"updated_after"})).jobs
    assert [job.id for job in listed.iter(updated_after=after)] == ["7", "8"]


def test_a_record_without_a_time_never_changed(ats: MakeATS) -> None:
    """A record whose time the vendor does not tell is not among those changed since."""
    listed = ats(Vendor(records=[Job(id="1")]), client_filters=frozenset({"updated_after"})).jobs
    assert not list(listed.iter(updated_after=START))


@pytest.mark.parametrize(
    "asked",
    [{"status": "OPEN"}, {"updated_after": START}, {"status": "OPEN", "updated_after": START}],
)
def test_a_filter_that_nobody_applies_is_refused(ats: MakeATS, asked: dict[str, Any]) -> None:
    """A filter neither the vendor nor the adapter applies raises at once, from list and iter."""
    vendor = Vendor(records=jobs(9))
    listed = ats(vendor, client_filters=frozenset()).jobs
    for read in (listed.list, listed.iter):
        with pytest.raises(UnsupportedError, match=r"memory does not support jobs\.list") as caught:
            read(**asked)
        assert all(name in caught.value.operation for name in asked)
    assert not vendor.asked


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"status": "open"}, "status"),
        ({"status": ""}, "status"),
        ({"status": ["OPEN", "nope"]}, "status"),
        ({"status": [None]}, "status"),
        ({"status": "APPLIED"}, "status"),
        ({"updated_after": ""}, "updated_after"),
        ({"updated_after": "yesterday"}, "updated_after"),
        ({"updated_after": 1_700_000_000}, "updated_after"),
        ({"updated_after": START.replace(tzinfo=None)}, "updated_after"),
        ({"updated_after": START.date()}, "updated_after"),
        ({"updated_after": "0001-01-01T00:00:00+14:00"}, "updated_after"),
    ],
)
def test_what_is_no_filter(ats: MakeATS, asked: dict[str, Any], field: str) -> None:
    """A wrong status or time is an argument error that says what is right."""
    for read in (ats().jobs.list, ats().jobs.iter):
        with pytest.raises(ArgumentError) as caught:
            read(**asked)
        assert list(caught.value.fields) == [field]


def test_the_statuses_there_are_get_named(ats: MakeATS) -> None:
    """The message for a wrong status lists the right ones."""
    with pytest.raises(ArgumentError, match="OPEN, CLOSED, DRAFT, PENDING, ARCHIVED, UNKNOWN"):
        ats().jobs.list(status="nope")


def test_an_empty_filter_narrows_not_to_everything(ats: MakeATS) -> None:
    """An empty job id, as of a variable that was never set, must not list everybody."""
    for read in (ats().applications.list, ats().applications.iter):
        with pytest.raises(ArgumentError, match="job_id: '' is not an id"):
            read(job_id="")


@pytest.mark.parametrize("wrong", [5, b"1", ["a", "b"], ".", "..", "\ud800"])
def test_what_is_no_job_id(ats: MakeATS, wrong: Any) -> None:
    """A job id that no path could hold is refused under the name that the caller knows."""
    made = ats()
    for read in (made.jobs.get, lambda given: made.applications.list(job_id=given)):
        with pytest.raises(ArgumentError, match=r"job_id: .* is not an id") as caught:
            read(wrong)
        assert caught.value.provider == "memory"


@pytest.mark.parametrize("wrong", [[], (), set(), 5, iter([])])
def test_no_status_is_not_every_status(ats: MakeATS, wrong: Any) -> None:
    """An empty choice of statuses, as a computed one may be, does not list everything."""
    with pytest.raises(ArgumentError, match="status: is none of"):
        ats().jobs.list(status=wrong)


def test_a_vendor_that_ignores_a_filter(ats: MakeATS, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records that a native filter should have kept out are an error: they may be anybody's."""
    closed = Page(items=[Job(id="1", status=JobStatus.CLOSED)], total=1)
    other = Page(items=[Application(id="1", job_id="2")], total=1)
    monkeypatch.setattr(MemoryApplications, "read_page", lambda *_: other)
    made = ats(read_page=lambda *_: closed, native_filters=frozenset({"status"}))
    with pytest.raises(BadResponseError, match="the vendor ignores the filter status"):
        made.jobs.list(status="OPEN")
    with pytest.raises(BadResponseError, match="the vendor ignores the filter job_id"):
        made.applications.list(job_id="1")


def test_a_record_without_an_id(ats: MakeATS) -> None:
    """A record that nothing could ever be done with is an error."""
    with pytest.raises(BadResponseError, match="the vendor sent jobs without an id"):
        ats(Vendor(records=[Job(id="")])).jobs.list()


def test_the_applications_of_an_unknown_job(ats: MakeATS) -> None:
    """No applications of a job that does not exist is a 404, for list and for iter."""
    vendor = Vendor(records=jobs(3))
    listed = ats(vendor).applications
    with pytest.raises(NotFoundError):
        listed.list(job_id="nope")
    records = listed.iter(job_id="nope")
    assert vendor.looked_up == ["nope"]
    with pytest.raises(NotFoundError):
        list(records)


@pytest.mark.parametrize(("job_id", "lookups"), [("7", []), ("1", ["1"]), (None, [])])
def test_only_an_empty_list_costs_a_look_up(
    ats: MakeATS, job_id: str | None, lookups: list[str]
) -> None:
    """The job is looked up only when its list is empty, and an empty list of a job is fine."""
    vendor = Vendor(records=jobs(3))
    listed = ats(vendor).applications
    listed.list(job_id=job_id)
    list(listed.iter(job_id=job_id))
    assert vendor.looked_up == lookups * 2


def test_a_vendor_that_cannot_look_up_a_job(ats: MakeATS) -> None:
    """Where a job cannot be looked up, an empty list of applications stays one."""
    listed = ats(read_one=Jobs.read_one).applications
    assert listed.list(job_id="nope").items == ()
    assert list(listed.iter(job_id="nope")) == []


def test_a_vendor_without_jobs() -> None:
    """Where there are no jobs at all, an empty list of applications stays one."""

    class Jobless(ATS):
        resources = (MemoryApplications,)

    with Jobless(Vendor()) as made:
        assert made.applications.list(job_id="nope").items == ()
        assert list(made.applications.iter(job_id="nope")) == []
