"""Applications. People, sources, stages and reasons are lists of their own, read by the page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from unified_ats import (
    Application,
    ApplicationQuery,
    Applications,
    ApplicationStatus,
    Page,
    PageRequest,
    structure,
)
from unified_ats_greenhouse.candidates import RawCandidate
from unified_ats_greenhouse.listing import LARGEST, PROVIDER, after, get, is_id, look_up, read_page
from unified_ats_greenhouse.rejections import RawReason, reasons_of
from unified_ats_greenhouse.stages import STAGES, stage_names

__all__ = ["Around", "GreenhouseApplications", "RawApplication", "to_application"]

IN_PROCESS = {"in_process", "active"}
"""Greenhouse sends the first, and wants to be asked for the second."""
OVER = {
    "hired": ApplicationStatus.HIRED,
    "rejected": ApplicationStatus.REJECTED,
    "converted": ApplicationStatus.ACTIVE,
}
"""Greenhouse's other words. A prospect that was converted goes on as another application."""
_PERSON = "id,first_name,last_name,preferred_name,email_addresses"
"""All that an application shows of a person; the rest need not travel."""


@attrs.frozen(kw_only=True)
class RawApplication:
    """An application, as Greenhouse sends it; one of a prospect may have no job and no stage."""

    id: str
    candidate_id: str | None = None
    job_id: str | None = None
    status: str | None = None
    stage_name: str | None = None
    job_interview_stage_id: str | None = None
    prospect: bool | None = None
    source_id: str | None = None
    rejection_reason_id: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@attrs.frozen(kw_only=True)
class RawSource:
    """Where people come from."""

    id: str
    name: str | None = None


@attrs.frozen(kw_only=True)
class Around:
    """What other lists say of applications.

    Attributes:
        people: by candidate.
        sources: name, by source.
        stages: name, by application, of those that come without.
        reasons: of rejections, by application.
    """

    people: Mapping[str, RawCandidate] = attrs.field(factory=dict)
    sources: Mapping[str, str | None] = attrs.field(factory=dict)
    stages: Mapping[str, str] = attrs.field(factory=dict)
    reasons: Mapping[str, RawReason] = attrs.field(factory=dict)


def to_application(
    raw: Any,
    where: str = "$",
    *,
    around: Around | None = None,
    kinds: Mapping[str, ApplicationStatus] = STAGES,
) -> Application:
    """Turn Greenhouse's application into ours.

    Args:
        raw: the application.
        where: its path in the answer, for errors.
        around: what other lists say of it.
        kinds: stage name, lower case → status.
    """
    application = structure(raw, RawApplication, provider=PROVIDER, where=where)
    around = around or Around()
    person = around.people.get(application.candidate_id or "")
    stage = application.stage_name or around.stages.get(application.id)
    reason = around.reasons.get(application.id)
    return Application(
        id=application.id,
        candidate_name=person.name if person else "",
        email=person.email if person else None,
        status=_status(application.status, stage, reason, kinds),
        vendor_status=application.status,
        stage=stage,
        job_id=application.job_id,
        candidate_id=application.candidate_id,
        rejection_reason=reason.name if reason else None,
        source=around.sources.get(application.source_id or ""),
        applied_at=application.created_at,
        updated_at=application.updated_at,
        raw=raw,
    )


def _status(
    word: str | None,
    stage: str | None,
    reason: RawReason | None,
    kinds: Mapping[str, ApplicationStatus],
) -> ApplicationStatus:
    """Say how far an application is: what is over wins, then the kind of its stage."""
    if word in IN_PROCESS:
        return kinds.get((stage or "").strip().lower(), ApplicationStatus.ACTIVE)
    if word == "rejected" and reason and reason.theirs:
        return ApplicationStatus.WITHDRAWN
    return OVER.get(word or "", ApplicationStatus.UNKNOWN)


def word_for(
    wanted: frozenset[ApplicationStatus], kinds: Mapping[str, ApplicationStatus]
) -> str | None:
    """Return the one word to ask Greenhouse with that covers statuses, where one does."""
    meanings = {word: {status} for word, status in OVER.items()}
    meanings["rejected"].add(ApplicationStatus.WITHDRAWN)
    meanings["active"] = {ApplicationStatus.ACTIVE, *kinds.values()}
    words = [word for word, meaning in meanings.items() if meaning & wanted]
    return words[0] if len(words) == 1 and ApplicationStatus.UNKNOWN not in wanted else None


class GreenhouseApplications(Applications):
    """``GET /applications``, and what it takes to say whose they are and how far."""

    paging = "cursor"
    max_per_page = LARGEST
    native_filters = frozenset({"job_id", "updated_after"})

    def read_page(self, query: ApplicationQuery, page: PageRequest) -> Page[Application]:
        """Read one page of applications, with stages and reasons where a filter looks at them."""
        if query.job_id and not is_id(query.job_id):
            return Page(items=())  # Greenhouse would refuse it; there is no such job
        filters = {
            "job_ids": query.job_id,
            "status": word_for(query.status, self._kinds()),
            "updated_at": after(query.updated_after),
        }
        found = read_page(self.http, "/applications", page, filters=filters, convert=to_application)
        if not query.status:
            return found
        around = self._standing(_raws(found.items))
        return attrs.evolve(found, items=self._around(found.items, around))

    def read_one(self, application_id: str) -> Application:
        """Read one application."""
        return self.complete([get(self.http, "/applications", application_id, to_application)])[0]

    def complete(self, records: Sequence[Application]) -> list[Application]:
        """Look up people, sources, stages and reasons, fifty ids a call."""
        raws = _raws(records)
        people = look_up(
            self.http,
            "/candidates",
            (raw.candidate_id for raw in raws if raw.candidate_id),
            filters={"fields": _PERSON},
            into=RawCandidate,
        )
        sources = look_up(
            self.http, "/sources", (raw.source_id for raw in raws if raw.source_id), into=RawSource
        )
        around = attrs.evolve(
            self._standing(raws),
            people={person.id: person for person in people},
            sources={source.id: source.name for source in sources},
        )
        return self._around(records, around)

    def _standing(self, raws: Sequence[RawApplication]) -> Around:
        """Look up what the status depends on."""
        unnamed = (raw for raw in raws if raw.status in IN_PROCESS and not raw.stage_name)
        return Around(
            stages=stage_names(
                self.http,
                {raw.id: raw.job_interview_stage_id for raw in unnamed if not raw.prospect},
            ),
            reasons=reasons_of(
                self.http,
                {raw.id: raw.rejection_reason_id for raw in raws if raw.status == "rejected"},
            ),
        )

    def _around(self, records: Iterable[Application], around: Around) -> list[Application]:
        kinds = self._kinds()
        return [to_application(each.raw, around=around, kinds=kinds) for each in records]

    def _kinds(self) -> dict[str, ApplicationStatus]:
        return {**STAGES, **self.settings.stages}


def _raws(records: Iterable[Application]) -> list[RawApplication]:
    return [structure(each.raw, RawApplication, provider=PROVIDER) for each in records]
