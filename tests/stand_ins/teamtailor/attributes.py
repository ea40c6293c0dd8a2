"""The attributes of what Teamtailor shows, type by type, as docs.teamtailor.com lists them."""

from tests.stand_ins.people import has_email
from tests.stand_ins.teamtailor.books import WITHDREW, Books, JobStage
from tests.stand_ins.teamtailor.wire import Row, time, time_or_none
from unified_ats.sandbox import (
    EPOCH,
    Application,
    Candidate,
    Department,
    Job,
    Office,
    RejectionReason,
    User,
)

STATUSES = {
    "open": ("open", "published"),
    "closed": ("open", "expired"),
    "draft": ("draft", "draft"),
    "pending": ("open", "scheduled"),
    "archived": ("archived", "archived"),
}
"""The company's word → `status` and `human-status`: what is closed has run out, and what is pending
is to begin on a day to come."""

_ENDED = {"rejected", "withdrawn"}
_REQUIREMENTS = ("name", "resume", "cover-letter", "phone")


def statuses(job: Job) -> tuple[str, str]:
    """Return `status` and `human-status`.

    Beyond the first two dozen some open jobs are unlisted: on no site, for those with the address.
    """
    if job.status == "open" and job.seq > 24 and job.seq % 8 == 3:
        return ("unlisted", "unlisted")
    return STATUSES.get(job.status, (job.status, job.status))


def of_job(_books: Books, job: Job) -> Row:
    """Return the attributes of a job."""
    status, human_status = statuses(job)
    return {
        "apply-button-text": "",
        "body": f"<p>{job.description}</p>" if job.description else "",
        "end-date": time_or_none(job.closed_at) if human_status == "expired" else None,
        "human-status": human_status,
        "internal": False,
        "picture": None,
        "pinned": False,
        "start-date": time(EPOCH) if human_status == "scheduled" else None,
        "status": status,
        "tags": [],
        "title": job.title,
        "pitch": "",
        "external-application-url": "",
        **{f"{name}-requirement": "optional" for name in _REQUIREMENTS},
        "remote-status": "none" if job.office_id else "fully",
        "created-at": time(job.created_at),
        "updated-at": time(job.updated_at),
        "sharing-image-layout": "default",
        "mailbox": f"job-{job.seq}@example.com",
    }


def links_of_job(job: Job) -> Row:
    """Return where the public reads about a job, and applies."""
    apply = f"{job.url}/applications/new" if job.url else None
    return {
        "careersite-job-url": job.url,
        "careersite-job-apply-url": apply,
        "careersite-job-apply-iframe-url": f"{apply}?iframe=true" if apply else None,
    }


def of_candidate(books: Books, person: Candidate) -> Row:
    """Return the attributes of a person; one without a telephone has null there, or nothing."""
    applications = books.applications_of(person=person)
    missing = "" if person.created_at < EPOCH and person.seq % 2 else None
    own = {
        "connected": False,
        "created-at": time(person.created_at),
        "email": person.email if has_email(person) else None,
        "facebook-id": None,
        "first-name": person.first_name or None,
        "last-name": person.last_name,
        "linkedin-uid": None,
        "linkedin-url": None,
        "original-resume": person.resume_url,
        "phone": person.phone or missing,
        "picture": None,
        "pitch": None,
        "referring-site": applications[0].source if applications else None,
        "referring-url": None,
        "referred": False,
        "resume": person.resume_url,
        "sourced": not has_email(person),
        "unsubscribed": False,
        "updated-at": time(person.updated_at),
        "facebook-profile": None,
        "linkedin-profile": None,
        "tags": [],
        "internal": False,
    }
    return {**own, **books.extras.get(person.id, {})}


def of_application(books: Books, application: Application) -> Row:
    """Return the attributes of an application."""
    ended = application.closed_at or application.updated_at
    own = {
        "cover-letter": "" if application.seq % 2 else None,
        "created-at": time(application.created_at),
        "referring-site": application.source,
        "referring-url": None,
        "rejected-at": time(ended) if application.status in _ENDED else None,
        "sourced": application.source == "Sourced",
        "updated-at": time(application.updated_at),
        "changed-stage-at": time(application.updated_at),
    }
    return {**own, **books.extras.get(application.id, {})}


def of_stage(books: Books, stage: JobStage) -> Row:
    """Return the attributes of a stage of a job."""
    here = [each for each in books.applications_of(job=stage.job) if books.stage_of(each) == stage]
    rejected = sum(each.status in _ENDED for each in here)
    return {
        "created-at": time(stage.job.created_at),
        "updated-at": time(stage.job.created_at),
        "name": stage.name,
        "stage-type": stage.type,
        "row-order": stage.number,
        "active-job-applications-count": len(here) - rejected,
        "rejected-job-applications-count": rejected,
    }


def of_reason(_books: Books, reason: RejectionReason) -> Row:
    """Return the attributes of a reject reason."""
    return {"reason": reason.name, "rejected-by-company": reason != WITHDREW}


def of_department(_books: Books, department: Department) -> Row:
    """Return the attributes of a department."""
    texts = ("people-headline", "people-text", "headline", "text")
    named = {"name": department.name, "row-order": department.seq, "pictures": []}
    return {**named, **dict.fromkeys(texts)}


def of_location(_books: Books, office: Office) -> Row:
    """Return the attributes of a location."""
    return {
        "address": None,
        "city": office.city,
        "country": office.country,
        "email": None,
        "headquarters": office.seq == 1,
        "lat": None,
        "long": None,
        "name": office.name,
        "phone": None,
        "zip": None,
    }


def of_user(_books: Books, user: User) -> Row:
    """Return the attributes of a user."""
    return {
        "email": user.email,
        "login-email": user.email,
        "name": f"{user.first_name} {user.last_name}",
        "phone": None,
        "picture": None,
        "role": "company_admin" if user.role == "recruiter" else "hiring_manager",
        "title": None,
        "visible": True,
    }
