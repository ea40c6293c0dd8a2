from collections.abc import Callable
from typing import Any

import attrs
import pytest

from unified_ats import (
    Application,
    ApplicationStatus,
    BadResponseError,
    Candidate,
    Job,
    JobStatus,
)
from unified_ats.generic.applications import to_application
from unified_ats.generic.candidates import to_candidate
from unified_ats.generic.description import GENERIC, Listing
from unified_ats.generic.jobs import to_job
from unified_ats.generic.record import look_up, read_list

Mapping = tuple[Callable[..., Any], Listing, type]
MAPPINGS: list[Mapping] = [
    (to_job, GENERIC.jobs, Job),
    (to_candidate, GENERIC.candidates, Candidate),
    (to_application, GENERIC.applications, Application),
]
TIME = "2026-01-31T12:00:00Z"


def record(listing: Listing, value: Callable[[str], Any]) -> dict[str, Any]:
    """Return a vendor's record with a value at every path of the description."""
    raw: dict[str, Any] = {}
    for field, path in listing.fields.items():
        *folders, last = path.split(".")
        place = raw
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last] = TIME if field.endswith("_at") else value(field)
    return raw


@pytest.mark.parametrize(("convert", "listing", "model"), MAPPINGS)
def test_every_field_comes_from_its_path(
    convert: Callable[..., Any], listing: Listing, model: type
) -> None:
    """Each canonical field but the status has its path in the description and is read from it."""
    raw = record(listing, lambda field: f"the {field}")
    found = convert(raw)
    names = {field.name for field in attrs.fields(model)} - {"raw", "status"}
    assert {*listing.fields} == names
    for name in names:
        value = getattr(found, name)
        assert (
            value.isoformat() == "2026-01-31T12:00:00+00:00"
            if name.endswith("_at")
            else (value == f"the {name}")
        )
    assert found.raw == raw


@pytest.mark.parametrize(("convert", "listing", "model"), MAPPINGS)
def test_nulls_and_gaps_are_not_known(
    convert: Callable[..., Any], listing: Listing, model: Any
) -> None:
    """Fields that are null or not there keep the defaults of the model; only the id must be."""
    nulls = record(listing, lambda _: None) | {"id": 1, "created_at": None, "updated_at": None}
    nulls = {name: None if str(name).endswith("_at") else value for name, value in nulls.items()}
    assert convert(nulls) == convert({"id": "1"}) == model(id="1")
    assert convert({**nulls, "more": [1]}).raw["more"] == [1]


@pytest.mark.parametrize(("convert", "listing", "model"), MAPPINGS)
@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"id": None}, "$.list[3].id"),
        ({"id": 1.5}, "$.list[3].id"),
        ({"id": {"Jane": 1}}, "$.list[3].id"),
        ({"updated_at": "Jane"}, "$.list[3].updated_at"),
        ({"updated_at": 1_700_000_000}, "$.list[3].updated_at"),
    ],
)
def test_a_broken_record_names_its_path(
    convert: Callable[..., Any], listing: Listing, model: type, change: dict[str, Any], path: str
) -> None:
    """A broken field is told by its path in the answer, and its value is not shown."""
    raw = record(listing, lambda _: "1") | change
    with pytest.raises(BadResponseError) as caught:
        convert(raw, "$.list[3]")
    assert path in caught.value.message
    assert "Jane" not in str(caught.value)


@pytest.mark.parametrize(("convert", "listing", "model"), MAPPINGS)
@pytest.mark.parametrize("raw", [None, "Jane", 5, ["Jane"], True])
def test_a_record_that_is_none(
    convert: Callable[..., Any], listing: Listing, model: type, raw: Any
) -> None:
    """What is no object at all is an error too."""
    with pytest.raises(BadResponseError, match=r"\$\.list\[0\]") as caught:
        convert(raw, "$.list[0]")
    assert "Jane" not in str(caught.value)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("open", "OPEN"),
        ("Open", "OPEN"),
        ("closed", "CLOSED"),
        ("draft", "DRAFT"),
        ("pending", "PENDING"),
        ("ARCHIVED", "ARCHIVED"),
        ("on hold", "UNKNOWN"),
        ("", "UNKNOWN"),
        (None, "UNKNOWN"),
    ],
)
def test_job_statuses(word: str | None, status: str) -> None:
    """Each word of the vendor's is a status, whatever its case; others are unknown and kept."""
    job = to_job({"id": 1, "status": word})
    assert job.status is JobStatus(status)
    assert job.vendor_status == word


@pytest.mark.parametrize(
    ("word", "stage", "status"),
    [
        ("active", "Applied", "APPLIED"),
        ("active", " Phone Screen ", "SCREENING"),
        ("Active", "ONSITE", "INTERVIEW"),
        ("active", "Offer", "OFFER"),
        ("active", "Tea with the founders", "ACTIVE"),
        ("active", None, "ACTIVE"),
        ("active", "", "ACTIVE"),
        ("hired", "Offer", "HIRED"),
        ("rejected", "Interview", "REJECTED"),
        ("WITHDRAWN", "Interview", "WITHDRAWN"),
        ("paused", "Interview", "UNKNOWN"),
        (None, "Interview", "UNKNOWN"),
    ],
)
def test_application_statuses(word: str | None, stage: str | None, status: str) -> None:
    """What is over wins over the stage; the stage tells the rest; a new word is unknown, kept."""
    found = to_application({"id": 1, "status": word, "stage": stage})
    assert found.status is ApplicationStatus(status)
    assert (found.vendor_status, found.stage) == (word, stage)


@pytest.mark.parametrize("name", [*GENERIC.stages])
def test_every_stage_name_is_found(name: str) -> None:
    """Each stage name of the table is matched whatever its case."""
    found = to_application({"id": 1, "status": "active", "stage": name.title()})
    assert found.status is GENERIC.stages[name]


@pytest.mark.parametrize(
    ("value", "path", "found"),
    [
        ({"a": {"b": 1}}, "a.b", 1),
        ({"a": {"b": None}}, "a.b", None),
        ({"a": None}, "a.b", None),
        ({"a": "text"}, "a.b", None),
        ({"a": [1]}, "a.0", None),
        ({}, "a", None),
        (None, "a", None),
        ([], "a", None),
    ],
)
def test_dotted_paths(value: Any, path: str, found: Any) -> None:
    """A path is followed through objects, and ends in nothing where they do."""
    assert look_up(value, path) == found


@pytest.mark.parametrize("answer", [None, [], {}, {"jobs": None}, {"jobs": {}}, {"data": []}, "x"])
def test_a_missing_list_is_an_error(answer: Any) -> None:
    """An answer without the list is an error, never an empty list."""
    with pytest.raises(BadResponseError, match=r"GET /jobs without a list at \$\.jobs") as caught:
        read_list(answer, GENERIC.jobs)
    assert caught.value.provider == "generic"
