"""What the company holds at one moment, by its ids, and what Ashby has besides."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Self

import attrs

from tests.stand_ins.ashby.wire import Row, wire_id
from tests.stand_ins.kept import until_written
from unified_ats.sandbox import (
    Application,
    Candidate,
    Company,
    Department,
    Job,
    Office,
    RejectionReason,
    Stage,
    User,
)

SET_UP = datetime(2024, 2, 4, 8, 15, tzinfo=UTC)
"""When the account was set up, for what the company keeps no times of."""

PLAN = "default-plan"
"""The one interview plan; its id is made of this."""

LEAD, HIRED, ARCHIVED = "New Lead", "Hired", "Archived"
"""Stages that every plan has, and the company has not."""

WITHDREW = RejectionReason(id="reason_withdrew", seq=0, name="Candidate withdrew")
"""Why an application ended that the candidate withdrew without a word."""

STAGE_TYPES = {
    "applied": "PreInterviewScreen",
    "screening": "Active",
    "interview": "Active",
    "offer": "Offer",
}
SOURCE_TYPES = {"Referral": "Referral", "Agency": "Agency", "Sourced": "Sourced"}
"""Title of a source → title of its type; all others are `Inbound`."""


@until_written
def _records(company: Company) -> Row:
    return {
        "jobs": {each.id: each for each in reversed(company.list_jobs()[0])},
        "people": {each.id: each for each in reversed(company.list_candidates()[0])},
        "applications": company.list_applications()[0][::-1],
        "departments": company.departments(),
        "offices": {each.id: each for each in company.offices()},
        "users": {each.id: each for each in company.users()},
        "stages": {each.id: each for each in company.stages()},
        "reasons": {each.id: each for each in company.rejection_reasons()},
    }


@attrs.frozen(kw_only=True)
class Books:
    """The account, as it stands: records in the order in which they came.

    Attributes:
        extras: What the company has no column for, by the company's ids.
    """

    jobs: Mapping[str, Job]
    people: Mapping[str, Candidate]
    applications: Sequence[Application]
    departments: Sequence[Department]
    offices: Mapping[str, Office]
    users: Mapping[str, User]
    stages: Mapping[str, Stage]
    reasons: Mapping[str, RejectionReason]
    extras: Mapping[str, Row]

    @classmethod
    def of(cls, company: Company, extras: Mapping[str, Row]) -> Self:
        """Open the books of a company."""
        return cls(**_records(company), extras=extras)

    def plan(self) -> list[Row]:
        """Return the stages of the interview plan in their order."""
        own = [stage for stage in self.stages.values() if stage.name != LEAD]
        known = [(stage.name, STAGE_TYPES.get(stage.kind or "", "Active")) for stage in own]
        titles = [(LEAD, "Lead"), *known, (HIRED, "Hired"), (ARCHIVED, "Archived")]
        return [
            {
                "id": wire_id(f"stage/{title}"),
                "title": title,
                "type": kind,
                "orderInInterviewPlan": order,
                "interviewStageGroupId": None,
                "interviewPlanId": wire_id(PLAN),
            }
            for order, (title, kind) in enumerate(titles)
        ]

    def sources(self) -> list[Row]:
        """Return where people came from, as far as anybody did."""
        return [source(title) for title in sorted({each.source or "" for each in self._sourced()})]

    def _sourced(self) -> list[Application]:
        return [each for each in self.applications if each.source]


def source(title: str) -> Row:
    """Return a source."""
    kind = SOURCE_TYPES.get(title, "Inbound")
    return {
        "id": wire_id(f"source/{title}"),
        "title": title,
        "isArchived": False,
        "sourceType": {"id": wire_id(f"source type/{kind}"), "title": kind, "isArchived": False},
    }
