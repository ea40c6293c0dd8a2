"""One Lever account: the company, and beside it what the company has no column for."""

import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import attrs

from unified_ats.sandbox import EPOCH, Application, Candidate, Company, Job
from unified_ats_lever.sandbox.books import Books
from unified_ats_lever.sandbox.ids import find, wire_id
from unified_ats_lever.sandbox.rules import is_deleted
from unified_ats_lever.sandbox.wire import Row

__all__ = ["NO_JOB", "Account", "Deletion", "StoredFile", "Upload"]

NO_JOB = ""
"""The job of an application that the façade keeps itself: a lead's."""


@attrs.frozen(kw_only=True)
class Deletion:
    """When a record was deleted, and by which of the company's users."""

    at: datetime
    by: str


@attrs.frozen(kw_only=True)
class StoredFile:
    """A file that came through the API.

    Attributes:
        id: Lever's id.
        application_id: The company's id of the application it belongs to.
        kind: `files` or `resumes`.
        name: The file's name.
        content: Its bytes.
        at: When it came.
    """

    id: str
    application_id: str
    kind: str
    name: str
    content: bytes = attrs.field(repr=False)
    at: datetime


@attrs.frozen(kw_only=True)
class Upload:
    """A file that waits to be named in an application, until it ends."""

    name: str
    content: bytes = attrs.field(repr=False)
    ends: datetime


class Account:
    """What one account holds, for the endpoints to read and change.

    What the company has columns for is kept there, and so is visible to every other façade over
    it. The rest is kept here, until the sandbox closes.

    Attributes:
        company: The fake company.
        generation: Which offset tokens are good; see `forget_offsets`.
        written: Fields of opportunities, by the company's id of the application, that were written
            through the API and have no column.
        known: Further e-mails, phones and links of people, by the company's id.
        stages: Lever's id of a stage that is Lever's own, by the company's id of the application,
            with the company's stage at the time: a later change in the company wins.
        files: What was uploaded to opportunities.
        uploads: Files that can be named in applications, by their addresses.
    """

    def __init__(self, company: Company) -> None:
        self.company = company
        self.generation = 1
        self.written: dict[str, Row] = {}
        self.known: dict[str, dict[str, list[Any]]] = {}
        self.stages: dict[str, tuple[str, str | None]] = {}
        self._notes: dict[str, list[Row]] = {}
        self.files: list[StoredFile] = []
        self.uploads: dict[str, Upload] = {}
        self._books = Books.of(company)
        self._read_at = company.writes
        self._leads: dict[str, Application] = {}
        self._deleted: dict[str, Deletion] = {}
        self._numbers = itertools.count(1)

    # ---- switches for tests -----------------------------------------------------------------

    def forget_offsets(self) -> None:
        """Make every offset token that was given until now a stale one."""
        self.generation += 1

    def delete(self, record: Job | Application, *, by: str = "user_1") -> None:
        """Delete a posting or an opportunity, as people do in Lever itself and no API can."""
        self._deleted[record.id] = Deletion(at=self.company.clock(), by=by)

    # ---- what the endpoints share -----------------------------------------------------------

    def deletion(self, record: Job | Application) -> Deletion | None:
        """Return when and by whom a record was deleted, if it was."""
        if record.id in self._deleted:
            return self._deleted[record.id]
        if not is_deleted(record):
            return None
        at = min(record.updated_at + timedelta(days=1), EPOCH)
        return Deletion(at=at, by="user_1")

    def books(self) -> Books:
        """Return what the company holds now."""
        writes = self.company.writes
        if writes != self._read_at:
            self._books, self._read_at = Books.of(self.company), writes
        return self._books

    def jobs(self) -> list[Job]:
        """Return the jobs that are not deleted."""
        return [each for each in self.books().jobs.values() if self.deletion(each) is None]

    def job(self, wire: str) -> Job | None:
        """Return a job that is not deleted."""
        return find("postings", wire, self.jobs())

    def everyone(self) -> Iterator[Application]:
        """Yield all applications, those of leads and deleted ones too."""
        yield from self._leads.values()
        yield from self.books().applications.values()

    def notes_of(self, application: Application) -> list[Row]:
        """Return the notes beside an application, to read and to add to."""
        return self._notes.setdefault(application.id, [])

    def add_lead(self, person: Candidate, *, source: str | None) -> Application:
        """Add an opportunity of somebody who applies to nothing."""
        now = self.company.clock()
        number = next(self._numbers)
        lead = Application(
            id=f"lead_{number}",
            seq=number,
            candidate_id=person.id,
            job_id=NO_JOB,
            source=source,
            created_at=now,
            updated_at=now,
        )
        self._leads[lead.id] = lead
        return lead

    def change(self, application: Application, **columns: Any) -> Application:
        """Write new values into columns of an application, a lead's too."""
        if application.id not in self._leads:
            return self.company.change(application, **columns)
        changed = attrs.evolve(application, **{"updated_at": self.company.clock(), **columns})
        self._leads[application.id] = changed
        return changed

    def new_id(self, noun: str) -> str:
        """Return Lever's id for something that the company knows nothing of."""
        return wire_id(noun, f"made_{next(self._numbers)}")
