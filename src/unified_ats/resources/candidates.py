"""Candidates: the people who apply, or might."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

import attrs

from unified_ats.resources.base import ListResource, Query, optional
from unified_ats.resources.fields import EMAIL, URL, build, checked, text, time
from unified_ats.resources.paging import Page, PageRequest

__all__ = ["Candidate", "CandidateQuery", "Candidates", "CreatedCandidate", "NewCandidate"]


@attrs.frozen(kw_only=True)
class Candidate:
    """A person who applies, or might. What identifies them stays out of ``repr``.

    Attributes:
        id: the vendor's id, as text.
        name: full name, as one text.
        email: first or preferred address.
        phone: first or preferred number, as the vendor writes it.
        resume_url: where the résumé can be read, if the vendor says.
        created_at: when the record was made, UTC.
        updated_at: when it last changed, UTC, by the vendor's clock.
        raw: the vendor's own object.
    """

    id: str
    name: str = attrs.field(default="", repr=False)
    email: str | None = attrs.field(default=None, repr=False)
    phone: str | None = attrs.field(default=None, repr=False)
    resume_url: str | None = attrs.field(default=None, repr=False)
    created_at: datetime | None = None
    updated_at: datetime | None = None
    raw: Mapping[str, Any] = attrs.field(factory=dict, repr=False, eq=False)


@attrs.frozen(kw_only=True, repr=False)
class NewCandidate:
    """A person to be created and applied to a job.

    Attributes:
        name: full name, up to 200 characters.
        email: address.
        phone: number, as people write it.
        resume_url: http or https address of the résumé.
        job_id: the job they apply to.
    """

    name: str = checked(text(200))
    email: str = checked(EMAIL)
    phone: str | None = checked(text(50), default=None)
    resume_url: str | None = checked(URL, default=None)
    job_id: str = checked(text(200))

    def missing_in(self, kept: Candidate) -> list[str]:
        """Return a warning for what was sent and is not in the ATS's record.

        It is for vendors whose answer has these fields: one that knows the person already may keep
        what it has and drop what is new.
        """
        sent = {name: getattr(self, name) for name in ("name", "phone", "resume_url")}
        lost = [name for name, value in sent.items() if value not in (None, getattr(kept, name))]
        return [f"{name} was not taken over: the ATS kept what it has" for name in lost]


def _fixed(warnings: Iterable[str]) -> tuple[str, ...]:
    return tuple(warnings)


@attrs.frozen(kw_only=True)
class CreatedCandidate:
    """What became of a create.

    Attributes:
        candidate: the person, as the ATS now has them. A vendor that knows the address already
            may keep the person it has; then this is that person.
        application_id: the application to the job, where the vendor says its id.
        warnings: what did not work, one sentence each, though the candidate was created.
    """

    candidate: Candidate
    application_id: str | None = None
    warnings: Sequence[str] = attrs.field(default=(), converter=_fixed)


@attrs.frozen(kw_only=True)
class CandidateQuery(Query):
    """Which candidates.

    Attributes:
        email: with exactly this address.
        updated_after: changed later than this, UTC, by the vendor's clock.
    """

    email: str | None = attrs.field(default=None, repr=False)
    updated_after: datetime | None = None


class Candidates(ListResource[Candidate, CandidateQuery]):
    """The candidates of an ATS. A vendor must implement ``send_create``."""

    name = "candidates"
    operations: ClassVar[Mapping[str, str]] = {
        "create": "send_create",
        "list": "read_page",
        "get": "read_one",
    }

    # -- a vendor may implement -----------------------------------------------------------------

    @optional
    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        """Create a person and apply them to ``candidate.job_id``.

        Never send a write again by yourself: whether that is safe is the transport's to judge.
        """
        raise self.unsupported("create")

    @optional
    def read_page(self, query: CandidateQuery, page: PageRequest) -> Page[Candidate]:
        """Read one page of the vendor's candidates; see :class:`ListResource`."""
        raise self.unsupported("list")

    @optional
    def read_one(self, candidate_id: str) -> Candidate:
        """Read one candidate, or raise :class:`NotFoundError`."""
        raise self.unsupported("get")

    # -- a vendor leaves alone ------------------------------------------------------------------

    def create(
        self,
        *,
        name: str,
        email: str,
        job_id: str,
        phone: str | None = None,
        resume_url: str | None = None,
    ) -> CreatedCandidate:
        """Create a candidate and apply them to a job.

        Args:
            name: full name.
            email: address.
            job_id: the job they apply to.
            phone: number, as people write it.
            resume_url: http or https address of the résumé.

        Raises:
            ArgumentError: a message for each argument that is wrong; nothing was sent.
            InvalidRequestError, ConflictError: the ATS refused; nothing was created.
            UnreachableError: no answer came; when its ``request_sent`` is true the candidate may
                exist all the same, so look before creating again.
        """
        values = {
            "name": name,
            "email": email,
            "phone": phone,
            "resume_url": resume_url,
            "job_id": job_id,
        }
        return self.send_create(build(NewCandidate, values, provider=self.ats.name))

    def list(
        self,
        *,
        email: str | None = None,
        updated_after: datetime | str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        cursor: str | None = None,
    ) -> Page[Candidate]:
        """Return one page of candidates; paging and errors as in ``jobs.list``.

        Args:
            email: only those with exactly this address.
            updated_after: aware time or ISO-8601 text; the vendor's clock counts.
            page: number of the page, from 1.
            per_page: 1 to 100, 20 by default.
            cursor: ``next_cursor`` of the page before, instead of ``page``.
        """
        query = CandidateQuery(email=email, updated_after=time("updated_after", updated_after))
        return self._list(query, page=page, per_page=per_page, cursor=cursor)

    def iter(
        self, *, email: str | None = None, updated_after: datetime | str | None = None
    ) -> Iterator[Candidate]:
        """Return all candidates, read lazily; arguments and errors as in ``list``."""
        query = CandidateQuery(email=email, updated_after=time("updated_after", updated_after))
        return self._iter(query)

    def get(self, candidate_id: str) -> Candidate:
        """Return one candidate.

        Raises:
            ArgumentError: it is no id.
            NotFoundError: the ATS has none of that id.
            UnsupportedError: the ATS cannot look up one candidate.
        """
        return self.read_one(self.checked_id("candidate_id", candidate_id))
