from typing import Any, ClassVar

from tests.mappings.mapped import MappedConformance
from tests.stand_ins.recruitee import FORBIDDEN_KEY, WRONG_KEY, RecruiteeStandIn, vendor_id
from unified_ats.testing import CompanyRecord


class TestRecruitee(MappedConformance):
    """The mapping of Recruitee keeps the contract."""

    stand_in = RecruiteeStandIn
    wrong_credentials: ClassVar[dict[str, Any]] = {"api_key": WRONG_KEY}
    forbidden_credentials: ClassVar[dict[str, Any]] = {"api_key": FORBIDDEN_KEY}
    duplicate = "added"
    employment_types: ClassVar[dict[str, str]] = {
        "full_time": "fulltime",
        "part_time": "parttime",
        "contract": "freelance",
        "temporary": "fulltime_fixed_term",
        "internship": "internship",
    }
    lacks: ClassVar[dict[str, str]] = {
        "applications.vendor_status": "marks tell how an application ended",
        "jobs.pages": "the list of jobs comes whole",
    }
    expected_skips = (
        "applications.get",
        "applications.source",
        "applications.vendor_status",
        "candidates.resume_url",
        "jobs.pages",
    )

    def vendor_id(self, record: CompanyRecord) -> str:
        """Return the vendor's id."""
        return vendor_id(record)
