"""Jobs of the generic ATS API."""

from typing import Any

from unified_ats.generic.description import GENERIC
from unified_ats.generic.reading import filters, read_one, read_page
from unified_ats.generic.record import job_status, look_up, to_record
from unified_ats.resources import Job, JobQuery, Jobs, JobStatus, Page, PageRequest

__all__ = ["GenericJobs", "to_job"]

_LISTING = GENERIC.jobs
_WORDS = {status: word for word, status in GENERIC.job_words.items()}


def to_job(raw: Any, where: str = "$") -> Job:
    """Turn the vendor's job into ours."""
    status = job_status(look_up(raw, _LISTING.fields["vendor_status"]), GENERIC)
    return to_record(raw, Job, _LISTING, where=where, status=status)


class GenericJobs(Jobs):
    """``GET /jobs`` and ``GET /jobs/{id}``."""

    max_per_page = GENERIC.max_per_page
    native_filters = frozenset(_LISTING.params)

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        """Read one page of jobs; several statuses are sent as one list of words."""
        params = filters(query, _LISTING)
        if query.status:
            params[_LISTING.params["status"]] = self._words(query.status)
        return read_page(self.http, _LISTING, page, params, to_job)

    def read_one(self, job_id: str) -> Job:
        """Read one job."""
        return read_one(self.http, _LISTING, job_id, to_job)

    def _words(self, wanted: frozenset[JobStatus]) -> str:
        wordless = sorted(wanted - set(_WORDS))
        if wordless:
            raise self.unsupported(f"list(status={wordless[0]})", "it has no word for that status")
        return ",".join(sorted(_WORDS[status] for status in wanted))
