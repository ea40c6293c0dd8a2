"""`/v1/postings`: what the company hires for."""

from collections.abc import Mapping
from functools import cached_property

import attrs
from werkzeug.wrappers import Response

from unified_ats.sandbox import Job
from unified_ats_lever.sandbox import parameters, users
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.books import Books
from unified_ats_lever.sandbox.filters import Filter, equals, has, window
from unified_ats_lever.sandbox.ids import wire_id
from unified_ats_lever.sandbox.listing import CONFIDENTIAL, NON_CONFIDENTIAL, Call, Listing
from unified_ats_lever.sandbox.rules import is_confidential, is_old, is_turned_down, is_unlisted
from unified_ats_lever.sandbox.users import user_wire
from unified_ats_lever.sandbox.wire import Row, ms

__all__ = [
    "COUNTRIES",
    "LIST",
    "LIVE",
    "SITE_LIST",
    "STATES",
    "TEAMS",
    "WORKPLACES",
    "Posting",
    "index",
    "posting_of",
    "postings",
    "row",
    "show",
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
        """Where the work is done, in the spelling of v1."""
        if self.job.office_id is None:
            return "remote"
        return WORKPLACES[self.job.seq % len(WORKPLACES)]

    @property
    def salary(self) -> Row | None:
        """What it pays, which some say."""
        if self.job.seq % 3 != 1:
            return None
        if self.job.employment_type in {"temporary", "internship"}:
            return {"min": 18.5, "max": 27, "currency": "EUR", "interval": "per-hour-wage"}
        least = 42_000 + 1_500 * (self.job.seq % 11)
        return {
            "min": least,
            "max": least + 18_000,
            "currency": "EUR",
            "interval": "per-year-salary",
        }

    @property
    def requisition_code(self) -> str | None:
        """The code of the requisition that it fills, if any."""
        return f"REQ-{self.job.seq:04}" if self.job.seq % 5 not in {0, 3} else None

    @property
    def owner(self) -> str:
        """Lever's id of the recruiter."""
        return user_wire(self.job.recruiter_id)

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


def row(posting: Posting) -> Row:
    """Return a posting as Lever shows it."""
    job = posting.job
    found: Row = {
        "id": posting.id,
        "text": job.title,
        "state": posting.state,
        "distributionChannels": posting.channels,
        "user": None if job.seq % 10 == 9 else posting.owner,
        "owner": posting.owner,
        "hiringManager": posting.hiring_manager,
        "categories": posting.categories,
        "tags": ["Urgent"] if is_old(job) and job.seq % 9 == 5 else [],
        "content": _content(job),
        "country": posting.country,
        "followers": [posting.owner] if job.seq % 2 else [],
        "reqCode": None if job.seq % 2 else "",
        "requisitionCodes": [posting.requisition_code] if posting.requisition_code else [],
        "urls": posting.urls,
        "confidentiality": posting.confidentiality,
        "createdAt": ms(job.created_at),
        "updatedAt": ms(job.updated_at),
        "workplaceType": posting.workplace,
        "salaryDescription": None,
        "salaryDescriptionHtml": None,
        "transcribeInterviews": False,
    }
    return found | ({"salaryRange": posting.salary} if posting.salary else {})


def _content(job: Job) -> Row:
    text = job.description or ""
    return {
        "description": text,
        "descriptionHtml": f"<div>{text}</div>" if text else "",
        "lists": [{"text": "What you will do", "content": f"<li>{text}</li>"}] if text else [],
        "closing": "We look forward to hearing from you.",
        "closingHtml": "<div>We look forward to hearing from you.</div>",
    }


def _category(name: str) -> Filter[Posting]:
    return equals(lambda posting: posting.categories.get(name))


def _user(name: str) -> Row:
    return {name: lambda posting: users.row_of(posting.books, row(posting)[name])}


LIST: Listing[Posting] = Listing(
    what="Posting",
    row=row,
    identify=lambda posting: posting.id,
    rank=lambda posting: ms(posting.job.created_at),
    filters={
        "state": equals(lambda posting: posting.state),
        "distributionChannel": has(
            lambda posting: posting.channels or (), parameters.one_of(("public", "internal"))
        ),
        "team": _category("team"),
        "department": _category("department"),
        "commitment": _category("commitment"),
        "level": _category("level"),
        "location": has(lambda posting: posting.locations),
        "tag": has(lambda posting: row(posting)["tags"]),
        **window("updated_at", lambda posting: ms(posting.job.updated_at)),
    },
    expand={
        **_user("user"),
        **_user("owner"),
        **_user("hiringManager"),
        "followers": lambda posting: [
            users.row_of(posting.books, each) for each in row(posting)["followers"]
        ],
    },
    confidentiality=lambda posting: posting.confidentiality,
)


def postings(account: Account) -> list[Posting]:
    """Return all postings that are not deleted, the newest first."""
    books = account.books()
    return [Posting(job=each, books=books) for each in account.jobs()]


def posting_of(account: Account, wire: str) -> Posting | None:
    """Return the posting with an id of Lever's."""
    job = account.job(wire)
    return Posting(job=job, books=account.books()) if job else None


def index(account: Account, call: Call) -> Response:
    """Answer `GET /postings`."""
    return LIST.answer(account, call, postings(account))


def show(account: Account, call: Call, wire: str) -> Response:
    """Answer `GET /postings/:posting`."""
    return LIST.answer_one(call, posting_of(account, wire))
