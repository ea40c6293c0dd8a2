from typing import Any, ClassVar

from unified_ats import JobStatus
from unified_ats.sandbox import Job
from unified_ats.testing import CompanyRecord, ProviderConformance
from unified_ats_lever.sandbox import POWERLESS_KEY, vendor_id
from unified_ats_lever.sandbox.rules import is_confidential, is_deleted


class TestLever(ProviderConformance):
    """The Lever adapter keeps the contract."""

    provider = "lever"
    create_path = "*/opportunities"
    forbidden_credentials: ClassVar[dict[str, Any]] = {"api_key": POWERLESS_KEY}
    job_statuses: ClassVar[dict[str, JobStatus]] = {
        "open": JobStatus.OPEN,
        "closed": JobStatus.CLOSED,
        "draft": JobStatus.DRAFT,
        "pending": JobStatus.PENDING,
        "archived": JobStatus.CLOSED,
    }
    expected_skips = ("candidates.list", "candidates.list(email)", "candidates.list(updated_after)")

    def vendor_id(self, record: CompanyRecord) -> str:
        """Return Lever's UUID."""
        return vendor_id(record)

    def shows(self, record: CompanyRecord) -> bool:
        """Leave out what Lever shows only to those who ask for it."""
        return not isinstance(record, Job) or not (is_deleted(record) or is_confidential(record))
