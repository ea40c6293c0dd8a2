"""`/v3/candidates`: the people."""

from collections.abc import Iterator, Mapping

from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import Candidate, checks
from unified_ats_greenhouse.sandbox import applying, fields
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import Filter, has, is_within, matches_nothing
from unified_ats_greenhouse.sandbox.ids import wire_id
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rules import has_nickname, is_anonymised, is_nameless, is_old
from unified_ats_greenhouse.sandbox.wire import Row, dated, in_json, iso, unprocessable

__all__ = ["FILTERS", "LIST", "create", "rows"]


def rows(account: Account) -> Iterator[Row]:
    """Yield all people."""
    for person in account.company.list_candidates()[0]:
        known = _anonymised(person) if is_anonymised(person) else _about(person)
        yield {**_row(person), **known, **account.people.get(person.id, {})}


def _anonymised(person: Candidate) -> Row:
    """Return how Greenhouse calls somebody who was anonymised: by their number."""
    return {"first_name": "Anonymized", "last_name": str(wire_id("candidates", person.seq))}


def _row(person: Candidate) -> Row:
    """Return what every person has, and empty for what few have."""
    number = person.seq
    return {
        "id": wire_id("candidates", number),
        **dated(person.created_at, person.updated_at),
        "first_name": None,
        "last_name": None,
        "preferred_name": None,
        "company": None,
        "title": None,
        "last_activity_at": None if number % 13 == 4 else iso(person.updated_at),
        "private": (True if number % 23 == 9 else None if number % 23 == 8 else False)
        if is_old(person)
        else False,
        "can_email": not (is_old(person) and number % 19 == 3),
        "time_zone": None,
        "tags": [],
        "linked_user_ids": [],
        "phone_numbers": [],
        "addresses": [],
        "email_addresses": [],
        "website_addresses": [],
        "social_media_addresses": [],
        "custom_fields": None if number % 9 == 5 else {},
    }


def _about(person: Candidate) -> Row:
    """Return what is known of a person; the company's address and number come first."""
    number = person.seq
    handle = person.email.partition("@")[0]
    return {
        "first_name": None if is_nameless(person) else person.first_name,
        "last_name": None if is_nameless(person) else person.last_name,
        "preferred_name": f"{person.first_name[:3]}i" if has_nickname(person) else None,
        "company": person.company,
        "title": person.title,
        "time_zone": "Europe/Berlin" if is_old(person) and number % 5 == 0 else None,
        "tags": ["Alumni", "Keep in touch"] if is_old(person) and number % 8 == 2 else [],
        "phone_numbers": _values(person.phone, "mobile"),
        "addresses": _values(person.location, "home"),
        "email_addresses": _values(person.email, "personal", _second_mailbox(person)),
        "website_addresses": _values(
            f"https://{handle}.example.com/" if is_old(person) and number % 12 == 7 else None,
            "portfolio",
        ),
        "social_media_addresses": [{"value": f"@{handle}"}]
        if is_old(person) and number % 10 == 6
        else [],
    }


def _second_mailbox(person: Candidate) -> str | None:
    """Return the address of some at work; neither of the two is marked as the first."""
    handle = person.email.partition("@")[0]
    return f"{handle}@example.org" if is_old(person) and person.seq % 7 == 3 else None


def _values(value: str | None, kind: str, at_work: str | None = None) -> list[Row]:
    found = [(value, kind), (at_work, "work")]
    return [{"value": each, "type": kind} for each, kind in found if each]


def _has_address(row: Row, email: str) -> bool:
    return any(each["value"].lower() == email.lower() for each in row["email_addresses"])


FILTERS: dict[str, Filter] = {
    "email": Filter(check=checks.text, keep=_has_address),
    "tag": has("tags", checks.text),
    "private": Filter(
        check=fields.flag, keep=lambda row, private_too: private_too or row["private"] is not True
    ),
    "last_activity_at": is_within("last_activity_at"),
    "custom_field_option_id": matches_nothing(),
}

LIST = Listing(name="candidates", rows=rows, filters=FILTERS)

_FIELDS: Mapping[str, checks.Check] = {
    "first_name": checks.text,
    "last_name": checks.text,
    "preferred_name": checks.text,
    "company": checks.text,
    "title": checks.text,
    "email_addresses": fields.typed(("personal", "work", "other"), checks.email),
    "phone_numbers": fields.typed(("home", "work", "mobile", "skype", "other")),
    "addresses": fields.typed(("home", "work", "other")),
    "website_addresses": fields.typed(("personal", "company", "portfolio", "blog", "other")),
    "social_media_addresses": fields.valued,
    "tags": fields.texts,
    "custom_fields": fields.no_custom_fields,
    "is_private": fields.boolean,
    "can_email": fields.boolean,
    "application": applying.form,
}
_READ_AS = {"is_private": "private"}
"""Fields that are read under another name than they are written."""
_IN_THE_COMPANY = {"first_name", "last_name", "company", "title", "custom_fields", "application"}


def create(account: Account, request: Request) -> Response:
    """Answer `POST /v3/candidates`: a person, and the one application inside it.

    Greenhouse makes a new person each time, known address or not.

    Raises:
        Refusal: 422 when a field is missing, wrong or names nothing; then nothing is made.
    """
    sent = fields.body(request, _FIELDS, required=("first_name", "last_name"))
    form = sent.get("application")
    with account.company.atomic():
        problems = applying.wrong(account, form) if form else {}
        if problems:
            raise unprocessable({f"application.{name}": why for name, why in problems.items()})
        person = _new(account, sent)
        made = applying.apply(account, person, form) if form else None
        body = {
            "candidate": LIST.find(account, wire_id("candidates", person.seq)),
            "application": applying.shown(account, made) if made else None,
        }
    return in_json(body, 201)


def _new(account: Account, sent: Row) -> Candidate:
    person = account.company.create_candidate(
        first_name=sent["first_name"],
        last_name=sent["last_name"],
        email=_first(sent, "email_addresses") or "",
        phone=_first(sent, "phone_numbers"),
        title=sent.get("title"),
        company=sent.get("company"),
        location=_first(sent, "addresses"),
    )
    account.people[person.id] = {
        _READ_AS.get(name, name): value
        for name, value in sent.items()
        if name not in _IN_THE_COMPANY
    }
    return person


def _first(sent: Row, name: str) -> str | None:
    values = [each["value"] for each in sent.get(name, ())]
    return values[0] if values else None
