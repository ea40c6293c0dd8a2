from pathlib import Path

import pytest

from unified_ats import (
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    Provider,
)
from unified_ats.testing.cassettes import SAFE_FIELDS, ReadCassetteTests

PERSON = {
    "name": "Jane Doe",
    "email": "jane.doe@example.com",
    "phone": "+1 555 0100",
    "resume_url": "https://example.com/jane-doe.pdf",
}


class TestGreenhouseCassettes(ReadCassetteTests):
    """The Greenhouse adapter against recorded answers; no server runs."""

    provider = "greenhouse"
    folder = Path(__file__).parents[3] / "tests" / "cassettes" / "greenhouse"
    safe_fields = SAFE_FIELDS | {"live", "internal", "active", "current", "prospect", "key"}

    def test_unknown_job(self, ats: Provider) -> None:
        """An unknown id is not found, though Greenhouse answers with an empty list."""
        with pytest.raises(NotFoundError) as caught:
            ats.jobs.get("1")
        assert caught.value.status_code == 200
        assert caught.value.request_id

    def test_create_candidate(self, ats: Provider) -> None:
        """A candidate is created with an application and a résumé; doing it twice is a conflict."""
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
            ats.candidates.create(**PERSON, job_id="1")
        assert caught.value.status_code == 422
