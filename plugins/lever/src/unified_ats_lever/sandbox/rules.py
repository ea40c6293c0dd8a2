"""Which of the company's records Lever shows in one of its odd forms.

The company is the same for every vendor, so an odd form is a matter of the record's number, and of
what was there from the beginning: nothing that a test creates turns odd by chance. The forms that
show less than the company holds are rare, and begin beyond the first two dozen jobs and the first
hundred people and applications.
"""

from datetime import UTC, datetime, timedelta

from unified_ats.sandbox import EPOCH, Application, Candidate, Job

__all__ = [
    "LEFT",
    "SET_UP",
    "is_abandoned",
    "is_anonymised",
    "is_at_odds",
    "is_confidential",
    "is_deleted",
    "is_lead",
    "is_old",
    "is_turned_down",
    "is_unlisted",
    "is_unowned",
    "is_untouched",
]

SET_UP = datetime(2024, 2, 1, 9, 0, tzinfo=UTC)
"""When the account was set up, for what the company keeps no times of."""

LEFT = EPOCH - timedelta(days=30)
"""When users left who have left."""


def is_old(record: Job | Candidate | Application) -> bool:
    """Return whether a record belongs to the company's history."""
    return record.created_at < EPOCH


def is_confidential(job: Job | None) -> bool:
    """Return whether a job, and so who applies to it, is shown only to those who ask for all."""
    return job is not None and is_old(job) and job.seq % 17 == 13 and job.seq > 24


def is_unlisted(job: Job) -> bool:
    """Return whether an open job is on no site, so that only those with its address can apply."""
    return is_old(job) and job.seq % 8 == 3


def is_turned_down(job: Job) -> bool:
    """Return whether a job that waited for approval did not get it."""
    return is_old(job) and job.seq % 20 == 16 and job.seq > 24


def is_unowned(job: Job) -> bool:
    """Return whether nobody owns a job's posting."""
    return is_old(job) and job.seq % 12 == 1 and job.seq > 24


def is_abandoned(job: Job) -> bool:
    """Return whether the owner of a job's posting has left."""
    return is_old(job) and job.seq % 12 == 3 and job.seq > 24


def is_anonymised(person: Candidate) -> bool:
    """Return whether a person was anonymised: all that identifies them is gone."""
    return is_old(person) and person.seq % 100 == 7 and person.seq > 100


def is_lead(application: Application) -> bool:
    """Return whether somebody was sourced without a posting in mind."""
    return is_old(application) and application.seq % 50 == 13 and application.seq > 110


def is_untouched(application: Application) -> bool:
    """Return whether an opportunity is so old that Lever has never dated a change of it."""
    changed = application.updated_at >= EPOCH
    return not changed and application.seq % 60 == 7 and application.seq > 110


_AT_ODDS = {"hired": 5, "rejected": 25}
"""How many hires, say, there are to one where the two records of its end differ."""


def is_at_odds(application: Application) -> bool:
    """Return whether an opportunity and the application in it were archived for unlike reasons."""
    every = _AT_ODDS.get(application.status)
    if every is None or application.updated_at >= EPOCH:
        return False
    return application.seq % every == 3 and application.seq > 110


def is_deleted(record: Job | Application) -> bool:
    """Return whether somebody deleted a record before the sandbox was started."""
    if not is_old(record):
        return False
    if isinstance(record, Job):
        return record.seq % 20 == 12 and record.seq > 24
    return record.seq % 200 == 150
