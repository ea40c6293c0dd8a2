"""Creating a candidate, and placing one: https://docs.recruitee.com/reference/candidates-post.

A candidate begins at the default stage of each offer, which is that of those who apply.
"""

from collections.abc import Mapping

from werkzeug.wrappers import Request, Response

from tests.stand_ins.json_rest import (
    Refusal,
    Row,
    asked,
    each,
    fields_of,
    in_json,
    sent_object,
    some_object,
    whole_number,
)
from tests.stand_ins.recruitee.addresses import in_company
from tests.stand_ins.recruitee.candidates import Account, Books, details, placement
from tests.stand_ins.recruitee.ids import find
from unified_ats.sandbox import Candidate, Company, Job, checks

__all__ = ["BODY", "CANDIDATE", "PLACEMENT", "ROUTES"]

BODY: Mapping[str, checks.Check] = {
    "candidate": some_object,
    "offers": each(whole_number),
    "offer_id": whole_number,
}
CANDIDATE: Mapping[str, checks.Check] = {
    "name": checks.text,
    "emails": each(checks.email),
    "phones": each(checks.text),
    "social_links": each(checks.text),
    "links": each(checks.text),
    "cover_letter": checks.text,
    "sources": each(checks.text),
    "tags": each(checks.text),
    "remote_cv_url": checks.url,
}
PLACEMENT: Mapping[str, checks.Check] = {"candidate_id": whole_number, "offer_id": whole_number}
_SHOWN_AS_SENT = ("phones", "social_links", "links", "cover_letter", "sources", "tags")


def _create(account: Account, request: Request) -> Response:
    """POST /candidates."""
    asked(request, {})
    body = fields_of(sent_object(request), BODY, required=("candidate",))
    sent = fields_of(body["candidate"], CANDIDATE, required=("name",))
    chosen = [*body.get("offers", []), *([body["offer_id"]] if "offer_id" in body else [])]
    jobs = [_offer(account.company, number) for number in dict.fromkeys(chosen)]
    person = _person(account.company, sent)
    for job in jobs:
        account.company.create_application(candidate_id=person.id, job_id=job.id, source=None)
    shown = {name: sent[name] for name in _SHOWN_AS_SENT if name in sent}
    account.sent[person.id] = {**shown, "emails": sent.get("emails", [])}
    return in_json(details(account, person), 201)


def _person(company: Company, sent: Row) -> Candidate:
    first, _, rest = sent["name"].partition(" ")
    emails, phones = sent.get("emails", []), sent.get("phones", [])
    return company.create_candidate(
        first_name=first,
        last_name=rest.strip() or None,
        email=emails[0] if emails else "",
        phone=phones[0] if phones else None,
        resume_url=sent.get("remote_cv_url"),
    )


def _offer(company: Company, number: int) -> Job:
    """Return the offer of an id in a body, where an unknown one is a wrong field."""
    try:
        return find(company.list_jobs()[0], number)
    except Refusal:
        raise Refusal(422, "Some fields are wrong", fields={"offer": "is invalid"}) from None


def _place(account: Account, request: Request) -> Response:
    """POST /placements."""
    asked(request, {})
    company = account.company
    body = fields_of(sent_object(request), PLACEMENT, required=("candidate_id", "offer_id"))
    person = find(company.list_candidates()[0], body["candidate_id"])
    job = _offer(company, body["offer_id"])
    if company.list_applications(candidate_id=person.id, job_id=job.id)[1]:
        raise Refusal(422, "Some fields are wrong", fields={"candidate": "has already been taken"})
    made = company.create_application(candidate_id=person.id, job_id=job.id, source=None)
    return in_json({"placement": placement(Books.of(company), made)}, 201)


ROUTES = (
    in_company("POST", "candidates", _create),
    in_company("POST", "placements", _place),
)
