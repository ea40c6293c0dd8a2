"""Applications: Lever's opportunities, which carry the application to a posting in them.

https://hire.lever.co/developer/documentation#opportunities and #applications.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from unified_ats import (
    Application,
    ApplicationQuery,
    Applications,
    ApplicationStatus,
    Page,
    PageRequest,
    Response,
)
from unified_ats_lever.kept import Kept
from unified_ats_lever.listing import LARGEST, Filters, after, get, moment, read_page
from unified_ats_lever.opportunities import RawOpportunity, first
from unified_ats_lever.reasons import ENDS, RawReason, Verdicts, read_reasons
from unified_ats_lever.relay import Leg
from unified_ats_lever.stages import PIPELINES, STAGES, RawStageKind, read_kinds

__all__ = ["Around", "LeverApplications", "to_application"]

EXPAND = ["applications", "stage"]
"""What comes along with each opportunity, instead of with calls of its own."""
ENDED = {*ENDS, ApplicationStatus.UNKNOWN}
"""What archived applications can be: without their reason, nobody knows how they ended."""
_LOST = ENDED - {ApplicationStatus.HIRED}


@attrs.frozen(kw_only=True)
class Around:
    """What the account says around opportunities.

    Attributes:
        reasons: of archiving, by id.
        verdicts: what those mean.
        kinds: stages with their kind, by id.
        stages: stage name, lower case → status, of the user's own; they win.
    """

    reasons: Mapping[str, RawReason] = attrs.field(factory=dict)
    verdicts: Verdicts = attrs.field(factory=Verdicts)
    kinds: Mapping[str, RawStageKind] = attrs.field(factory=dict)
    stages: Mapping[str, ApplicationStatus] = attrs.field(factory=dict)


def to_application(raw: Any, where: str = "$.data", *, around: Around | None = None) -> Application:
    """Turn Lever's opportunity into our application.

    Args:
        raw: the opportunity, with application and stage expanded.
        where: its path in the answer, for errors.
        around: what the account says around it.
    """
    opportunity = RawOpportunity.read(raw, where)
    around = around or Around()
    application = opportunity.application
    status, reason = _status(opportunity, around)
    return Application(
        id=opportunity.id,
        candidate_name=(application and application.name) or opportunity.name or "",
        email=(application and application.email) or first(opportunity.emails),
        status=status,
        vendor_status=reason.type if reason else None,
        stage=_stage(opportunity, around),
        job_id=application.posting_id if application else None,
        candidate_id=opportunity.contact_id,
        rejection_reason=reason.text if reason and status in _LOST else None,
        source=first(opportunity.sources),
        applied_at=moment((application and application.created_at) or opportunity.created_at),
        updated_at=moment(opportunity.updated_at),
        raw=raw,
    )


def _status(
    opportunity: RawOpportunity, around: Around
) -> tuple[ApplicationStatus, RawReason | None]:
    """Say how far an application is, and why it ended: what is over wins over the stage."""
    if not opportunity.ends:
        return _progress(opportunity, around), None
    found = [(around.verdicts.of(reason), reason) for reason in _reasons(opportunity, around)]
    hired = (each for each in found if each[0] is ApplicationStatus.HIRED)
    return next(hired, found[0] if found else (ApplicationStatus.UNKNOWN, None))


def _reasons(opportunity: RawOpportunity, around: Around) -> Iterator[RawReason]:
    """Yield why it ended: first of the whole opportunity, then of the application alone."""
    for end in opportunity.ends:
        if reason := around.reasons.get(end.reason or ""):
            yield reason


def _stage(opportunity: RawOpportunity, around: Around) -> str | None:
    stage = opportunity.at
    if stage is None:
        return None
    kind = around.kinds.get(stage.id)
    return stage.text or (kind.text if kind else None)


def _progress(opportunity: RawOpportunity, around: Around) -> ApplicationStatus:
    """Say at what kind of stage an application is; the user's own word for a stage wins."""
    name = (_stage(opportunity, around) or "").strip().lower()
    if name in around.stages:
        return around.stages[name]
    kind = around.kinds.get(opportunity.at.id) if opportunity.at else None
    if kind and kind.pipeline in PIPELINES:
        return PIPELINES[kind.pipeline]
    return STAGES.get(name, ApplicationStatus.ACTIVE)


def lists_for(query: ApplicationQuery) -> Sequence[Filters]:
    """Return the lists to read: of a posting, the live applications and then the archived ones.

    In this order none is lost that is archived in between: it is left out of the second list, by
    its time. One that is taken up again in between may be.
    """
    if not query.job_id:
        return [{}]  # all opportunities, archived or not
    live, archived = {"posting_id": query.job_id}, {"archived_posting_id": query.job_id}
    if query.status and query.status.isdisjoint(ENDED):
        return [live]
    return [live, archived]


def _is_due(application: Application, leg: Leg) -> bool:
    """Whether an application of a job belongs to the list that it came with.

    What had ended when the reading began comes with the archived ones, all else with the live ones;
    so it comes once even if Lever has it in both lists, which its documentation leaves open. Where
    opportunity and application do not agree on that, twice does less harm than never.
    """
    ended = [end.archived_at or 0 for end in RawOpportunity.read(application.raw, "$").ends]
    if leg.number:
        return min(ended, default=0) <= leg.began
    return len(ended) < 2 or max(ended) > leg.began


class LeverApplications(Applications):
    """``GET /opportunities``, and the account's tables that say what stages and reasons mean."""

    paging = "cursor"
    max_per_page = LARGEST
    native_filters = frozenset({"job_id", "updated_after"})

    def read_page(self, query: ApplicationQuery, page: PageRequest) -> Page[Application]:
        """Read one page of opportunities, with stages and reasons where a filter looks at them."""
        lists = lists_for(query)
        leg = Leg.at(page.cursor, lists, self.http)
        answers: list[Response] = []
        found = read_page(
            self.http,
            "/opportunities",
            PageRequest(size=page.size, cursor=leg.offset),
            filters={
                **lists[leg.number],
                "expand": EXPAND,
                "updated_at_start": after(query.updated_after),
                "confidentiality": self.settings.confidentiality,
            },
            convert=to_application,
            on_answer=answers.append,
        )
        if page.cursor is None:
            leg = leg.dated(answers[0], self.http.options.wall_clock())
        items = [each for each in found.items if not query.job_id or _is_due(each, leg)]
        return Page(
            items=self.complete(items) if query.status else items,
            next_cursor=leg.next_cursor(found.next_cursor, lists),
        )

    def read_one(self, application_id: str) -> Application:
        """Read one opportunity."""
        raw = get(self.http, "/opportunities/{id}", application_id, filters={"expand": EXPAND})
        return self.complete([to_application(raw)])[0]

    def complete(self, records: Sequence[Application]) -> list[Application]:
        """Look up what stages and reasons mean."""
        opportunities = [RawOpportunity.read(each.raw, "$") for each in records]
        around = Around(
            reasons=self._reasons.find(_reason_ids(opportunities)),
            verdicts=self.settings.verdicts,
            kinds=self._kinds.find(_stage_ids(opportunities)),
            stages=self.settings.stages,
        )
        return [to_application(each.raw, around=around) for each in records]

    @cached_property
    def _reasons(self) -> Kept[RawReason]:
        return Kept(lambda: read_reasons(self.http), self.http.options.clock)

    @cached_property
    def _kinds(self) -> Kept[RawStageKind]:
        return Kept(lambda: read_kinds(self.http), self.http.options.clock)


def _reason_ids(opportunities: Iterable[RawOpportunity]) -> Iterable[str]:
    return (end.reason for each in opportunities for end in each.ends if end.reason)


def _stage_ids(opportunities: Iterable[RawOpportunity]) -> Iterable[str]:
    return (each.at.id for each in opportunities if each.at and not each.ends)
