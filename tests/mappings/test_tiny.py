from pathlib import Path
from typing import Any, ClassVar

from unified_ats.sandbox import Sandbox
from unified_ats.testing import ProviderConformance
from unified_ats_tiny.sandbox import TinySandbox

WHOLE = Path(__file__).parents[2] / "examples" / "mappings" / "tiny" / "6-whole.toml"


class MappedTinySandbox(TinySandbox):
    """Tiny ATS, for the generic adapter with the mapping of the guide."""

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables of the generic adapter."""
        given = super().settings(base_url)
        return {
            "ATS_PROVIDER": "generic",
            "ATS_MAPPING_FILE": str(WHOLE),
            "ATS_BASE_URL": given["TINY_BASE_URL"],
            "ATS_API_KEY": given["TINY_API_KEY"],
        }


class TestTiny(ProviderConformance):
    """The mapping that the guide builds keeps the contract."""

    provider = "generic"
    wrong_credentials: ClassVar[dict[str, Any]] = {"api_key": "wrong"}
    expected_skips = (
        "applications.rejection_reason",
        "applications.source",
        "candidates.get",
        "candidates.list",
        "candidates.list(email)",
        "candidates.list(updated_after)",
        "forbidden",
        "jobs.created_at",
        "jobs.department",
        "jobs.employment_type",
    )

    def sandbox_class(self) -> type[Sandbox]:
        """Return Tiny, as the mapping's."""
        return MappedTinySandbox
