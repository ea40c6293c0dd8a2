"""Jobs: https://workable.readme.io/reference/jobs and /jobsshortcode."""

from collections.abc import Callable

from werkzeug.wrappers import Request, Response

from tests.stand_ins.json_rest import Refusal, Row, asked, in_json, iso, route
from tests.stand_ins.workable.ids import account_number, hex_id, shortcode
from tests.stand_ins.workable.listing import PAGING, page_of
from unified_ats.sandbox import Company, Job, Office, Sandbox, checks

__all__ = ["ROUTES", "STATES", "job_of"]

STATES = ("draft", "published", "closed", "archived")
_STATE = {"open": "published", "pending": "draft"}
"""The company's words that Workable has not; a job that waits for approval is a draft there."""

_EMPLOYMENT = {
    "full_time": "Full-time",
    "part_time": "Part-time",
    "contract": "Contract",
    "temporary": "Temporary",
    "internship": "Other",
}
_COUNTRY_CODES = {
    "Germany": "DE",
    "United Kingdom": "GB",
    "United States": "US",
    "Portugal": "PT",
    "Canada": "CA",
    "Singapore": "SG",
}
_LONG_TEXTS = ("description", "full_description", "requirements", "benefits")
_PLACE = {
    "location_str": None,
    "country": None,
    "country_code": None,
    "region": None,
    "region_code": None,
    "city": None,
    "zip_code": None,
    "telecommuting": False,
    "workplace_type": "on_site",
}


def _index(sandbox: Sandbox, request: Request) -> Response:
    """GET /jobs."""
    words = asked(
        request,
        {**PAGING, "state": _state, "include_fields": checks.words(_LONG_TEXTS)},
    )
    jobs = [
        job
        for job in reversed(sandbox.company.list_jobs()[0])
        if words.get("state") in {None, _shown_state(job)}
    ]
    row = _row_in(sandbox.company)

    def shown(job: Job) -> Row:
        texts = _texts(job)
        return row(job) | {name: texts[name] for name in words.get("include_fields", ())}

    return in_json(page_of(request, "jobs", jobs, words, shown))


def _show(sandbox: Sandbox, request: Request, code: str) -> Response:
    """GET /jobs/{shortcode}: the object itself, without an envelope."""
    asked(request, {})
    job = job_of(sandbox.company, code)
    row = _row_in(sandbox.company)(job)
    del row["sample"], row["location"]["location_str"]
    return in_json(row | _texts(job) | _criteria(job))


def job_of(company: Company, code: str) -> Job:
    """Return the job with a shortcode.

    Raises:
        Refusal: 404 when there is none.
    """
    for job in company.list_jobs()[0]:
        if shortcode(job) == code:
            return job
    raise Refusal(404, "Not found")


def _state(sent: str) -> str:
    if sent not in STATES:
        raise ValueError(f"must be one of: {', '.join(STATES)}")
    return sent


def _shown_state(job: Job) -> str:
    return _STATE.get(job.status, job.status)


def _row_in(company: Company) -> Callable[[Job], Row]:
    """Return what shows a job of this company."""
    offices = {office.id: office for office in company.offices()}
    departments = {each.id: each for each in company.departments()}

    def row(job: Job) -> Row:
        office = offices.get(job.office_id or "")
        department = departments.get(job.department_id or "")
        path = [{"id": account_number(department), "name": department.name}] if department else []
        place = _place(office)
        return {
            "id": hex_id(job),
            "title": job.title,
            "full_title": f"{job.title} - J/{job.seq}",
            "shortcode": shortcode(job),
            "code": f"J/{job.seq}",
            "state": _shown_state(job),
            "sample": False,
            "confidential": False,
            "department": department.name if department else None,
            "department_hierarchy": path,
            "url": job.url,
            "application_url": f"{job.url}/candidates/new" if job.url else None,
            "shortlink": f"https://apply.workable.com/j/{shortcode(job)}",
            "workplace_type": place["workplace_type"],
            "location": place,
            "locations": [_entry(office)] if office else [],
            "salary": {"salary_from": None, "salary_to": None, "salary_currency": None},
            "created_at": iso(job.created_at, "seconds"),
            "updated_at": iso(job.updated_at, "seconds"),
            "keywords": None,
        }

    return row


def _place(office: Office | None) -> Row:
    if office is None:
        return _PLACE | {"telecommuting": True, "workplace_type": "remote"}
    return _PLACE | {
        "location_str": f"{office.city}, {office.country}",
        "country": office.country,
        "country_code": _COUNTRY_CODES[office.country],
        "city": office.city,
    }


def _entry(office: Office) -> Row:
    return {
        "country_code": _COUNTRY_CODES[office.country],
        "country_name": office.country,
        "state_code": None,
        "subregion": None,
        "zip_code": None,
        "city": office.city,
        "coords": None,
        "hidden": False,
    }


def _texts(job: Job) -> Row:
    html = None if job.description is None else f"<p>{job.description}</p>"
    return dict.fromkeys(_LONG_TEXTS) | {"description": html, "full_description": html}


def _criteria(job: Job) -> Row:
    return {
        "employment_type": _EMPLOYMENT[job.employment_type],
        "industry": None,
        "function": None,
        "experience": None,
        "education": None,
    }


ROUTES = (
    route("GET", "/spi/v3/jobs", _index),
    route("GET", "/spi/v3/jobs/<code>", _show),
)
