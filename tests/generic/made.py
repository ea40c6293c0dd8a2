"""The resource classes that the generic adapter makes of its default mapping, by name."""

from typing import TYPE_CHECKING

from unified_ats.generic import GenericProvider

__all__ = ["GenericApplications", "GenericCandidates", "GenericJobs"]

if TYPE_CHECKING:  # classes that are made have no names that a type checker knows
    from tests.generic.shape import GenericApplications, GenericCandidates, GenericJobs
else:
    GenericJobs, GenericCandidates, GenericApplications = GenericProvider.resources
