from typing import Any, ClassVar

from tests.stand_ins.teamtailor import POWERLESS_KEY, WRONG_KEY, TeamtailorStandIn, vendor_id
from unified_ats import JobStatus
from unified_ats.sandbox import Sandbox
from unified_ats.testing import CompanyRecord, ProviderConformance


class TestTeamtailor(ProviderConformance):
    """The mapping of Teamtailor keeps the contract."""

    provider = "generic"
    create_path = "*/candidates"
    wrong_credentials: ClassVar[dict[str, Any]] = {"api_key": WRONG_KEY}
    forbidden_credentials: ClassVar[dict[str, Any]] = {"api_key": POWERLESS_KEY}
    job_statuses: ClassVar[dict[str, JobStatus]] = {
        "open": JobStatus.OPEN,
        "closed": JobStatus.CLOSED,
        "draft": JobStatus.DRAFT,
        "pending": JobStatus.PENDING,
        "archived": JobStatus.ARCHIVED,
    }
    lacks: ClassVar[dict[str, str]] = {
        "applications.vendor_status": "marks tell how an application ended",
    }
    expected_skips = (
        "applications.vendor_status",
        "jobs.employment_type",
    )

    def sandbox_class(self) -> type[Sandbox]:
        """Return the stand-in."""
        return TeamtailorStandIn

    def vendor_id(self, record: CompanyRecord) -> str:
        """Return the vendor's id."""
        return vendor_id(record)
