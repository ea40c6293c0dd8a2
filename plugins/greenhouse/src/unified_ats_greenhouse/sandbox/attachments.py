"""`/v3/attachments`: the files of applications, at addresses that are signed and expire."""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import Application, Candidate, checks
from unified_ats_greenhouse.sandbox import fields
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import is_among, is_word
from unified_ats_greenhouse.sandbox.ids import wire_id
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rules import is_anonymised, is_old, is_prospect
from unified_ats_greenhouse.sandbox.wire import Row, dated, in_json, unprocessable

__all__ = ["LIFETIME", "LIST", "STORE", "TYPES", "WRITABLE", "create", "rows", "signed"]

TYPES = (
    "resume",
    "cover_letter",
    "take_home_test",
    "offer_packet",
    "offer_letter",
    "signed_offer_letter",
    "other",
    "form_attachment",
    "midfunnel_agreement",
    "automated_agreement",
)
WRITABLE = TYPES[:7]
"""What may be written; that Greenhouse makes the other three itself is unconfirmed."""

LIFETIME = timedelta(days=7)
"""How long an address works."""

STORE = "https://files.example.com/attachments"
"""Where uploaded contents would be."""


def rows(account: Account) -> Iterator[Row]:
    """Yield all files.

    The company keeps a résumé with the person; it is shown on their first application, unless
    another was written through the API since.
    """
    people = {each.id: each for each in account.company.list_candidates()[0]}
    renewed = {
        row["candidate_id"] for row in account.made["attachments"] if row["type"] == "resume"
    }
    seen: set[str] = set()
    for application in sorted(account.applications(), key=lambda each: each.seq):
        person = people[application.candidate_id]
        first = person.id not in seen
        seen.add(person.id)
        if is_anonymised(person):
            continue
        if first and person.resume_url and wire_id("candidates", person.seq) not in renewed:
            yield _old(application, person, 1, "resume", person.resume_url)
        yield from _papers(application, person)
    yield from account.made["attachments"]


def _papers(application: Application, person: Candidate) -> Iterator[Row]:
    if not is_old(application) or is_prospect(application):
        return
    if application.seq % 6 == 4:
        address = f"{STORE}/{application.id}/cover-letter.pdf"
        yield _old(application, person, 2, "cover_letter", address)
    if application.status == "hired":
        address = f"{STORE}/{application.id}/offer.pdf"
        yield _old(application, person, 3, "signed_offer_letter", address)


def _old(application: Application, person: Candidate, place: int, kind: str, address: str) -> Row:
    return {
        "id": wire_id("attachments", application.seq * 10 + place),
        **dated(application.created_at, application.created_at),
        "application_id": wire_id("applications", application.seq),
        "candidate_id": wire_id("candidates", person.seq),
        "type": kind,
        "filename": _last_segment(address),
        "url": signed(address),
    }


def signed(address: str) -> str:
    """Return an address with a signature after it, as the store of a cloud would have it."""
    mark = hashlib.sha256(address.encode()).hexdigest()
    sign = "&" if "?" in address else "?"
    return f"{address}{sign}X-Amz-Expires={LIFETIME // timedelta(seconds=1)}&X-Amz-Signature={mark}"


def _last_segment(address: str) -> str:
    return urlsplit(address).path.rpartition("/")[2] or "attachment"


LIST = Listing(
    name="attachments",
    rows=rows,
    filters={
        "application_ids": is_among("application_id"),
        "candidate_ids": is_among("candidate_id"),
        "type": is_word("type", TYPES),
    },
)


def _base64(sent: Any) -> bytes:
    try:
        return base64.b64decode(checks.text(sent), validate=True)
    except binascii.Error:
        raise ValueError("is not base64") from None


_FIELDS = {
    "application_id": fields.integer,
    "filename": checks.text,
    "type": fields.one_of(WRITABLE),
    "content": _base64,
    "url": checks.url,
    "visibility": fields.one_of(("public", "private", "admin_only")),
}


def create(account: Account, request: Request) -> Response:
    """Answer `POST /v3/attachments`: a file, as base64 or by its address, on an application.

    A new résumé takes the place of the person's former one, in the company too. A file without a
    type is `other` (unconfirmed), and one by its address may be named by that.

    Raises:
        Refusal: 422 when a field is wrong, both or neither of content and address are there, or
            there is no such application.
    """
    sent = fields.body(request, _FIELDS, required=("application_id",))
    problems = {}
    if ("content" in sent) == ("url" in sent):
        problems["content"] = "or url is required, and not both"
    elif "content" in sent and "filename" not in sent:
        problems["filename"] = "is required"
    with account.company.atomic():
        application = account.application(sent["application_id"])
        if application is None:
            problems["application_id"] = "does not exist"
        if application is None or problems:
            raise unprocessable(problems)
        row = _attach(account, application, sent)
    return in_json(account.shown("attachments", row), 201)


def _attach(account: Account, application: Application, sent: Row) -> Row:
    filename = sent.get("filename") or _last_segment(sent["url"])
    stored = f"{STORE}/{application.id}/{quote(filename)}"
    address = sent.get("url", stored)
    kind = sent.get("type", "other")
    person = account.company.applicant(application)
    wire = wire_id("candidates", person.seq)
    if kind == "resume":
        account.company.change(person, resume_url=address)
        account.made["attachments"] = [
            row
            for row in account.made["attachments"]
            if (row["candidate_id"], row["type"]) != (wire, "resume")
        ]
    return account.make(
        "attachments",
        application_id=sent["application_id"],
        candidate_id=wire,
        type=kind,
        filename=filename,
        url=signed(address),
    )
