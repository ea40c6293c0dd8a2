"""The types of resources: their records, attributes, relations and filters, as one table."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import attrs

from tests.stand_ins.people import has_email
from tests.stand_ins.teamtailor import attributes
from tests.stand_ins.teamtailor.books import Books
from tests.stand_ins.teamtailor.wire import Row, wire_id
from unified_ats.sandbox import Application, Candidate, Job

HUMAN_STATUSES = ("published", "unlisted", "archived", "draft", "scheduled", "all")
FEEDS = ("public", "internal")
STAGE_TYPES = ("Inbox", "In process", "Hired")


@attrs.frozen
class Relation:
    """What a record is related to.

    Attributes:
        kind: The type of the others.
        others: Returns them; of a relation to one, `None` or one.
        many: Whether there may be several.
    """

    kind: str
    others: Callable[[Books, Any], Any]
    many: bool = False


@attrs.frozen
class Filter:
    """A filter: what it understands, and what passes it.

    Attributes:
        check: Returns what was sent as the filter uses it, or raises `ValueError`.
        passes: Whether a record passes.
    """

    check: Callable[[str], Any]
    passes: Callable[[Books, Any, Any], bool]


@attrs.frozen(kw_only=True)
class Kind:
    """A type of resources."""

    name: str
    records: Callable[[Books], Sequence[Any]]
    attributes: Callable[[Books, Any], Row]
    relations: Mapping[str, Relation] = attrs.field(factory=dict)
    filters: Mapping[str, Filter] = attrs.field(factory=dict)
    links: Callable[[Any], Row] = lambda _: {}
    default_filters: Mapping[str, str] = attrs.field(factory=dict)
    sorts: Collection[str] = ("id",)

    def id_of(self, record: Any) -> str:
        """Return Teamtailor's id of a record."""
        return str(record.id) if self.name == "stages" else wire_id(self.name, record.seq)


def _ids(sent: str) -> set[str]:
    return set(sent.split(","))


def _one_of(*known: str) -> Callable[[str], str]:
    def check(sent: str) -> str:
        if sent not in known:
            raise ValueError(sent)
        return sent

    return check


def _moment(sent: str) -> datetime:
    found = datetime.fromisoformat(sent)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _span(name: str, column: str) -> dict[str, Filter]:
    """Return the two filters of a time; that both ends belong to the span is not documented."""
    return {
        f"{name}.from": Filter(_moment, lambda _, each, at: getattr(each, column) >= at),
        f"{name}.to": Filter(_moment, lambda _, each, at: getattr(each, column) <= at),
    }


def _is_at(
    kind: str, company_ids: Mapping[str, Any], company_id: str | None, ids: set[str]
) -> bool:
    found = company_ids.get(company_id or "")
    return found is not None and wire_id(kind, found.seq) in ids


def _has_status(_books: Books, job: Job, asked: str) -> bool:
    return asked in {"all", attributes.statuses(job)[1]}


def _has_email(_books: Books, person: Candidate, asked: str) -> bool:
    return has_email(person) and person.email.casefold() == asked.casefold()


def _has_stage(books: Books, application: Application, asked: str) -> bool:
    stage = books.stage_of(application)
    return stage is not None and stage.type == asked


def _candidates_of(books: Books, job: Job) -> list[Candidate]:
    people = {each.candidate_id: None for each in books.applications_of(job=job)}
    return [books.people[each] for each in people]


def _locations_of(books: Books, job: Job) -> list[Any]:
    return [books.offices[job.office_id]] if job.office_id else []


_DATES = {**_span("created-at", "created_at"), **_span("updated-at", "updated_at")}

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            name="jobs",
            records=lambda books: sorted(
                books.jobs.values(), key=lambda job: job.opened_at or job.created_at, reverse=True
            ),
            attributes=attributes.of_job,
            links=attributes.links_of_job,
            relations={
                "department": Relation(
                    "departments", lambda books, job: books.departments.get(job.department_id)
                ),
                "location": Relation(
                    "locations", lambda books, job: books.offices.get(job.office_id)
                ),
                "locations": Relation("locations", _locations_of, many=True),
                "user": Relation("users", lambda books, job: books.users[job.recruiter_id]),
                "candidates": Relation("candidates", _candidates_of, many=True),
                "stages": Relation("stages", Books.stages_of, many=True),
            },
            filters={
                "status": Filter(_one_of(*HUMAN_STATUSES), _has_status),
                "feed": Filter(_one_of(*FEEDS), lambda _books, _job, feed: feed == "public"),
                "department": Filter(
                    _ids,
                    lambda books, job, ids: _is_at(
                        "departments", books.departments, job.department_id, ids
                    ),
                ),
                "locations": Filter(
                    _ids,
                    lambda books, job, ids: _is_at("locations", books.offices, job.office_id, ids),
                ),
                **_DATES,
            },
            default_filters={"status": "published"},
            sorts=("id", "title", "created-at", "updated-at"),
        ),
        Kind(
            name="candidates",
            records=lambda books: sorted(books.people.values(), key=lambda each: each.seq),
            attributes=attributes.of_candidate,
            relations={
                "job-applications": Relation(
                    "job-applications",
                    lambda books, person: books.applications_of(person=person),
                    many=True,
                )
            },
            filters={"email": Filter(str, _has_email), **_DATES},
            sorts=("id", "email", "first-name", "last-name", "created-at", "updated-at"),
        ),
        Kind(
            name="job-applications",
            records=lambda books: books.applications,
            attributes=attributes.of_application,
            relations={
                "candidate": Relation(
                    "candidates", lambda books, each: books.people[each.candidate_id]
                ),
                "job": Relation("jobs", lambda books, each: books.jobs[each.job_id]),
                "stage": Relation("stages", Books.stage_of),
                "reject-reason": Relation("reject-reasons", Books.reason_for),
            },
            filters={
                "job": Filter(
                    _ids, lambda books, each, ids: _is_at("jobs", books.jobs, each.job_id, ids)
                ),
                "stage-type": Filter(_one_of(*STAGE_TYPES), _has_stage),
                **_DATES,
                **_span("changed-stage-at", "updated_at"),
            },
            sorts=("id", "created-at", "updated-at", "changed-stage-at"),
        ),
        Kind(
            name="stages",
            records=lambda books: [
                stage for job in books.jobs.values() for stage in books.stages_of(job)
            ],
            attributes=attributes.of_stage,
            relations={
                "job": Relation("jobs", lambda _, stage: stage.job),
                "job-applications": Relation(
                    "job-applications",
                    lambda books, stage: [
                        each
                        for each in books.applications_of(job=stage.job)
                        if books.stage_of(each) == stage
                    ],
                    many=True,
                ),
            },
        ),
        Kind(
            name="departments",
            records=lambda books: [*books.departments.values()],
            attributes=attributes.of_department,
        ),
        Kind(
            name="locations",
            records=lambda books: [*books.offices.values()],
            attributes=attributes.of_location,
        ),
        Kind(
            name="reject-reasons",
            records=lambda books: [*books.reasons.values()],
            attributes=attributes.of_reason,
        ),
        Kind(
            name="users",
            records=lambda books: [*books.users.values()],
            attributes=attributes.of_user,
        ),
    )
}
"""Type → all about it. A filter of a time has two names, such as `created-at.from`."""
