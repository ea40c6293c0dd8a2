"""The methods that read, and what a call of any method is."""

from collections.abc import Collection, Mapping
from typing import Any

import attrs

from tests.stand_ins.ashby import jobs, people
from tests.stand_ins.ashby.books import PLAN, SET_UP, Books
from tests.stand_ins.ashby.paging import Walk
from tests.stand_ins.ashby.wire import Refusal, Row, find, moment_of, time, wire_id
from tests.stand_ins.people import has_email
from unified_ats.sandbox import Application, Candidate, Company, Job

SEARCHED = 100
"""How many people a search finds at most."""


@attrs.frozen(kw_only=True)
class Call:
    """One call of a method.

    Attributes:
        method: Its name.
        sent: The fields of the body, checked.
        company: The company.
        extras: What the company has no column for, by its ids.
    """

    method: str
    sent: Mapping[str, Any]
    company: Company
    extras: dict[str, Row]

    @property
    def books(self) -> Books:
        """The account, as it stands."""
        return Books.of(self.company, self.extras)

    @property
    def walk(self) -> Walk:
        """The page that is asked for."""
        return Walk(method=self.method, sent=self.sent, now=self.company.clock())

    def is_recent(self, record: Job | Candidate | Application) -> bool:
        """Return whether a record is newer than `createdAfter`."""
        after = self.sent.get("createdAfter")
        return after is None or record.created_at > moment_of(after)


def list_jobs(call: Call) -> Row:
    """Return jobs; drafts only for those who ask for them by their status."""
    books, expand = call.books, call.sent.get("expand", ())
    asked = call.sent.get("status")
    found = [
        each
        for each in books.jobs.values()
        if call.is_recent(each) and _has_status(each, asked) and _opened_and_closed(call, each)
    ]
    return call.walk.page(found, lambda each: jobs.job(books, each, expand))


def _has_status(record: Job, asked: Collection[str] | None) -> bool:
    status = jobs.JOB_STATUSES.get(record.status, record.status)
    return status != "Draft" if asked is None else status in asked


def _opened_and_closed(call: Call, record: Job) -> bool:
    for noun, at in (("opened", record.opened_at), ("closed", record.closed_at)):
        after, before = call.sent.get(f"{noun}After"), call.sent.get(f"{noun}Before")
        if after is not None and (at is None or at <= moment_of(after)):
            return False
        if before is not None and (at is None or at >= moment_of(before)):
            return False
    return True


def get_job(call: Call) -> Row:
    """Return a job."""
    found = find(call.sent["id"], call.books.jobs.values(), "job")
    return {"results": jobs.job(call.books, found, call.sent.get("expand", ()))}


def list_postings(call: Call) -> Row:
    """Return the postings of the job board, all at once."""
    books = call.books
    rows = [jobs.posting(books, each) for each in books.jobs.values() if jobs.is_posted(each)]
    asked = {
        "departmentName": call.sent.get("department"),
        "locationName": call.sent.get("location"),
    }
    for name, value in asked.items():
        rows = [row for row in rows if value in (None, row[name])]
    return {"results": rows}


def list_candidates(call: Call) -> Row:
    """Return people."""
    books = call.books
    found = [each for each in books.people.values() if call.is_recent(each)]
    return call.walk.page(found, lambda each: people.candidate(books, each))


def search_candidates(call: Call) -> Row:
    """Return the people with an address, and with a name that has some text in it."""
    email, name = call.sent.get("email"), call.sent.get("name", "")
    if email is None and not name:
        raise Refusal("invalid_input", "One of email and name is required")
    found = [
        each
        for each in call.books.people.values()
        if (email is None or (has_email(each) and each.email.casefold() == email.casefold()))
        and name.casefold() in each.name.casefold()
    ]
    return {"results": [people.candidate(call.books, each) for each in found[:SEARCHED]]}


def get_candidate(call: Call) -> Row:
    """Return a person."""
    found = find(call.sent["id"], call.books.people.values(), "candidate")
    return {"results": people.candidate(call.books, found)}


def list_applications(call: Call) -> Row:
    """Return applications."""
    books, job_id, status = call.books, call.sent.get("jobId"), call.sent.get("status")
    found = [
        each
        for each in books.applications
        if call.is_recent(each)
        and job_id in (None, wire_id(each.job_id))
        and status in (None, people.application_status(books, each))
    ]
    return call.walk.page(found, lambda each: people.application(books, each))


def get_application(call: Call) -> Row:
    """Return an application, and its history."""
    found = find(call.sent["applicationId"], call.books.applications, "application")
    return {"results": people.application_in_full(call.books, found)}


def list_stages(call: Call) -> Row:
    """Return the stages of the plan, all at once."""
    if call.sent["interviewPlanId"] != wire_id(PLAN):
        raise Refusal("interview_plan_not_found", "There is no interview plan with this id")
    return {"results": call.books.plan(), "moreDataAvailable": False}


def list_plans(call: Call) -> Row:
    """Return the one interview plan."""
    dates = {"createdAt": time(SET_UP), "updatedAt": time(SET_UP)}
    plan = {"id": wire_id(PLAN), "title": "Interview plan", "isArchived": False, **dates}
    return {**call.walk.page([], dict), "results": [plan]}


def get_file(call: Call) -> Row:
    """Return where a file can be read."""
    for each in call.books.people.values():
        if each.resume_url and people.handle(each) == call.sent["fileHandle"]:
            return {"results": {"url": each.resume_url}}
    raise Refusal("file_not_found", "There is no file with this handle")
