from typing import Any, ClassVar

from tests.stand_ins.workable import FORBIDDEN_KEY, WRONG_KEY, WorkableStandIn, vendor_id
from unified_ats import JobStatus
from unified_ats.sandbox import Candidate, Sandbox
from unified_ats.testing import CompanyRecord, ProviderConformance


class TestWorkable(ProviderConformance):
    """The mapping of Workable keeps the contract."""

    provider = "generic"
    person_per_application = True
    create_path = "*/candidates"
    wrong_credentials: ClassVar[dict[str, Any]] = {"api_key": WRONG_KEY}
    forbidden_credentials: ClassVar[dict[str, Any]] = {"api_key": FORBIDDEN_KEY}
    job_statuses: ClassVar[dict[str, JobStatus]] = {
        "open": JobStatus.OPEN,
        "closed": JobStatus.CLOSED,
        "draft": JobStatus.DRAFT,
        "pending": JobStatus.DRAFT,
        "archived": JobStatus.ARCHIVED,
    }
    lacks: ClassVar[dict[str, str]] = {
        "applications.vendor_status": "three marks tell how an application ended",
    }
    expected_skips = (
        "applications.vendor_status",
        "candidates.list",
        "candidates.list(email)",
        "candidates.list(updated_after)",
        "jobs.employment_type",
    )

    def sandbox_class(self) -> type[Sandbox]:
        """Return the stand-in."""
        return WorkableStandIn

    def vendor_id(self, record: CompanyRecord) -> str:
        """Return the shortcode of a job, and the id of a person in a job."""
        assert not isinstance(record, Candidate)
        return vendor_id(record)
