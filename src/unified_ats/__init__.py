"""One Python API over many applicant tracking systems (ATSs).

::

    import unified_ats

    with unified_ats.connect("generic", base_url="…", api_key="…") as ats:
        for job in ats.jobs.iter(status="OPEN"):
            print(job.title)
"""

from unified_ats.errors import (
    ArgumentError,
    ATSError,
    ATSTimeoutError,
    AuthenticationError,
    BadResponseError,
    ConfigurationError,
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    PermissionDeniedError,
    PluginError,
    RateLimitError,
    ResponseError,
    ServerError,
    UnknownProviderError,
    UnreachableError,
    UnsupportedError,
)
from unified_ats.http import (
    Auth,
    BasicAuth,
    BearerAuth,
    HeaderAuth,
    HTTPOptions,
    Response,
    Transport,
)
from unified_ats.provider import Capability, Provider
from unified_ats.registry import connect, connect_from_env, providers
from unified_ats.resources import (
    Application,
    ApplicationQuery,
    Applications,
    ApplicationStatus,
    Candidate,
    CandidateQuery,
    Candidates,
    CreatedCandidate,
    Job,
    JobQuery,
    Jobs,
    JobStatus,
    NewCandidate,
    Page,
    PageRequest,
    structure,
    to_dict,
)
from unified_ats.settings import Settings, flag, http_url, number, setting, table

__all__ = [
    "ATSError",
    "ATSTimeoutError",
    "Application",
    "ApplicationQuery",
    "ApplicationStatus",
    "Applications",
    "ArgumentError",
    "Auth",
    "AuthenticationError",
    "BadResponseError",
    "BasicAuth",
    "BearerAuth",
    "Candidate",
    "CandidateQuery",
    "Candidates",
    "Capability",
    "ConfigurationError",
    "ConflictError",
    "CreatedCandidate",
    "HTTPOptions",
    "HeaderAuth",
    "InvalidRequestError",
    "Job",
    "JobQuery",
    "JobStatus",
    "Jobs",
    "NewCandidate",
    "NotFoundError",
    "Page",
    "PageRequest",
    "PermissionDeniedError",
    "PluginError",
    "Provider",
    "RateLimitError",
    "Response",
    "ResponseError",
    "ServerError",
    "Settings",
    "Transport",
    "UnknownProviderError",
    "UnreachableError",
    "UnsupportedError",
    "connect",
    "connect_from_env",
    "flag",
    "http_url",
    "number",
    "providers",
    "setting",
    "structure",
    "table",
    "to_dict",
]
