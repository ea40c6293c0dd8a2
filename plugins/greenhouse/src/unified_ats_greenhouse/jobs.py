"""Jobs. Their posts, departments and offices are lists of their own, looked up a page at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from unified_ats import Job, JobQuery, Jobs, JobStatus, Page, PageRequest, Transport, structure
from unified_ats_greenhouse.listing import LARGEST, PROVIDER, after, get, look_up, read_page
from unified_ats_greenhouse.posts import addresses, best_posts, locations, posts_of

__all__ = ["Around", "GreenhouseJobs", "RawJob", "to_job"]

STATUSES = {
    "open": JobStatus.OPEN,
    "closed": JobStatus.CLOSED,
    "draft": JobStatus.DRAFT,
}
EMPLOYMENT_TYPE = "employment_type"
"""Key of the custom field that Greenhouse has for it."""
_WORDS = {status: word for word, status in STATUSES.items()}


@attrs.frozen(kw_only=True)
class RawJob:
    """A job, as Greenhouse sends it; further keys do no harm, and none but the id need be there."""

    id: str
    name: str | None = None
    status: str | None = None
    department_id: str | None = None
    office_ids: list[str] | None = None
    custom_fields: Any = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def employment_type(self) -> str | None:
        """Such as "Full-time": a custom field that most accounts have."""
        fields = self.custom_fields if isinstance(self.custom_fields, Mapping) else {}
        field = fields.get(EMPLOYMENT_TYPE)
        value = field.get("value") if isinstance(field, Mapping) else None
        return value if isinstance(value, str) else None


@attrs.frozen(kw_only=True)
class RawDepartment:
    """A department."""

    id: str
    name: str | None = None


@attrs.frozen(kw_only=True)
class Around:
    """What other lists say of jobs.

    Attributes:
        locations: one line, by job.
        addresses: page where the public applies, by job.
        departments: name, by department.
    """

    locations: Mapping[str, str] = attrs.field(factory=dict)
    addresses: Mapping[str, str] = attrs.field(factory=dict)
    departments: Mapping[str, str | None] = attrs.field(factory=dict)


def to_job(raw: Any, where: str = "$", *, around: Around | None = None) -> Job:
    """Turn Greenhouse's job into ours; ``where`` is its path in the answer, for errors."""
    job = structure(raw, RawJob, provider=PROVIDER, where=where)
    around = around or Around()
    return Job(
        id=job.id,
        title=job.name or "",
        location=around.locations.get(job.id),
        status=STATUSES.get(job.status or "", JobStatus.UNKNOWN),
        vendor_status=job.status,
        external_url=around.addresses.get(job.id),
        department=around.departments.get(job.department_id or ""),
        employment_type=job.employment_type,
        created_at=job.created_at,
        updated_at=job.updated_at,
        raw=raw,
    )


class GreenhouseJobs(Jobs):
    """``GET /jobs``, and what it takes to say where they are."""

    paging = "cursor"
    max_per_page = LARGEST
    native_filters = frozenset({"updated_after"})

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        """Read one page of jobs. Greenhouse takes one status; several are sifted afterwards."""
        words = {_WORDS.get(status) for status in query.status}
        one = words.pop() if len(words) == 1 else None
        filters = {"status": one, "updated_at": after(query.updated_after)}
        return read_page(self.http, "/jobs", page, filters=filters, convert=to_job)

    def read_one(self, job_id: str) -> Job:
        """Read one job."""
        return self.complete([get(self.http, "/jobs", job_id, to_job)])[0]

    def complete(self, records: Sequence[Job]) -> list[Job]:
        """Look up the posts, places and departments of jobs, fifty ids a call."""
        raws = [structure(job.raw, RawJob, provider=PROVIDER) for job in records]
        around = _look_around(self.http, raws)
        return [to_job(job.raw, around=around) for job in records]


def _look_around(http: Transport, jobs: Sequence[RawJob]) -> Around:
    posts = best_posts(posts_of(http, (job.id for job in jobs)))
    departments = look_up(
        http,
        "/departments",
        (job.department_id for job in jobs if job.department_id),
        into=RawDepartment,
    )
    return Around(
        locations=locations(http, posts, {job.id: job.office_ids or [] for job in jobs}),
        addresses=addresses(posts),
        departments={each.id: each.name for each in departments},
    )
