from pathlib import Path
from typing import Any, ClassVar

import unified_ats
from tests.http.stub import Answer, serve
from tests.mappings.mapped import MappedConformance
from tests.stand_ins.workable import FORBIDDEN_KEY, WRONG_KEY, WorkableStandIn, vendor_id
from unified_ats.sandbox import Candidate
from unified_ats.testing import CompanyRecord


class TestWorkable(MappedConformance):
    """The mapping of Workable keeps the contract."""

    stand_in = WorkableStandIn
    person_per_application = True
    wrong_credentials: ClassVar[dict[str, Any]] = {"api_key": WRONG_KEY}
    forbidden_credentials: ClassVar[dict[str, Any]] = {"api_key": FORBIDDEN_KEY}
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

    def vendor_id(self, record: CompanyRecord) -> str:
        """Return the shortcode of a job, and the id of a person in a job."""
        assert not isinstance(record, Candidate)
        return vendor_id(record)


def test_a_stage_of_its_own_name_where_people_are_hired() -> None:
    """Who is at a stage of the kind "hired" is hired, whatever it is called and with no time."""
    path = Path(__file__).parents[2] / "examples" / "mappings" / "workable.toml"
    rows = [{"id": "a1", "stage": "Signed", "stage_kind": "hired", "hired_at": None}]
    with serve() as stub:
        stub.script(Answer(json_body={"candidates": rows}))
        given: dict[str, Any] = {"mapping": path, "base_url": stub.url, "api_key": "k3y"}
        with unified_ats.connect("generic", **given) as ats:
            (application,) = ats.applications.list().items
    assert (application.status, application.vendor_status) == ("HIRED", "hired")
