"""`POST /v1/opportunities`: a new candidacy, of somebody new or of somebody who is known.

hire.lever.co/developer/documentation#create-an-opportunity. Everything but `perform_as` may be left
out. An e-mail address that is known means a known person: what is known of them stays, and what is
new of addresses, numbers and links is added.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import attrs
from werkzeug.wrappers import Response

from unified_ats.sandbox import Application, checks
from unified_ats_lever.sandbox import bodies, opportunities, parameters, users
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.archive_reasons import Reason, reasons
from unified_ats_lever.sandbox.candidacies import ORIGINS, SOURCED, Candidacy
from unified_ats_lever.sandbox.contacts import Contact, contact_by_email, contact_of, names
from unified_ats_lever.sandbox.files import store
from unified_ats_lever.sandbox.forms import fields_of, files_of
from unified_ats_lever.sandbox.listing import Call
from unified_ats_lever.sandbox.moves import archive, move
from unified_ats_lever.sandbox.openings import Posting, posting_of
from unified_ats_lever.sandbox.stages import NEW_LEAD, Step, step_of
from unified_ats_lever.sandbox.wire import Refusal, Row, data

__all__ = ["FIELDS", "Order", "T", "create", "make"]

T = TypeVar("T")


def _postings(sent: Any) -> list[str]:
    found: list[str] = bodies.texts(sent)
    if len(found) > 1:
        raise ValueError("must not name more than one posting")
    return found


FIELDS: Mapping[str, checks.Check] = {
    "name": checks.text,
    "headline": checks.text,
    "stage": checks.text,
    "location": checks.text,
    "phones": bodies.phones,
    "emails": bodies.emails,
    "links": bodies.texts,
    "tags": bodies.texts,
    "sources": bodies.texts,
    "origin": parameters.one_of(ORIGINS),
    "owner": checks.text,
    "followers": bodies.texts,
    "postings": _postings,
    "createdAt": bodies.milliseconds,
    "archived": bodies.nested(
        {"reason": checks.text, "archivedAt": bodies.milliseconds}, required=("reason",)
    ),
    "contact": checks.text,
}
_LISTS = ("phones", "emails", "links", "tags", "sources", "followers", "postings")

_PARAMETERS: Mapping[str, checks.Check] = {
    "perform_as": checks.text,
    "perform_as_posting_owner": parameters.flag,
    "parse": parameters.flag,
}
"""`parse` has no effect here: no résumé is read."""


@attrs.frozen(kw_only=True)
class Order:
    """What is to be made, with everything looked up that a body names.

    Attributes:
        sent: The checked body.
        user: The company's id of whoever it is made on behalf of; `None` for a form that was
            filled in where the posting has no owner.
        posting: What it is for; `None` for a lead.
        contact: Whose it is, if that is somebody known.
        step: The stage it begins at.
        reason: Why it is archived at once, if it is.
    """

    sent: Row
    user: str | None
    posting: Posting | None
    contact: Contact | None
    step: Step
    reason: Reason | None


def create(account: Account, call: Call) -> Response:
    """Answer `POST /opportunities`, with a body in JSON or multipart.

    Raises:
        Refusal: 400 when nobody is named on whose behalf, or something is wrong in the body or
            names nothing.
    """
    request = call.request
    asked = parameters.read(request, _PARAMETERS)
    if request.mimetype == "multipart/form-data":
        sent = bodies.checked(fields_of(request, lists=_LISTS), FIELDS)
    else:
        sent = bodies.in_json(request, FIELDS)
    order, files = _ordered(account, call, asked, sent), list(files_of(request))
    candidacy = make(account, order)
    for kind, name, content in files:
        store(candidacy, kind, name, content)
    row = opportunities.row(candidacy)
    row.pop("opportunityLocation", None)
    deduped = order.contact is not None and "contact" not in sent
    return data(row, 201, deduped=deduped)


def _ordered(account: Account, call: Call, asked: parameters.Asked, sent: Row) -> Order:
    """Look up what a body names."""
    posting = _named(sent, "postings", lambda wires: posting_of(account, call, wires[0]))
    user = _user(account, asked, posting)
    known = {each.id: each for each in reasons(account)}
    archived = sent.get("archived", {})
    _check_users(account, [*sent.get("followers", ()), sent.get("owner", users.user_wire(user))])
    _check_past(account, sent.get("createdAt"), archived.get("archivedAt"))
    contact = _named(sent, "contact", lambda wire: contact_of(account, wire))
    return Order(
        sent=sent,
        user=user,
        posting=posting,
        contact=contact or contact_by_email(account, sent.get("emails", [])),
        step=_step(account, sent.get("stage", NEW_LEAD.id)),
        reason=_named(archived, "reason", known.get),
    )


def _named(sent: Row, field: str, look_up: Callable[[Any], T | None]) -> T | None:
    """Return what a field names, or `None` when it is not there or empty."""
    if not sent.get(field):
        return None
    found = look_up(sent[field])
    if found is None:
        raise Refusal(400, f"{field} names nothing that exists")
    return found


def _step(account: Account, wire: str) -> Step:
    step = step_of(account.books().stages.values(), wire)
    if step is None:
        raise Refusal(400, "stage names nothing that exists")
    return step


def _user(account: Account, asked: parameters.Asked, posting: Posting | None) -> str:
    if asked.get("perform_as_posting_owner") == [True]:
        if posting is None:
            raise Refusal(400, "perform_as_posting_owner needs exactly one posting")
        if posting.owner is None:
            raise Refusal(400, "perform_as_posting_owner needs a posting with an owner")
        return users.acting(account, posting.owner)
    if "perform_as" not in asked:
        raise Refusal(400, "perform_as is required")
    return users.acting(account, asked["perform_as"][0])


def _check_users(account: Account, wires: Iterable[str]) -> None:
    known = {users.user_wire(each.id) for each in account.books().users.values()}
    if not known.issuperset(wires):
        raise Refusal(400, "owner and followers must be ids of users")


def _check_past(account: Account, *moments: datetime | None) -> None:
    now = account.company.clock()
    if any(each is not None and each > now for each in moments):
        raise Refusal(400, "createdAt and archivedAt must not be in the future")


def make(account: Account, order: Order) -> Candidacy:
    """Make what was ordered."""
    sent = order.sent
    contact = order.contact or _new_contact(account, sent)
    if order.contact:
        _learn(contact, sent)
    application = _application(account, order, contact)
    books = account.books()
    candidacy = Candidacy(application=application, account=account, books=books)
    kept = {name: sent[name] for name in ("sources", "followers") if name in sent}
    candidacy.write(
        owner=sent.get("owner", order.user and users.user_wire(order.user)),
        origin=sent.get("origin", SOURCED),
        tags=list(dict.fromkeys([*candidacy.tags, *sent.get("tags", ())])),
        stageChanges=[],
        **kept,
    )
    moved = move(candidacy, order.step, order.user)
    if order.reason is None:
        return moved
    at = sent["archived"].get("archivedAt", account.company.clock())
    return archive(moved, order.reason, at)


def _new_contact(account: Account, sent: Row) -> Contact:
    emails, phones = sent.get("emails", []), sent.get("phones", [])
    person = account.company.create_candidate(
        **names(sent.get("name", "")),
        email=next(iter(emails), ""),
        phone=phones[0]["value"] if phones else None,
        title=sent.get("headline"),
        location=sent.get("location"),
    )
    contact = Contact(person=person, account=account)
    contact.learn("emails", emails[1:])
    contact.learn("links", sent.get("links", []))
    contact.learn_phones(phones)
    return contact


def _learn(contact: Contact, sent: Row) -> None:
    """Add what is new of a known person; nothing that was known changes."""
    known = {each.lower() for each in contact.emails}
    emails = [each for each in sent.get("emails", ()) if each.lower() not in known]
    numbers = {each["value"] for each in contact.phones}
    phones = [
        {"type": None, **each} for each in sent.get("phones", ()) if each["value"] not in numbers
    ]
    links = [each for each in sent.get("links", ()) if each not in contact.links]
    for name, new in (("emails", emails), ("phones", phones), ("links", links)):
        contact.learn(name, [*contact.known(name), *new])


def _application(account: Account, order: Order, contact: Contact) -> Application:
    source = next(iter(order.sent.get("sources", ())), None)
    if order.posting is None:
        application = account.add_lead(contact.person, source=source)
    else:
        application = account.company.create_application(
            candidate_id=contact.person.id, job_id=order.posting.job.id, source=source
        )
    if "createdAt" not in order.sent:
        return application
    return account.change(application, created_at=order.sent["createdAt"])
