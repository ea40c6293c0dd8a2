from typing import Any

import pytest

from tests.generic.conftest import MakeGeneric
from tests.http.stub import Answer, Stub
from unified_ats import ApplicationStatus, NotFoundError

RAW = {
    "id": 1,
    "job_id": 7,
    "candidate": {"id": 3, "name": "Jane Doe", "email": "jane@example.com"},
    "status": "active",
    "stage": "Tea",
}


def page(*records: Any) -> Answer:
    """Return a page of applications."""
    return Answer(json_body={"applications": records, "total": len(records)})


def test_the_applications_of_a_job(stub: Stub, generic: MakeGeneric) -> None:
    """Applications come with their person, and the job's id narrows them at the vendor."""
    stub.script(page(RAW | {"job_id": "a&b=c"}))
    found = generic().applications.list(job_id="a&b=c")
    assert stub.seen[0].target == "/applications?job_id=a%26b%3Dc&page=1&per_page=20"
    (one,) = found.items
    assert (one.id, one.job_id, one.candidate_id) == ("1", "a&b=c", "3")
    assert (one.candidate_name, one.email) == ("Jane Doe", "jane@example.com")
    assert (one.status, one.vendor_status, one.stage) == (ApplicationStatus.ACTIVE, "active", "Tea")
    assert one.raw == RAW | {"job_id": "a&b=c"}
    assert found.total == 1


def test_statuses_are_sifted_here(stub: Stub, generic: MakeGeneric) -> None:
    """The vendor's word does not tell the stage, so statuses are applied here, without a total."""
    hired = {**RAW, "id": 2, "status": "hired"}
    stub.script(page(RAW, hired))
    found = generic().applications.list(status=["HIRED", "REJECTED"])
    assert "status" not in stub.seen[0].target
    assert [one.id for one in found.items] == ["2"]
    assert found.total is None


@pytest.mark.parametrize(
    ("stages", "stage", "status"),
    [
        ({"Tea": "INTERVIEW"}, "tea", "INTERVIEW"),
        ({" TEA ": "OFFER"}, "Tea", "OFFER"),
        ('{"Offer": "HIRED"}', "Offer", "HIRED"),
        ({"Tea": "INTERVIEW"}, "Offer", "OFFER"),
    ],
)
def test_stages_can_be_overridden(
    stub: Stub, generic: MakeGeneric, stages: Any, stage: str, status: str
) -> None:
    """The user's own table of stages adds to the adapter's and wins over it."""
    stub.script(page({**RAW, "stage": stage}))
    (found,) = generic(stages=stages).applications.list().items
    assert found.status is ApplicationStatus(status)


def test_an_unknown_job_is_looked_up(stub: Stub, generic: MakeGeneric) -> None:
    """An empty list costs one more call, which tells whether there is such a job."""
    stub.script(page(), Answer(404, json_body={"error": {"message": "there is no such job"}}))
    with pytest.raises(NotFoundError, match="no such job"):
        generic().applications.list(job_id="7")
    assert [seen.target.partition("?")[0] for seen in stub.seen] == ["/applications", "/jobs/7"]


def test_one_application(stub: Stub, generic: MakeGeneric) -> None:
    """An application is looked up by id."""
    stub.script(Answer(json_body={"application": RAW}))
    assert generic().applications.get("1").candidate_name == "Jane Doe"
    assert stub.seen[0].target == "/applications/1"
