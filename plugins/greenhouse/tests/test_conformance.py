from typing import Any, ClassVar

from unified_ats import JobStatus
from unified_ats.testing import CompanyRecord, ProviderConformance
from unified_ats_greenhouse.sandbox import LIMITED_CLIENT_ID, vendor_id


class TestGreenhouse(ProviderConformance):
    """The Greenhouse adapter keeps the contract."""

    provider = "greenhouse"
    create_path = "*/candidates"
    forbidden_credentials: ClassVar[dict[str, Any]] = {"client_id": LIMITED_CLIENT_ID}
    job_statuses: ClassVar[dict[str, JobStatus]] = {
        "open": JobStatus.OPEN,
        "closed": JobStatus.CLOSED,
        "draft": JobStatus.DRAFT,
        "pending": JobStatus.DRAFT,
        "archived": JobStatus.CLOSED,
    }
    expected_skips = ("candidates.resume_url",)

    def vendor_id(self, record: CompanyRecord) -> str:
        """Return Greenhouse's number."""
        return vendor_id(record)
