# ruff: noqa: S101  # assert is how a test speaks
"""Conformance of records: they say what the company holds, in our types, and keep the vendor's."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs
import pytest

from unified_ats.provider import Provider
from unified_ats.resources import (
    Application,
    ApplicationStatus,
    Candidate,
    Job,
    JobStatus,
    SalaryRange,
)
from unified_ats.testing.conformance.suite import Suite
from unified_ats.testing.conformance.truth import FIELDS, NOUNS, REQUIRED, UNTOLD, Truth

__all__ = ["RecordTests"]

MODELS: Mapping[str, type[Any]] = {
    "jobs": Job,
    "candidates": Candidate,
    "applications": Application,
}
TYPES: Mapping[str, type[Any]] = {
    "status": StrEnum,
    "workplace_type": StrEnum,
    "salary": SalaryRange,
    "minimum": Decimal,
    "maximum": Decimal,
    "period": StrEnum,
    "raw": Mapping,
}
"""What a field holds where it is not text; names that end in ``_at`` hold times."""


class RecordTests(Suite):
    """Single records, against the company."""

    @pytest.mark.parametrize("name", sorted(FIELDS))
    def test_field(self, ats: Provider, truth: Truth, name: str) -> None:
        """A field says what the company holds; one the adapter never fills is skipped visibly."""
        noun, _, field = name.partition(".")
        given = self._given(ats, truth, noun)
        held = {truth.vendor_id(each): FIELDS[name](truth, each) for each in truth.listed(noun)}
        found = {record.id: getattr(record, field) for record in given}
        if any(held.values()) and not any(found.values()) and name not in REQUIRED:
            self.skip(name, f"{self.provider} never fills it")
        wrong = {
            each: (value, held.get(each))
            for each, value in found.items()
            if not agrees(field, value, held.get(each))
        }
        assert not wrong, f"{name}, by id: (the adapter's, the company's)"

    @pytest.mark.parametrize("noun", NOUNS)
    def test_types(self, ats: Provider, truth: Truth, noun: str) -> None:
        """Records are our models, ids are text, times are aware UTC, and absent fields None."""
        for record in self._given(ats, truth, noun):
            assert isinstance(record, MODELS[noun])
            assert isinstance(record.id, str)
            assert record.id
            for name, value in parts(record):
                assert value is None or fits(name, value), f"{noun}.{name}"

    @pytest.mark.parametrize("noun", NOUNS)
    def test_records_are_frozen(self, ats: Provider, truth: Truth, noun: str) -> None:
        """A record cannot be changed."""
        record = self._given(ats, truth, noun)[0]
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            record.id = "another"

    @pytest.mark.parametrize("noun", NOUNS)
    def test_raw_is_kept(self, ats: Provider, truth: Truth, noun: str) -> None:
        """Every record keeps the vendor's own object, out of its repr."""
        for record in self._given(ats, truth, noun):
            assert isinstance(record.raw, Mapping)
            assert record.raw, f"{noun}: raw is empty"
            assert "raw=" not in repr(record)

    def test_job_statuses(self, ats: Provider, truth: Truth) -> None:
        """Each of the company's words for a job becomes the status it stands for."""
        held = {truth.vendor_id(job): job.status for job in truth.records("jobs")}
        for job in self._given(ats, truth, "jobs"):
            assert job.status is self.job_statuses[held[job.id]], held[job.id]
            kept = job.vendor_status or "jobs.vendor_status" in self.lacks
            assert kept, "the vendor's own word is kept"

    def test_application_statuses(self, ats: Provider, truth: Truth) -> None:
        """Hired, rejected and withdrawn win over the stage; others are at it, or active."""
        held = {truth.vendor_id(each): each for each in truth.records("applications")}
        for application in self._given(ats, truth, "applications"):
            each = held[application.id]
            assert application.status in truth.statuses(each), (each.status, application.stage)

    def test_unknown_job_status(self, ats: Provider, truth: Truth) -> None:
        """A word for a job that nobody knows is UNKNOWN, never an error, and is kept."""
        self.needs(ats, "jobs.list", "jobs.vendor_status")
        job = truth.records("jobs")[0]
        truth.company.set_job_status(job.id, "frozen")
        shown = {each.id: each for each in ats.jobs.iter()}[truth.vendor_id(job)]
        assert shown.status is JobStatus.UNKNOWN
        assert shown.vendor_status == "frozen"

    def test_unknown_application_status(self, ats: Provider, truth: Truth) -> None:
        """A word for an application that nobody knows is UNKNOWN, never an error, and is kept."""
        self.needs(ats, "applications.list(job_id)", "applications.vendor_status")
        application = truth.listed("applications")[0]
        truth.company.set_application(application.id, status="frozen")
        shown = self._shown(ats, truth, application)
        assert shown.status is ApplicationStatus.UNKNOWN
        assert shown.vendor_status == "frozen"

    def test_unknown_stage(self, ats: Provider, truth: Truth) -> None:
        """An application at a stage nobody knows is ACTIVE, and the stage's name is kept."""
        self.needs(ats, "applications.list(job_id)")
        application = truth.listed("applications")[0]
        truth.company.set_application(application.id, status="active", stage="Tea with the cat")
        shown = self._shown(ats, truth, application)
        assert shown.status is ApplicationStatus.ACTIVE
        assert shown.stage in (None, "Tea with the cat")

    def _given(self, ats: Provider, truth: Truth, noun: str) -> list[Any]:
        self.needs(ats, f"{noun}.list")
        if noun == "applications":
            self.needs(ats, "applications.list(job_id)")
        records = list(getattr(ats, noun).iter(**truth.scope(noun)))
        assert records, f"no {noun} at all"
        return records

    def _shown(self, ats: Provider, truth: Truth, application: Any) -> Application:
        shown = ats.applications.iter(job_id=truth.job_of(application))
        return {each.id: each for each in shown}[truth.vendor_id(application)]


def parts(record: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a model with their values, and those of models that it holds."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        yield field.name, value
        if attrs.has(type(value)):
            yield from parts(value)


def agrees(field: str, value: Any, held: Any) -> bool:
    """Whether a value says what the company holds; vendors may round times to a second."""
    if held is UNTOLD:
        return True
    if value is None or held is None:
        return value is held or value is None
    if isinstance(held, datetime):
        return bool(abs(value - held) < timedelta(seconds=1))
    return bool(held in value) if field == "location" else bool(value == held)


def fits(name: str, value: Any) -> bool:
    """Whether a value has the type its field promises."""
    if name.endswith("_at"):
        return isinstance(value, datetime) and value.tzinfo is UTC
    return isinstance(value, TYPES.get(name, str))
