from typing import Any, ClassVar

from tests.mappings.mapped import MappedConformance
from tests.stand_ins.ashby import POWERLESS_KEY, WRONG_KEY, AshbyStandIn, vendor_id
from unified_ats.testing import CompanyRecord


class TestAshby(MappedConformance):
    """The mapping of Ashby keeps the contract."""

    stand_in = AshbyStandIn
    create_path = "/candidate.create"
    wrong_credentials: ClassVar[dict[str, Any]] = {"api_key": WRONG_KEY}
    forbidden_credentials: ClassVar[dict[str, Any]] = {"api_key": POWERLESS_KEY}
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

    def vendor_id(self, record: CompanyRecord) -> str:
        """Return the vendor's id."""
        return vendor_id(record)
