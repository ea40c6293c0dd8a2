"""The contract, a file a resource: the model, its words, its query, and what a vendor implements.

To add a resource, write its file and name it here and in ``provider.py``.
"""

from unified_ats.resources.applications import (
    Application,
    ApplicationQuery,
    Applications,
    ApplicationStatus,
    stage_table,
)
from unified_ats.resources.base import ListResource, Query, Resource, optional
from unified_ats.resources.candidates import (
    Candidate,
    CandidateQuery,
    Candidates,
    CreatedCandidate,
    NewCandidate,
)
from unified_ats.resources.canonical import structure, to_dict
from unified_ats.resources.jobs import (
    Job,
    JobQuery,
    Jobs,
    JobStatus,
    SalaryPeriod,
    SalaryRange,
    WorkplaceType,
)
from unified_ats.resources.paging import Page, PageRequest, Paging, Position, walk

__all__ = [
    "Application",
    "ApplicationQuery",
    "ApplicationStatus",
    "Applications",
    "Candidate",
    "CandidateQuery",
    "Candidates",
    "CreatedCandidate",
    "Job",
    "JobQuery",
    "JobStatus",
    "Jobs",
    "ListResource",
    "NewCandidate",
    "Page",
    "PageRequest",
    "Paging",
    "Position",
    "Query",
    "Resource",
    "SalaryPeriod",
    "SalaryRange",
    "WorkplaceType",
    "optional",
    "stage_table",
    "structure",
    "to_dict",
    "walk",
]
