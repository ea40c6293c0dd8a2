"""What the company calls a job, as Lever sees it: a posting."""

from collections.abc import Mapping
from functools import cached_property

import attrs

from unified_ats.sandbox import Job
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.books import Books
from unified_ats_lever.sandbox.ids import wire_id
from unified_ats_lever.sandbox.listing import CONFIDENTIAL, NON_CONFIDENTIAL, Call
from unified_ats_lever.sandbox.rules import (
    is_abandoned,
    is_confidential,
    is_old,
    is_turned_down,
    is_unlisted,
    is_unowned,
)
from unified_ats_lever.sandbox.salaries import salary_of
from unified_ats_lever.sandbox.users import is_deactivated, user_wire
from unified_ats_lever.sandbox.wire import Row

__all__ = [
    "COUNTRIES",
    "LIVE",
    "SITE_LIST",
    "STATES",
    "TEAMS",
    "WORKPLACES",
    "Posting",
    "posting_of",
    "postings",
]

STATES = {"open": "published", "pending": "pending", "archived": "closed"}
"""The company's words in Lever's, where they differ; words that Lever has not are passed on."""

LIVE = ("published", "internal")
"""The states in which people can apply: on a site, or only by whoever has the address."""

WORKPLACES = ("onsite", "hybrid", "unspecified", "onsite")
SITE_LIST = "https://careers.example.com/jobs"

COUNTRIES = {
    "Germany": "DE",
    "United Kingdom": "GB",
    "United States": "US",
    "Portugal": "PT",
    "Canada": "CA",
    "Singapore": "SG",
}
TEAMS: Mapping[str, tuple[str, ...]] = {
    "Engineering": ("Platform", "Applications", "Data"),
    "Sales": ("Europe", "Americas"),
}
"""The teams of departments that have several; others are one team of the same name."""


@attrs.frozen(kw_only=True, eq=False)
class Posting:
    """A job, as Lever sees it."""

    job: Job
    books: Books

    @property
    def id(self) -> str:
        """Lever's id."""
        return wire_id("postings", self.job.id)

    @property
    def state(self) -> str:
        """Lever's word for the status."""
        job = self.job
        if job.status == "open" and is_unlisted(job):
            return "internal"
        if job.status == "pending" and is_turned_down(job):
            return "rejected"
        return STATES.get(job.status, job.status)

    @property
    def confidentiality(self) -> str:
        """Who may see it."""
        return CONFIDENTIAL if is_confidential(self.job) else NON_CONFIDENTIAL

    @property
    def channels(self) -> list[str] | None:
        """On which sites it is: null unless it is published."""
        if self.state != "published":
            return None
        if is_old(self.job) and self.job.seq % 12 == 7:
            return ["internal"]
        return ["public", "internal"] if self.job.seq % 3 else ["public"]

    @property
    def locations(self) -> list[str]:
        """Where it is; the first is the main one."""
        office = self.books.offices.get(self.job.office_id or "")
        if office is None:
            return []
        first = f"{office.city}, {office.country}"
        two = is_old(self.job) and self.job.seq % 6 == 5
        return [first, f"Remote, {office.country}"] if two else [first]

    @property
    def country(self) -> str | None:
        """The country of the main place, in two letters."""
        office = self.books.offices.get(self.job.office_id or "")
        return COUNTRIES[office.country] if office else None

    @cached_property
    def categories(self) -> Row:
        """Where it belongs; an old posting without a department has not even the key."""
        department = self.books.departments.get(self.job.department_id or "")
        name = department.name if department else None
        teams = TEAMS.get(name or "", (name,))
        found: Row = {
            "commitment": self.job.employment_type,
            "department": name,
            "level": None,
            "location": self.locations[0] if self.locations else None,
            "team": teams[self.job.seq % len(teams)],
            "allLocations": self.locations,
        }
        if name is None and is_old(self.job) and self.job.seq % 2:
            del found["department"]
        return found

    @property
    def inherited_tags(self) -> list[str]:
        """The tags that every opportunity for it gets."""
        names = ("team", "department", "location", "commitment")
        found = (self.categories.get(name) for name in names)
        return list(dict.fromkeys(each for each in found if each))

    @property
    def workplace(self) -> str:
        """Where the work is done, in the spelling of v1, which has but one."""
        if self.job.office_id is None:
            return "remote"
        return WORKPLACES[self.job.seq % len(WORKPLACES)]

    @property
    def salary(self) -> Row | None:
        """What it pays, which some say."""
        return salary_of(self.job, self.country)

    @property
    def requisition_code(self) -> str | None:
        """The code of the requisition that it fills, if any."""
        return f"REQ-{self.job.seq:04}" if self.job.seq % 5 not in {0, 3} else None

    @property
    def creator(self) -> str | None:
        """Lever's id of whoever made it, which is not known of some."""
        return None if self.job.seq % 10 in {7, 9} else user_wire(self.job.recruiter_id)

    @property
    def owner_id(self) -> str | None:
        """The company's id of whoever owns it: the recruiter, nobody, or somebody who has left."""
        if is_unowned(self.job):
            return None
        if is_abandoned(self.job):
            return next(each.id for each in self.books.users.values() if is_deactivated(each))
        return self.job.recruiter_id

    @property
    def owner(self) -> str | None:
        """Lever's id of whoever owns it."""
        return user_wire(self.owner_id) if self.owner_id else None

    @property
    def hiring_manager(self) -> str | None:
        """Lever's id of whoever hires, which some do not say."""
        return None if self.job.seq % 7 == 2 else user_wire(self.job.hiring_manager_id)

    @property
    def urls(self) -> Row | None:
        """Where people read it and apply: null unless they can."""
        if self.job.url is None or self.state not in LIVE:
            return None
        return {"list": SITE_LIST, "show": self.job.url, "apply": f"{self.job.url}/apply"}


def postings(account: Account) -> list[Posting]:
    """Return all postings that are not deleted, the newest first."""
    books = account.books()
    return [Posting(job=each, books=books) for each in account.jobs()]


def posting_of(account: Account, call: Call, wire: str) -> Posting | None:
    """Return the posting with an id of Lever's, if the key may see it."""
    job = account.job(wire)
    posting = Posting(job=job, books=account.books()) if job else None
    return posting if posting and call.sees(posting.confidentiality) else None
