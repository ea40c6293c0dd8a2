"""Which of the company's records Greenhouse shows in one of its odd forms.

The company is the same for every vendor, so an odd form is a matter of the record's number, and of
what was there from the beginning: nothing that a test creates turns odd by chance. The forms that
show less than the company holds are rare, and begin beyond the first hundred.
"""

from datetime import UTC, datetime

from unified_ats.sandbox import EPOCH, Application, Candidate, Job
from unified_ats_greenhouse.sandbox.account import NO_JOB

__all__ = [
    "SET_UP",
    "has_nickname",
    "has_two_towns",
    "is_anonymised",
    "is_nameless",
    "is_old",
    "is_prospect",
]

SET_UP = datetime(2024, 2, 1, 9, 0, tzinfo=UTC)
"""When the account was set up, for what the company keeps no times of."""


def is_old(record: Job | Candidate | Application) -> bool:
    """Return whether a record belongs to the company's history."""
    return record.created_at < EPOCH


def is_anonymised(person: Candidate) -> bool:
    """Return whether a person was anonymised: they are called so, and all about them is empty."""
    return is_old(person) and person.seq % 100 == 7 and person.seq > 100


def is_nameless(person: Candidate) -> bool:
    """Return whether nobody ever wrote a person's name down: it is null."""
    return is_old(person) and person.seq % 100 == 57 and person.seq > 100


def has_nickname(person: Candidate) -> bool:
    """Return whether a person prefers another name than the one they have."""
    return is_old(person) and person.seq % 40 == 31 and person.seq > 100


def is_prospect(application: Application) -> bool:
    """Return whether an application has no job: somebody who might suit one, one day.

    Who has been hired had a job.
    """
    if application.job_id == NO_JOB:
        return True
    odd = application.seq % 50 == 13 and application.seq > 110
    return odd and is_old(application) and application.status != "hired"


def has_two_towns(job: Job) -> bool:
    """Return whether a job is in a second town besides the company's own."""
    return is_old(job) and job.seq % 30 == 5 and job.seq > 30
