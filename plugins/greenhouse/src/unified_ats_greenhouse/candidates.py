"""Candidates: people, who may have several addresses, and names that are null."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs

from unified_ats import (
    ATSError,
    Candidate,
    CandidateQuery,
    Candidates,
    ConflictError,
    CreatedCandidate,
    NewCandidate,
    Page,
    PageRequest,
    structure,
)
from unified_ats_greenhouse.listing import LARGEST, PROVIDER, after, get, is_id, look_up, read_page

__all__ = ["GreenhouseCandidates", "RawCandidate", "split_name", "to_candidate"]

NO_LAST_NAME = "-"
"""What stands for the last name, which Greenhouse insists on, of a person with a single name."""
EMAIL_TYPES = ("personal", "other", "work")
PHONE_TYPES = ("mobile", "home", "other", "work")
"""Which of several to write to or to call, best first: what is at work is the employer's."""
_LAST = 99


@attrs.frozen(kw_only=True)
class RawContact:
    """An e-mail address or a telephone number."""

    value: str | None = None
    type: str | None = None


@attrs.frozen(kw_only=True)
class RawCandidate:
    """A person, as Greenhouse sends it; anonymised people keep a name, and have no addresses."""

    id: str
    first_name: str | None = None
    last_name: str | None = None
    preferred_name: str | None = None
    email_addresses: list[RawContact] | None = None
    phone_numbers: list[RawContact] | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def name(self) -> str:
        """The whole name; a preferred one stands in where there is no first name."""
        last = None if self.last_name == NO_LAST_NAME else self.last_name
        parts = (self.first_name or self.preferred_name, last)
        return " ".join(part.strip() for part in parts if part and part.strip())

    @property
    def email(self) -> str | None:
        """The address to write to: Greenhouse marks none as the primary one."""
        return _best(self.email_addresses, EMAIL_TYPES)

    @property
    def phone(self) -> str | None:
        """The number to call."""
        return _best(self.phone_numbers, PHONE_TYPES)


def _best(contacts: Sequence[RawContact] | None, types: Sequence[str]) -> str | None:
    rank = {kind: place for place, kind in enumerate(types)}
    ranked = sorted(contacts or (), key=lambda each: rank.get(each.type or "", _LAST))
    return next((each.value.strip() for each in ranked if each.value and each.value.strip()), None)


def to_candidate(raw: Any, where: str = "$") -> Candidate:
    """Turn Greenhouse's candidate into ours; ``where`` is its path in the answer, for errors."""
    person = structure(raw, RawCandidate, provider=PROVIDER, where=where)
    return Candidate(
        id=person.id,
        name=person.name,
        email=person.email,
        phone=person.phone,
        created_at=person.created_at,
        updated_at=person.updated_at,
        raw=raw,
    )


def split_name(name: str) -> tuple[str, str]:
    """Split a name into first and last.

    The last word is the last name, with the words in lower case right before it: "Ludwig | van
    Beethoven", "Mary Ann | Smith". The first word always is a first name; who has no other word
    gets :data:`NO_LAST_NAME` for a last name.
    """
    first, *rest = name.split()
    if not rest:
        return first, NO_LAST_NAME
    start = len(rest) - 1
    while start and rest[start - 1].islower():
        start -= 1
    return " ".join([first, *rest[:start]]), " ".join(rest[start:])


@attrs.frozen(kw_only=True)
class RawApplied:
    """An application, of which only the id is of interest here."""

    id: str


@attrs.frozen(kw_only=True)
class RawCreated:
    """The answer to a create: both records, or the candidate alone, without a frame."""

    candidate: dict[str, Any] | None = None
    application: RawApplied | None = None


def to_body(candidate: NewCandidate) -> dict[str, Any]:
    """Write a new candidate, with the application, as Greenhouse takes them."""
    first, last = split_name(candidate.name)
    body: dict[str, Any] = {
        "first_name": first,
        "last_name": last,
        "email_addresses": [{"value": candidate.email, "type": EMAIL_TYPES[0]}],
        "application": {"job_id": _number(candidate.job_id)},
    }
    if candidate.phone:
        body["phone_numbers"] = [{"value": candidate.phone, "type": PHONE_TYPES[0]}]
    return body


def _number(record_id: str) -> int | str:
    """Write an id as the number it is; what is none is Greenhouse's to refuse."""
    return int(record_id) if is_id(record_id) else record_id


def to_attachment(application_id: str, url: str) -> dict[str, Any]:
    """Write a résumé, named after its address, as Greenhouse takes it."""
    return {
        "application_id": _number(application_id),
        "type": "resume",
        "filename": PurePosixPath(unquote(urlsplit(url).path)).name or "resume",
        "url": url,
    }


class GreenhouseCandidates(Candidates):
    """``GET /candidates``, and ``POST`` with an application and an attachment."""

    paging = "cursor"
    max_per_page = LARGEST
    native_filters = frozenset({"email", "updated_after"})

    def read_page(self, query: CandidateQuery, page: PageRequest) -> Page[Candidate]:
        """Read one page of candidates."""
        filters = {"email": query.email, "updated_at": after(query.updated_after)}
        return read_page(self.http, "/candidates", page, filters=filters, convert=to_candidate)

    def read_one(self, candidate_id: str) -> Candidate:
        """Read one candidate."""
        return get(self.http, "/candidates", candidate_id, to_candidate)

    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        """Create a person with an application, or apply one whom Greenhouse has by the address.

        Greenhouse by itself takes any number of people with one address, and merges none.

        Raises:
            ConflictError: the person has applied to the job already.
        """
        found = self.read_page(CandidateQuery(email=candidate.email), PageRequest(size=LARGEST))
        known = [person for person in found.items if _has_address(person, candidate.email)]
        if known:
            return self._apply(known, candidate)
        answer = self.http.post("/candidates", json=to_body(candidate)).json()
        created = structure(answer, RawCreated, provider=PROVIDER)
        person = to_candidate(created.candidate or answer)
        warnings: list[str] = []
        application = created.application
        if application is None:
            with _as_warning(warnings, "the application could not be looked up"):
                application = self._applied([person], candidate.job_id)
        return self._finish(person, application, candidate.resume_url, warnings)

    def _apply(self, known: Sequence[Candidate], new: NewCandidate) -> CreatedCandidate:
        """Apply the newest of the people with one address, if none of them has applied yet."""
        applied = self._applied(known, new.job_id)
        if applied:
            raise ConflictError(
                f"{PROVIDER}: this person has applied to the job already, "
                f"with application {applied.id}",
                provider=PROVIDER,
            )
        body = {"candidate_id": _number(known[0].id), "job_id": _number(new.job_id)}
        answer = self.http.post("/applications", json=body).json()
        application = structure(answer, RawApplied, provider=PROVIDER)
        kept = "Greenhouse has a candidate with this address: their name and phone were kept"
        return self._finish(known[0], application, new.resume_url, [kept])

    def _applied(self, people: Sequence[Candidate], job_id: str) -> RawApplied | None:
        """Return the newest application of people to a job."""
        found = look_up(
            self.http,
            "/applications",
            (person.id for person in people),
            by="candidate_ids",
            filters={"job_ids": job_id},
            into=RawApplied,
        )
        return found[0] if found else None

    def _finish(
        self,
        person: Candidate,
        application: RawApplied | None,
        resume_url: str | None,
        warnings: list[str],
    ) -> CreatedCandidate:
        """Attach the résumé; the candidate is there by now, so what goes wrong is a warning."""
        if application is None:
            warnings.append(
                "the candidate was created, and no application to the job is to be seen"
            )
        if resume_url and application is None:
            warnings.append("the résumé was not attached: Greenhouse attaches it to an application")
        elif resume_url and application:
            with _as_warning(warnings, "the résumé was not attached"):
                self.http.post("/attachments", json=to_attachment(application.id, resume_url))
        return CreatedCandidate(
            candidate=person,
            application_id=application.id if application else None,
            warnings=warnings,
        )


def _has_address(person: Candidate, email: str) -> bool:
    """Whether a person has an address: nobody is applied because a filter was not understood."""
    addresses = person.raw.get("email_addresses") or []
    return any(str(each.get("value")).lower() == email.lower() for each in addresses)


@contextlib.contextmanager
def _as_warning(warnings: list[str], what: str) -> Iterator[None]:
    try:
        yield
    except ATSError as error:
        warnings.append(f"{what}: {error.message}")
