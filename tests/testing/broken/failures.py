# ruff: noqa: D102  # the name of a class says what its methods do wrong
"""Flaws that show when the vendor or the network fails."""

from tests.generic.made import GenericJobs
from tests.testing.broken.flawed import Broken, Impatient, with_jobs
from unified_ats import (
    ATSError,
    Job,
    JobQuery,
    Page,
    PageRequest,
    Response,
    ResponseError,
)
from unified_ats.generic import GenericProvider


class TestGivesUpAtOnce(Broken):
    flawed = Impatient
    caught = "test_read_survives_one_failure[reset-jobs.list]"


class TestGivesUpOnSlowness(Broken):
    flawed = Impatient
    caught = "test_slow_answer_is_asked_for_again"


class TestGivesUpIterating(Broken):
    flawed = Impatient
    caught = "test_iteration_survives_failures"


class Hurried(GenericProvider):
    """Never looks at Retry-After."""

    def read_error(self, response: Response) -> str | ResponseError | None:
        cast_off = {
            name: value for name, value in response.headers.items() if name != "Retry-After"
        }
        object.__setattr__(response, "headers", cast_off)
        return super().read_error(response)


class TestHurries(Broken):
    flawed = Hurried
    caught = "test_wait_the_vendor_asks_for"


class TestHurriesOnDates(Broken):
    flawed = Hurried
    caught = "test_wait_until_the_date_the_vendor_asks_for"


class TestHurriesOnLongWaits(Broken):
    flawed = Hurried
    caught = "test_too_long_a_wait_is_an_error"


class QuietJobs(GenericJobs):
    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        try:
            return super().read_page(query, page)
        except ATSError:
            return Page(items=())


class TestSwallowsErrors(Broken):
    flawed = with_jobs(QuietJobs)
    caught = "test_read_gives_up_with_the_right_error[html-jobs.list]"


class TestSwallowsTimeouts(Broken):
    flawed = with_jobs(QuietJobs)
    caught = "test_no_answer_in_time"
