"""Candidates: Lever's contacts, each of whom any number of opportunities may share.

https://hire.lever.co/developer/documentation#contacts and #create-an-opportunity.
"""

import contextlib
from collections.abc import Iterator
from typing import Annotated, Any

import attrs
from cattrs import override

from unified_ats import (
    ATSError,
    Candidate,
    Candidates,
    ConfigurationError,
    ConflictError,
    CreatedCandidate,
    File,
    NewCandidate,
    PermissionDeniedError,
    fetch_file,
    structure,
)
from unified_ats_lever.listing import PROVIDER, Filters, get, read_all, reference
from unified_ats_lever.opportunities import RawOpportunity, RawPhone, first

__all__ = ["LeverCandidates", "RawContact", "to_body", "to_candidate"]

STAGE = "applicant-new"
"""Where applicants begin, in every account; without it Lever takes them for leads."""
ORIGIN = "applied"
KEPT = "Lever has a candidate with this address: their name was kept"
ACTORS = ("owner", "hiringManager", "user")
"""Who may create a candidate for a posting, best first: its owner, who hires, who made it."""


@attrs.frozen(kw_only=True)
class RawContact:
    """A person, as Lever sends it; of anonymised ones there is no more than the id."""

    id: str
    name: str | None = None
    emails: list[str | None] | None = None
    phones: list[RawPhone] | None = None


@attrs.frozen(kw_only=True)
class RawUser:
    """A user of Lever; when they left they were deactivated, and nobody can act as them."""

    id: str
    deactivated_at: Annotated[int | None, override(rename="deactivatedAt")] = None


@attrs.frozen(kw_only=True)
class RawCreated:
    """The answer to a create."""

    data: dict[str, Any]
    deduped: bool = False


def to_candidate(raw: Any, where: str = "$.data") -> Candidate:
    """Turn Lever's contact into our candidate; ``where`` is its path in the answer, for errors."""
    person = structure(raw, RawContact, provider=PROVIDER, where=where)
    phones = [phone.value for phone in person.phones or () if phone.value]
    return Candidate(
        id=person.id,
        name=person.name or "",
        email=first(person.emails),
        phone=first(phones),
        raw=raw,
    )


def to_body(candidate: NewCandidate) -> dict[str, Any]:
    """Write a new candidate, with the one posting that Lever takes, as an opportunity."""
    body: dict[str, Any] = {
        "name": candidate.name,
        "emails": [candidate.email],
        "postings": [candidate.job_id],
        "stage": STAGE,
        "origin": ORIGIN,
    }
    if candidate.phone:
        body["phones"] = [{"value": candidate.phone}]
    return body


class LeverCandidates(Candidates):
    """``GET /contacts/{id}`` and ``POST /opportunities``."""

    def read_one(self, candidate_id: str) -> Candidate:
        """Read one contact."""
        return to_candidate(get(self.http, "/contacts/{id}", candidate_id))

    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        """Create an opportunity for a posting, after a look whether the person has one already.

        Lever by itself would add a second one; it knows people by their address. All that can
        take long comes before the create, the résumé's fetching above all: what runs out of time
        has created nobody.

        Raises:
            ConflictError: the person has applied to the job already.
            ConfigurationError: nobody is named to act as, and nobody active owns the posting.
        """
        user = self.settings.perform_as or self._owner(candidate.job_id)
        self._refuse_second(candidate)
        warnings: list[str] = []
        resume: File | None = None
        if candidate.resume_url:
            with _as_warning(warnings):
                resume = fetch_file(candidate.resume_url, options=self.http.options)
        answer = self.http.post(
            "/opportunities", json=to_body(candidate), params={"perform_as": user}
        ).json()
        created = structure(answer, RawCreated, provider=PROVIDER)
        opportunity = RawOpportunity.read(created.data, "$.data")
        if created.deduped:
            warnings.insert(0, KEPT)
        if resume:
            with _as_warning(warnings):
                self._attach(opportunity.id, resume, user)
        person = to_candidate({**created.data, "id": opportunity.contact_id})
        return CreatedCandidate(
            candidate=attrs.evolve(person, raw=created.data),
            application_id=opportunity.id,
            warnings=warnings,
        )

    def _attach(self, opportunity_id: str, file: File, user: str) -> None:
        """Add a file to an opportunity (#upload-a-file of the documentation)."""
        self.http.post(
            "/opportunities/{id}/files",
            {"id": opportunity_id},
            files={"file": file},
            params={"perform_as": user},
        )

    def _owner(self, job_id: str) -> str:
        """Return the first of those a posting belongs to who is still there."""
        raw = get(self.http, "/postings/{id}", job_id, filters={"expand": [*ACTORS]})
        posting = structure(raw, dict[str, Any], provider=PROVIDER, where="$.data")
        for field in ACTORS:
            user = reference(posting.get(field), RawUser, f"$.data.{field}")
            if user and user.deactivated_at is None:
                return user.id
        raise ConfigurationError(
            f"{PROVIDER}: Lever wants to know who creates a candidate, and this posting has no "
            "owner who is active: set perform_as (LEVER_PERFORM_AS) to the id of a user",
            provider=PROVIDER,
        )

    def _refuse_second(self, candidate: NewCandidate) -> None:
        """Raise when the person has applied to the posting, whatever became of it."""
        for opportunity in self._known(candidate.email):
            applied = opportunity.application
            if applied and applied.posting_id == candidate.job_id:
                raise ConflictError(
                    f"{PROVIDER}: this person has applied to the job already, "
                    f"with opportunity {opportunity.id}",
                    provider=PROVIDER,
                )

    def _known(self, email: str) -> list[RawOpportunity]:
        """Return what a person of that address has applied to, confidential or not.

        A key that may not see confidential records is refused, and asks for the others.
        """
        filters: Filters = {"email": email, "expand": ["applications"]}
        with contextlib.suppress(PermissionDeniedError):
            every: Filters = {**filters, "confidentiality": "all"}
            return list(read_all(self.http, "/opportunities", RawOpportunity, filters=every))
        return list(read_all(self.http, "/opportunities", RawOpportunity, filters=filters))


@contextlib.contextmanager
def _as_warning(warnings: list[str]) -> Iterator[None]:
    """Let what goes wrong with a résumé be a warning: the candidate counts for more."""
    try:
        yield
    except ATSError as error:
        warnings.append(f"the résumé was not attached: {error.message}")
