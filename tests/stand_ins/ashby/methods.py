"""The methods: what each takes, and what it answers."""

from collections.abc import Callable, Collection, Mapping

import attrs

from tests.stand_ins.ashby import creating, jobs, people, reading
from tests.stand_ins.ashby.books import WITHDREW
from tests.stand_ins.ashby.fields import (
    Check,
    flag,
    items,
    milliseconds,
    moment,
    one_of,
    place,
    size,
)
from tests.stand_ins.ashby.reading import Call
from tests.stand_ins.ashby.wire import Row
from unified_ats.sandbox import checks

JOB_STATUSES = ("Draft", "Open", "Closed", "Archived")
APPLICATION_STATUSES = ("Hired", "Archived", "Active", "Lead")

_PAGE: Mapping[str, Check] = {"cursor": checks.text, "limit": size}
_SYNC: Mapping[str, Check] = {**_PAGE, "syncToken": checks.text}
_DATED: Mapping[str, Check] = {**_SYNC, "createdAfter": milliseconds}
_NAMES: Mapping[str, Check] = {**_SYNC, "includeArchived": flag}


@attrs.frozen(kw_only=True)
class Method:
    """A method: its name, what it takes, and what it does."""

    name: str
    answer: Callable[[Call], Row]
    takes: Mapping[str, Check] = attrs.field(factory=dict)
    wants: Collection[str] = ()


METHODS = (
    Method(
        name="job.list",
        answer=reading.list_jobs,
        takes={
            **_DATED,
            "status": items(one_of(JOB_STATUSES)),
            "openedAfter": milliseconds,
            "openedBefore": milliseconds,
            "closedAfter": milliseconds,
            "closedBefore": milliseconds,
            "includeUnpublishedJobPostingsIds": flag,
            "expand": items(one_of(("location", "openings"))),
        },
    ),
    Method(
        name="job.info",
        answer=reading.get_job,
        takes={
            "id": checks.text,
            "includeUnpublishedJobPostingsIds": flag,
            "expand": items(one_of(("location", "openings"))),
        },
        wants=("id",),
    ),
    Method(
        name="jobPosting.list",
        answer=reading.list_postings,
        takes={"location": checks.text, "department": checks.text, "listedOnly": flag},
    ),
    Method(name="candidate.list", answer=reading.list_candidates, takes=_DATED),
    Method(
        name="candidate.search",
        answer=reading.search_candidates,
        takes={"email": checks.text, "name": checks.text},
    ),
    Method(
        name="candidate.info",
        answer=reading.get_candidate,
        takes={"id": checks.text},
        wants=("id",),
    ),
    Method(
        name="candidate.create",
        answer=lambda call: creating.create_candidate(call.company, call.extras, call.sent),
        takes={
            "name": checks.text,
            "email": checks.email,
            "phoneNumber": checks.text,
            "linkedInUrl": checks.url,
            "githubUrl": checks.url,
            "website": checks.url,
            "alternateEmailAddresses": items(checks.email),
            "sourceId": checks.text,
            "creditedToUserId": checks.text,
            "location": place,
            "createdAt": moment,
        },
        wants=("name",),
    ),
    Method(
        name="application.list",
        answer=reading.list_applications,
        takes={
            **_DATED,
            "status": one_of(APPLICATION_STATUSES),
            "jobId": checks.text,
            "expand": items(one_of(("openings",))),
        },
    ),
    Method(
        name="application.info",
        answer=reading.get_application,
        takes={
            "applicationId": checks.text,
            "expand": items(one_of(("openings", "applicationFormSubmissions", "referrals"))),
        },
        wants=("applicationId",),
    ),
    Method(
        name="application.create",
        answer=lambda call: creating.create_application(call.company, call.extras, call.sent),
        takes={
            "candidateId": checks.text,
            "jobId": checks.text,
            "interviewPlanId": checks.text,
            "interviewStageId": checks.text,
            "sourceId": checks.text,
            "creditedToUserId": checks.text,
            "createdAt": moment,
        },
        wants=("candidateId", "jobId"),
    ),
    Method(
        name="department.list",
        answer=lambda call: call.walk.page(call.books.departments, jobs.department),
        takes=_NAMES,
    ),
    Method(
        name="location.list",
        answer=lambda call: call.walk.page([*call.books.offices.values()], jobs.location),
        takes={**_NAMES, "includeLocationHierarchy": flag},
    ),
    Method(
        name="archiveReason.list",
        answer=lambda call: call.walk.page(
            [WITHDREW, *call.books.reasons.values()], people.reason, syncs=False
        ),
        takes={**_PAGE, "includeArchived": flag},
    ),
    Method(name="interviewPlan.list", answer=reading.list_plans, takes=_NAMES),
    Method(
        name="interviewStage.list",
        answer=reading.list_stages,
        takes={"interviewPlanId": checks.text},
        wants=("interviewPlanId",),
    ),
    Method(
        name="source.list",
        answer=lambda call: {"results": call.books.sources(), "moreDataAvailable": False},
        takes={"includeArchived": flag},
    ),
    Method(
        name="file.info",
        answer=reading.get_file,
        takes={"fileHandle": checks.text},
        wants=("fileHandle",),
    ),
)
