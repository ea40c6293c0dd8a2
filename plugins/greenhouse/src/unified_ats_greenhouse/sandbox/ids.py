"""Greenhouse's numbers for what the company calls `job_12`, and back.

Every resource has its own range of numbers, so that an id given to the wrong endpoint finds
nothing; all are larger than 32 bits, as those of real accounts are.
"""

from collections.abc import Mapping

from unified_ats.sandbox import Application, Candidate, Job

__all__ = ["MADE", "NOUNS", "WIDTH", "number_in", "to_company", "to_wire", "vendor_id", "wire_id"]

NOUNS = (
    "jobs",
    "job_posts",
    "job_post_locations",
    "job_post_searchable_locations",
    "job_board_custom_locations",
    "job_boards",
    "openings",
    "close_reasons",
    "job_interview_stages",
    "candidates",
    "applications",
    "application_stages",
    "rejection_reasons",
    "rejection_details",
    "departments",
    "offices",
    "users",
    "sources",
    "attachments",
    "notes",
)
"""The order decides the numbers: add new ones at the end."""

WIDTH = 1_000_000_000
MADE = 900_000_000
"""Where the numbers begin of what was made through the API and is kept beside the company."""

_BASES: Mapping[str, int] = {noun: (11 + n) * WIDTH for n, noun in enumerate(NOUNS)}
_PREFIXES = {
    "jobs": Job.PREFIX,
    "candidates": Candidate.PREFIX,
    "applications": Application.PREFIX,
    "departments": "dept",
    "offices": "office",
    "users": "user",
}
_NOUN_OF: Mapping[type, str] = {
    Job: "jobs",
    Candidate: "candidates",
    Application: "applications",
}


def wire_id(noun: str, number: int) -> int:
    """Return Greenhouse's id of the object with this number."""
    return _BASES[noun] + number


def number_in(noun: str, wire: int) -> int | None:
    """Return the number inside an id of Greenhouse's, or `None` if it is no id of this noun."""
    number = wire - _BASES[noun]
    return number if 0 < number < WIDTH else None


def to_wire(noun: str, company_id: str | None) -> int | None:
    """Return Greenhouse's id for one of the company's, such as `job_12`; null stays null."""
    return wire_id(noun, int(company_id.rpartition("_")[2])) if company_id else None


def to_company(noun: str, wire: int) -> str:
    """Return the company's id for one of Greenhouse's; one that nothing has, if it is no such."""
    return f"{_PREFIXES[noun]}_{number_in(noun, wire)}"


def vendor_id(record: Job | Candidate | Application) -> str:
    """Return the id under which Greenhouse shows a job, candidate or application, as text."""
    return str(wire_id(_NOUN_OF[type(record)], record.seq))
