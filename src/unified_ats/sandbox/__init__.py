"""Sandboxes: local servers that speak a vendor's API over one fake company.

No vendor gives every developer a test account, so each adapter ships what it is tested against::

    with launch("generic", jobs=5) as sandbox:
        requests.get(f"{sandbox.base_url}/jobs", headers={"Authorization": "Bearer any-key"})

A vendor's folder derives its façade from `Sandbox` and names it under the entry-point group
`unified_ats.sandboxes`.
"""

from unified_ats.sandbox import checks
from unified_ats.sandbox.base import Sandbox
from unified_ats.sandbox.company import Company
from unified_ats.sandbox.faults import Fault, Faults
from unified_ats.sandbox.generate import EPOCH
from unified_ats.sandbox.rate_limit import Allowance, RateLimit
from unified_ats.sandbox.recording import ReceivedRequest, RequestLog
from unified_ats.sandbox.records import (
    Application,
    Candidate,
    Department,
    Job,
    Office,
    RejectionReason,
    Stage,
    User,
)
from unified_ats.sandbox.server import RunningSandbox, launch
from unified_ats.sandbox.shell import export_lines

__all__ = [
    "EPOCH",
    "Allowance",
    "Application",
    "Candidate",
    "Company",
    "Department",
    "Fault",
    "Faults",
    "Job",
    "Office",
    "RateLimit",
    "ReceivedRequest",
    "RejectionReason",
    "RequestLog",
    "RunningSandbox",
    "Sandbox",
    "Stage",
    "User",
    "checks",
    "export_lines",
    "launch",
]
