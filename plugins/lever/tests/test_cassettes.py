from pathlib import Path

import pytest

from unified_ats import (
    ApplicationStatus,
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    Provider,
)
from unified_ats.testing.cassettes import SAFE_FIELDS, ReadCassetteTests

ENDS = [ApplicationStatus.HIRED, ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN]
NO_JOB = "00000000-0000-4000-8000-000000000000"
PERSON = {"name": "Jane Doe", "email": "jane.doe@example.com", "phone": "+1 555 0100"}


class TestLeverCassettes(ReadCassetteTests):
    """The Lever adapter against recorded answers; no server runs."""

    provider = "lever"
    folder = Path(__file__).parents[3] / "tests" / "cassettes" / "lever"
    safe_fields = SAFE_FIELDS | {
        "applications",
        "contact",
        "currency",
        "deduped",
        "interval",
        "isAnonymized",
        "owner",
        "pipeline",
        "posting",
        "postings",
        "reason",
        "workplaceType",
    }

    def test_unknown_job(self, ats: Provider) -> None:
        """An unknown id is not found."""
        with pytest.raises(NotFoundError) as caught:
            ats.jobs.get(NO_JOB)
        assert caught.value.status_code == 404

    def test_archived_applications_of_a_job(self, ats: Provider) -> None:
        """Those that ended are in a list of their own, and their reasons say how."""
        job = self.open_job(ats)
        found = ats.applications.list(job_id=job.id, status=ENDS, per_page=3).items
        assert {application.job_id for application in found} == {job.id}
        assert {application.status for application in found} <= {*ENDS}
        assert all(application.vendor_status for application in found)
        assert all(application.raw["archived"] for application in found)

    def test_create_candidate(self, ats: Provider) -> None:
        """A candidate is created with an application; doing it twice is a conflict."""
        job = self.open_job(ats)
        created = ats.candidates.create(**PERSON, job_id=job.id)
        assert created.candidate.id
        assert created.application_id
        assert created.warnings == ()
        with pytest.raises(ConflictError):
            ats.candidates.create(**PERSON, job_id=job.id)

    def test_create_candidate_for_unknown_job(self, ats: Provider) -> None:
        """A job that does not exist is refused."""
        with pytest.raises(InvalidRequestError) as caught:
            ats.candidates.create(**PERSON, job_id=NO_JOB)
        assert caught.value.status_code == 400
