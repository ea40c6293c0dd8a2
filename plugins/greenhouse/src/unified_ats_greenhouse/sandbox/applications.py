"""`/v3/applications`: people's ways to jobs, and prospects, who have none yet."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from unified_ats.sandbox import Application, Candidate, Job, Stage, checks
from unified_ats_greenhouse.sandbox import fields
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.application_stages import current_stage, row_id
from unified_ats_greenhouse.sandbox.filters import (
    Filter,
    has_any,
    is_among,
    is_equal,
    is_flag,
    is_within,
    matches_nothing,
)
from unified_ats_greenhouse.sandbox.ids import to_wire, wire_id
from unified_ats_greenhouse.sandbox.job_interview_stages import stage_wire
from unified_ats_greenhouse.sandbox.job_posts import public_post
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.rules import is_anonymised, is_prospect
from unified_ats_greenhouse.sandbox.wire import Row, dated, iso, iso_or_none

__all__ = ["ASKED", "FILTERS", "LIST", "STATUSES", "rows"]

STATUSES = {
    "active": "in_process",
    "hired": "hired",
    "rejected": "rejected",
    "withdrawn": "rejected",
}
"""The company's words in Greenhouse's; words that it does not know are passed through."""

ASKED = {
    "active": "in_process",
    "rejected": "rejected",
    "hired": "hired",
    "converted": "converted",
}
"""What the filter `status` may say, and what the field `status` then says: what is read as
`in_process` is asked for as `active`. That `status=in_process` is refused is unconfirmed."""


@attrs.frozen(kw_only=True)
class _LookUps:
    """What an application's object takes from other records."""

    people: Mapping[str, Candidate]
    jobs: Mapping[str, Job]
    stages: Sequence[Stage]
    sources: Mapping[str, int]


def rows(account: Account) -> Iterator[Row]:
    """Yield all applications."""
    company = account.company
    look_ups = _LookUps(
        people={each.id: each for each in company.list_candidates()[0]},
        jobs={each.id: each for each in company.list_jobs()[0]},
        stages=company.stages(),
        sources=account.sources(),
    )
    for application in account.applications():
        job = None if is_prospect(application) else look_ups.jobs[application.job_id]
        yield {
            **_row(application, look_ups),
            **(
                _of_a_job(application, job, look_ups)
                if job
                else _of_a_prospect(application, account)
            ),
            **account.written.get(application.id, {}),
        }


def _row(application: Application, look_ups: _LookUps) -> Row:
    person = look_ups.people[application.candidate_id]
    number = application.seq
    rejected = STATUSES.get(application.status) == "rejected"
    return {
        "id": wire_id("applications", number),
        **dated(application.created_at, application.updated_at),
        "candidate_id": wire_id("candidates", person.seq),
        "status": STATUSES.get(application.status, application.status),
        "rejected_at": iso_or_none(application.closed_at) if rejected else None,
        "last_activity_at": None if number % 11 == 6 else iso(application.updated_at),
        "recruiter_id": None,
        "coordinator_id": None,
        "source_id": look_ups.sources.get(application.source or ""),
        "referrer_id": None,
        "agency_note_id": None,
        "location_address": None if number % 3 or is_anonymised(person) else person.location,
        "custom_fields": None if number % 7 == 3 else {},
    }


def _of_a_job(application: Application, job: Job, look_ups: _LookUps) -> Row:
    stage = current_stage(application, look_ups.stages)
    through_the_post = application.source == "Careers page"
    return {
        "job_id": wire_id("jobs", job.seq),
        "job_post_id": public_post(job) if through_the_post else None,
        "stage_id": row_id(application, stage) if stage else None,
        "stage_name": stage.name if stage else None,
        "job_interview_stage_id": stage_wire(job.id, stage) if stage else None,
        "needs_decision": application.seq % 4 == 1 if stage else None,
        "prospect": False,
        "prospective_job_ids": [],
        "recruiter_id": to_wire("users", job.recruiter_id) if application.seq % 4 else None,
        "answers": [{"question": "May you work here?", "answer": "Yes"}]
        if through_the_post
        else None,
    }


def _of_a_prospect(application: Application, account: Account) -> Row:
    """Return the fields of somebody without a job, who may be considered for some."""
    considered = [application.job_id] if application.job_id and application.seq % 100 > 50 else []
    jobs = account.prospective.get(application.id, considered)
    return {
        "job_id": None,
        "job_post_id": None,
        "stage_id": None,
        "stage_name": None,
        "job_interview_stage_id": None,
        "needs_decision": None,
        "prospect": True,
        "prospective_job_ids": [to_wire("jobs", each) for each in jobs],
        "answers": [],
    }


FILTERS: dict[str, Filter] = {
    "candidate_ids": is_among("candidate_id"),
    "job_ids": is_among("job_id"),
    "prospective_job_ids": has_any("prospective_job_ids"),
    "job_post_ids": is_among("job_post_id"),
    "source_ids": is_among("source_id"),
    "referrer_ids": is_among("referrer_id"),
    "stage_ids": is_among("stage_id"),
    "job_interview_stage_ids": is_among("job_interview_stage_id"),
    "status": Filter(
        check=fields.one_of(ASKED), keep=lambda row, word: bool(row["status"] == ASKED[word])
    ),
    "stage_name": is_equal("stage_name", checks.text),
    "prospect": is_flag("prospect"),
    "last_activity_at": is_within("last_activity_at"),
    "custom_field_option_id": matches_nothing(),
}

LIST = Listing(name="applications", rows=rows, filters=FILTERS)
