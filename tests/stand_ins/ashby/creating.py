"""`candidate.create` and `application.create`.

developers.ashbyhq.com/reference/candidatecreate and /applicationcreate. Ashby makes another
person of a known address; finding people that are there twice is the users' business.
"""

from collections.abc import Mapping
from typing import Any

from tests.stand_ins.ashby import jobs, people
from tests.stand_ins.ashby.books import LEAD, PLAN, Books
from tests.stand_ins.ashby.wire import Refusal, Row, find, wire_id
from unified_ats.sandbox import Company

FIRST_SCREEN = "FirstPreInterviewScreen"
"""Instead of the id of a stage: the first one at which somebody looks at the application."""

_LINKS = {"linkedInUrl": "LinkedIn", "githubUrl": "GitHub", "website": "Website"}


def create_candidate(company: Company, extras: dict[str, Row], sent: Mapping[str, Any]) -> Row:
    """Add a person."""
    books = Books.of(company, extras)
    credit = _credit(books, sent)
    came_by = _source(books, sent)
    first, _, last = sent["name"].partition(" ")
    person = company.create_candidate(
        first_name=first,
        last_name=last.strip() or None,
        email=sent.get("email", ""),
        phone=sent.get("phoneNumber"),
    )
    if "createdAt" in sent:
        person = company.change(person, created_at=sent["createdAt"])
    extras[person.id] = {
        "source": came_by,
        "creditedToUser": credit,
        "alternates": sent.get("alternateEmailAddresses", []),
        "location": sent.get("location"),
        "links": [
            {"type": kind, "url": sent[name]} for name, kind in _LINKS.items() if name in sent
        ],
    }
    return {"results": people.candidate(Books.of(company, extras), person)}


def create_application(company: Company, extras: dict[str, Row], sent: Mapping[str, Any]) -> Row:
    """Consider a person for a job: as a lead, unless a stage is named."""
    books = Books.of(company, extras)
    person = find(sent["candidateId"], books.people.values(), "candidate")
    job = find(sent["jobId"], books.jobs.values(), "job")
    if sent.get("interviewPlanId", wire_id(PLAN)) != wire_id(PLAN):
        raise Refusal("interview_plan_not_found", "There is no interview plan with this id")
    stage = _stage(books, sent.get("interviewStageId"))
    credit = _credit(books, sent)
    came_by = _source(books, sent)
    if company.list_applications(candidate_id=person.id, job_id=job.id)[1]:
        raise Refusal("application_already_exists", "The candidate is considered for this job")
    made = company.create_application(candidate_id=person.id, job_id=job.id, source=came_by)
    made = company.set_application(made.id, stage=stage)
    if "createdAt" in sent:
        made = company.change(made, created_at=sent["createdAt"])
    extras[made.id] = {"creditedToUser": credit}
    return {"results": people.application_in_full(Books.of(company, extras), made)}


def _stage(books: Books, wanted: str | None) -> str:
    if wanted is None:
        return LEAD
    plan = books.plan()
    for stage in plan:
        screens = wanted == FIRST_SCREEN and stage["type"] == "PreInterviewScreen"
        if screens or stage["id"] == wanted:
            if stage["type"] in {"Hired", "Archived"}:
                raise Refusal("invalid_input", "interviewStageId must be of a stage in process")
            return str(stage["title"])
    raise Refusal("interview_stage_not_found", "There is no interview stage with this id")


def _credit(books: Books, sent: Mapping[str, Any]) -> Row | None:
    if "creditedToUserId" not in sent:
        return None
    return jobs.user(find(sent["creditedToUserId"], books.users.values(), "user"))


def _source(books: Books, sent: Mapping[str, Any]) -> str | None:
    if "sourceId" not in sent:
        return None
    for each in books.sources():
        if each["id"] == sent["sourceId"]:
            return str(each["title"])
    raise Refusal("source_not_found", "There is no source with this id")
