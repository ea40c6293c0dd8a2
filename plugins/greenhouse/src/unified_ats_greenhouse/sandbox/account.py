"""One Greenhouse account: the company, and beside it what the company has no column for."""

import itertools
from typing import Any

import attrs

from unified_ats.sandbox import Application, Candidate, Company, Job
from unified_ats_greenhouse.sandbox.cursors import LIFETIME
from unified_ats_greenhouse.sandbox.ids import MADE, number_in, to_company, wire_id
from unified_ats_greenhouse.sandbox.wire import Row, iso

__all__ = ["NO_JOB", "Account"]

NO_JOB = ""
"""The job of an application that the façade keeps itself: a prospect's."""


class Account:
    """What one account holds, for the endpoints to read and change.

    What the company has columns for is kept there, and so is visible to every other façade over
    it. The rest is kept here, until the sandbox closes.

    Attributes:
        company: The fake company.
        cursor_lifetime: How long cursors can be used; a test may shorten it.
        withheld: Fields that are left out of a resource's objects, as if Greenhouse had not
            introduced them yet: `{"applications": {"job_interview_stage_id"}}`.
        people: Fields of candidates, by the company's id, that were written through the API.
        written: The same of applications.
        rejections: The same of rejection details, by the application's id.
        prospective: The jobs that prospects are considered for, by the application's id.
        filled: The number of the opening that an application was hired into, by its id.
        made: Objects made through the API that the company knows nothing of: attachments, notes.
    """

    def __init__(self, company: Company) -> None:
        self.company = company
        self.cursor_lifetime = LIFETIME
        self.withheld: dict[str, set[str]] = {}
        self.people: dict[str, Row] = {}
        self.written: dict[str, Row] = {}
        self.rejections: dict[str, Row] = {}
        self.prospective: dict[str, list[str]] = {}
        self.filled: dict[str, int] = {}
        self.made: dict[str, list[Row]] = {"attachments": [], "notes": []}
        self._prospects: dict[int, Application] = {}
        self._numbers = itertools.count(MADE + 1)

    def shown(self, noun: str, row: Row) -> Row:
        """Return an object without the fields that are withheld."""
        hidden = self.withheld.get(noun, ())
        return {name: value for name, value in row.items() if name not in hidden}

    # ---- records by Greenhouse's ids --------------------------------------------------------

    def job(self, wire: int) -> Job | None:
        """Return a job."""
        return self.company.get_job(to_company("jobs", wire))

    def candidate(self, wire: int) -> Candidate | None:
        """Return a candidate."""
        return self.company.get_candidate(to_company("candidates", wire))

    def application(self, wire: int) -> Application | None:
        """Return an application, or a prospect's."""
        prospect = self._prospects.get(number_in("applications", wire) or 0)
        return prospect or self.company.get_application(to_company("applications", wire))

    # ---- applications, with those that have no job ------------------------------------------

    def applications(self) -> list[Application]:
        """Return the company's applications, and those of prospects made through the API."""
        return [*self._prospects.values(), *self.company.list_applications()[0]]

    def add_prospect(
        self, candidate: Candidate, *, jobs: list[str], source: str | None
    ) -> Application:
        """Add an application without a job, for somebody who might suit some jobs."""
        now = self.company.clock()
        number = next(self._numbers)
        prospect = Application(
            id=f"prospect_{number}",
            seq=number,
            candidate_id=candidate.id,
            job_id=NO_JOB,
            source=source,
            created_at=now,
            updated_at=now,
        )
        self._prospects[number] = prospect
        self.prospective[prospect.id] = jobs
        return prospect

    def set_status(
        self, application: Application, status: str, *, reason: str | None = None
    ) -> None:
        """Write how an application ended, or that it goes on after all."""
        if application.seq not in self._prospects:
            self.company.set_application(application.id, status=status, rejection_reason=reason)
            return
        now = self.company.clock()
        self._prospects[application.seq] = attrs.evolve(
            application,
            status=status,
            updated_at=now,
            closed_at=None if status == "active" else now,
        )

    # ---- what the endpoints share -----------------------------------------------------------

    def sources(self) -> dict[str, int]:
        """Return where people came from, with Greenhouse's ids, in the order of first use."""
        found: dict[str, int] = {}
        for each in sorted(self.applications(), key=lambda each: each.seq):
            if each.source is not None:
                found.setdefault(each.source, wire_id("sources", len(found) + 1))
        return found

    def make(self, noun: str, **fields: Any) -> Row:
        """Add an object that is kept beside the company, newer than all others of its kind."""
        now = iso(self.company.clock())
        wire = wire_id(noun, next(self._numbers))
        row = {"id": wire, "created_at": now, "updated_at": now, **fields}
        self.made[noun].append(row)
        return row
