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
from unified_ats.generic.mapping import default_mapping
from unified_ats.generic.mapping.fields import given
from unified_ats.generic.records import RecordReader

MODELS = {"jobs": Job, "candidates": Candidate, "applications": Application}
NEWER = {"team", "workplace_type", "vendor_workplace_type", "salary"}
"""Fields that the generic ATS API has not, though a mapping file can fill them."""
TIME = "2026-01-31T12:00:00Z"


def reader(noun: str) -> Callable[..., Any]:
    """Return what turns a record of the default mapping into a canonical one."""
    part = getattr(default_mapping(), noun)
    found: RecordReader[Any] = RecordReader(MODELS[noun], part, {})
    return lambda raw, where="$": found.read(raw, where)


to_job, to_application = reader("jobs"), reader("applications")
MAPPINGS = [
    (reader(noun), {field: each.text for field, each in given(part.fields).items()}, MODELS[noun])
    for noun, part in default_mapping().parts()
]
Paths = dict[str, str]


def record(paths: Paths, value: Callable[[str], Any]) -> dict[str, Any]:
    """Return a vendor's record with a value at every path of the mapping."""
    raw: dict[str, Any] = {}
    for field, path in paths.items():
        *folders, last = path.split(".")
        place = raw
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last] = TIME if field.endswith("_at") else value(field)
    return raw


@pytest.mark.parametrize(("convert", "listing", "model"), MAPPINGS)
def test_every_field_comes_from_its_path(
    convert: Callable[..., Any], listing: Paths, model: type
) -> None:
    """Each canonical field has its path in the mapping and is read from it."""
    raw = record(listing, lambda field: f"the {field}")
    found = convert(raw)
    names = {field.name for field in attrs.fields(model)} - {"raw", "vendor_status"} - NEWER
    assert {*listing} == names
    for name in names - {"status"}:
        value = getattr(found, name)
        assert (
            value.isoformat() == "2026-01-31T12:00:00+00:00"
            if name.endswith("_at")
            else (value == f"the {name}")
        )
    assert getattr(found, "vendor_status", "the status") == "the status"
    assert found.raw == raw


@pytest.mark.parametrize(("convert", "listing", "model"), MAPPINGS)
def test_nulls_and_gaps_are_not_known(
    convert: Callable[..., Any], listing: Paths, model: Any
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
    convert: Callable[..., Any], listing: Paths, model: type, change: dict[str, Any], path: str
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
    convert: Callable[..., Any], listing: Paths, model: type, raw: Any
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


STAGES = dict(default_mapping().parts())["applications"].stages


@pytest.mark.parametrize("name", [*STAGES])
def test_every_stage_name_is_found(name: str) -> None:
    """Each stage name of the table is matched whatever its case."""
    found = to_application({"id": 1, "status": "active", "stage": name.title()})
    assert found.status is STAGES[name]
