import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import attrs
import pytest

from unified_ats import (
    ApplicationStatus,
    ArgumentError,
    BadResponseError,
    HTTPOptions,
    JobQuery,
    JobStatus,
    NotFoundError,
    PageRequest,
    Provider,
)
from unified_ats.sandbox import RunningSandbox
from unified_ats_lever.reasons import read_reasons
from unified_ats_lever.sandbox import PLAIN_KEY, opportunities, vendor_id
from unified_ats_lever.sandbox.candidacies import Candidacy
from unified_ats_lever.sandbox.filters import equals
from unified_ats_lever.stages import read_kinds

Connect = Callable[..., Provider]


def calls(sandbox: RunningSandbox) -> list[str]:
    """Return the paths that were called since the last time."""
    paths = [each.path.removeprefix("/v1") for each in sandbox.requests]
    sandbox.requests.clear()
    return paths


def crowd(sandbox: RunningSandbox) -> tuple[str, list[Any]]:
    """Return Lever's id of the job with most live applications, and those."""
    live: dict[str, list[Any]] = {}
    for each in sandbox.company.list_applications(status=["active"])[0]:
        live.setdefault(each.job_id, []).append(each)
    job_id, applications = max(live.items(), key=lambda item: len(item[1]))
    job = sandbox.company.get_job(job_id)
    assert job is not None
    return vendor_id(job), applications


def applied_to(candidacy: Candidacy) -> str | None:
    """Return Lever's id of the posting, archived or not."""
    return candidacy.posting.id if candidacy.posting else None


def test_calls_for_a_hundred_jobs(sandbox: RunningSandbox, ats: Provider) -> None:
    """A page of a hundred jobs takes one call."""
    assert len(ats.jobs.list(per_page=100).items) == 100
    assert calls(sandbox) == ["/postings"]


def test_calls_for_a_hundred_applications(sandbox: RunningSandbox, ats: Provider) -> None:
    """A page of a hundred applications takes one call, and once in a while two for tables."""
    first = ats.applications.list(per_page=100)
    assert len(first.items) == 100
    assert calls(sandbox) == ["/opportunities", "/archive_reasons", "/disposition_stages"]
    ats.applications.list(per_page=100, cursor=first.next_cursor)
    assert calls(sandbox) == ["/opportunities"]


def test_calls_for_the_applications_of_a_job(sandbox: RunningSandbox, ats: Provider) -> None:
    """Live and archived applications of a job take a call each, however many jobs are asked for."""
    job_id, _ = crowd(sandbox)
    ats.applications.list(job_id=job_id, per_page=100)
    assert calls(sandbox).count("/opportunities") == 2
    ats.applications.list(job_id=job_id, per_page=100, status="APPLIED")
    assert calls(sandbox) == ["/opportunities"], "nobody who is archived is at a stage"


def test_open_jobs_are_asked_for(sandbox: RunningSandbox, ats: Provider) -> None:
    """Open jobs are those of two states, read one state after the other, and each comes once."""
    found = [job.id for job in ats.jobs.iter(status="OPEN")]
    asked = [each.query.get("state") for each in sandbox.requests]
    assert [*dict.fromkeys(asked)] == ["published", "internal"]
    everything = [job.id for job in ats.jobs.iter() if job.status is JobStatus.OPEN]
    assert sorted(found) == sorted(everything)


def test_archived_jobs_are_none(sandbox: RunningSandbox, ats: Provider) -> None:
    """Lever archives no postings: there is nothing to ask for."""
    assert ats.jobs.list(status="ARCHIVED").items == ()
    assert calls(sandbox) == []


@pytest.mark.parametrize("moved_at", [0, 1, 2])
def test_archived_between_two_pages(sandbox: RunningSandbox, ats: Provider, moved_at: int) -> None:
    """An application that is archived while its job's are read comes once all the same."""
    job_id, live = crowd(sandbox)
    page = ats.applications.list(job_id=job_id, per_page=5)
    found = [each.id for each in page.items]
    for number in range(1_000):
        if number == moved_at:
            seen = next(each for each in live if vendor_id(each) == found[0])
            sandbox.company.set_application(seen.id, status="rejected")
        if not page.next_cursor:
            break
        page = ats.applications.list(job_id=job_id, per_page=5, cursor=page.next_cursor)
        found += [each.id for each in page.items]
    assert len(found) == len(set(found))
    assert set(found) == {each.id for each in ats.applications.iter(job_id=job_id)}


@pytest.mark.parametrize("per_page", [5, 100])
def test_archived_ones_among_the_live(
    sandbox: RunningSandbox, ats: Provider, monkeypatch: pytest.MonkeyPatch, per_page: int
) -> None:
    """Where the list of live applications has the archived ones too, each comes once."""
    job_id, _ = crowd(sandbox)
    apart = {each.id: each.status for each in ats.applications.iter(job_id=job_id)}
    assert ApplicationStatus.REJECTED in apart.values()
    monkeypatch.setitem(opportunities.FILTERS, "posting_id", equals(applied_to))
    page = ats.applications.list(job_id=job_id, per_page=per_page)
    found = [*page.items]
    while page.next_cursor:
        page = ats.applications.list(job_id=job_id, per_page=per_page, cursor=page.next_cursor)
        found += page.items
    assert len(found) == len(apart)
    assert {each.id: each.status for each in found} == apart


def test_just_archived_is_there(sandbox: RunningSandbox, ats: Provider) -> None:
    """What was archived a moment before a list begins is in it."""
    job_id, live = crowd(sandbox)
    sandbox.company.set_application(live[0].id, status="hired")
    found = {each.id: each for each in ats.applications.iter(job_id=job_id)}
    assert found[vendor_id(live[0])].status is ApplicationStatus.HIRED


@pytest.mark.parametrize("off", [-3_600, -120, -1.9, 120])
def test_a_clock_that_is_off(sandbox: RunningSandbox, connect: Connect, off: float) -> None:
    """What was just archived is there once, by Lever's clock, whatever ours says."""
    job_id, live = crowd(sandbox)
    sandbox.company.set_application(live[0].id, status="hired")
    ats = connect(HTTPOptions(wall_clock=lambda: time.time() + off))
    found = [each.id for each in ats.applications.iter(job_id=job_id)]
    assert found.count(vendor_id(live[0])) == 1


def test_updated_after_is_exclusive(sandbox: RunningSandbox, ats: Provider) -> None:
    """What changed at that very millisecond is left out, though Lever counts the bound in."""
    times = sorted({job.updated_at for job in ats.jobs.iter() if job.updated_at})
    found = [job.updated_at for job in ats.jobs.iter(updated_after=times[-3])]
    assert sorted(each for each in found if each) == times[-2:]


@pytest.mark.parametrize("token", ["", "x", "1", "7|1|", "0|x|", "-1|1|"])
def test_cursors_of_others(ats: Provider, token: str) -> None:
    """A cursor that was not given out here is an error of ours."""
    with pytest.raises(ArgumentError, match="not a next_cursor"):
        ats.jobs.read_page(JobQuery(), PageRequest(size=5, cursor=token))


def test_confidential_records(sandbox: RunningSandbox, connect: Connect) -> None:
    """Confidential records come when they are wanted and the key may see them."""
    usual = {job.id for job in connect().jobs.iter()}
    wanted = {job.id for job in connect(confidential=True).jobs.iter()}
    assert usual < wanted
    allowed = {each.id for each in connect().applications.iter()}
    assert allowed < {each.id for each in connect(confidential=True).applications.iter()}
    assert {job.id for job in connect(api_key=PLAIN_KEY).jobs.iter()} == usual


def test_a_confidential_job(sandbox: RunningSandbox, connect: Connect) -> None:
    """A list that is empty as its job is confidential says so, at the price of one call."""
    seen = {job.id for job in connect().jobs.iter()}
    hidden = [job.id for job in connect(confidential=True).jobs.iter() if job.id not in seen]
    every = {
        job_id: [*connect(confidential=True).applications.iter(job_id=job_id)] for job_id in hidden
    }
    job_id = max(every, key=lambda each: len(every[each]))
    assert every[job_id]
    sandbox.requests.clear()
    for attempt in (
        lambda: connect().applications.list(job_id=job_id),
        lambda: [*connect().applications.iter(job_id=job_id)],
        lambda: connect().jobs.get(job_id),
    ):
        with pytest.raises(NotFoundError, match="LEVER_CONFIDENTIAL"):
            attempt()
    lists = ["/opportunities", "/opportunities", f"/postings/{job_id}"]
    assert calls(sandbox) == [*lists, *lists, f"/postings/{job_id}"]
    assert connect(confidential=True).jobs.get(job_id).id == job_id


def test_odd_records(ats: Provider) -> None:
    """Leads without a job and anonymised people are listed like everybody else."""
    found = list(ats.applications.iter())
    assert [each for each in found if each.job_id is None]
    assert [each for each in found if each.raw["isAnonymized"] and each.email is None]
    assert ApplicationStatus.UNKNOWN not in {each.status for each in found}


def test_stages_without_their_permission(sandbox: RunningSandbox, connect: Connect) -> None:
    """A key that may not see what stages mean does with their names."""
    facade: Any = sandbox.facade
    key = facade.access.keys[PLAIN_KEY]
    scopes = frozenset({"opportunities:read", "archive_reasons:read"})
    facade.access.keys[PLAIN_KEY] = type(key)(scopes=scopes)
    statuses = {each.status for each in connect(api_key=PLAIN_KEY).applications.iter()}
    assert {ApplicationStatus.SCREENING, ApplicationStatus.REJECTED} <= statuses
    assert sum(each.path == "/v1/disposition_stages" for each in sandbox.requests) == 1


def test_tables_that_an_account_lacks(sandbox: RunningSandbox, connect: Connect) -> None:
    """Where there are no such tables at all, that is no error: there is just nothing to look up."""
    elsewhere = connect(base_url=f"{sandbox.base_url}/v0/postings").http
    assert (read_reasons(elsewhere), read_kinds(elsewhere)) == (None, None)
    assert [each.status for each in sandbox.requests] == [404, 404]


def test_order_is_newest_first_in_each_list(ats: Provider) -> None:
    """Lever's own order is kept."""
    times = [job.created_at for job in ats.jobs.iter()]
    assert all(later >= earlier for later, earlier in pairwise(filter(None, times)))


def test_a_list_that_goes_on_without_an_offset(
    ats: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that promises another, and does not say where, is an error rather than the end."""
    answer = ats.request("GET", "/postings", params={"limit": 1})
    body = answer.body.replace(b'"next"', b'"nothing"')
    monkeypatch.setattr(ats.http, "get", lambda *_, **__: attrs.evolve(answer, body=body))
    with pytest.raises(BadResponseError, match="no offset"):
        ats.jobs.list()


def test_the_rate_is_kept_to(sandbox: RunningSandbox, connect: Connect) -> None:
    """After a burst of twenty, calls wait for their turn, ten a second."""
    now, slept = [1_000.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    ats = connect(http=HTTPOptions(clock=lambda: now[0], sleep=sleep))
    for _ in range(25):
        ats.jobs.list(per_page=1)
    assert slept == pytest.approx([0.1] * 5)


def test_a_table_whose_offset_comes_again(ats: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is said to go on and on where it began is an error rather than a loop."""
    body = b'{"data": [], "hasNext": true, "next": "again"}'
    answer = attrs.evolve(ats.request("GET", "/stages"), body=body)
    monkeypatch.setattr(ats.http, "get", lambda *_, **__: answer)
    with pytest.raises(BadResponseError, match="twice"):
        read_reasons(ats.http)
