"""Applications: what Tiny calls applicants."""

from datetime import datetime
from typing import Any

import attrs

from unified_ats import (
    Application,
    ApplicationQuery,
    Applications,
    ApplicationStatus,
    Page,
    PageRequest,
    structure,
)
from unified_ats_tiny.listing import to_page

__all__ = ["RawApplicant", "RawPerson", "TinyApplications", "to_application"]

OUTCOMES = {
    "hired": ApplicationStatus.HIRED,
    "rejected": ApplicationStatus.REJECTED,
    "withdrawn": ApplicationStatus.WITHDRAWN,
}
STEPS = {
    "Application review": ApplicationStatus.APPLIED,
    "Phone screen": ApplicationStatus.SCREENING,
    "Technical interview": ApplicationStatus.INTERVIEW,
    "Onsite": ApplicationStatus.INTERVIEW,
    "Offer": ApplicationStatus.OFFER,
}


@attrs.frozen(kw_only=True)
class RawPerson:
    """The person of an applicant, as Tiny sends it."""

    id: str
    name: str
    mail: str
    phone: str | None = None
    cv: str | None = None


@attrs.frozen(kw_only=True)
class RawApplicant:
    """An applicant, as Tiny sends it: a person at a step towards a position."""

    id: str
    position: str
    person: RawPerson
    came: datetime
    modified: datetime
    step: str | None = None
    outcome: str | None = None


def to_application(raw: Any, where: str = "$") -> Application:
    """Turn an applicant into an application: an outcome wins over the step."""
    applicant = structure(raw, RawApplicant, provider="tiny", where=where)
    if applicant.outcome:
        status = OUTCOMES.get(applicant.outcome, ApplicationStatus.UNKNOWN)
    else:
        status = STEPS.get(applicant.step or "", ApplicationStatus.ACTIVE)
    return Application(
        id=applicant.id,
        candidate_name=applicant.person.name,
        email=applicant.person.mail,
        status=status,
        vendor_status=applicant.outcome,
        stage=applicant.step,
        job_id=applicant.position,
        candidate_id=applicant.person.id,
        applied_at=applicant.came,
        updated_at=applicant.modified,
        raw=raw,
    )


class TinyApplications(Applications):
    """``GET /applicants`` and ``GET /applicants/{id}``."""

    paging = "cursor"
    max_per_page = 25
    native_filters = frozenset({"job_id"})
    client_filters = frozenset({"status"})

    def read_page(self, query: ApplicationQuery, page: PageRequest) -> Page[Application]:
        """Read one page of applicants, of one position if asked to."""
        params = {"limit": page.size, "after": page.cursor, "position": query.job_id}
        return to_page(self.http.get("/applicants", params=params), to_application)

    def read_one(self, application_id: str) -> Application:
        """Read one applicant."""
        return to_application(self.http.get("/applicants/{id}", {"id": application_id}).json())
