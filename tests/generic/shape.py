# ruff: noqa: D102  # what they do is said by the classes they stand for
"""What the classes of the default mapping look like to a type checker."""

from unified_ats import (
    Application,
    ApplicationQuery,
    Applications,
    Candidate,
    CandidateQuery,
    Candidates,
    CreatedCandidate,
    Job,
    JobQuery,
    Jobs,
    NewCandidate,
    Page,
    PageRequest,
)


class GenericJobs(Jobs):
    """Jobs."""

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        raise NotImplementedError

    def read_one(self, job_id: str) -> Job:
        raise NotImplementedError


class GenericCandidates(Candidates):
    """Candidates."""

    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        raise NotImplementedError

    def read_page(self, query: CandidateQuery, page: PageRequest) -> Page[Candidate]:
        raise NotImplementedError

    def read_one(self, candidate_id: str) -> Candidate:
        raise NotImplementedError


class GenericApplications(Applications):
    """Applications."""

    def read_page(self, query: ApplicationQuery, page: PageRequest) -> Page[Application]:
        raise NotImplementedError

    def read_one(self, application_id: str) -> Application:
        raise NotImplementedError
