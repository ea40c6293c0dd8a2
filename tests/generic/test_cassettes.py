from pathlib import Path

import pytest

from unified_ats import ConflictError, InvalidRequestError, NotFoundError
from unified_ats.provider import Provider
from unified_ats.testing.cassettes import ReadCassetteTests

PERSON = {"name": "Jane Doe", "email": "jane.doe@example.com", "phone": "+1 555 0100"}


class TestGenericCassettes(ReadCassetteTests):
    """The generic adapter against recorded answers; no server runs."""

    provider = "generic"
    folder = Path(__file__).parents[1] / "cassettes" / "generic"

    def test_unknown_job(self, ats: Provider) -> None:
        """An unknown id is not found, with the ATS's status and request id."""
        with pytest.raises(NotFoundError) as caught:
            ats.jobs.get("no-such-job")
        assert caught.value.status_code == 404
        assert caught.value.request_id

    def test_create_candidate(self, ats: Provider) -> None:
        """A candidate is created and applied to a job; doing it twice is a conflict."""
        job = self.open_job(ats)
        created = ats.candidates.create(**PERSON, job_id=job.id)
        assert created.candidate.id
        assert created.application_id
        with pytest.raises(ConflictError):
            ats.candidates.create(**PERSON, job_id=job.id)

    def test_create_candidate_for_unknown_job(self, ats: Provider) -> None:
        """A job that does not exist is refused."""
        with pytest.raises(InvalidRequestError) as caught:
            ats.candidates.create(**PERSON, job_id="no-such-job")
        assert caught.value.status_code == 422
