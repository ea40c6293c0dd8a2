"""What happens to an opportunity: its stage, its end, its tags, sources and links.

hire.lever.co/developer/documentation#update-stage and after. That these answer with the opportunity
is what clients expect, and unconfirmed.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import attrs
from werkzeug.wrappers import Response

from unified_ats.sandbox import checks
from unified_ats_lever.sandbox import bodies, opportunities, parameters, users
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.archive_reasons import ACTIVE, Reason, reasons
from unified_ats_lever.sandbox.candidacies import Candidacy, seen
from unified_ats_lever.sandbox.listing import Call
from unified_ats_lever.sandbox.requisitions import requisition_of
from unified_ats_lever.sandbox.stages import Step, step_of
from unified_ats_lever.sandbox.wire import Refusal, data, not_found

__all__ = ["Change", "actor", "archive", "move", "set_archived", "set_stage"]


def actor(account: Account, call: Call) -> str | None:
    """Return the company's id of the user that a write is on behalf of, which is nobody by default.

    Raises:
        Refusal: 400 when the user cannot, or another parameter is there.
    """
    asked = parameters.read(call.request, {"perform_as": checks.text})
    return users.acting(account, asked["perform_as"][0]) if asked else None


def set_stage(account: Account, call: Call, wire: str) -> Response:
    """Answer `PUT /opportunities/:opportunity/stage`; what is archived stays so (unconfirmed).

    Raises:
        Refusal: 400 when the body is wrong, 404 when there is no such opportunity or stage.
    """
    candidacy = seen(account, call, wire)
    user = actor(account, call)
    sent = bodies.in_json(call.request, {"stage": checks.text}, required=("stage",))
    step = step_of(candidacy.books.stages.values(), sent["stage"])
    if step is None:
        raise not_found("Stage")
    return data(opportunities.row(move(candidacy, step, user)))


def move(candidacy: Candidacy, step: Step, user: str | None) -> Candidacy:
    """Bring an opportunity to a stage, and return it as it is then."""
    account, application = candidacy.account, candidacy.application
    at = account.company.clock()
    change = candidacy.stage_change(step.id, at, user)
    candidacy.write(stageChanges=[*candidacy.stage_changes, change])
    if step.stage is None:
        account.stages[application.id] = (step.id, application.stage_id)
        changed = account.change(application)
    else:
        account.stages.pop(application.id, None)
        changed = account.change(application, stage_id=step.stage.id)
    return attrs.evolve(candidacy, application=changed)


def set_archived(account: Account, call: Call, wire: str) -> Response:
    """Answer `PUT /opportunities/:opportunity/archived`; no reason takes it out of the archive.

    `cleanInterviews` has no effect here: there are no interviews.

    Raises:
        Refusal: 400 when the body is wrong, or the requisition is not open; 404 when there is no
            such opportunity, reason or requisition.
    """
    candidacy = seen(account, call, wire)
    actor(account, call)
    sent = bodies.in_json(
        call.request,
        {
            "reason": checks.optional(checks.text),
            "cleanInterviews": bodies.boolean,
            "requisitionId": checks.text,
        },
        required=("reason",),
    )
    if "requisitionId" in sent:
        _open_requisition(account, call, sent["requisitionId"])
    reason = next((each for each in reasons(account) if each.id == sent["reason"]), None)
    if reason is None and sent["reason"] is not None:
        raise not_found("Archive reason")
    at = account.company.clock() if reason else None
    return data(opportunities.row(archive(candidacy, reason, at)))


def archive(candidacy: Candidacy, reason: Reason | None, at: datetime | None) -> Candidacy:
    """Archive an opportunity, or take it out when there is no reason; return it as it is then."""
    changed = candidacy.account.change(
        candidacy.application,
        status=reason.status if reason else ACTIVE,
        rejection_reason_id=reason.rejection_reason_id if reason else None,
        closed_at=at,
    )
    return attrs.evolve(candidacy, application=changed)


def _open_requisition(account: Account, call: Call, wire: str) -> None:
    requisition = requisition_of(account, call, wire)
    if requisition is None:
        raise not_found("Requisition")
    if requisition["status"] != "open":
        raise Refusal(400, "requisitionId is not the id of an open requisition")


Change = Callable[[list[Any], list[Any]], list[Any]]


def _added(there: list[Any], sent: list[Any]) -> list[Any]:
    return list(dict.fromkeys([*there, *sent]))


def _removed(there: list[Any], sent: list[Any]) -> list[Any]:
    return [each for each in there if each not in sent]


def _change(account: Account, call: Call, wire: str, field: str, change: Change) -> Response:
    candidacy = seen(account, call, wire)
    actor(account, call)
    sent = bodies.in_json(call.request, {field: bodies.texts}, required=(field,))[field]
    if field == "links":
        contact = candidacy.contact
        contact.learn("links", change(contact.known("links"), sent))
    else:
        there = candidacy.tags if field == "tags" else candidacy.sources
        candidacy.write(**{field: change(there, sent)})
    changed = account.change(candidacy.application)
    return data(opportunities.row(attrs.evolve(candidacy, application=changed)))


def _endpoint(field: str, change: Change) -> Callable[..., Response]:
    def answer(account: Account, call: Call, wire: str) -> Response:
        return _change(account, call, wire, field, change)

    return answer


add_tags, remove_tags = _endpoint("tags", _added), _endpoint("tags", _removed)
add_sources, remove_sources = _endpoint("sources", _added), _endpoint("sources", _removed)
add_links, remove_links = _endpoint("links", _added), _endpoint("links", _removed)
