"""Why applications ended, and who said no: the company or the candidate."""

from collections.abc import Mapping

import attrs

from unified_ats import Transport
from unified_ats_greenhouse.listing import look_up

__all__ = ["RawReason", "reasons_of"]

_THEY_SAID_NO = "THEY_REJECTED_US"


@attrs.frozen(kw_only=True)
class RawReasonType:
    """The kind of a reason; the others are ``WE_REJECTED_THEM``, ``NONE_SPECIFIED`` and so on."""

    key: str | None = None


@attrs.frozen(kw_only=True)
class RawReason:
    """A reason for a rejection."""

    id: str
    name: str | None = None
    type: RawReasonType | None = None

    @property
    def theirs(self) -> bool:
        """Whether the candidate said no."""
        return self.type is not None and self.type.key == _THEY_SAID_NO


@attrs.frozen(kw_only=True)
class RawDetail:
    """The details of a rejection."""

    application_id: str | None = None
    rejection_reason_id: str | None = None


def reasons_of(http: Transport, rejected: Mapping[str, str | None]) -> dict[str, RawReason]:
    """Find the reasons of rejections.

    Args:
        http: the provider's transport.
        rejected: the id of the reason, by application; ``None`` where only the details have it.

    Returns:
        The reason by application; those without any are left out.
    """
    unnamed = [application for application, reason in rejected.items() if not reason]
    details = look_up(http, "/rejection_details", unnamed, by="application_ids", into=RawDetail)
    named = {application: reason for application, reason in rejected.items() if reason}
    for each in details:  # the newest first, of an application that was rejected more than once
        if each.application_id and each.rejection_reason_id:
            named.setdefault(each.application_id, each.rejection_reason_id)
    # Greenhouse's own reasons are left out unless they are asked for.
    found = look_up(
        http,
        "/rejection_reasons",
        named.values(),
        filters={"include_defaults": True},
        into=RawReason,
    )
    reasons = {each.id: each for each in found}
    return {app: reasons[reason] for app, reason in named.items() if reason in reasons}
