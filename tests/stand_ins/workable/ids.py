"""Workable's ids: hexadecimal numbers that grow, and a shortcode for each job."""

import re
from uuid import NAMESPACE_URL, uuid5

from unified_ats.sandbox import Application, Department, Job, RejectionReason

__all__ = ["account_number", "hex_id", "hex_number", "shortcode", "vendor_id"]

_FIRST = {
    Application: 0x27270000,
    Department: 0x92B00,
    Job: 0x5B5C00,
    RejectionReason: 0xB29C00,
}
_NAMESPACE = uuid5(NAMESPACE_URL, "https://workable.readme.io/reference/jobs")


def account_number(record: Application | Department | Job | RejectionReason) -> int:
    """Return the number of a record in the account."""
    return _FIRST[type(record)] + record.seq


def hex_id(record: Application | Department | Job | RejectionReason) -> str:
    """Return the `id` of a record; an application's is that of a candidate."""
    return f"{account_number(record):x}"


def shortcode(job: Job) -> str:
    """Return the code that names a job in paths."""
    return uuid5(_NAMESPACE, job.id).hex[:10].upper()


def vendor_id(record: Job | Application) -> str:
    """Return what a job or an application is called by: the shortcode, and the candidate's id."""
    return shortcode(record) if isinstance(record, Job) else hex_id(record)


def hex_number(sent: str) -> int:
    """Check an id of Workable's."""
    if not re.fullmatch("[0-9a-f]{1,12}", sent):
        raise ValueError("must be an ID")
    return int(sent, 16)
