"""`/v3/notes`: what is written beside a candidate; nothing of it is the company's."""

from collections.abc import Iterable

from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import checks
from unified_ats_greenhouse.sandbox import fields
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import is_among, is_word
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.users import SERVICE_USER, user_of
from unified_ats_greenhouse.sandbox.wire import Row, in_json, unprocessable

__all__ = ["EMAIL_FIELDS", "LIST", "TYPES", "VISIBILITIES", "add", "create", "rows"]

TYPES = (
    "NOTE",
    "ACTIVITY",
    "INTERVIEW",
    "EMAIL",
    "FOLLOW_UP",
    "TAKE_HOME_TEST",
    "LINKEDIN_NOTE",
    "LINKEDIN_INMAIL",
    "AVAILABILITY_REQUEST",
    "MIGRATION_ERROR",
    "TOUCHPOINT",
    "FORM",
    "FEEDBACK",
)
VISIBILITIES = {
    "admin_only": "admin_only_visible",
    "private": "privately_visible",
    "public": "publicly_visible",
}
"""What is written, and how it is read."""
EMAIL_FIELDS = ("subject", "email_from", "email_to", "email_cc")


def rows(account: Account) -> Iterable[Row]:
    """Return the notes that were written through the API."""
    return list(account.made["notes"])


def add(account: Account, **given: object) -> Row:
    """Write a note; what is not given is null."""
    blank = dict.fromkeys(
        (
            "candidate_id",
            "application_id",
            "user_id",
            "body",
            *EMAIL_FIELDS,
            "import_hash",
            "body_with_tags",
            "email_attachment_file_names",
        )
    )
    return account.make(
        "notes", **{**blank, "type": "NOTE", "visibility": "privately_visible", **given}
    )


LIST = Listing(
    name="notes",
    rows=rows,
    filters={
        "candidate_ids": is_among("candidate_id"),
        "application_ids": is_among("application_id"),
        "user_ids": is_among("user_id"),
        "type": is_word("type", TYPES),
        "visibility": is_word("visibility", tuple(VISIBILITIES.values())),
    },
)

_FIELDS = {
    "candidate_id": fields.integer,
    "application_id": fields.integer,
    "user_id": fields.integer,
    "body": checks.text,
    "subject": checks.text,
    "note_type": fields.one_of(("NOTE", "ACTIVITY", "EMAIL")),
    "visibility": fields.one_of(tuple(VISIBILITIES)),
    "email_from": checks.email,
    "email_to": checks.email,
    "email_cc": fields.texts,
}


def create(account: Account, request: Request) -> Response:
    """Answer `POST /v3/notes`.

    Which fields are required is not documented where it could be read: here `candidate_id` and
    `body` are, and for an e-mail its own four. A note without a type is a `NOTE`, one without a
    visibility is private.

    Raises:
        Refusal: 422 when a field is wrong, or names nothing.
    """
    sent = fields.body(request, _FIELDS, required=("candidate_id", "body"))
    kind = sent.pop("note_type", "NOTE")
    with account.company.atomic():
        problems = _wrong(account, sent)
        if kind == "EMAIL":
            missing = [name for name in EMAIL_FIELDS if name not in sent]
            problems |= dict.fromkeys(missing, "is required of an e-mail")
        if problems:
            raise unprocessable(problems)
        sent["visibility"] = VISIBILITIES[sent.get("visibility", "private")]
        row = add(account, **{"user_id": SERVICE_USER, "type": kind, **sent})
    return in_json(account.shown("notes", row), 201)


def _wrong(account: Account, sent: Row) -> dict[str, str]:
    person = account.candidate(sent["candidate_id"])
    application = account.application(sent.get("application_id", 0))
    problems = {}
    if person is None:
        problems["candidate_id"] = "does not exist"
    elif "application_id" in sent and (
        application is None or application.candidate_id != person.id
    ):
        problems["application_id"] = "is no application of the candidate"
    if "user_id" in sent and user_of(account, sent["user_id"]) is None:
        problems["user_id"] = "does not exist"
    return problems
