"""The rows of the fake company: one frozen class a table, field for field its columns.

Times are aware UTC datetimes. What a vendor would call them is its façade's business.
"""

from datetime import datetime
from typing import ClassVar

import attrs

__all__ = [
    "Application",
    "Candidate",
    "Department",
    "Job",
    "Office",
    "Record",
    "RejectionReason",
    "Stage",
    "User",
]


@attrs.frozen(kw_only=True)
class Record:
    """What every row has: a readable id such as `job_1`, and the number in it.

    Attributes:
        TABLE: The table that holds such rows.
        PREFIX: What the readable ids begin with.
        ORDER: The order in which they are listed.
    """

    TABLE: ClassVar[str]
    PREFIX: ClassVar[str]
    ORDER: ClassVar[str] = "seq"

    id: str
    seq: int


@attrs.frozen(kw_only=True)
class Office(Record):
    """A place where the company has people."""

    TABLE = "offices"
    PREFIX = "office"

    name: str
    city: str
    country: str


@attrs.frozen(kw_only=True)
class Department(Record):
    """A department; the company has no deeper hierarchy."""

    TABLE = "departments"
    PREFIX = "dept"

    name: str


@attrs.frozen(kw_only=True)
class User(Record):
    """Somebody who works in the ATS; `role` is `recruiter` or `hiring_manager`."""

    TABLE = "users"
    PREFIX = "user"

    first_name: str
    last_name: str
    email: str
    role: str


@attrs.frozen(kw_only=True)
class Stage(Record):
    """A step of the hiring process, the same for every job, listed in the order of the process.

    `kind` is `applied`, `screening`, `interview` or `offer`; `None` for a stage that an account
    made up for itself.
    """

    TABLE = "stages"
    PREFIX = "stage"

    name: str
    kind: str | None = None


@attrs.frozen(kw_only=True)
class RejectionReason(Record):
    """Why an application was turned down."""

    TABLE = "rejection_reasons"
    PREFIX = "reason"

    name: str


@attrs.frozen(kw_only=True)
class Job(Record):
    """A job; `status` is `open`, `closed`, `draft`, `pending`, `archived` or a test's own word."""

    TABLE = "jobs"
    PREFIX = "job"
    ORDER = "created_at DESC, seq DESC"

    title: str
    status: str
    department_id: str | None
    office_id: str | None
    employment_type: str
    hiring_manager_id: str
    recruiter_id: str
    description: str | None
    url: str | None
    created_at: datetime
    updated_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None


@attrs.frozen(kw_only=True)
class Candidate(Record):
    """A person; a name of a single word has no `last_name`."""

    TABLE = "candidates"
    PREFIX = "cand"
    ORDER = "created_at DESC, seq DESC"

    first_name: str
    last_name: str | None
    email: str
    phone: str | None
    title: str | None
    company: str | None
    location: str | None
    resume_url: str | None
    created_at: datetime
    updated_at: datetime

    @property
    def name(self) -> str:
        """The whole name, as people write it."""
        return self.first_name if self.last_name is None else f"{self.first_name} {self.last_name}"


@attrs.frozen(kw_only=True)
class Application(Record):
    """One candidate's application to one job; `created_at` is when they applied.

    `status` is `active`, `hired`, `rejected`, `withdrawn` or a test's own word; `closed_at` is set
    from the moment that the application is no longer active.
    """

    TABLE = "applications"
    PREFIX = "app"
    ORDER = "created_at DESC, seq DESC"

    candidate_id: str
    job_id: str
    stage_id: str | None = None
    status: str = "active"
    source: str | None
    rejection_reason_id: str | None = None
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None = None
