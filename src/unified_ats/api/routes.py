"""The route table. A new resource is a row here and an operation."""

from functools import cache

from unified_ats.api import operations, schemas
from unified_ats.api.explorer import get_docs
from unified_ats.api.messages import Response, json_response
from unified_ats.api.openapi import document
from unified_ats.api.parameters import JOB_ID, LISTING, status
from unified_ats.api.problems import CONFIGURATION, FROM_ATS
from unified_ats.api.route import Answer, Call, Route
from unified_ats.provider import Capability
from unified_ats.resources import (
    Application,
    ApplicationStatus,
    CreatedCandidate,
    Job,
    JobStatus,
    NewCandidate,
)

__all__ = ["ROUTES", "get_openapi"]

_ATS = (CONFIGURATION, *FROM_ATS.values())


def get_openapi(_: Call) -> Response:
    """Answer the description of the route table."""
    return _document()


@cache
def _document() -> Response:
    return json_response(200, document(ROUTES))


ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="/jobs",
        operation=operations.list_jobs,
        tag="jobs",
        summary="List jobs",
        says="Open jobs only, unless `status` says otherwise.",
        parameters=(status(JobStatus, default=JobStatus.OPEN), *LISTING),
        answer=Answer(says="A page of jobs.", schema=schemas.listing("jobs", Job), models=(Job,)),
        kinds=_ATS,
    ),
    Route(
        method="POST",
        path="/candidates",
        operation=operations.create_candidate,
        tag="candidates",
        summary="Create a candidate and apply them to a job",
        body=NewCandidate,
        example={
            "name": "Jane Doe",
            "email": "jane.doe@example.com",
            "phone": "+1 555 0100",
            "resume_url": "https://example.com/resume.pdf",
            "job_id": "job_1",
        },
        answer=Answer(
            status=201,
            says="The candidate, as the ATS now has them.",
            schema=schemas.ref(CreatedCandidate),
            models=(CreatedCandidate,),
        ),
        kinds=_ATS,
        doubt="It may have been done all the same: look for the application before another try",
    ),
    Route(
        method="GET",
        path="/applications",
        operation=operations.list_applications,
        tag="applications",
        summary="List the applications to a job",
        parameters=(JOB_ID, status(ApplicationStatus), *LISTING),
        answer=Answer(
            says="A page of applications.",
            schema=schemas.listing("applications", Application),
            models=(Application,),
        ),
        kinds=_ATS,
    ),
    Route(
        method="GET",
        path="/provider",
        operation=operations.get_provider,
        summary="Show which ATS this is and what it can do",
        answer=Answer(
            says="The provider and its capabilities.",
            schema={
                "type": "object",
                "required": ["name", "title", "capabilities"],
                "properties": {
                    "name": {"type": "string"},
                    "title": {"type": "string"},
                    "capabilities": {
                        "type": "object",
                        "additionalProperties": schemas.ref(Capability),
                    },
                },
            },
            models=(Capability,),
        ),
        kinds=(CONFIGURATION,),
    ),
    Route(
        method="GET",
        path="/health",
        operation=operations.get_health,
        summary="Show that the service runs",
        says="The ATS is not asked.",
        answer=Answer(
            says="It runs.",
            schema={
                "type": "object",
                "required": ["status"],
                "properties": {"status": {"const": "ok"}},
            },
        ),
        needs_token=False,
    ),
    Route(
        method="GET",
        path="/openapi.json",
        operation=get_openapi,
        summary="Describe this API",
        answer=Answer(says="An OpenAPI 3.1 document.", schema={"type": "object"}),
        needs_token=False,
    ),
    Route(
        method="GET",
        path="/docs",
        operation=get_docs,
        summary="Try this API in a browser",
        answer=Answer(says="A page.", media_type="text/html", schema={"type": "string"}),
        needs_token=False,
    ),
)
