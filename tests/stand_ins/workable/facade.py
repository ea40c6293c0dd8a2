"""The façade: who may call, how errors read, and how much is allowed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from werkzeug.wrappers import Response

from tests.stand_ins.json_rest import in_json
from tests.stand_ins.tokens import TokenStandIn
from tests.stand_ins.workable import candidates, creating, jobs, words
from unified_ats.sandbox import Allowance, RateLimit

__all__ = ["API_KEY", "FORBIDDEN_KEY", "MAPPING", "WRONG_KEY", "WorkableStandIn"]

API_KEY = "workable-account-token"
FORBIDDEN_KEY = "workable-token-without-scopes"
WRONG_KEY = "wrong"
MAPPING = Path(__file__).parents[3] / "examples" / "mappings" / "workable.toml"


class WorkableStandIn(TokenStandIn):
    """One account of Workable's, as an account token sees it.

    Attributes:
        sent: By application, what was sent when it was created and the company cannot hold.
    """

    name = "workable"
    title = "Workable"
    rate_limit = RateLimit(10, 10)
    retry_after = False
    routes = (*jobs.ROUTES, *candidates.ROUTES, *creating.ROUTES, *words.ROUTES)

    keys = (API_KEY, FORBIDDEN_KEY)
    refusals = ("Not authorized", "Forbidden")

    def error(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> Response:
        """Return `{"error"}`, and `validation_errors` by field where there are any."""
        body: dict[str, Any] = {"error": message}
        if fields:
            body["validation_errors"] = {name: [problem] for name, problem in fields.items()}
        return in_json(body, status)

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables of the generic adapter with the mapping for Workable."""
        return {
            "ATS_PROVIDER": "generic",
            "ATS_MAPPING_FILE": str(MAPPING),
            "ATS_BASE_URL": f"{base_url}/spi/v3",
            "ATS_API_KEY": API_KEY,
        }

    def rate_limit_headers(self, allowance: Allowance) -> dict[str, str]:
        """Return how the interval stands; it resets at a moment in Unix time."""
        now = int(self.company.clock().timestamp())
        return {
            "X-Rate-Limit-Limit": str(allowance.limit),
            "X-Rate-Limit-Remaining": str(allowance.remaining),
            "X-Rate-Limit-Reset": str(now + allowance.reset_after),
        }
