"""What the conformance tests of all mapping files have in common."""

from typing import Any, ClassVar

from unified_ats import JobStatus
from unified_ats.sandbox import Sandbox
from unified_ats.testing import ProviderConformance

__all__ = ["MappedConformance"]


class MappedConformance(ProviderConformance):
    """The generic adapter with a mapping file, against a stand-in of its ATS."""

    stand_in: ClassVar[type[Sandbox]]
    """The server, whose settings name the mapping file."""

    provider = "generic"
    create_path = "*/candidates"
    wrong_credentials: ClassVar[dict[str, Any]] = {"api_key": "wrong"}
    job_statuses: ClassVar[dict[str, JobStatus]] = {
        "open": JobStatus.OPEN,
        "closed": JobStatus.CLOSED,
        "draft": JobStatus.DRAFT,
        "pending": JobStatus.DRAFT,
        "archived": JobStatus.ARCHIVED,
    }

    def sandbox_class(self) -> type[Sandbox]:
        """Return the stand-in."""
        return self.stand_in
