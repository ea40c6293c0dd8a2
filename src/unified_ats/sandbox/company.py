"""The fake company that stands behind every sandbox."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import attrs
from attrs import NOTHING, NothingType

from unified_ats.sandbox.clock import Clock, utc_now
from unified_ats.sandbox.founding import open_or_fill
from unified_ats.sandbox.generate import identity, job_url
from unified_ats.sandbox.records import (
    Application,
    Candidate,
    Department,
    Job,
    Office,
    Record,
    RejectionReason,
    Stage,
    User,
)
from unified_ats.sandbox.store import ANY_OF_STATUS, Store

__all__ = ["Company", "Dated", "Named", "R"]

R = TypeVar("R", bound=Record)
Named = TypeVar("Named", Stage, RejectionReason)
Dated = TypeVar("Dated", Job, Candidate, Application)

_OPEN_WORDS = {"open"}
_OVER_WORDS = {"closed", "archived"}
_OUTCOME_WORDS = {"hired", "rejected", "withdrawn"}


class Company:
    """One fake company: what it holds, read and changed as an ATS would.

    Lists come newest first, as `(records, total)`: the stretch that was asked for, and how many
    match in all. `updated_after` leaves out what was changed at that very moment. All methods may
    be called from any thread; what is new gets its times from the clock and its id from the
    sequence.
    """

    def __init__(self, store: Store, *, clock: Clock = utc_now) -> None:
        self._store = store
        self.clock = clock

    @classmethod
    def generate(
        cls,
        *,
        seed: int = 1,
        jobs: int = 50,
        candidates: int = 500,
        db: str | Path = ":memory:",
        clock: Clock = utc_now,
    ) -> Self:
        """Make the company that belongs to a seed and sizes, or open it if the file holds it.

        The same seed and sizes give the same company on every machine.

        Raises:
            ConfigurationError: A size is negative; the file cannot be opened, is not a company's,
                or holds a company made with another seed or other sizes.
        """
        return cls(open_or_fill(db, seed=seed, jobs=jobs, candidates=candidates), clock=clock)

    def close(self) -> None:
        """Close the database; a company in memory is gone afterwards."""
        self._store.close()

    def atomic(self) -> AbstractContextManager[object]:
        """Return a block in which nobody else reads or writes, and that is written whole or not."""
        return self._store.atomic()

    @property
    def writes(self) -> int:
        """How many rows have been written; while it stays the same, what was read still holds."""
        return self._store.writes

    # ---- what the account is made of -------------------------------------------------------

    def offices(self) -> Sequence[Office]:
        """Return the offices."""
        return self._store.select(Office)[0]

    def departments(self) -> Sequence[Department]:
        """Return the departments."""
        return self._store.select(Department)[0]

    def users(self) -> Sequence[User]:
        """Return recruiters and hiring managers."""
        return self._store.select(User)[0]

    def stages(self) -> Sequence[Stage]:
        """Return the stages in the order in which an application passes them."""
        return self._store.select(Stage)[0]

    def rejection_reasons(self) -> Sequence[RejectionReason]:
        """Return why applications are turned down."""
        return self._store.select(RejectionReason)[0]

    def change(self, record: Dated, **columns: Any) -> Dated:
        """Write new values into columns of a record, such as another job or a new résumé."""
        changes = {"updated_at": self.clock(), **columns}
        return self._store.replace(attrs.evolve(record, **changes))

    # ---- jobs ------------------------------------------------------------------------------

    def list_jobs(
        self,
        *,
        status: Sequence[str] | None = None,
        updated_after: datetime | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[list[Job], int]:
        """Return jobs, newest first, and how many match in all."""
        conditions = [(ANY_OF_STATUS, status), ("updated_at > ?", updated_after)]
        return self._store.select(Job, conditions, offset=offset, limit=limit)

    def get_job(self, job_id: str) -> Job | None:
        """Return a job, or `None` when there is none with this id."""
        return self._store.first(Job, ("id = ?", job_id))

    def set_job_status(self, job_id: str, status: str) -> Job:
        """Change a job's status; any word will do, to see what an adapter makes of it.

        Raises:
            KeyError: There is no such job.
        """
        with self.atomic():
            job = self._existing(Job, job_id)
            now = self.clock()
            over = status in _OVER_WORDS
            opened = job.opened_at or (now if status in _OPEN_WORDS else None)
            return self.change(
                job,
                status=status,
                url=job_url(job.id) if opened else None,
                updated_at=now,
                opened_at=opened,
                closed_at=(job.closed_at or now) if over else None,
            )

    # ---- candidates ------------------------------------------------------------------------

    def list_candidates(
        self,
        *,
        email: str | None = None,
        updated_after: datetime | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[list[Candidate], int]:
        """Return candidates, newest first, and how many match in all; e-mails match in any case."""
        conditions = [("email = ?", email), ("updated_at > ?", updated_after)]
        return self._store.select(Candidate, conditions, offset=offset, limit=limit)

    def get_candidate(self, candidate_id: str) -> Candidate | None:
        """Return a candidate, or `None` when there is none with this id."""
        return self._store.first(Candidate, ("id = ?", candidate_id))

    def create_candidate(
        self,
        *,
        first_name: str,
        email: str,
        last_name: str | None = None,
        phone: str | None = None,
        title: str | None = None,
        company: str | None = None,
        location: str | None = None,
        resume_url: str | None = None,
    ) -> Candidate:
        """Add a person; whether an e-mail may occur twice is the façade's business."""
        with self.atomic():
            now = self.clock()
            candidate = Candidate(
                **identity(Candidate, self._store.next_seq(Candidate)),
                first_name=first_name,
                last_name=last_name,
                email=email,
                phone=phone,
                title=title,
                company=company,
                location=location,
                resume_url=resume_url,
                created_at=now,
                updated_at=now,
            )
            self._store.insert(Candidate, [candidate])
            return candidate

    # ---- applications ----------------------------------------------------------------------

    def list_applications(
        self,
        *,
        job_id: str | None = None,
        candidate_id: str | None = None,
        status: Sequence[str] | None = None,
        updated_after: datetime | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[list[Application], int]:
        """Return applications, newest first, and how many match in all."""
        conditions = [
            ("job_id = ?", job_id),
            ("candidate_id = ?", candidate_id),
            (ANY_OF_STATUS, status),
            ("updated_at > ?", updated_after),
        ]
        return self._store.select(Application, conditions, offset=offset, limit=limit)

    def get_application(self, application_id: str) -> Application | None:
        """Return an application, or `None` when there is none with this id."""
        return self._store.first(Application, ("id = ?", application_id))

    def applicant(self, application: Application) -> Candidate:
        """Return who applied."""
        return self._existing(Candidate, application.candidate_id)

    def create_application(
        self, *, candidate_id: str, job_id: str, source: str | None = "API"
    ) -> Application:
        """Apply a candidate to a job, at the first stage, whether or not they did so before.

        Raises:
            sqlite3.IntegrityError: Candidate or job do not exist; a façade looks first.
        """
        with self.atomic():
            now = self.clock()
            application = Application(
                **identity(Application, self._store.next_seq(Application)),
                candidate_id=candidate_id,
                job_id=job_id,
                stage_id=self.stages()[0].id,
                status="active",
                source=source,
                rejection_reason_id=None,
                created_at=now,
                updated_at=now,
                closed_at=None,
            )
            self._store.insert(Application, [application])
            return application

    def set_application(
        self,
        application_id: str,
        *,
        status: str | NothingType = NOTHING,
        stage: str | NothingType | None = NOTHING,
        rejection_reason: str | NothingType | None = NOTHING,
    ) -> Application:
        """Change an application; any words will do, to see what an adapter makes of them.

        Args:
            application_id: Which one.
            status: The new status.
            stage: The name of the new stage, or `None` for no stage. A name that the account does
                not have becomes a stage of unknown kind.
            rejection_reason: The name of a reason, in the same way.

        Raises:
            KeyError: There is no such application.
        """
        with self.atomic():
            application = self._existing(Application, application_id)
            now = self.clock()
            changes: dict[str, Any] = {"updated_at": now}
            if status is not NOTHING:
                over = status in _OUTCOME_WORDS
                changes |= {"status": status, "closed_at": now if over else None}
            if stage is not NOTHING:
                changes["stage_id"] = self._named(Stage, stage)
            if rejection_reason is not NOTHING:
                changes["rejection_reason_id"] = self._named(RejectionReason, rejection_reason)
            return self.change(application, **changes)

    def _existing(self, kind: type[R], record_id: str) -> R:
        record = self._store.first(kind, ("id = ?", record_id))
        if record is None:
            raise KeyError(record_id)
        return record

    def _named(self, kind: type[Named], name: str | None) -> str | None:
        """Return the id of the stage or reason of this name, which is added when new."""
        if name is None:
            return None
        found = self._store.first(kind, ("name = ?", name))
        if found is None:
            found = kind(**identity(kind, self._store.next_seq(kind)), name=name)
            self._store.insert(kind, [found])
        return found.id
