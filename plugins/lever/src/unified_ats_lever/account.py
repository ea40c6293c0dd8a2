"""What an account is made of, and changes once in a while: its stages and archive reasons.

https://hire.lever.co/developer/documentation#stages, #disposition-stages and #archive-reasons.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

import attrs

from unified_ats import (
    ApplicationStatus,
    NotFoundError,
    PermissionDeniedError,
    Transport,
    structure,
)
from unified_ats_lever.listing import PROVIDER, one, read_all

__all__ = ["PIPELINES", "STAGES", "Kept", "RawReason", "RawStageKind", "read_kinds", "read_reasons"]

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
THEIR_WORDS = (
    "withdr",
    "candidate declined",
    "declined by candidate",
    "offer declined",
    "declined offer",
    "not interested",
    "another offer",
    "another job",
    "other offer",
)
"""What is in the text of a reason when the candidate said no; Lever keeps no such mark."""
_MINUTES = 5 * 60.0

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class RawReason:
    """A reason for archiving; the type is ``hired`` or ``non-hired``."""

    id: str
    text: str | None = None
    type: str | None = None

    @property
    def outcome(self) -> ApplicationStatus:
        """What it means for an application."""
        if self.type == "hired":
            return ApplicationStatus.HIRED
        if self.type != "non-hired":
            return ApplicationStatus.UNKNOWN
        text = (self.text or "").lower()
        theirs = any(words in text for words in THEIR_WORDS)
        return ApplicationStatus.WITHDRAWN if theirs else ApplicationStatus.REJECTED


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


def read_reasons(http: Transport) -> dict[str, RawReason]:
    """Read all archive reasons, by id, those that are in use no longer too."""
    return {reason.id: reason for reason in read_all(http, "/archive_reasons", RawReason)}


def read_kinds(http: Transport) -> dict[str, RawStageKind] | None:
    """Read all stages with their kind, by id; ``None`` where that is not to be had."""
    try:
        raw = one(http.get("/disposition_stages"))
    except (NotFoundError, PermissionDeniedError):
        return None
    found = structure(raw, RawDispositions, provider=PROVIDER, where="$.data")
    return {stage.id: stage for stage in found.stages}


class Kept(Generic[T]):
    """A table of an account, by id: kept for five minutes, and read again once for an unknown id.

    Args:
        read: reads it whole; ``None`` says that it is not to be had.
        clock: monotonic seconds.
    """

    def __init__(
        self, read: Callable[[], Mapping[str, T] | None], clock: Callable[[], float]
    ) -> None:
        self._read = read
        self._clock = clock
        self._lock = threading.Lock()
        self._table: Mapping[str, T] | None = None
        self._until: float | None = None
        self._absent: set[str] = set()
        """Ids that were asked for and are not there: not to be looked for until the time is up."""

    def find(self, ids: Iterable[str]) -> Mapping[str, T]:
        """Return the table, which has those of the ids that there are."""
        wanted = set(ids)
        if not wanted:
            return {}
        with self._lock:
            fresh = self._until is not None and self._clock() < self._until
            if not fresh:
                self._absent.clear()
            if not fresh or wanted - self._absent - (self._table or {}).keys():
                self._table = self._read()
                self._until = self._clock() + _MINUTES
                self._absent |= wanted - (self._table or {}).keys()
            return self._table or {}
