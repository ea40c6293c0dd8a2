"""Candidates, as lists and one by one: https://workable.readme.io/reference/job-candidates-index.

`withdrew` is in a list for those who withdrew, and otherwise in the details alone; so it is with
`resume_metadata`, which is nowhere for those without a résumé.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

import attrs
from werkzeug.wrappers import Request, Response

from tests.stand_ins.json_rest import Refusal, Row, asked, in_json, iso, iso_or_none, route
from tests.stand_ins.kept import until_written
from tests.stand_ins.pipeline import SOURCED, Step, steps_by_id
from tests.stand_ins.workable.ids import account_number, hex_id, shortcode
from tests.stand_ins.workable.jobs import job_of
from tests.stand_ins.workable.listing import PAGING, page_of
from tests.stand_ins.workable.words import ACCOUNT, KINDS, SUBDOMAIN, slug, stage_check
from unified_ats.sandbox import Application, Candidate, Company, Job, checks

__all__ = ["ROUTES", "Account", "Books", "details"]

_PLACE = dict.fromkeys(
    ("location_str", "country", "country_code", "region", "region_code", "city", "zip_code")
)


class Account(Protocol):
    """What the endpoints serve: the company, and what it has no columns for."""

    company: Company
    sent: dict[str, Row]
    """By application, what was sent when it was created and the company cannot hold."""


@attrs.frozen
class Books:
    """The company's records by their ids, read once until something is written."""

    people: Mapping[str, Candidate]
    jobs: Mapping[str, Job]
    stages: Mapping[str, Step]
    reasons: Mapping[str, str]

    @staticmethod
    @until_written
    def of(company: Company) -> "Books":
        """Read a company."""
        return Books(
            {each.id: each for each in company.list_candidates()[0]},
            {each.id: each for each in company.list_jobs()[0]},
            steps_by_id(company),
            {each.id: each.name for each in company.rejection_reasons()},
        )


def _index(account: Account, request: Request) -> Response:
    """GET /candidates."""
    table = {**PAGING, "email": checks.text, "shortcode": checks.text}
    words = asked(request, {**table, "stage": stage_check(account.company)})
    return _listed(account, request, words)


def _index_of_job(account: Account, request: Request, code: str) -> Response:
    """GET /jobs/{shortcode}/candidates."""
    job_of(account.company, code)
    words = asked(request, {**PAGING, "stage": stage_check(account.company)})
    return _listed(account, request, {**words, "shortcode": code})


def _listed(account: Account, request: Request, words: Row) -> Response:
    books = Books.of(account.company)
    known = account.company.list_candidates(email=words.get("email"))[0]
    people = {person.id for person in known}
    found = [
        each
        for each in _oldest_first(account.company.list_applications()[0])
        if each.candidate_id in people
        and words.get("shortcode") in {None, shortcode(books.jobs[each.job_id])}
        and words.get("stage") in {None, slug(books.stages[each.stage_id or ""])}
    ]
    return in_json(
        page_of(request, "candidates", found, words, lambda each: _row(account, books, each))
    )


def _oldest_first(found: Iterable[Application]) -> list[Application]:
    return sorted(found, key=lambda each: each.seq)


def _show(account: Account, request: Request, wire: str) -> Response:
    """GET /candidates/{id}."""
    asked(request, {})
    for each in account.company.list_applications()[0]:
        if hex_id(each) == wire:
            return in_json({"candidate": details(account, each)})
    raise Refusal(404, "Not found")


def _row(account: Account, books: Books, each: Application) -> Row:
    """Return what a list shows of a candidate."""
    row = _shared(account, books, each)
    if each.status == "withdrawn":
        row["withdrew"] = True
    resume_url = books.people[each.candidate_id].resume_url
    if resume_url:
        row["resume_metadata"] = {
            "filename": resume_url.rsplit("/", 1)[-1],
            "filetype": "pdf",
            "created_at": row["created_at"],
            "updated_at": row["updated_at"],
        }
    return row


def details(account: Account, each: Application) -> Row:
    """Return all that is shown of one candidate."""
    books = Books.of(account.company)
    over = each.status in {"rejected", "withdrawn"}
    return {
        **_shared(account, books, each),
        "image_url": None,
        "disqualified_at": iso_or_none(each.closed_at if over else None, "seconds"),
        "withdrew": each.status == "withdrawn",
        "outbound_mailbox": f"{hex_id(each)}@outbound.example.com",
        "uploader_id": None,
        "cover_letter": None,
        "summary": None,
        "education_entries": [],
        "experience_entries": [],
        "skills": [],
        "answers": [],
        "tags": [],
        "social_profiles": [],
        "resume_url": books.people[each.candidate_id].resume_url,
        "location": {**_PLACE, "location_str": books.people[each.candidate_id].location},
        "originating_candidate_id": None,
        **account.sent.get(each.id, {}),
    }


def _shared(account: Account, books: Books, each: Application) -> Row:
    person, job, step = (
        books.people[each.candidate_id],
        books.jobs[each.job_id],
        books.stages[each.stage_id or ""],
    )
    numbers = f"jobs/{account_number(job)}/candidates/{account_number(each)}"
    return {
        "id": hex_id(each),
        "name": person.name,
        "firstname": person.first_name,
        "lastname": person.last_name,
        "headline": person.title,
        "account": ACCOUNT,
        "job": {"shortcode": shortcode(job), "title": job.title},
        "stage": step.name,
        "stage_kind": KINDS.get(step.kind or ""),
        "disqualified": each.status in {"rejected", "withdrawn"},
        "anonymized": False,
        "disqualification_reason": books.reasons.get(each.rejection_reason_id or ""),
        "hired_at": iso_or_none(each.closed_at if each.status == "hired" else None, "seconds"),
        "moved_to_offer_at": None,
        "sourced": account.sent.get(each.id, {}).get("sourced", each.source == SOURCED),
        "profile_url": f"https://{SUBDOMAIN}.workable.com/backend/{numbers}",
        "address": person.location,
        "phone": person.phone,
        "email": person.email,
        "domain": each.source,
        "outlet": "SPI" if each.id in account.sent else None,
        "common_source": each.source or "Unknown",
        "common_source_category": "Job boards" if each.source == "Job board" else "Other",
        "created_at": iso(each.created_at, "seconds"),
        "updated_at": iso(each.updated_at, "seconds"),
    }


ROUTES = (
    route("GET", "/spi/v3/candidates", _index),
    route("GET", "/spi/v3/candidates/<wire>", _show),
    route("GET", "/spi/v3/jobs/<code>/candidates", _index_of_job),
)
