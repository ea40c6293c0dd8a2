"""Candidates: Tiny has no list of people, but takes new ones as applicants."""

from unified_ats import Candidate, Candidates, CreatedCandidate, NewCandidate, structure
from unified_ats_tiny.applications import RawApplicant

__all__ = ["TinyCandidates"]


class TinyCandidates(Candidates):
    """``POST /applicants``."""

    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        """Create a person and their application in one call."""
        person = {"name": candidate.name, "mail": candidate.email}
        optional = {"phone": candidate.phone, "cv": candidate.resume_url}
        person |= {name: value for name, value in optional.items() if value}
        body = {"position": candidate.job_id, "person": person}
        raw = self.http.post("/applicants", json=body).json()
        applicant = structure(raw, RawApplicant, provider="tiny")
        kept = Candidate(
            id=applicant.person.id,
            name=applicant.person.name,
            email=applicant.person.mail,
            phone=applicant.person.phone,
            resume_url=applicant.person.cv,
            raw=raw["person"],
        )
        return CreatedCandidate(
            candidate=kept,
            application_id=applicant.id,
            warnings=candidate.missing_in(kept),  # Tiny keeps what it has of a person it knows
        )
