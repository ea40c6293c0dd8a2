"""Recruitee's ids: numbers, of a range for each kind of thing."""

from collections.abc import Iterable
from typing import TypeVar

from tests.stand_ins.json_rest import Refusal
from tests.stand_ins.pipeline import Step
from unified_ats.sandbox import (
    Application,
    Candidate,
    Department,
    Job,
    Office,
    RejectionReason,
    User,
)

__all__ = ["Numbered", "find", "number_of", "stage_number", "vendor_id"]

Numbered = Application | Candidate | Department | Job | Office | RejectionReason | User
R = TypeVar("R", bound=Numbered)

_FIRST = {
    Application: 48_790_000,
    Candidate: 46_040_000,
    Department: 288_000,
    Job: 1_180_000,
    Office: 31_000,
    RejectionReason: 705_000,
    User: 316_000,
}
_FIRST_STAGE = 8_063_000


def number_of(record: Numbered) -> int:
    """Return the id of a record."""
    return _FIRST[type(record)] + record.seq


def stage_number(step: Step) -> int:
    """Return the id of a stage."""
    return _FIRST_STAGE + step.number


def vendor_id(record: Job | Candidate | Application) -> str:
    """Return the id of an offer, a candidate or a placement."""
    return str(number_of(record))


def find(records: Iterable[R], number: int | str) -> R:
    """Return the record with an id.

    Raises:
        Refusal: 404 when there is none.
    """
    for record in records:
        if str(number_of(record)) == str(number):
            return record
    raise Refusal(404, "Record not found")
