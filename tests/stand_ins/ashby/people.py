"""What Ashby shows of people, of their applications, and of why those ended.

developers.ashbyhq.com/reference/candidateinfo and /applicationinfo. Keys without a value are left
out, but for those that the examples show as null.
"""

import base64

from tests.stand_ins.ashby.books import (
    ARCHIVED,
    HIRED,
    LEAD,
    WITHDREW,
    Books,
    source,
)
from tests.stand_ins.ashby.wire import Row, time, wire_id, wire_id_or_none
from tests.stand_ins.people import has_email
from unified_ats.sandbox import Application, Candidate, RejectionReason

APPLICATION_STATUSES = {
    "active": "Active",
    "hired": "Hired",
    "rejected": "Archived",
    "withdrawn": "Archived",
}
_LAST_STAGES = {"Hired": HIRED, "Archived": ARCHIVED}


def candidate(books: Books, record: Candidate) -> Row:
    """Return a person."""
    extra = books.extras.get(record.id, {})
    own = [each for each in books.applications if each.candidate_id == record.id]
    came_by = extra.get("source", own[0].source if own else None)
    address = [_contact(record.email)] if has_email(record) else []
    others = [_contact(each, is_primary=False) for each in extra.get("alternates", ())]
    place = extra.get("location") or record.location
    return {
        "id": wire_id(record.id),
        "createdAt": time(record.created_at),
        "updatedAt": time(record.updated_at),
        "name": record.name,
        **_contacts(record),
        "emailAddresses": [*address, *others],
        "phoneNumbers": [_contact(record.phone)] if record.phone else [],
        "socialLinks": extra.get("links", []),
        "tags": [],
        **({"position": record.title} if record.title else {}),
        **({"company": record.company} if record.company else {}),
        "applicationIds": [wire_id(each.id) for each in own],
        **({"resumeFileHandle": _file(record)} if record.resume_url else {}),
        "fileHandles": [_file(record)] if record.resume_url else [],
        "customFields": [],
        "profileUrl": f"https://app.ashbyhq.com/candidates/{wire_id(record.id)}",
        "source": source(came_by) if came_by else None,
        "creditedToUser": extra.get("creditedToUser"),
        "timezone": None,
        **({"location": _place(place)} if place else {}),
        "fraudStatus": None,
    }


def application(books: Books, record: Application) -> Row:
    """Return an application as lists have it."""
    applied_to = books.jobs[record.job_id]
    person = books.people[record.candidate_id]
    status = application_status(books, record)
    extra = books.extras.get(record.id, {})
    return {
        "id": wire_id(record.id),
        "createdAt": time(record.created_at),
        "updatedAt": time(record.updated_at),
        **({"archivedAt": _ended(record)} if status == "Archived" else {}),
        "candidate": {"id": wire_id(person.id), "name": person.name, **_contacts(person)},
        "status": status,
        "customFields": [],
        "currentInterviewStage": _stage(books, record),
        "source": source(record.source) if record.source else None,
        "creditedToUser": extra.get("creditedToUser"),
        "archiveReason": _archive_reason(books, record) if status == "Archived" else None,
        "job": {
            "id": wire_id(applied_to.id),
            "title": applied_to.title,
            "locationId": wire_id_or_none(applied_to.office_id),
            "departmentId": wire_id_or_none(applied_to.department_id),
            "brandId": None,
        },
        "hiringTeam": [],
        "appliedViaJobPostingId": None,
        "submitterClientIp": None,
        "submitterUserAgent": None,
    }


def application_in_full(books: Books, record: Application) -> Row:
    """Return an application with the stages that it passed, as far as they are known."""
    reached = _reached(books, record)
    last = _stage(books, record)
    passed = [(reached, record.created_at)] if reached and reached != last else []
    events = [*passed, *([(last, record.updated_at if passed else record.created_at)] * bool(last))]
    history = [
        {
            "id": wire_id(f"{record.id}/{number}"),
            "stageId": stage["id"],
            "title": stage["title"],
            "stageNumber": number,
            "enteredStageAt": time(entered),
            "allowedActions": ["set_entered_at"],
        }
        for number, (stage, entered) in enumerate(events)
        if stage
    ]
    return {**application(books, record), "applicationHistory": history}


def application_status(books: Books, record: Application) -> str:
    """Return Ashby's word: at the first stage a person is a lead, not yet an applicant."""
    name = books.stages[record.stage_id].name if record.stage_id else None
    lead = record.status == "active" and name == LEAD
    return "Lead" if lead else APPLICATION_STATUSES.get(record.status, record.status)


def reason(record: RejectionReason) -> Row:
    """Return a reason for which applications are archived."""
    by = "RejectedByCandidate" if record == WITHDREW else "RejectedByOrg"
    return {
        "id": wire_id(record.id),
        "text": record.name,
        "reasonType": by,
        "isArchived": False,
        "customFields": [],
    }


def handle(record: Candidate) -> str:
    """Return the handle of a résumé, which `file.info` turns into an address."""
    return base64.urlsafe_b64encode(f"resume/{record.id}".encode()).decode().rstrip("=")


def _contact(value: str, *, is_primary: bool = True) -> Row:
    return {"value": value, "type": "Personal", "isPrimary": is_primary}


def _contacts(record: Candidate) -> Row:
    email = {"primaryEmailAddress": _contact(record.email)} if has_email(record) else {}
    return email | ({"primaryPhoneNumber": _contact(record.phone)} if record.phone else {})


def _file(record: Candidate) -> Row:
    return {"id": wire_id(f"file/{record.id}"), "name": "resume.pdf", "handle": handle(record)}


def _place(text: str) -> Row:
    city, _, country = text.rpartition(", ")
    parts = (("Country", country), ("City", city))
    named = [{"type": kind, "name": name} for kind, name in parts if name]
    return {"id": wire_id(f"place/{text}"), "locationSummary": text, "locationComponents": named}


def _stage(books: Books, record: Application) -> Row | None:
    last = _LAST_STAGES.get(APPLICATION_STATUSES.get(record.status, ""))
    return _titled(books, last) if last else _reached(books, record)


def _reached(books: Books, record: Application) -> Row | None:
    return _titled(books, books.stages[record.stage_id].name) if record.stage_id else None


def _titled(books: Books, title: str) -> Row:
    return next(stage for stage in books.plan() if stage["title"] == title)


def _ended(record: Application) -> str:
    return time(record.closed_at or record.updated_at)


def _archive_reason(books: Books, record: Application) -> Row:
    return reason(books.reasons.get(record.rejection_reason_id or "", WITHDREW))
