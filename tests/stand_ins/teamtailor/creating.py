"""`POST /candidates` and `POST /job-applications`.

docs.teamtailor.com/#create-candidate, #create-job-application. A unique `email` is required unless
`sourced` is true; with `merge` the attributes go to the candidate who has the address already.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
from werkzeug.wrappers import Request

from tests.stand_ins.people import has_email
from tests.stand_ins.teamtailor.books import HIRED, Books, JobStage
from tests.stand_ins.teamtailor.kinds import KINDS
from tests.stand_ins.teamtailor.wire import (
    MEDIA_TYPE,
    Problem,
    Refusal,
    Row,
    bad_request,
    invalid,
    not_allowed,
)
from unified_ats.sandbox import Application, Candidate, Company, Job, checks

Check = Callable[[Any], Any]

BLANK, TAKEN, MISSING, WRONG = (
    "can't be blank",
    "has already been taken",
    "must exist",
    "is invalid",
)


def _flag(sent: Any) -> bool:
    if not isinstance(sent, bool):
        raise ValueError(WRONG)  # noqa: TRY004  # what checks raise
    return sent


def _texts(sent: Any) -> list[str]:
    if not isinstance(sent, list):
        raise ValueError(WRONG)  # noqa: TRY004  # what checks raise
    return [checks.text(each) for each in sent]


_TEXT, _URL = checks.optional(checks.text), checks.optional(checks.url)
CANDIDATE: Mapping[str, Check] = {
    "first-name": _TEXT,
    "last-name": _TEXT,
    "email": checks.optional(checks.email),
    "phone": _TEXT,
    "resume": _URL,
    "pitch": _TEXT,
    "picture": _URL,
    "linkedin-url": _URL,
    "linkedin-uid": _TEXT,
    "facebook-id": _TEXT,
    "referring-url": _URL,
    "tags": _texts,
    "sourced": _flag,
    "unsubscribed": _flag,
    "internal": _flag,
    "merge": _flag,
    "set-consent-expiration": _flag,
    "send-welcome-message": _flag,
}
APPLICATION: Mapping[str, Check] = {
    "cover-letter": _TEXT,
    "referring-url": _URL,
    "sourced": _flag,
    "send-default-reply": _flag,
    "send-user-notifications": _flag,
}
_COLUMNS = {
    "first-name": "first_name",
    "last-name": "last_name",
    "email": "email",
    "phone": "phone",
    "resume": "resume_url",
}
"""What the company has a column for."""
_WRITE_ONLY = {
    "merge",
    "set-consent-expiration",
    "send-welcome-message",
    "send-default-reply",
    "send-user-notifications",
}


@attrs.frozen(kw_only=True)
class Sent:
    """The resource of a body: its checked attributes, what is wrong with others, and relations."""

    attributes: Mapping[str, Any]
    problems: Sequence[Problem]
    relations: Mapping[str, str]

    def kept(self) -> Row:
        """Return the attributes that are shown again, and for which the company has no column."""
        kept = self.attributes.keys() - _COLUMNS.keys() - _WRITE_ONLY
        return {name: self.attributes[name] for name in self.attributes if name in kept}


def read(request: Request, name: str, attributes: Mapping[str, Check]) -> Sent:
    """Return the resource that a body holds.

    Raises:
        Refusal: 415 or 400 when it is no resource of this type, or has what may not be sent.
    """
    data = _data(request)
    if "type" not in data:
        raise bad_request("Missing Parameter", "The required parameter, type, is missing.", "106")
    if data["type"] != name:
        raise bad_request("Invalid resource", f"{data['type']} is not a valid resource.", "101")
    sent, relations = data.get("attributes", {}), data.get("relationships", {})
    allowed = [{"type", "attributes", "relationships"}, attributes, _writable(name)]
    for part, known in zip((data, sent, relations), allowed, strict=True):
        if not isinstance(part, dict):
            raise bad_request("Invalid data format", "The data is not an object.", "122")
        for key in part.keys() - set(known):
            raise not_allowed(key)
    found = checks.fields(sent, attributes, required=())
    problems = [invalid(key, WRONG) for key in found.problems]
    linked = {key: _linked(KINDS[name].relations[key].kind, relations[key]) for key in relations}
    return Sent(attributes=found.values, problems=problems, relations=linked)


def create_candidate(company: Company, extras: dict[str, Row], sent: Sent) -> Candidate:
    """Add a person, or add to the one who has the address.

    Raises:
        Refusal: 422 when the address is missing, wrong or taken.
    """
    problems, email = list(sent.problems), sent.attributes.get("email")
    wrong = {problem.pointer for problem in problems}
    if not (email or sent.attributes.get("sourced") or "/data/attributes/email" in wrong):
        problems.append(invalid("email", BLANK))
    known = [each for each in company.list_candidates(email=email)[0] if email and has_email(each)]
    if known and not sent.attributes.get("merge"):
        problems.append(invalid("email", TAKEN))
    if problems:
        raise Refusal(*problems)
    sent_columns = {_COLUMNS[name]: at for name, at in sent.attributes.items() if name in _COLUMNS}
    columns = {column: value for column, value in sent_columns.items() if value is not None}
    if known:
        person = company.change(known[0], **columns)
    else:
        person = company.create_candidate(**{"first_name": "", "email": "", **columns})
    extras[person.id] = {**extras.get(person.id, {}), **sent.kept()}
    return person


def create_application(company: Company, extras: dict[str, Row], sent: Sent) -> Application:
    """Apply a person to a job, in its inbox unless a stage is named.

    Raises:
        Refusal: 422 when candidate, job or stage are missing or not there, or the person has
            applied to the job already.
    """
    books = Books.of(company, extras)
    found = {name: _found(books, name, sent.relations) for name in ("candidate", "job", "stage")}
    problems = [*sent.problems, *(each for each in found.values() if isinstance(each, Problem))]
    person, job, stage = found["candidate"], found["job"], found["stage"]
    if isinstance(person, Candidate) and isinstance(job, Job):
        if books.applications_of(job=job, person=person):
            problems.append(invalid("candidate", TAKEN, within="relationships"))
        if isinstance(stage, JobStage) and (stage.job != job or stage.number == HIRED):
            problems.append(invalid("stage", WRONG, within="relationships"))
    if problems:
        raise Refusal(*problems)
    source = "Sourced" if sent.attributes.get("sourced") else None
    made = company.create_application(candidate_id=person.id, job_id=job.id, source=source)
    if stage is not None:
        made = company.set_application(made.id, stage=stage.name)
    extras[made.id] = {"cover-letter": None, **sent.kept()}
    return made


def _data(request: Request) -> Row:
    if request.mimetype != MEDIA_TYPE:
        detail = (
            f"All requests that create or update must use the '{MEDIA_TYPE}' Content-Type. "
            f"This request specified '{request.mimetype}'."
        )
        problem = Problem(status=415, title="Unsupported media type", detail=detail, code="415")
        raise Refusal(problem)
    try:
        body = checks.strict_json(request.get_data())
    except ValueError:
        raise bad_request("Bad Request", "The body is not JSON.", "400") from None
    if not isinstance(body, dict) or "data" not in body:
        raise bad_request("Missing Parameter", "The required parameter, data, is missing.", "106")
    if not isinstance(body["data"], dict):
        raise bad_request("Invalid data format", "The data is not an object.", "122")
    data: Row = body["data"]
    return data


def _writable(name: str) -> set[str]:
    return {"candidate", "job", "stage"} if name == "job-applications" else set()


def _linked(kind: str, sent: Any) -> str:
    data = sent.get("data") if isinstance(sent, dict) else None
    if not isinstance(data, dict) or data.keys() != {"type", "id"} or type(data["id"]) is not str:
        raise bad_request("Invalid Links Object", "Data is not a valid Links Object.", "115")
    if data["type"] != kind:
        detail = f"{data['type']} is not a valid type for this operation."
        raise bad_request("Type Mismatch", detail, "116")
    linked: str = data["id"]
    return linked


def _found(books: Books, name: str, relations: Mapping[str, str]) -> Any:
    """Return the record of a relation, what is wrong with it, or `None` where it may be missing."""
    if name not in relations:
        return None if name == "stage" else invalid(name, BLANK, within="relationships")
    kind = KINDS[KINDS["job-applications"].relations[name].kind]
    for each in kind.records(books):
        if kind.id_of(each) == relations[name]:
            return each
    return invalid(name, MISSING, within="relationships")
