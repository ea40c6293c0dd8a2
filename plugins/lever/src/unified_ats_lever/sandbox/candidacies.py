"""What the company calls an application, as Lever sees it: an opportunity of a contact."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import attrs

from unified_ats.sandbox import Application, Job
from unified_ats_lever.sandbox.account import NO_JOB, Account
from unified_ats_lever.sandbox.archive_reasons import reason_of
from unified_ats_lever.sandbox.books import Books
from unified_ats_lever.sandbox.contacts import Contact
from unified_ats_lever.sandbox.ids import wire_id
from unified_ats_lever.sandbox.listing import CONFIDENTIAL, NON_CONFIDENTIAL, Call
from unified_ats_lever.sandbox.openings import Posting
from unified_ats_lever.sandbox.rules import is_confidential, is_lead, is_old, is_untouched
from unified_ats_lever.sandbox.stages import stage_wire, steps
from unified_ats_lever.sandbox.users import user_wire
from unified_ats_lever.sandbox.wire import Row, ms, not_found

__all__ = [
    "APPLICATION_TYPES",
    "ORIGINS",
    "SOURCED",
    "Candidacy",
    "candidacies",
    "candidacy_of",
    "seen",
]

_ORIGINS = {
    "Careers page": "applied",
    "Job board": "applied",
    "Referral": "referred",
    "Agency": "agency",
    "University event": "university",
    "Sourced": "sourced",
}
"""How people came, by the company's word for the source; nobody knows of others."""

ORIGINS = ("agency", "applied", "internal", "referred", "sourced", "university")
SOURCED = "sourced"
APPLICATION_TYPES = {"applied": "posting", "referred": "referral"}
"""What kind of application it is, by origin; `user` where a user added it."""

_IN_A_STAGE = timedelta(days=3)
"""How long an opportunity stays at a stage, at most."""


@attrs.frozen(kw_only=True, eq=False)
class Candidacy:
    """One candidacy of one person: for a posting, or a lead's for none."""

    application: Application
    account: Account
    books: Books

    @property
    def id(self) -> str:
        """Lever's id of the opportunity."""
        return wire_id("opportunities", self.application.id)

    @property
    def application_id(self) -> str:
        """Lever's id of the application in it; a lead has none."""
        return wire_id("applications", self.application.id)

    @cached_property
    def contact(self) -> Contact:
        """Whose it is."""
        person = self.books.people[self.application.candidate_id]
        return Contact(person=person, account=self.account)

    @cached_property
    def job(self) -> Job | None:
        """The job; `None` for a lead."""
        application = self.application
        if application.job_id == NO_JOB or is_lead(application):
            return None
        return self.books.jobs[application.job_id]

    @cached_property
    def posting(self) -> Posting | None:
        """The posting; `None` for a lead."""
        job = self.job
        return Posting(job=job, books=self.books) if job else None

    @property
    def confidentiality(self) -> str:
        """Who may see it: whoever may see the posting."""
        return CONFIDENTIAL if is_confidential(self.job) else NON_CONFIDENTIAL

    @property
    def stage(self) -> str | None:
        """Lever's id of the stage that it is at, or was at when it was archived."""
        stage_id = self.application.stage_id
        own, then = self.account.stages.get(self.application.id, (None, None))
        if own is not None and then == stage_id:
            return own
        return stage_wire(self.books.stages[stage_id]) if stage_id else None

    @property
    def archived(self) -> Row | None:
        """For what reason it was archived, and when."""
        reason = reason_of(self.application)
        at = self.application.closed_at or self.application.updated_at
        return {"reason": reason, "archivedAt": ms(at)} if reason else None

    @property
    def origin(self) -> str:
        """How the person came."""
        found: str = self.written("origin", _ORIGINS.get(self.application.source or "", SOURCED))
        return found

    @property
    def sources(self) -> list[str]:
        """Where the person came from, in the account's own words."""
        source = self.application.source
        found: list[str] = self.written("sources", [source] if source else [])
        return found

    @property
    def tags(self) -> list[str]:
        """Its tags, most of which are the posting's."""
        inherited = self.posting.inherited_tags if self.posting else []
        found: list[str] = self.written("tags", inherited)
        return found

    @property
    def owner(self) -> str | None:
        """Lever's id of whoever looks after it."""
        posting = self.posting
        theirs = posting.owner if posting and self.application.seq % 13 != 5 else None
        found: str | None = self.written("owner", theirs)
        return found

    @property
    def sourced_by(self) -> str | None:
        """Lever's id of whoever found the person."""
        posting = self.posting
        found = self.origin == SOURCED and is_old(self.application)
        return posting.owner if posting and found else None

    @property
    def updated_at(self) -> int | None:
        """When it changed; null for some that have not for years."""
        return None if is_untouched(self.application) else ms(self.application.updated_at)

    @property
    def snoozed_until(self) -> int | None:
        """Until when nobody needs to look at it."""
        application = self.application
        if not is_old(application) or application.seq % 37 != 12 or self.archived:
            return None
        return ms(application.updated_at + timedelta(days=90))

    @property
    def stage_changes(self) -> list[Row]:
        """The stages it came through, and when it came to each."""
        found: list[Row] = self.written("stageChanges", self._came_through())
        return found

    @property
    def advanced_at(self) -> int | None:
        """When it last came to another stage."""
        changes = self.stage_changes
        return int(changes[-1]["updatedAt"]) if changes else None

    def written(self, name: str, otherwise: Any) -> Any:
        """Return a field that was written through the API, or else what the company says."""
        return self.account.written.get(self.application.id, {}).get(name, otherwise)

    def write(self, **fields: Any) -> None:
        """Keep fields that the company has no column for."""
        self.account.written.setdefault(self.application.id, {}).update(fields)

    def stage_change(self, stage: str, at: datetime, user_id: str | None) -> Row:
        """Return the entry for having come to a stage; the user is the company's."""
        order = [each.id for each in steps(self.books.stages.values())]
        return _stage_change(stage, order.index(stage), at, user_id)

    def _came_through(self) -> list[Row]:
        application, books = self.application, self.books
        if application.stage_id is None:
            return []
        last = books.stages[application.stage_id]
        order = [each.stage for each in steps(books.stages.values())]
        passed = [each for each in books.stages.values() if each.seq <= last.seq]
        user = self.job.recruiter_id if self.job else None
        return [
            _stage_change(
                stage_wire(each),
                order.index(each),
                min(application.created_at + place * _IN_A_STAGE, application.updated_at),
                user if place else None,
            )
            for place, each in enumerate(passed)
        ]


def _stage_change(stage: str, place: int, at: datetime, user_id: str | None) -> Row:
    return {
        "toStageId": stage,
        "toStageIndex": place,
        "updatedAt": ms(at),
        "userId": user_wire(user_id) if user_id else None,
    }


def candidacies(account: Account) -> Iterator[Candidacy]:
    """Yield all that are not deleted."""
    books = account.books()
    for each in account.everyone():
        if account.deletion(each) is None:
            yield Candidacy(application=each, account=account, books=books)


def candidacy_of(account: Account, wire: str) -> Candidacy | None:
    """Return the one whose opportunity has an id of Lever's."""
    return next((each for each in candidacies(account) if each.id == wire), None)


def seen(account: Account, call: Call, wire: str) -> Candidacy:
    """Return the one that a path names, if the key may see it.

    Raises:
        Refusal: 404 when there is none that the key may see.
    """
    found = candidacy_of(account, wire)
    if found is None or not call.sees(found.confidentiality):
        raise not_found("Opportunity")
    return found
