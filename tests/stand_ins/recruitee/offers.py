"""Offers: https://docs.recruitee.com/reference/offers-get and /offersid-get.

The list takes no `limit` and is served whole, the newest first.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from werkzeug.wrappers import Request, Response

from tests.stand_ins.json_rest import Row, asked, in_json, iso, iso_or_none
from tests.stand_ins.recruitee.addresses import in_company
from tests.stand_ins.recruitee.ids import find, number_of
from tests.stand_ins.recruitee.words import pipeline_template
from unified_ats.sandbox import EPOCH, Application, Company, Job, Office, Sandbox, checks

__all__ = ["ROUTES", "one_of", "references"]

_STATUS = {"open": "published", "pending": "draft"}
"""The company's words that Recruitee has not; who waits for approval has a draft there."""

_SCOPES: Mapping[str, Callable[[str], bool]] = {
    "": lambda _: True,
    "archived": lambda status: status == "archived",
    "active": lambda status: status in {"published", "internal", "closed"},
    "not_archived": lambda status: status != "archived",
}
_EMPLOYMENT = {
    "full_time": "fulltime",
    "part_time": "parttime",
    "contract": "freelance",
    "temporary": "fulltime_fixed_term",
    "internship": "internship",
}
_ALIKE = {
    "pipeline": False,
    "number_of_openings": None,
    "offer_tags": [],
    "followers": [],
    "followed": False,
    "example": False,
    "has_active_campaign": False,
    "enabled_for_referrals": False,
    "enabled_languages": [{"code": "en", "name": "English", "native_name": "English"}],
    "eeo_settings": None,
    "job_scheduler": None,
}
"""What is the same of all offers here."""

_MENTIONED = (
    "id", "title", "status", "kind", "location", "guid", "slug", "position", "department_id",
)  # fmt: skip
_MENTION = {"lang_code": "en", "type": "Offer"}
_COUNTRY_CODES = {
    "Germany": "DE",
    "United Kingdom": "GB",
    "United States": "US",
    "Portugal": "PT",
    "Canada": "CA",
    "Singapore": "SG",
}


def one_of(*known: str) -> checks.Check:
    """Return a check for one of some words."""

    def check(sent: str) -> str:
        if sent not in known:
            raise ValueError(f"must be one of: {', '.join(known)}")
        return sent

    return check


def _index(sandbox: Sandbox, request: Request) -> Response:
    """GET /offers."""
    words = asked(
        request,
        {
            "scope": one_of("archived", "active", "not_archived"),
            "kind": one_of("job", "talent_pool"),
            "view_mode": one_of("default", "brief"),
        },
    )
    is_in_scope = _SCOPES[words.get("scope", "")]
    jobs = [
        job
        for job in sandbox.company.list_jobs()[0]
        if is_in_scope(_shown_status(job)) and words.get("kind") != "talent_pool"
    ]
    row = _row_in(sandbox.company)
    shown = _brief if words.get("view_mode") == "brief" else row
    return in_json({"offers": [shown(job) for job in jobs]})


def _show(sandbox: Sandbox, request: Request, number: str) -> Response:
    """GET /offers/{id}."""
    asked(request, {})
    job = find(sandbox.company.list_jobs()[0], number)
    more: Row = {
        "description": None if job.description is None else f"<p>{job.description}</p>",
        "requirements": None,
        "salary": {"currency": None, "max": None, "min": None, "period": None},
        "min_hours": None,
        "max_hours": None,
        "education": None,
        "experience": None,
        "category": None,
        "remote": job.office_id is None,
        "fields": [],
    }
    return in_json({"offer": _row_in(sandbox.company)(job) | more})


def _shown_status(job: Job) -> str:
    """Return a job's status; some that are open are for the company's own people first."""
    if job.status == "open" and job.seq % 8 == 3 and job.created_at < EPOCH:
        return "internal"
    return _STATUS.get(job.status, job.status)


def _slug(job: Job) -> str:
    """Return what an offer is called in addresses."""
    return f"{job.title.lower().replace(' ', '-')}-{job.seq}"


def _guid(job: Job) -> str:
    """Return the code in the offer's mail address."""
    return f"mg{job.seq:03x}"


def references(company: Company, jobs: Iterable[Job]) -> list[Row]:
    """Return what stands of offers beside the candidates that they are mentioned in."""
    row = _row_in(company)
    return [{name: row(job)[name] for name in _MENTIONED} | _MENTION for job in jobs]


def _place(office: Office | None) -> Row:
    return {
        "location": f"{office.city}, {office.country}" if office else "Remote job",
        "city": office.city if office else None,
        "country_code": _COUNTRY_CODES[office.country] if office else None,
        "state_code": None,
        "state_name": None,
        "street": None,
        "postal_code": None,
    }


def _brief(job: Job) -> Row:
    return {
        "id": number_of(job),
        "title": job.title,
        "status": _shown_status(job),
        "kind": "job",
    }


def _row_in(company: Company) -> Callable[[Job], Row]:
    """Return what shows an offer of this company."""
    departments = {each.id: each for each in company.departments()}
    offices = {each.id: each for each in company.offices()}
    applied: dict[str, list[Application]] = {}
    for each in company.list_applications()[0]:
        applied.setdefault(each.job_id, []).append(each)
    admins = {user.id: number_of(user) for user in company.users()}
    template = pipeline_template(company)

    def row(job: Job) -> Row:
        department = departments.get(job.department_id or "")
        return {
            **_brief(job),
            **_place(offices.get(job.office_id or "")),
            **_counts(applied.get(job.id, [])),
            "guid": _guid(job),
            "slug": _slug(job),
            "position": job.seq,
            "department": department.name if department else None,
            "department_id": number_of(department) if department else None,
            "employment_type": _EMPLOYMENT[job.employment_type],
            "created_at": iso(job.created_at),
            "updated_at": iso(job.updated_at),
            "published_at": iso_or_none(job.opened_at),
            "closed_at": iso_or_none(job.closed_at),
            "url": job.url,
            "careers_url": job.url,
            "adminapp_url": f"https://app.recruitee.com/#/offers/{_slug(job)}",
            "mailbox_email": f"job.{_guid(job)}@example.com",
            "hiring_manager_id": admins[job.hiring_manager_id],
            "recruiter_id": admins[job.recruiter_id],
            "pipeline_template_id": template["id"],
            "pipeline_template": template,
            **_ALIKE,
        }

    return row


def _counts(applied: Collection[Application]) -> Row:
    out = sum(each.status in {"rejected", "withdrawn"} for each in applied)
    return {
        "candidates_count": len(applied),
        "qualified_candidates_count": len(applied) - out,
        "disqualified_candidates_count": out,
        "hired_candidates_count": sum(each.status == "hired" for each in applied),
    }


ROUTES = (
    in_company("GET", "offers", _index),
    in_company("GET", "offers/<number>", _show),
)
