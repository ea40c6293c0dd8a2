"""`/v1/postings/:posting/apply`: a posting's form, and what somebody fills into it.

hire.lever.co/developer/documentation#apply-to-a-posting. Questions are answered in the order and
number of the form. What is answered is the application's id; the opportunity's must be looked up.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.wrappers import Response

from unified_ats.sandbox import checks
from unified_ats_lever.sandbox import bodies, parameters
from unified_ats_lever.sandbox.account import Account, Upload
from unified_ats_lever.sandbox.contacts import contact_by_email
from unified_ats_lever.sandbox.creating import FIELDS, Order, make
from unified_ats_lever.sandbox.files import RESUMES, store
from unified_ats_lever.sandbox.ids import wire_id
from unified_ats_lever.sandbox.listing import Call
from unified_ats_lever.sandbox.openings import LIVE, Posting, posting_of
from unified_ats_lever.sandbox.stages import NEW_APPLICANT
from unified_ats_lever.sandbox.wire import Refusal, Row, data, not_found

__all__ = ["create", "show"]

_PERSONAL = (
    ("fullName", "Full name", "text", True),
    ("email", "Email", "text", True),
    ("phone", "Phone", "text", False),
    ("currentCompany", "Current company", "text", False),
    ("currentLocation", "Current location", "text", False),
    ("resume", "Resume/CV", "file-upload", False),
    ("additionalInformation", "Additional information", "textarea", False),
)
_FIELDS_OF_A_FORM = (
    ("yes-no", "May you work here?", True, ("Yes", "No")),
    ("text", "When can you begin?", False, ()),
)


def _form(posting: Posting) -> Row:
    """Return a posting's form; every other posting has questions of its own."""
    return {
        "id": posting.id,
        "text": posting.job.title,
        "personalInformation": [
            {"name": name, "text": text, "type": kind, "required": required}
            for name, text, kind, required in _PERSONAL
        ],
        "customQuestions": [_questions(posting)] if posting.job.seq % 2 else [],
        "urls": [{"name": "LinkedIn", "required": False}],
        "eeoQuestions": None,
    }


def _questions(posting: Posting) -> Row:
    return {
        "id": wire_id("questions", posting.job.id),
        "text": "Before you begin",
        "fields": [
            {
                "type": kind,
                "text": text,
                "description": "",
                "required": required,
                "options": [
                    {"text": option, "optionId": wire_id("options", option)} for option in options
                ],
            }
            for kind, text, required, options in _FIELDS_OF_A_FORM
        ],
    }


def show(account: Account, call: Call, wire: str) -> Response:
    """Answer `GET /postings/:posting/apply`.

    Raises:
        Refusal: 404 when there is no such posting.
    """
    parameters.read(call.request, {})
    return data(_form(_posting(account, call, wire)))


def _posting(account: Account, call: Call, wire: str) -> Posting:
    posting = posting_of(account, call, wire)
    if posting is None:
        raise not_found("Posting")
    return posting


def _anything(sent: Any) -> Any:
    return sent


_named_values = bodies.items(
    bodies.nested({"name": checks.text, "value": _anything}, required=("name", "value"))
)
_answers = bodies.items(
    bodies.nested(
        {
            "id": checks.text,
            "fields": bodies.items(bodies.nested({"value": _anything}, required=("value",))),
        },
        required=("id", "fields"),
    )
)
_BODY: Mapping[str, checks.Check] = {
    "personalInformation": _named_values,
    "customQuestions": _answers,
    "urls": _named_values,
    "eeoResponses": _anything,
    "diversitySurvey": _anything,
    "ipAddress": checks.text,
    "source": checks.text,
    "consent": _anything,
    "origin": checks.text,
    "timezone": checks.text,
    "userAgent": checks.text,
    "acceptLanguage": checks.text,
    "referer": checks.text,
}


def create(account: Account, call: Call, wire: str) -> Response:
    """Answer `POST /postings/:posting/apply`: one more opportunity, of a known person too.

    Raises:
        Refusal: 400 when nobody can apply to the posting, or the body does not match its form; 404
            when there is no such posting.
    """
    posting = _posting(account, call, wire)
    parameters.read(call.request, {"send_confirmation_email": parameters.flag})
    if posting.state not in LIVE:
        raise Refusal(400, "This posting takes no applications")
    sent = bodies.in_json(call.request, _BODY, required=("personalInformation",))
    person = _person(sent["personalInformation"])
    answered = _answered(posting, sent.get("customQuestions", []))
    links = [each["value"] for each in sent.get("urls", ()) if each["value"]]
    fields: Row = {**person, "links": links, "origin": "applied"}
    if "source" in sent:
        fields["sources"] = [sent["source"]]
    order = Order(
        sent=fields,
        user=posting.owner_id,
        posting=posting,
        contact=contact_by_email(account, person["emails"]),
        step=NEW_APPLICANT,
        reason=None,
    )
    resume = _upload(account, sent["personalInformation"])
    candidacy = make(account, order)
    candidacy.write(customQuestions=answered)
    if resume:
        store(candidacy, RESUMES, resume.name, resume.content)
    return data({"applicationId": candidacy.application_id}, 201)


def _person(sent: Sequence[Row]) -> Row:
    """Return who applies, as the fields of an opportunity.

    Raises:
        Refusal: 400 when a field is not on the form, or name and e-mail are not both there.
    """
    unknown = {each["name"] for each in sent} - {name for name, *_ in _PERSONAL}
    if unknown:
        raise Refusal(400, f"personalInformation has no {unknown.pop()}")
    given = {each["name"]: each["value"] for each in sent if each["value"]}
    if not {"fullName", "email"} <= set(given):
        raise Refusal(400, "personalInformation must have fullName and email")
    person = {"name": given["fullName"], "emails": [given["email"]]}
    if "phone" in given:
        person["phones"] = [{"value": given["phone"]}]
    if "currentLocation" in given:
        person["location"] = given["currentLocation"]
    if "currentCompany" in given:
        person["headline"] = given["currentCompany"]
    return bodies.checked(person, FIELDS)


def _upload(account: Account, sent: Sequence[Row]) -> Upload | None:
    """Return the résumé that an application names.

    Raises:
        Refusal: 400 when it is no upload, or one of the day before.
    """
    uri = next((each["value"] for each in sent if each["name"] == "resume"), None)
    if not uri:
        return None
    upload = account.uploads.get(uri)
    if upload is None or upload.ends <= account.company.clock():
        raise Refusal(400, "resume is not the uri of an upload")
    return upload


def _answered(posting: Posting, sent: Sequence[Row]) -> list[Row]:
    """Return the questions of a form with their answers.

    Raises:
        Refusal: 400 when they are not those of the form, in its order, or one is not answered.
    """
    asked = _form(posting)["customQuestions"]
    shape = [(each["id"], len(each["fields"])) for each in asked]
    if [(each["id"], len(each["fields"])) for each in sent] != shape:
        raise Refusal(400, "customQuestions must match the form, in order and number")
    for question, answer in zip(asked, sent, strict=True):
        for field, given in zip(question["fields"], answer["fields"], strict=True):
            if field["required"] and not given["value"]:
                raise Refusal(400, "customQuestions must answer what is required")
            field["value"] = given["value"]
    return [{**each, "type": "posting"} for each in asked]
