"""Candidates of the generic ATS API."""

from typing import Any

from unified_ats.generic.description import GENERIC
from unified_ats.generic.reading import filters, read_one, read_page
from unified_ats.generic.record import look_up, to_record
from unified_ats.resources import (
    Candidate,
    CandidateQuery,
    Candidates,
    CreatedCandidate,
    NewCandidate,
    Page,
    PageRequest,
)

__all__ = ["GenericCandidates", "to_candidate"]

_LISTING = GENERIC.candidates
_CREATE = GENERIC.create_candidate


def to_candidate(raw: Any, where: str = "$") -> Candidate:
    """Turn the vendor's candidate into ours."""
    return to_record(raw, Candidate, _LISTING, where=where)


class GenericCandidates(Candidates):
    """``POST /candidates``, ``GET /candidates`` and ``GET /candidates/{id}``."""

    max_per_page = GENERIC.max_per_page
    native_filters = frozenset(_LISTING.params)

    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        """Create and apply in one call."""
        values = {theirs: getattr(candidate, ours) for ours, theirs in _CREATE.body.items()}
        body = {name: value for name, value in values.items() if value is not None}
        answer = self.http.post(_CREATE.path, json=body).json()
        application_id = look_up(answer, _CREATE.application_id)
        created = to_candidate(look_up(answer, _CREATE.record), f"$.{_CREATE.record}")
        return CreatedCandidate(
            candidate=created,
            application_id=None if application_id is None else str(application_id),
            warnings=candidate.missing_in(created),
        )

    def read_page(self, query: CandidateQuery, page: PageRequest) -> Page[Candidate]:
        """Read one page of candidates."""
        return read_page(self.http, _LISTING, page, filters(query, _LISTING), to_candidate)

    def read_one(self, candidate_id: str) -> Candidate:
        """Read one candidate."""
        return read_one(self.http, _LISTING, candidate_id, to_candidate)
