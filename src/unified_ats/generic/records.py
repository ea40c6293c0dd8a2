"""From an ATS's records to canonical ones, as a mapping says; no I/O."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

import attrs

from unified_ats.generic.mapping.document import ApplicationsMapping, JobsMapping
from unified_ats.generic.mapping.fields import given
from unified_ats.resources import (
    ApplicationStatus,
    JobStatus,
    SalaryPeriod,
    WorkplaceType,
    structure,
)

__all__ = ["RecordReader", "written"]

T = TypeVar("T")
Stages = Mapping[str, ApplicationStatus]
Meaning = Callable[[Any, Any, Any], Any]
"""From the ATS's word, the record and the name of its stage to a value of ours."""
_ACTIVE = ApplicationStatus.ACTIVE


class RecordReader(Generic[T]):
    """Turns records of one resource into a canonical model.

    Args:
        model: the canonical model.
        part: the resource's part of the mapping.
        stages: further stage names, lower case, of the settings.
    """

    def __init__(self, model: type[T], part: Any, stages: Stages) -> None:
        self._model = model
        expressions = given(part.fields)
        self._words = {
            field: (expressions.pop(field, None), meaning)
            for field, meaning in _meanings(part, stages).items()
        }
        self._fields = expressions
        self._kept = {field.name for field in attrs.fields(model)} - expressions.keys()  # type: ignore[arg-type]
        """Fields that the mapping leaves to us, those of the vendor's own words among them."""

    def read(self, row: Any, where: str) -> T:
        """Return the canonical record.

        Args:
            row: the ATS's record, with its ``lookups``.
            where: path of the record in the answer, for errors.

        Raises:
            BadResponseError: a field has the wrong shape, or the id is missing.
        """
        values: dict[str, Any] = {}
        for field, expression in self._fields.items():
            value = expression.find(row)
            if value is not None:
                values[field] = value
        for field, (expression, meaning) in self._words.items():
            word = None if expression is None else expression.find(row)
            values[field] = meaning(word, row, values.get("stage"))
            if word is not None and f"vendor_{field}" in self._kept:
                values[f"vendor_{field}"] = str(word)
        values["raw"] = _own(row)
        return structure(values, self._model, provider="generic", where=where)


def _meanings(part: Any, stages: Stages) -> Mapping[str, Meaning]:
    """Return, by field, what turns the word of an ATS and the name of a stage into one of ours."""
    match part:
        case JobsMapping():
            words, places = _lower(part.statuses), _lower(part.workplace_types)
            periods = _lower(part.salary_periods)
            return {
                "status": lambda word, _, __: words.get(_word(word), JobStatus.UNKNOWN),
                "workplace_type": lambda word, _, __: _workplace(word, places),
                "salary": lambda salary, _, __: _salary(salary, periods),
            }
        case ApplicationsMapping():
            return {"status": _progress(part, stages)}
    return {}


def _workplace(word: Any, types: Mapping[str, WorkplaceType]) -> WorkplaceType | None:
    """Return where the work is done; an ATS that says nothing is no unknown word."""
    if word in (None, ""):
        return None
    return types.get(_word(word), WorkplaceType.UNKNOWN)


def _salary(salary: Any, periods: Mapping[str, SalaryPeriod]) -> Any:
    """Return a salary with the word for its period told; ``None`` when nothing of it is known."""
    if not isinstance(salary, Mapping):
        return salary
    known = {name: value for name, value in salary.items() if value is not None}
    word = known.get("period")
    if word is not None:
        known |= {
            "period": periods.get(_word(word), SalaryPeriod.UNKNOWN),
            "vendor_period": str(word),
        }
    return known if {"minimum", "maximum"} & known.keys() else None


def _progress(part: ApplicationsMapping, stages: Stages) -> Meaning:
    """Return what tells how far an application is: what is over wins, then its stage.

    The stage's name goes before its kind. Without a word for the status all are in process.
    """
    outcomes, kinds = _lower(part.statuses), _lower(part.stage_kinds)
    names = {**_lower(part.stages), **stages}
    worded = part.fields.status is not None

    def status(word: Any, row: Any, stage: Any) -> ApplicationStatus:
        found = outcomes.get(_word(word), ApplicationStatus.UNKNOWN) if worded else _ACTIVE
        if found is not _ACTIVE:
            return found
        if (name := _word(stage)) in names:
            return names[name]
        kind = None if part.stage_kind is None else part.stage_kind.find(row)
        return kinds.get(_word(kind), found)

    return status


def written(moment: datetime, form: str) -> str | int:
    """Write a time as a filter wants it."""
    match form:
        case "iso":
            return moment.isoformat().replace("+00:00", "Z")
        case "ms":
            return int(moment.timestamp() * 1000)
        case "seconds":
            return int(moment.timestamp())
        case "date":
            return moment.date().isoformat()
    return moment.astimezone(UTC).strftime(form)


def _lower(words: Mapping[str, T]) -> dict[str, T]:
    return {_word(word): meaning for word, meaning in words.items()}


def _word(value: Any) -> str:
    return str(value).strip().lower()


def _own(row: Any) -> Any:
    """Return a record without what was looked up for it."""
    if isinstance(row, Mapping) and "lookups" in row:
        return {name: value for name, value in row.items() if name != "lookups"}
    return row
