"""The stages applications are at. Most come with their name; a few have to be looked up.

``stage_id`` of an application is the id of a row of its own history, ``/application_stages``, and
not that of the job's stage, ``/job_interview_stages``, to which that row leads.
"""

from collections.abc import Mapping

import attrs

from unified_ats import ApplicationStatus, Transport
from unified_ats_greenhouse.listing import look_up

__all__ = ["STAGES", "stage_names"]

STAGES = {
    "application review": ApplicationStatus.APPLIED,
    "applied": ApplicationStatus.APPLIED,
    "resume review": ApplicationStatus.APPLIED,
    "preliminary phone screen": ApplicationStatus.SCREENING,
    "phone screen": ApplicationStatus.SCREENING,
    "recruiter phone screen": ApplicationStatus.SCREENING,
    "recruiter screen": ApplicationStatus.SCREENING,
    "screening": ApplicationStatus.SCREENING,
    "assessment": ApplicationStatus.SCREENING,
    "take home test": ApplicationStatus.SCREENING,
    "phone interview": ApplicationStatus.INTERVIEW,
    "technical phone interview": ApplicationStatus.INTERVIEW,
    "technical interview": ApplicationStatus.INTERVIEW,
    "hiring manager interview": ApplicationStatus.INTERVIEW,
    "interview": ApplicationStatus.INTERVIEW,
    "face to face": ApplicationStatus.INTERVIEW,
    "onsite": ApplicationStatus.INTERVIEW,
    "onsite interview": ApplicationStatus.INTERVIEW,
    "executive interview": ApplicationStatus.INTERVIEW,
    "final interview": ApplicationStatus.INTERVIEW,
    "reference check": ApplicationStatus.INTERVIEW,
    "offer": ApplicationStatus.OFFER,
}
"""Stage name, lower case → status. Stages are free text in Greenhouse: settings add to this."""


@attrs.frozen(kw_only=True)
class RawPassage:
    """A row of an application's history: it is, or was, at a stage of the job."""

    application_id: str | None = None
    job_interview_stage_id: str | None = None


@attrs.frozen(kw_only=True)
class RawStage:
    """A stage of a job."""

    id: str
    name: str | None = None


def stage_names(http: Transport, unnamed: Mapping[str, str | None]) -> dict[str, str]:
    """Find the names of stages.

    Args:
        http: the provider's transport.
        unnamed: the id of the job's stage, by application; ``None`` where only the history has it.

    Returns:
        The name by application; those at no stage are left out.
    """
    unknown = [application for application, stage in unnamed.items() if not stage]
    history = look_up(
        http,
        "/application_stages",
        unknown,
        by="application_ids",
        filters={"current": True},
        into=RawPassage,
    )
    at = {application: stage for application, stage in unnamed.items() if stage}
    at |= {
        each.application_id: each.job_interview_stage_id
        for each in history
        if each.application_id and each.job_interview_stage_id
    }
    stages = look_up(http, "/job_interview_stages", at.values(), into=RawStage)
    names = {stage.id: stage.name for stage in stages}
    return {app: name for app, stage in at.items() if (name := names.get(stage))}
