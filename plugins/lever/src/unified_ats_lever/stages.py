"""Stages: how far an opportunity is, by the part of the pipeline or by the name.

https://hire.lever.co/developer/documentation#stages and #disposition-stages.
"""

import attrs

from unified_ats import (
    ApplicationStatus,
    NotFoundError,
    PermissionDeniedError,
    Transport,
    structure,
)
from unified_ats_lever.listing import PROVIDER, one

__all__ = ["PIPELINES", "STAGES", "RawStageKind", "read_kinds"]

PIPELINES = {
    "lead": ApplicationStatus.ACTIVE,
    "applicant": ApplicationStatus.APPLIED,
    "screen": ApplicationStatus.SCREENING,
    "onsite": ApplicationStatus.INTERVIEW,
    "offer": ApplicationStatus.OFFER,
}
"""Part of the pipeline that a stage belongs to → status. Leads have not applied yet."""
STAGES = {
    "new applicant": ApplicationStatus.APPLIED,
    "application review": ApplicationStatus.APPLIED,
    "resume review": ApplicationStatus.APPLIED,
    "recruiter screen": ApplicationStatus.SCREENING,
    "phone screen": ApplicationStatus.SCREENING,
    "assessment": ApplicationStatus.SCREENING,
    "phone interview": ApplicationStatus.INTERVIEW,
    "technical interview": ApplicationStatus.INTERVIEW,
    "on-site interview": ApplicationStatus.INTERVIEW,
    "onsite interview": ApplicationStatus.INTERVIEW,
    "onsite": ApplicationStatus.INTERVIEW,
    "final interview": ApplicationStatus.INTERVIEW,
    "reference check": ApplicationStatus.INTERVIEW,
    "offer": ApplicationStatus.OFFER,
}
"""Stage name, lower case → status, where the pipeline is not to be seen."""


@attrs.frozen(kw_only=True)
class RawStageKind:
    """A stage with the part of the pipeline it belongs to."""

    id: str
    text: str | None = None
    pipeline: str | None = None


@attrs.frozen(kw_only=True)
class RawDispositions:
    """The answer of ``/disposition_stages``."""

    stages: list[RawStageKind]


def read_kinds(http: Transport) -> dict[str, RawStageKind] | None:
    """Read all stages with their kind, by id; ``None`` where that is not to be had."""
    try:
        raw = one(http.get("/disposition_stages"))
    except (NotFoundError, PermissionDeniedError):
        return None
    found = structure(raw, RawDispositions, provider=PROVIDER, where="$.data")
    return {stage.id: stage for stage in found.stages}
