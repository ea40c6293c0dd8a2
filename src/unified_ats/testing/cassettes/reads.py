# ruff: noqa: S101  # assert is how a test speaks
"""Tests that every adapter's cassettes ought to pass, whatever a vendor's answers look like."""

from unified_ats.provider import Provider
from unified_ats.resources import ApplicationStatus, Job, JobStatus
from unified_ats.testing.cassettes.tests import CassetteTests

__all__ = ["ReadCassetteTests"]


class ReadCassetteTests(CassetteTests):
    """Reading jobs and applications. Recorded from a real account, texts are placeholders.

    So these tests look at ids, statuses and counts.
    """

    @staticmethod
    def open_job(ats: Provider) -> Job:
        """Return a job that takes applications."""
        return ats.jobs.list(status="OPEN", per_page=1).items[0]

    def test_jobs_page_by_page(self, ats: Provider) -> None:
        """Two pages of jobs follow each other, and the cursor says where."""
        first = ats.jobs.list(per_page=2)
        second = ats.jobs.list(per_page=2, cursor=first.next_cursor)
        assert len({job.id for job in [*first.items, *second.items]}) == 4

    def test_open_jobs(self, ats: Provider) -> None:
        """Open jobs are what a filter for them gives, and one of them has a public page."""
        found = ats.jobs.list(status="OPEN", per_page=10).items
        assert {job.status for job in found} == {JobStatus.OPEN}
        assert any(job.external_url for job in found)

    def test_job(self, ats: Provider) -> None:
        """One job is the one from the list."""
        assert ats.jobs.get(self.open_job(ats).id) == self.open_job(ats)

    def test_applications_of_a_job(self, ats: Provider) -> None:
        """The applications of a job name it and somebody, and have a status that is known."""
        job = self.open_job(ats)
        found = ats.applications.list(job_id=job.id, per_page=5).items
        assert {application.job_id for application in found} == {job.id}
        assert all(application.candidate_name for application in found)
        assert ApplicationStatus.UNKNOWN not in {application.status for application in found}
