"""`/v1/contacts`: people, each of whom may have several opportunities. There is no list of them."""

from typing import Any

import attrs
from werkzeug.wrappers import Response

from unified_ats.sandbox import EPOCH, Candidate, checks
from unified_ats_lever.sandbox import bodies
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.ids import find, wire_id
from unified_ats_lever.sandbox.listing import Call, rows_of
from unified_ats_lever.sandbox.rules import is_anonymised, is_old
from unified_ats_lever.sandbox.wire import Row, data, ms, not_found

__all__ = ["LIST", "Contact", "contact_by_email", "contact_of", "names", "row", "show", "update"]

LIST = rows_of("Contact")


@attrs.frozen(kw_only=True, eq=False)
class Contact:
    """A person, as Lever sees them: nothing is left of somebody who was anonymised."""

    person: Candidate
    account: Account

    @property
    def id(self) -> str:
        """Lever's id."""
        return wire_id("contacts", self.person.id)

    @property
    def is_anonymised(self) -> bool:
        """Whether all that identifies them is gone."""
        return is_anonymised(self.person)

    @property
    def name(self) -> str | None:
        """The whole name; that an anonymised person's is null is unconfirmed."""
        return None if self.is_anonymised else self.person.name

    @property
    def headline(self) -> str:
        """What they do, and where; empty when that is not known."""
        person = self.person
        known = () if self.is_anonymised else (person.title, person.company)
        return ", ".join(each for each in known if each)

    @property
    def location(self) -> str:
        """Where they live; empty when that is not known."""
        return "" if self.is_anonymised else self.person.location or ""

    @property
    def emails(self) -> list[str]:
        """Their addresses, the company's first."""
        if self.is_anonymised:
            return []
        first = [self.person.email] if self.person.email else []
        return [*first, *self.known("emails")]

    @property
    def phones(self) -> list[Row]:
        """Their numbers, the company's first; some have no type."""
        if self.is_anonymised:
            return []
        number = self.person.phone
        kind = "mobile" if is_old(self.person) and self.person.seq % 5 != 2 else None
        [kind] = self.known("phoneType") or [kind]
        first = [{"type": kind, "value": number}] if number else []
        return [*first, *self.known("phones")]

    @property
    def links(self) -> list[str]:
        """Their pages."""
        if self.is_anonymised:
            return []
        handle = self.person.email.partition("@")[0]
        own = is_old(self.person) and self.person.seq % 12 == 7
        return [*([f"https://{handle}.example.com/"] if own else []), *self.known("links")]

    @property
    def data_protection(self) -> Row | None:
        """What they allow, where they were asked."""
        if not is_old(self.person) or self.person.seq % 6 != 5:
            return None
        leave = {"allowed": True, "expiresAt": ms(EPOCH) + 31_536_000_000}
        return {"store": leave, "contact": leave}

    def known(self, name: str) -> list[Any]:
        """Return what the company has no column for of e-mails, phones or links."""
        return self.account.known.get(self.person.id, {}).get(name, [])

    def learn(self, name: str, values: list[Any]) -> None:
        """Keep e-mails or links, say, instead of those that the company has no column for."""
        self.account.known.setdefault(self.person.id, {})[name] = values

    def learn_phones(self, phones: list[Row]) -> None:
        """Keep the types of numbers, and all but the first, which the company has a column for."""
        typed = [{"type": each.get("type"), "value": each["value"]} for each in phones]
        self.learn("phoneType", [each["type"] for each in typed[:1]])
        self.learn("phones", typed[1:])


def row(contact: Contact) -> Row:
    """Return a contact as Lever shows it; its place is an object here, and nowhere else."""
    return {
        "id": contact.id,
        "name": contact.name,
        "headline": contact.headline,
        "isAnonymized": contact.is_anonymised,
        "location": {"name": contact.location} if contact.location else None,
        "emails": contact.emails,
        "phones": contact.phones,
        "dataProtection": contact.data_protection,
    }


def contact_of(account: Account, wire: str) -> Contact | None:
    """Return the contact with an id of Lever's."""
    person = find("contacts", wire, account.books().people.values())
    return Contact(person=person, account=account) if person else None


def contact_by_email(account: Account, emails: list[str]) -> Contact | None:
    """Return somebody who has one of these addresses."""
    wanted = {each.lower() for each in emails}
    for person in account.books().people.values():
        contact = Contact(person=person, account=account)
        if wanted.intersection(each.lower() for each in contact.emails):
            return contact
    return None


def names(whole: str) -> Row:
    """Return the company's columns for a name; one of a single word has no last name."""
    first_name, _, last_name = whole.partition(" ")
    return {"first_name": first_name, "last_name": last_name.strip() or None}


def show(account: Account, call: Call, wire: str) -> Response:
    """Answer `GET /contacts/:contact`."""
    contact = contact_of(account, wire)
    return LIST.answer_one(call, row(contact) if contact else None)


_FIELDS = {
    "name": checks.text,
    "headline": checks.text,
    "location": bodies.nested({"name": checks.text}, required=("name",)),
    "emails": bodies.emails,
    "phones": bodies.phones,
}


def update(account: Account, call: Call, wire: str) -> Response:
    """Answer `PUT /contacts/:contact`.

    A field that is not sent stays as it is; that, and the form of `location`, are unconfirmed.

    Raises:
        Refusal: 404 when there is no such contact, 400 when a field is wrong.
    """
    contact = contact_of(account, wire)
    if contact is None:
        raise not_found("Contact")
    sent = bodies.in_json(call.request, _FIELDS)
    columns: Row = names(sent["name"]) if "name" in sent else {}
    if "headline" in sent:
        columns |= {"title": sent["headline"], "company": None}
    if "location" in sent:
        columns["location"] = sent["location"]["name"]
    if "emails" in sent:
        columns["email"] = next(iter(sent["emails"]), "")
        contact.learn("emails", sent["emails"][1:])
    if "phones" in sent:
        columns["phone"] = sent["phones"][0]["value"] if sent["phones"] else None
        contact.learn_phones(sent["phones"])
    changed = account.company.change(contact.person, **columns)
    return data(row(Contact(person=changed, account=account)))
