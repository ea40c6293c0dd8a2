from typing import Any, ClassVar

from tests.mappings.mapped import MappedConformance
from tests.stand_ins.teamtailor import POWERLESS_KEY, WRONG_KEY, TeamtailorStandIn, vendor_id
from unified_ats import JobStatus
from unified_ats.testing import CompanyRecord


class TestTeamtailor(MappedConformance):
    """The mapping of Teamtailor keeps the contract."""

    stand_in = TeamtailorStandIn
    wrong_credentials: ClassVar[dict[str, Any]] = {"api_key": WRONG_KEY}
    forbidden_credentials: ClassVar[dict[str, Any]] = {"api_key": POWERLESS_KEY}
    job_statuses: ClassVar[dict[str, JobStatus]] = {
        **MappedConformance.job_statuses,
        "pending": JobStatus.PENDING,
    }
    lacks: ClassVar[dict[str, str]] = {
        "applications.vendor_status": "marks tell how an application ended",
    }
    expected_skips = (
        "applications.vendor_status",
        "jobs.employment_type",
    )

    def vendor_id(self, record: CompanyRecord) -> str:
        """Return the vendor's id."""
        return vendor_id(record)
