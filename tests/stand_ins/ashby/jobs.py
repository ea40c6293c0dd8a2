"""What Ashby shows of jobs, and of what they are filed under.

developers.ashbyhq.com/reference/jobinfo, /jobpostinglist, /departmentlist, /locationlist and
/userlist. A job has null where it has no value.
"""

from collections.abc import Iterable

from tests.stand_ins.ashby.books import PLAN, SET_UP, Books
from tests.stand_ins.ashby.wire import Row, time, wire_id, wire_id_or_none
from unified_ats.sandbox import Department, Job, Office, User

JOB_STATUSES = {
    "open": "Open",
    "closed": "Closed",
    "draft": "Draft",
    "pending": "Draft",
    "archived": "Archived",
}
"""The company's word → Ashby's: a job that waits for its approval is a draft there."""
EMPLOYMENT_TYPES = {
    "full_time": "FullTime",
    "part_time": "PartTime",
    "contract": "Contract",
    "temporary": "Temporary",
    "internship": "Intern",
}
_ROLES = {"recruiter": "Elevated Access", "hiring_manager": "Limited Access"}


def job(books: Books, record: Job, expand: Iterable[str] = ()) -> Row:
    """Return a job; `location` and `openings` only for those who ask."""
    office = books.offices.get(record.office_id or "")
    team = ((record.recruiter_id, "Recruiter"), (record.hiring_manager_id, "Hiring Manager"))
    expanded: Row = {"location": location(office) if office else None, "openings": []}
    return {
        "id": wire_id(record.id),
        "title": record.title,
        "confidential": False,
        "status": JOB_STATUSES.get(record.status, record.status),
        "employmentType": EMPLOYMENT_TYPES[record.employment_type],
        "locationId": wire_id_or_none(record.office_id),
        "departmentId": wire_id_or_none(record.department_id),
        "defaultInterviewPlanId": wire_id(PLAN),
        "interviewPlanIds": [wire_id(PLAN)],
        "jobPostingIds": [_posting_id(record)] if is_posted(record) else [],
        "customFields": [],
        "hiringTeam": [_member(books.users[who], role) for who, role in team],
        "customRequisitionId": None,
        "brandId": None,
        "author": user(books.users[record.recruiter_id]),
        "createdAt": time(record.created_at),
        "updatedAt": time(record.updated_at),
        "openedAt": time(record.opened_at) if record.opened_at else None,
        "closedAt": time(record.closed_at) if record.closed_at else None,
        **{name: value for name, value in expanded.items() if name in expand},
    }


def is_posted(record: Job) -> bool:
    """Return whether a job is on the job board."""
    return record.status == "open" and record.url is not None


def posting(books: Books, record: Job) -> Row:
    """Return the posting of a job that is on the job board."""
    office = books.offices.get(record.office_id or "")
    names = {each.id: each.name for each in books.departments}
    name = names.get(record.department_id or "")
    return {
        "id": _posting_id(record),
        "title": record.title,
        "jobId": wire_id(record.id),
        "departmentName": name,
        "teamName": name,
        "locationName": office.name if office else None,
        "locationIds": {
            "primaryLocationId": wire_id_or_none(record.office_id),
            "secondaryLocationIds": [],
        },
        "workplaceType": "OnSite" if office else "Remote",
        "employmentType": EMPLOYMENT_TYPES[record.employment_type],
        "isListed": True,
        "publishedDate": (record.opened_at or record.created_at).date().isoformat(),
        "applicationDeadline": None,
        "externalLink": record.url,
        "applyLink": f"{record.url}/application",
        "compensationTierSummary": None,
        "shouldDisplayCompensationOnJobBoard": False,
        "updatedAt": time(record.updated_at),
    }


def department(record: Department) -> Row:
    """Return a department; there are no teams below it."""
    return {
        "id": wire_id(record.id),
        "name": record.name,
        "externalName": None,
        "isArchived": False,
        "parentId": None,
        "createdAt": time(SET_UP),
        "updatedAt": time(SET_UP),
        "extraData": None,
    }


def location(record: Office) -> Row:
    """Return a location."""
    address = {"addressCountry": record.country, "addressLocality": record.city}
    return {
        "id": wire_id(record.id),
        "name": record.name,
        "externalName": None,
        "isArchived": False,
        "address": {"postalAddress": address},
        "isRemote": False,
        "workplaceType": "OnSite",
        "parentLocationId": None,
        "type": "Location",
        "extraData": None,
    }


def user(record: User) -> Row:
    """Return a user."""
    return {
        "id": wire_id(record.id),
        "firstName": record.first_name,
        "lastName": record.last_name,
        "email": record.email,
        "globalRole": _ROLES[record.role],
        "isEnabled": True,
        "updatedAt": time(SET_UP),
    }


def _posting_id(record: Job) -> str:
    return wire_id(f"posting/{record.id}")


def _member(record: User, role: str) -> Row:
    return {
        "email": record.email,
        "firstName": record.first_name,
        "lastName": record.last_name,
        "role": role,
        "userId": wire_id(record.id),
    }
