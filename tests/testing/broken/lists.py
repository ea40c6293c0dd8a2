# ruff: noqa: D102  # the name of a class says what its methods do wrong
"""Flaws of lists, filters and look-ups."""

from typing import Any

import attrs

from tests.generic.made import GenericApplications, GenericJobs
from tests.testing.broken.flawed import Broken, with_applications, with_jobs
from unified_ats import (
    ApplicationQuery,
    BadResponseError,
    Job,
    JobQuery,
    NotFoundError,
    Page,
    PageRequest,
)
from unified_ats.generic import GenericProvider


class RepeatingJobs(GenericJobs):
    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        found = super().read_page(query, page)
        return attrs.evolve(found, items=[*found.items[:-1], *found.items[:1]])


class TestRepeatsARecord(Broken):
    flawed = with_jobs(RepeatingJobs)
    caught = "test_iter_gives_every_record_once[jobs]"


class ShortJobs(GenericJobs):
    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        found = super().read_page(query, page)
        last = page.number * page.size >= (found.total or 0) > page.size
        return attrs.evolve(found, items=()) if last else found


class TestDropsTheLastPage(Broken):
    flawed = with_jobs(ShortJobs)
    caught = "test_iter_walks_small_pages[jobs]"


class TestDropsTheLastPageByNumber(TestDropsTheLastPage):
    caught = "test_pages_add_up[15-declared-jobs]"


class TestDropsTheLastPageByCursor(TestDropsTheLastPage):
    caught = "test_cursors_add_up[15-declared-jobs]"


class MiscountingJobs(GenericJobs):
    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        found = super().read_page(query, page)
        return attrs.evolve(found, total=len(found.items))


class TestMiscounts(Broken):
    flawed = with_jobs(MiscountingJobs)
    caught = "test_totals_are_right_or_absent[jobs]"


class SharedPageJobs(GenericJobs):
    number = 1

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        self.number = page.number
        super().read_page(query, PageRequest(size=1))
        return super().read_page(query, attrs.evolve(page, number=self.number))


class TestThreadsDisturbEachOther(Broken):
    flawed = with_jobs(SharedPageJobs)
    caught = "test_threads_share_a_provider[jobs]"


class TestDoesNothing(Broken):
    flawed = type("Idle", (GenericProvider,), {"resources": ()})
    caught = "test_jobs_can_be_listed"


class EmptyJobs(GenericJobs):
    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        return Page(items=())


class TestFindsNothing(Broken):
    flawed = with_jobs(EmptyJobs)
    caught = "test_jobs_can_be_listed"


class UnfilteredJobs(GenericJobs):
    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        return super().read_page(JobQuery(), page)


class TestIgnoresFilters(Broken):
    flawed = with_jobs(UnfilteredJobs)
    caught = "test_filter[jobs.list(status)]"


class TestMiscountsFiltered(Broken):
    flawed = with_jobs(UnfilteredJobs)
    caught = "test_total_of_a_filtered_list[jobs.list(updated_after)]"


class LenientJobs(GenericJobs):
    native_filters = frozenset()

    def _check(self, query: Any, **_: Any) -> None:
        """Let everything pass."""


class TestIgnoresUndeclaredFilters(Broken):
    flawed = with_jobs(LenientJobs)
    caught = "test_undeclared_filters_are_refused"


class InventingJobs(GenericJobs):
    def read_one(self, job_id: str) -> Job:
        try:
            return super().read_one(job_id)
        except NotFoundError:
            return Job(id=job_id)


class TestInventsRecords(Broken):
    flawed = with_jobs(InventingJobs)
    caught = "test_unknown_id_is_not_found[jobs]"


class ForgetfulJobs(GenericJobs):
    def read_one(self, job_id: str) -> Job:
        return attrs.evolve(super().read_one(job_id), title="")


class TestLooksUpLess(Broken):
    flawed = with_jobs(ForgetfulJobs)
    caught = "test_get_gives_what_the_list_gave[jobs]"


class TrustingApplications(GenericApplications):
    def _check_job(self, query: ApplicationQuery) -> None:
        """Take an empty list for an answer."""


class TestMissesUnknownJobs(Broken):
    flawed = with_applications(TrustingApplications)
    caught = "test_applications_of_unknown_job"


class BentJobs(GenericJobs):
    def read_one(self, job_id: str) -> Job:
        try:
            return Job(id=self.http.get(f"/jobs/{job_id}").json()["job"]["id"])
        except (KeyError, BadResponseError) as error:
            raise NotFoundError("no such job", provider="generic") from error


class TestBendsPaths(Broken):
    flawed = with_jobs(BentJobs)
    caught = "test_no_id_bends_the_path[jobs-../jobs]"
