# ruff: noqa: D102  # the name of a class says what its methods do wrong
"""What the flawed providers share."""

from typing import Any, ClassVar

import attrs

from tests.generic.made import GenericApplications, GenericCandidates, GenericJobs
from unified_ats import HTTPOptions, Job, JobQuery, Page, PageRequest, Provider, Settings
from unified_ats.generic import GenericProvider
from unified_ats.testing import ProviderConformance


class Broken(ProviderConformance):
    """The generic suite over a provider that is not installed."""

    provider = "generic"
    flawed: ClassVar[type[Provider]] = GenericProvider
    caught: ClassVar[str]

    def wrong(self) -> dict[str, Any]:
        return {"api_key": ""}

    def provider_class(self) -> type[Provider]:
        return self.flawed


def with_jobs(jobs: type[Any]) -> type[Provider]:
    """Return the generic provider with other jobs."""
    resources = (jobs, GenericCandidates, GenericApplications)
    return type("WithJobs", (GenericProvider,), {"resources": resources})


def with_candidates(candidates: type[Any]) -> type[Provider]:
    """Return the generic provider with other candidates."""
    resources = (GenericJobs, candidates, GenericApplications)
    return type("WithCandidates", (GenericProvider,), {"resources": resources})


def with_applications(applications: type[Any]) -> type[Provider]:
    """Return the generic provider with other applications."""
    resources = (GenericJobs, GenericCandidates, applications)
    return type("WithApplications", (GenericProvider,), {"resources": resources})


def changed(change: Any) -> type[GenericJobs]:
    """Return jobs whose every record went through a change."""

    class ChangedJobs(GenericJobs):
        def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
            found = super().read_page(query, page)
            return attrs.evolve(found, items=[change(job) for job in found.items])

    return ChangedJobs


class Impatient(GenericProvider):
    """Tries everything once."""

    def __init__(self, settings: Settings, *, http: HTTPOptions | None = None) -> None:
        super().__init__(settings, http=attrs.evolve(http or HTTPOptions(), attempts=1))
