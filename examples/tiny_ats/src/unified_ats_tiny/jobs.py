"""Jobs: what Tiny calls positions."""

from datetime import datetime
from typing import Any

import attrs

from unified_ats import Job, JobQuery, Jobs, JobStatus, Page, PageRequest, structure
from unified_ats_tiny.listing import to_page

__all__ = ["RawPosition", "TinyJobs", "to_job"]

STATES = {
    "live": JobStatus.OPEN,
    "closed": JobStatus.CLOSED,
    "draft": JobStatus.DRAFT,
    "waiting": JobStatus.PENDING,
    "shelved": JobStatus.ARCHIVED,
}


@attrs.frozen(kw_only=True)
class RawPosition:
    """A position, as Tiny sends it; further keys do no harm."""

    id: str
    name: str
    state: str
    modified: datetime
    city: str | None = None
    link: str | None = None


def to_job(raw: Any, where: str = "$") -> Job:
    """Turn a position into a job; ``where`` is its path in the answer, for errors."""
    position = structure(raw, RawPosition, provider="tiny", where=where)
    return Job(
        id=position.id,
        title=position.name,
        location=position.city,
        status=STATES.get(position.state, JobStatus.UNKNOWN),
        vendor_status=position.state,
        external_url=position.link,
        updated_at=position.modified,
        raw=raw,
    )


class TinyJobs(Jobs):
    """``GET /positions`` and ``GET /positions/{id}``."""

    paging = "cursor"
    max_per_page = 25
    client_filters = frozenset({"status", "updated_after"})

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        """Read one page of positions; Tiny cannot filter them."""
        paging = {"limit": page.size, "after": page.cursor}
        return to_page(self.http.get("/positions", params=paging), to_job)

    def read_one(self, job_id: str) -> Job:
        """Read one position."""
        return to_job(self.http.get("/positions/{id}", {"id": job_id}).json())
