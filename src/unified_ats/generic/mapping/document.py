"""What a mapping file says, as classes: its tables are their names, its keys their attributes.

The docstrings are what editors show, by way of the JSON Schema that is made of them. The classes
compare and print as any object does: what attrs would write for that takes a third of the import.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import attrs

from unified_ats.generic.mapping.calls import CreateCall, GetCall, ListCall, Lookup
from unified_ats.generic.mapping.expression import Expression
from unified_ats.generic.mapping.paging import Paging
from unified_ats.generic.mapping.schemes import Scheme
from unified_ats.generic.mapping.template import Template
from unified_ats.resources import ApplicationStatus, JobStatus, SalaryPeriod, WorkplaceType

if TYPE_CHECKING:  # classes that are made of others have no names that a type checker knows
    from typing import Any as ApplicationFields
    from typing import Any as ApplicationFilters
    from typing import Any as CandidateFields
    from typing import Any as CandidateFilters
    from typing import Any as JobFields
    from typing import Any as JobFilters
else:
    from unified_ats.generic.mapping.fields import (
        ApplicationFields,
        ApplicationFilters,
        CandidateFields,
        CandidateFilters,
        JobFields,
        JobFilters,
    )

__all__ = [
    "ATSMapping",
    "ApplicationsMapping",
    "CandidatesMapping",
    "ErrorsMapping",
    "JobsMapping",
    "Limits",
    "LookupUse",
    "ResourceMapping",
]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Limits:
    """How many requests the ATS takes.

    Attributes:
        requests: in each period; none for as many as there are.
        seconds: of a period.
        concurrent: at once.
        remaining: response header that says how many are left of the period.
        retry_after: response header that says when to try again after a 429, where that is not
            ``Retry-After``.
        retry_after_is: what that header holds: seconds to wait, or a time in seconds since 1970.
    """

    requests: int | None = None
    seconds: float = 1.0
    concurrent: int | None = None
    remaining: str | None = None
    retry_after: str | None = None
    retry_after_is: Literal["seconds", "time"] = "seconds"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ErrorsMapping:
    """How answers tell errors.

    Attributes:
        message: where a body says what happened, in words.
        fields: where it says what is wrong with each field: a table of words by field.
        failed: true of the body of an answer below 300 that is an error.
        code: where a body has the vendor's code.
        statuses: the vendor's code → the HTTP status that it amounts to, where the answer's own
            says less: 409 for a duplicate that comes with a 422. An answer below 300 that is an
            error counts as a 400 otherwise.
    """

    message: Expression | None = None
    fields: Expression | None = None
    failed: Expression | None = None
    code: Expression | None = None
    statuses: Mapping[str, int] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class LookupUse:
    """What a record refers to by id; its expressions see it as ``lookups.NAME``.

    Attributes:
        table: name of the table in ``[lookups]``.
        id: the id, or the list of ids, in the record.
    """

    table: str
    id: Expression


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ResourceMapping:
    """What every resource has.

    Attributes:
        list: the endpoint of the list.
        get: the endpoint of one record.
        lookups: records that these refer to, by a name of your own.
    """

    list: ListCall | None = None
    get: GetCall | None = None
    lookups: Mapping[str, LookupUse] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class JobsMapping(ResourceMapping):
    """Jobs.

    Attributes:
        list: the endpoint of the list.
        fields: our field → expression for it in the ATS's record.
        filters: our filter → the ATS's parameter.
        statuses: the ATS's word for the status, whatever its case → ours.
        workplace_types: the ATS's word for where the work is done → ours.
        salary_periods: the ATS's word for what a salary is paid for → ours; the ``salary`` field
            is an object whose ``period`` is that word.
    """

    list: ListCall
    fields: JobFields
    filters: JobFilters | None = None
    statuses: Mapping[str, JobStatus] = attrs.field(factory=dict)
    workplace_types: Mapping[str, WorkplaceType] = attrs.field(factory=dict)
    salary_periods: Mapping[str, SalaryPeriod] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CandidatesMapping(ResourceMapping):
    """Candidates.

    Attributes:
        create: the endpoint that creates one and applies them to a job.
        fields: our field → expression for it in the ATS's record.
        filters: our filter → the ATS's parameter.
    """

    create: CreateCall | None = None
    fields: CandidateFields
    filters: CandidateFilters | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ApplicationsMapping(ResourceMapping):
    """Applications.

    Attributes:
        list: the endpoint of the list.
        fields: our field → expression for it in the ATS's record.
        filters: our filter → the ATS's parameter.
        stage_kind: where a record says of what kind its stage is, in a word of the ATS's own.
        statuses: the ATS's word for the status, whatever its case → ours. Those in process are
            ``ACTIVE``; the stage then tells more.
        stages: name of a stage, whatever its case → status of who is there. Names are each
            customer's own: the setting ``ATS_STAGES`` adds to them.
        stage_kinds: kind of a stage, whatever its case → status of who is there, where no name
            tells it.
    """

    list: ListCall
    fields: ApplicationFields
    filters: ApplicationFilters | None = None
    statuses: Mapping[str, ApplicationStatus] = attrs.field(factory=dict)
    stage_kind: Expression | None = None
    stages: Mapping[str, ApplicationStatus] = attrs.field(factory=dict)
    stage_kinds: Mapping[str, ApplicationStatus] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ATSMapping:
    """How an ATS speaks.

    Attributes:
        title: name of the ATS, for people.
        base_url: root of its API; the setting ``ATS_BASE_URL`` goes before it.
        numeric_ids: whether ids are whole numbers; a job with any other id is then not there.
        auth: how to prove who is calling.
        headers: sent with every request.
        limits: how many requests it takes.
        errors: how its answers tell errors.
        paging: how its lists are cut into pages. It has no default: a list taken to come whole
            that does not would be cut short in silence.
        lookups: tables that records refer to, by a name of your own.
        jobs: its jobs.
        candidates: its candidates.
        applications: its applications.
    """

    title: str
    base_url: Template
    numeric_ids: bool = False
    auth: Scheme
    headers: Mapping[str, Template] = attrs.field(factory=dict)
    limits: Limits = attrs.field(factory=Limits)
    errors: ErrorsMapping = attrs.field(factory=ErrorsMapping)
    paging: Paging
    lookups: Mapping[str, Lookup] = attrs.field(factory=dict)
    jobs: JobsMapping | None = None
    candidates: CandidatesMapping | None = None
    applications: ApplicationsMapping | None = None

    def __repr__(self) -> str:
        return f"<ATSMapping {self.title!r}>"

    def parts(self) -> "Iterator[tuple[str, Any]]":
        """Return the resources there are, with their names."""
        for name in ("jobs", "candidates", "applications"):
            if (part := getattr(self, name)) is not None:
                yield name, part

    def variables(self) -> tuple[str, ...]:
        """Return the names of all environment variables it refers to, in order, each once."""
        return self._names

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in _templates(self) for name in each.variables()))

    def auth_variables(self) -> tuple[str, ...]:
        """Return the names of those without which nobody can call."""
        return tuple(name for each in _templates(self.auth) for name in each.variables())

    def secret_variables(self) -> tuple[str, ...]:
        """Return the names of those that prove who is calling, or may, as those in headers."""
        own = {"ATS_ACCOUNT_ID", "ATS_BASE_URL"}  # settings that are known to be no secrets
        templates = [*_templates(self.auth), *self.headers.values()]
        return tuple(name for each in templates for name in each.variables() if name not in own)


def _templates(value: Any) -> Iterator[Template]:
    if isinstance(value, Template):
        yield value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _templates(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _templates(each)
