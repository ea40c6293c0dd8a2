"""`/v1/opportunities/:opportunity/notes`: what is written beside an opportunity.

hire.lever.co/developer/documentation#notes. Nothing of it is the company's.
"""

from werkzeug.wrappers import Response

from unified_ats.sandbox import checks
from unified_ats_lever.sandbox import bodies, moves, parameters, users
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.candidacies import seen
from unified_ats_lever.sandbox.listing import Call, by_id, rows_of
from unified_ats_lever.sandbox.wire import Row, data, ms, no_content, not_found

__all__ = ["LIST", "create", "delete", "index", "show"]

LIST = rows_of("Note", dated=True)


def _score(sent: object) -> int:
    if not isinstance(sent, int) or isinstance(sent, bool) or not 1 <= sent <= 4:
        raise ValueError("must be a whole number from 1 to 4")
    return sent


_FIELDS = {
    "value": checks.text,
    "secret": bodies.boolean,
    "score": _score,
    "notifyFollowers": bodies.boolean,
    "createdAt": bodies.milliseconds,
}
_PARAMETERS = {"perform_as": checks.text, "note_id": checks.text}


def index(account: Account, call: Call, opportunity: str) -> Response:
    """Answer `GET /opportunities/:opportunity/notes`."""
    return LIST.answer(
        account, call, account.notes_of(seen(account, call, opportunity).application)
    )


def show(account: Account, call: Call, opportunity: str, wire: str) -> Response:
    """Answer `GET /opportunities/:opportunity/notes/:note`."""
    notes = account.notes_of(seen(account, call, opportunity).application)
    return LIST.answer_one(call, by_id(notes, wire))


def create(account: Account, call: Call, opportunity: str) -> Response:
    """Answer `POST /opportunities/:opportunity/notes`; with `note_id` it is a comment on that note.

    Raises:
        Refusal: 400 when a field is wrong, 404 when there is no such opportunity or note.
    """
    candidacy = seen(account, call, opportunity)
    asked = parameters.read(call.request, _PARAMETERS)
    sent = bodies.in_json(call.request, _FIELDS, required=("value",))
    user = None
    if "perform_as" in asked:
        user = users.user_wire(users.acting(account, asked["perform_as"][0]))
    notes = account.notes_of(candidacy.application)
    at = ms(sent.get("createdAt", account.company.clock()))
    field = {
        "type": "note",
        "text": "Comment",
        "value": sent["value"],
        "user": user,
        "score": sent.get("score"),
        "stage": candidacy.stage,
        "createdAt": at,
    }
    if "note_id" not in asked:
        notes.append(_new(account, field, secret=sent.get("secret", False)))
        return data({**notes[-1], "noteId": notes[-1]["id"]}, 201)
    note = by_id(notes, asked["note_id"][0])
    if note is None:
        raise not_found("Note")
    note["fields"].append(field)
    return data({**note, "noteId": note["id"]}, 201)


def _new(account: Account, field: Row, *, secret: bool) -> Row:
    return {
        "id": account.new_id("notes"),
        "text": "Note",
        "fields": [field],
        "user": field["user"],
        "secret": secret,
        "completedAt": field["createdAt"],
        "createdAt": field["createdAt"],
        "deletedAt": None,
    }


def delete(account: Account, call: Call, opportunity: str, wire: str) -> Response:
    """Answer `DELETE /opportunities/:opportunity/notes/:note`.

    Raises:
        Refusal: 400 when it is on behalf of nobody who could, 404 when there is no such opportunity
            or note.
    """
    notes = account.notes_of(seen(account, call, opportunity).application)
    moves.actor(account, call)
    note = by_id(notes, wire)
    if note is None:
        raise not_found("Note")
    notes.remove(note)
    return no_content()
