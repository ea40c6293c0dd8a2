from typing import Any, ClassVar

from tests.stand_ins.ashby import POWERLESS_KEY, WRONG_KEY, AshbyStandIn, vendor_id
from unified_ats import JobStatus
from unified_ats.sandbox import Sandbox
from unified_ats.testing import CompanyRecord, ProviderConformance


class TestAshby(ProviderConformance):
    """The mapping of Ashby keeps the contract."""

    provider = "generic"
    create_path = "/candidate.create"
    wrong_credentials: ClassVar[dict[str, Any]] = {"api_key": WRONG_KEY}
    forbidden_credentials: ClassVar[dict[str, Any]] = {"api_key": POWERLESS_KEY}
    job_statuses: ClassVar[dict[str, JobStatus]] = {
        "open": JobStatus.OPEN,
        "closed": JobStatus.CLOSED,
        "draft": JobStatus.DRAFT,
        "pending": JobStatus.DRAFT,
        "archived": JobStatus.ARCHIVED,
    }
    employment_types: ClassVar[dict[str, str]] = {
        "full_time": "FullTime",
        "part_time": "PartTime",
        "contract": "Contract",
        "temporary": "Temporary",
        "internship": "Intern",
    }
    lacks: ClassVar[dict[str, str]] = {
        "jobs.vendor_status": "jobs are listed by the statuses that Ashby documents",
    }
    expected_skips = (
        "candidates.resume_url",
        "jobs.vendor_status",
    )

    def sandbox_class(self) -> type[Sandbox]:
        """Return the stand-in."""
        return AshbyStandIn

    def vendor_id(self, record: CompanyRecord) -> str:
        """Return the vendor's id."""
        return vendor_id(record)
