"""The façade: who may call, how errors read, and how much is allowed."""

from collections.abc import Mapping
from pathlib import Path

from werkzeug.wrappers import Response

from tests.stand_ins.json_rest import in_json
from tests.stand_ins.recruitee import candidates, creating, offers, words
from tests.stand_ins.recruitee.addresses import COMPANY_ID, SUBDOMAIN
from tests.stand_ins.tokens import TokenStandIn
from unified_ats.sandbox import Allowance, RateLimit

__all__ = [
    "API_KEY",
    "COMPANY_ID",
    "FORBIDDEN_KEY",
    "MAPPING",
    "SUBDOMAIN",
    "WRONG_KEY",
    "RecruiteeStandIn",
]

API_KEY = "recruitee-personal-token"
FORBIDDEN_KEY = "recruitee-token-of-a-reviewer"
WRONG_KEY = "wrong"
MAPPING = Path(__file__).parents[3] / "examples" / "mappings" / "recruitee.toml"
_CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    415: "unsupported_media_type",
    422: "unprocessable_entity",
    429: "too_many_requests",
    500: "internal_server_error",
    503: "service_unavailable",
}


class RecruiteeStandIn(TokenStandIn):
    """One company of Recruitee's, as the personal token of an admin sees it.

    Attributes:
        sent: By candidate, what was sent when they were created and the company cannot hold.
    """

    name = "recruitee"
    title = "Recruitee"
    rate_limit = RateLimit(100, 10)
    routes = (*offers.ROUTES, *candidates.ROUTES, *creating.ROUTES, *words.ROUTES)

    keys = (API_KEY, FORBIDDEN_KEY)
    refusals = ("Unauthorized", "You are not allowed to perform this action")

    def error(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> Response:
        """Return `{"errors": [{"code", "message"}]}`, an error for each wrong field."""
        told = [f"{name.capitalize()} {problem}" for name, problem in (fields or {}).items()]
        errors = [{"code": _CODES[status], "message": each} for each in told or [message]]
        return in_json({"errors": errors}, status)

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables of the generic adapter with the mapping for Recruitee."""
        return {
            "ATS_PROVIDER": "generic",
            "ATS_MAPPING_FILE": str(MAPPING),
            "ATS_BASE_URL": f"{base_url}/c/{COMPANY_ID}",
            "ATS_API_KEY": API_KEY,
            "ATS_ACCOUNT_ID": COMPANY_ID,
        }

    def rate_limit_headers(self, allowance: Allowance) -> dict[str, str]:
        """Return nothing: Recruitee does not say how its limit stands."""
        return {}
