"""All that the company holds, read once until something is written."""

from collections.abc import Mapping
from typing import Self

import attrs

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

__all__ = ["Books"]


@attrs.frozen(kw_only=True, eq=False)
class Books:
    """The company's records by its own ids, each kind in its order."""

    users: Mapping[str, User]
    offices: Mapping[str, Office]
    departments: Mapping[str, Department]
    stages: Mapping[str, Stage]
    reasons: Mapping[str, RejectionReason]
    jobs: Mapping[str, Job]
    people: Mapping[str, Candidate]
    applications: Mapping[str, Application]

    @classmethod
    def of(cls, company: Company) -> Self:
        """Read them."""
        return cls(
            users={each.id: each for each in company.users()},
            offices={each.id: each for each in company.offices()},
            departments={each.id: each for each in company.departments()},
            stages={each.id: each for each in company.stages()},
            reasons={each.id: each for each in company.rejection_reasons()},
            jobs={each.id: each for each in company.list_jobs()[0]},
            people={each.id: each for each in company.list_candidates()[0]},
            applications={each.id: each for each in company.list_applications()[0]},
        )
