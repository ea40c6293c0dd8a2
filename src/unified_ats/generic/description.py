"""The generic ATS API, as data: endpoints, paging, fields and words, and nothing else.

This is the one place that says how the generic adapter speaks; the code beside it only reads it.
The API itself is described in ``docs/generic-api.md``.
"""

from collections.abc import Mapping

import attrs

from unified_ats.resources import ApplicationStatus, JobStatus

__all__ = ["GENERIC", "Description", "Endpoint", "Listing"]


@attrs.frozen(kw_only=True)
class Listing:
    """A list, and the look-up of one of its records.

    Attributes:
        path: of the list.
        items: where the records are in the answer.
        one_path: of one record, with a placeholder ``{id}``.
        one: where the record is in that answer.
        fields: canonical field → dotted path in the vendor's record.
        params: filter → query parameter.
    """

    path: str
    items: str
    one_path: str
    one: str
    fields: Mapping[str, str]
    params: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Endpoint:
    """A create.

    Attributes:
        path: to POST to.
        body: canonical field → the vendor's field.
        record: where the created record is in the answer.
        application_id: where the id of the application is.
    """

    path: str
    body: Mapping[str, str]
    record: str
    application_id: str


@attrs.frozen(kw_only=True)
class Description:
    """How an ATS speaks.

    Attributes:
        page_param: query parameter of the page number, from 1.
        size_param: query parameter of the page size.
        max_per_page: largest page.
        total: where the number of all records is.
        account_header: header of the account id.
        error_message: where an error body says what happened, in words.
        error_fields: where it says what is wrong with each field, if it does.
        job_words: the vendor's words for a job's status.
        final_words: the vendor's words for an application that is over.
        active_word: the vendor's word for one that is not; its stage then tells more.
        stages: stage name, lower case → status; settings may add to it.
    """

    page_param: str
    size_param: str
    max_per_page: int
    total: str
    account_header: str
    error_message: str
    error_fields: str
    jobs: Listing
    candidates: Listing
    applications: Listing
    create_candidate: Endpoint
    job_words: Mapping[str, JobStatus]
    final_words: Mapping[str, ApplicationStatus]
    active_word: str
    stages: Mapping[str, ApplicationStatus]


GENERIC = Description(
    page_param="page",
    size_param="per_page",
    max_per_page=100,
    total="total",
    account_header="X-Account-Id",
    error_message="error.message",
    error_fields="error.fields",
    jobs=Listing(
        path="/jobs",
        items="jobs",
        one_path="/jobs/{id}",
        one="job",
        fields={
            "id": "id",
            "title": "title",
            "location": "location",
            "vendor_status": "status",
            "external_url": "url",
            "department": "department",
            "employment_type": "employment_type",
            "created_at": "created_at",
            "updated_at": "updated_at",
        },
        params={"status": "status", "updated_after": "updated_after"},
    ),
    candidates=Listing(
        path="/candidates",
        items="candidates",
        one_path="/candidates/{id}",
        one="candidate",
        fields={
            "id": "id",
            "name": "name",
            "email": "email",
            "phone": "phone",
            "resume_url": "resume_url",
            "created_at": "created_at",
            "updated_at": "updated_at",
        },
        params={"email": "email", "updated_after": "updated_after"},
    ),
    applications=Listing(
        path="/applications",
        items="applications",
        one_path="/applications/{id}",
        one="application",
        fields={
            "id": "id",
            "candidate_name": "candidate.name",
            "email": "candidate.email",
            "vendor_status": "status",
            "stage": "stage",
            "job_id": "job_id",
            "candidate_id": "candidate.id",
            "rejection_reason": "rejection_reason",
            "source": "source",
            "applied_at": "applied_at",
            "updated_at": "updated_at",
        },
        params={"job_id": "job_id", "updated_after": "updated_after"},
    ),
    create_candidate=Endpoint(
        path="/candidates",
        body={
            "name": "name",
            "email": "email",
            "phone": "phone",
            "resume_url": "resume_url",
            "job_id": "job_id",
        },
        record="candidate",
        application_id="application.id",
    ),
    job_words={
        "open": JobStatus.OPEN,
        "closed": JobStatus.CLOSED,
        "draft": JobStatus.DRAFT,
        "pending": JobStatus.PENDING,
        "archived": JobStatus.ARCHIVED,
    },
    final_words={
        "hired": ApplicationStatus.HIRED,
        "rejected": ApplicationStatus.REJECTED,
        "withdrawn": ApplicationStatus.WITHDRAWN,
    },
    active_word="active",
    stages={
        "applied": ApplicationStatus.APPLIED,
        "new": ApplicationStatus.APPLIED,
        "application review": ApplicationStatus.APPLIED,
        "screening": ApplicationStatus.SCREENING,
        "phone screen": ApplicationStatus.SCREENING,
        "recruiter screen": ApplicationStatus.SCREENING,
        "assessment": ApplicationStatus.SCREENING,
        "interview": ApplicationStatus.INTERVIEW,
        "phone interview": ApplicationStatus.INTERVIEW,
        "technical interview": ApplicationStatus.INTERVIEW,
        "onsite": ApplicationStatus.INTERVIEW,
        "on-site interview": ApplicationStatus.INTERVIEW,
        "final interview": ApplicationStatus.INTERVIEW,
        "offer": ApplicationStatus.OFFER,
    },
)
