"""Parts of a mapping file: our fields and filters, taken from the canonical models themselves."""

from typing import Any

import attrs

from unified_ats.generic.mapping.calls import Filter
from unified_ats.generic.mapping.expression import Expression
from unified_ats.resources import (
    Application,
    ApplicationQuery,
    Candidate,
    CandidateQuery,
    Job,
    JobQuery,
)

__all__ = [
    "ApplicationFields",
    "ApplicationFilters",
    "CandidateFields",
    "CandidateFilters",
    "JobFields",
    "JobFilters",
    "given",
]


def _fields(model: type) -> type[Any]:
    """Return a class with an expression for each field of a model; only the id must be there."""
    names = [field.name for field in attrs.fields(model) if field.name != "raw"]
    return _table(f"{model.__name__}Fields", model, names, Expression, required="id")


def _filters(model: type, query: type) -> type[Any]:
    """Return a class with a filter for each field of a query."""
    names = [field.name for field in attrs.fields(query)]
    return _table(f"{model.__name__}Filters", query, names, Filter)


def _table(name: str, source: type, names: list[str], kind: Any, *, required: str = "") -> type:
    optional = {each: attrs.field(type=kind | None, default=None) for each in names}
    must = {required: attrs.field(type=kind)} if required else {}
    return attrs.make_class(
        name,
        {**optional, **must},
        frozen=True,
        kw_only=True,
        eq=False,
        repr=False,
        class_body={"__doc__": source.__doc__, "__module__": __name__},
    )


def given(table: Any) -> dict[str, Any]:
    """Return what a table of fields or filters has; nothing, when there is no table."""
    if table is None:
        return {}
    values = attrs.asdict(table, recurse=False)
    return {name: value for name, value in values.items() if value is not None}


JobFields = _fields(Job)
JobFilters = _filters(Job, JobQuery)
CandidateFields = _fields(Candidate)
CandidateFilters = _filters(Candidate, CandidateQuery)
ApplicationFields = _fields(Application)
ApplicationFilters = _filters(Application, ApplicationQuery)
