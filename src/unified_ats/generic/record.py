"""Reading the vendor's records by the description: dotted paths in, canonical models out."""

from collections.abc import Mapping
from typing import Any, TypeVar

from unified_ats.errors import BadResponseError
from unified_ats.generic.description import GENERIC, Description, Listing
from unified_ats.resources import ApplicationStatus, JobStatus, structure

__all__ = [
    "application_status",
    "job_status",
    "look_up",
    "read_list",
    "read_total",
    "to_record",
]

T = TypeVar("T")


def look_up(value: Any, path: str) -> Any:
    """Follow a dotted path through objects; ``None`` where it ends early."""
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def read_list(answer: Any, listing: Listing) -> list[Any]:
    """Return the records of a list's answer.

    Raises:
        BadResponseError: there is no list where the description says.
    """
    records = look_up(answer, listing.items)
    if not isinstance(records, list):
        raise BadResponseError(
            f"generic answered GET {listing.path} without a list at $.{listing.items}: "
            "is it the generic ATS API?",
            provider="generic",
        )
    return records


def read_total(answer: Any, listing: Listing) -> int:
    """Return how many records the whole list has; without it, pages that are cut go unnoticed.

    Raises:
        BadResponseError: there is no number where the description says.
    """
    total = look_up(answer, GENERIC.total)
    if type(total) is not int or total < 0:
        raise BadResponseError(
            f"generic answered GET {listing.path} without a whole number at $.{GENERIC.total}: "
            "how many records there are in all",
            provider="generic",
        )
    return total


def to_record(raw: Any, into: type[T], listing: Listing, *, where: str, **more: Any) -> T:
    """Build a canonical model from a vendor's record.

    Args:
        raw: the vendor's record.
        into: the model.
        listing: says which field is where.
        where: path of the record in the answer, for errors.
        **more: fields that follow from others, such as the status.

    Raises:
        BadResponseError: a field has the wrong shape, or the id is missing.
    """
    values = {field: look_up(raw, path) for field, path in listing.fields.items()}
    given = {field: value for field, value in values.items() if value is not None}
    return structure({**given, **more, "raw": raw}, into, provider="generic", where=where)


def job_status(word: Any, description: Description) -> JobStatus:
    """Return the canonical status for the vendor's word."""
    return description.job_words.get(str(word).lower(), JobStatus.UNKNOWN)


def application_status(
    word: Any, stage: Any, description: Description, stages: Mapping[str, ApplicationStatus]
) -> ApplicationStatus:
    """Return the canonical status: what is over wins, then the kind of the stage.

    Args:
        word: the vendor's status.
        stage: the vendor's name of the stage.
        description: the words.
        stages: stage name, lower case → status.
    """
    known = str(word).lower()
    if known in description.final_words:
        return description.final_words[known]
    if known != description.active_word:
        return ApplicationStatus.UNKNOWN
    return stages.get(str(stage).strip().lower(), ApplicationStatus.ACTIVE)
