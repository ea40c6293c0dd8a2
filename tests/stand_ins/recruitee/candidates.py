"""Candidates and their placements: https://docs.recruitee.com/reference/candidates-get.

Without `limit` all are served, the newest first. What the ids of offers, stages and admins mean
stands in `references`. A placement says that somebody was hired by `hired_at` and the stage, and
not by `hired_in_this_placement`; it has `disqualify_kind` and `disqualify_reason` only when it was
disqualified.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol

import attrs
from werkzeug.wrappers import Request, Response

from tests.stand_ins.json_rest import Row, asked, in_json, iso, iso_or_none
from tests.stand_ins.kept import until_written
from tests.stand_ins.pipeline import Step, steps_by_id
from tests.stand_ins.recruitee import offers
from tests.stand_ins.recruitee.addresses import in_company
from tests.stand_ins.recruitee.ids import find, number_of, stage_number
from tests.stand_ins.recruitee.words import stages
from unified_ats.sandbox import Application, Candidate, Company, Job, User, checks

__all__ = ["ROUTES", "Account", "Books", "details", "placement", "with_references"]

_KINDS = {"rejected": "admin", "withdrawn": "candidate"}
_CAME_THEMSELVES = ("Careers page", "Job board")


class Account(Protocol):
    """What the endpoints serve: the company, and what it has no columns for."""

    company: Company
    sent: dict[str, Row]
    """By candidate, what was sent when they were created and the company cannot hold."""


@attrs.frozen
class Books:
    """The company's records by their ids, read once until something is written."""

    company: Company
    people: Mapping[str, Candidate]
    jobs: Mapping[str, Job]
    steps: Mapping[str, Step]
    reasons: Mapping[str, str]
    placements: Mapping[str, Sequence[Application]]
    """By candidate, the oldest first."""

    @staticmethod
    @until_written
    def of(company: Company) -> "Books":
        """Read a company."""
        placements: dict[str, list[Application]] = {}
        for each in sorted(company.list_applications()[0], key=lambda each: each.seq):
            placements.setdefault(each.candidate_id, []).append(each)
        return Books(
            company,
            {each.id: each for each in company.list_candidates()[0]},
            {each.id: each for each in company.list_jobs()[0]},
            steps_by_id(company),
            {each.id: each.name for each in company.rejection_reasons()},
            placements,
        )


def _truth(sent: str) -> bool:
    if sent not in {"true", "1"}:
        raise ValueError("must be true or 1")
    return True


def _local(sent: str) -> datetime:
    """Check a time without an offset, with seconds or without; it means UTC."""
    for form in ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"):
        try:
            return datetime.strptime(sent, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise ValueError("must be a time such as 2026-01-01T00:00:00")


def _ids(sent: str) -> list[int]:
    return [checks.number(10**11)(each) for each in sent.split(",")]


_TABLE: Mapping[str, checks.Check] = {
    "limit": checks.number(10**6),
    "offset": lambda sent: 0 if sent == "0" else checks.number(10**9)(sent),
    "created_after": _local,
    "disqualified": _truth,
    "qualified": _truth,
    "ids": _ids,
    "offer_id": checks.number(10**11),
    "query": checks.text,
    "sort": offers.one_of("by_date", "by_last_message"),
    "with_messages": _truth,
    "with_my_messages": _truth,
}


def _index(account: Account, request: Request) -> Response:
    """GET /candidates."""
    words = asked(request, _TABLE)
    books = Books.of(account.company)
    if "offer_id" in words:
        words["offer_id"] = find(books.jobs.values(), words["offer_id"]).id
    people = [
        person
        for person in account.company.list_candidates()[0]
        if _is_asked_for(person, books, words)
    ]
    start = words.get("offset", 0)
    page = people[start : start + words["limit"]] if "limit" in words else people[start:]
    rows = [_row(account, books, person) for person in page]
    body = with_references(books, page, {"candidates": rows})
    return in_json(body | {"generated_at": iso(account.company.clock())})


def _is_asked_for(person: Candidate, books: Books, words: Row) -> bool:
    placements = books.placements.get(person.id, [])
    out = [each.status in _KINDS for each in placements]
    titles = [books.jobs[each.job_id].title for each in placements]
    spoken = words.get("query", "").lower()
    tests = {
        "offer_id": any(each.job_id == words.get("offer_id") for each in placements),
        "created_after": person.created_at > words.get("created_after", person.created_at),
        "ids": number_of(person) in words.get("ids", ()),
        "disqualified": any(out),
        "qualified": not all(out),
        "query": any(spoken in text.lower() for text in (person.name, *titles)),
        "with_messages": False,  # nobody has written to anybody
        "with_my_messages": False,
    }
    return all(passed for name, passed in tests.items() if name in words)


def _show(account: Account, request: Request, number: str) -> Response:
    """GET /candidates/{id}."""
    asked(request, {})
    person = find(account.company.list_candidates()[0], number)
    return in_json(details(account, person))


def details(account: Account, person: Candidate) -> Row:
    """Return all that is shown of one candidate, and the references."""
    books = Books.of(account.company)
    same = account.company.list_candidates(email=person.email)[0] if person.email else []
    more = {
        "cv_url": person.resume_url,
        "cv_original_url": person.resume_url,
        "cv_processing_status": "ok",
        "cover_letter": None,
        "photo_url": None,
        "links": [],
        "social_links": [],
        "sources": [],
        "tags": [],
        "fields": [],
        "custom_fields": [],
        "open_question_answers": [],
        "grouped_open_question_answers": [],
        "attachments_count": 0,
        "mailbox_messages_count": 0,
        "gdpr_status": "no_consent",
        "gdpr_expires_at": None,
        "rating_visible": True,
        "duplicates": [number_of(each) for each in same if each.id != person.id],
        "last_activity_at": iso(person.updated_at),
    }
    row = _row(account, books, person) | more | account.sent.get(person.id, {})
    return with_references(books, [person], {"candidate": row})


def _row(account: Account, books: Books, person: Candidate) -> Row:
    """Return what a list shows of a candidate."""
    mine = books.placements.get(person.id, [])
    came = mine[0].source if mine else None
    sent = account.sent.get(person.id, {})
    number = number_of(person)
    return {
        "id": number,
        "name": person.name,
        "initials": "".join(word[0] for word in person.name.split()[:2]).upper(),
        "emails": sent.get("emails", [person.email] if person.email else []),
        "phones": sent.get("phones", [person.phone] if person.phone else []),
        "source": "career_site" if came in _CAME_THEMSELVES else "manual",
        "referrer": came,
        "placements": [placement(books, each) for each in mine],
        "adminapp_url": f"https://app.recruitee.com/#/dashboard/overview?candidate={number}",
        "admin_id": None,
        "photo_thumb_url": None,
        "has_avatar": False,
        "created_at": iso(person.created_at),
        "updated_at": iso(person.updated_at),
        "last_message_at": None,
        "rating": 0,
        "ratings": {},
        "ratings_count": 0,
        "positive_ratings": None,
        "my_last_rating": None,
        "my_pending_result_request": False,
        "my_upcoming_event": False,
        "pending_result_request": False,
        "upcoming_event": False,
        "notes_count": 0,
        "tasks_count": 0,
        "unread_notifications": False,
        "example": False,
        "followed": False,
        "viewed": True,
    }


def placement(books: Books, each: Application) -> Row:
    """Return what is shown of a placement."""
    row: Row = {
        "id": number_of(each),
        "candidate_id": number_of(books.people[each.candidate_id]),
        "offer_id": number_of(books.jobs[each.job_id]),
        "stage_id": stage_number(books.steps[each.stage_id or ""]),
        "position": 1,
        "hired_at": iso_or_none(each.closed_at if each.status == "hired" else None),
        "hired_by_id": None,
        "hired_in_this_placement": False,
        "hired_in_other_placement": False,
        "job_starts_at": None,
        "language": None,
        "overdue_at": None,
        "overdue_diff": None,
        "positive_ratings": None,
        "ratings": {},
        "created_at": iso(each.created_at),
        "updated_at": iso(each.updated_at),
    }
    if each.status in _KINDS:
        row["disqualify_kind"] = _KINDS[each.status]
        row["disqualify_reason"] = books.reasons.get(each.rejection_reason_id or "")
    return row


def with_references(books: Books, people: Iterable[Candidate], body: Row) -> Row:
    """Return a body with what the ids in its candidates' placements mean."""
    placements = [each for person in people for each in books.placements.get(person.id, [])]
    jobs = [books.jobs[job_id] for job_id in dict.fromkeys(each.job_id for each in placements)]
    used = {stage_number(books.steps[each.stage_id or ""]) for each in placements}
    users = {user.id: user for user in books.company.users()}
    recruiters = dict.fromkeys(job.recruiter_id for job in jobs)
    return {
        **body,
        "references": [
            *offers.references(books.company, jobs),
            *(
                {**row, "created_at": None, "updated_at": None, "type": "Stage"}
                for row in stages(books.company)
                if row["id"] in used
            ),
            *(_admin(users[user_id]) for user_id in recruiters),
        ],
    }


def _admin(user: User) -> Row:
    return {
        "id": number_of(user),
        "first_name": user.first_name,
        "last_name": user.last_name,
        "initials": user.first_name[0] + user.last_name[0],
        "email": user.email,
        "has_avatar": False,
        "photo_normal_url": None,
        "photo_thumb_url": None,
        "time_format24": True,
        "timezone": "Europe/Berlin",
        "type": "Admin",
    }


ROUTES = (
    in_company("GET", "candidates", _index),
    in_company("GET", "candidates/<number>", _show),
)
