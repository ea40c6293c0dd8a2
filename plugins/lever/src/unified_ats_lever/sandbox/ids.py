"""Lever's ids for what the company calls `job_12`: UUIDs, the same on every machine."""

from collections.abc import Iterable
from functools import cache
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from unified_ats.sandbox import Application, Candidate, Job, RejectionReason, Stage, User

__all__ = ["R", "find", "vendor_id", "wire_id"]

R = TypeVar("R", bound=Job | Candidate | Application | User | Stage | RejectionReason)

_NAMESPACE = uuid5(NAMESPACE_URL, "https://hire.lever.co/developer/documentation")
_NOUN_OF = {
    Job: "postings",
    Candidate: "contacts",
    Application: "opportunities",
}


@cache
def wire_id(noun: str, company_id: str) -> str:
    """Return Lever's id of what the company calls `company_id`, as seen by one resource."""
    return str(uuid5(_NAMESPACE, f"{noun}/{company_id}"))


def find(noun: str, wire: str, records: Iterable[R]) -> R | None:
    """Return the record that has an id of Lever's, or `None`."""
    return next((each for each in records if wire_id(noun, each.id) == wire), None)


def vendor_id(record: Job | Candidate | Application) -> str:
    """Return the id under which Lever shows a job, person or application.

    A person is a contact there, and an application an opportunity.
    """
    return wire_id(_NOUN_OF[type(record)], record.id)
