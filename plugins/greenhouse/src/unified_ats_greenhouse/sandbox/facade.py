"""Greenhouse's Harvest API v3 over the fake company."""

from collections.abc import Mapping, Sequence

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import Allowance, Company, RateLimit, Sandbox
from unified_ats_greenhouse.sandbox import token_endpoint
from unified_ats_greenhouse.sandbox.access import CLIENT_ID, CLIENT_SECRET, Access
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.endpoints import ENDPOINTS, Endpoint
from unified_ats_greenhouse.sandbox.wire import Refusal, refused

__all__ = ["TOKEN_LIMIT", "GreenhouseSandbox"]

TOKEN_LIMIT = RateLimit(60, 60, aligned=True)


def _rule(endpoint: Endpoint) -> Rule:
    """Return the route of an endpoint: credentials and scope first, refusals as answers."""

    def answer(sandbox: "GreenhouseSandbox", request: Request, **ids: int) -> Response:
        try:
            sandbox.access.check(request, f"harvest:{endpoint.scope}")
            return endpoint.answer(sandbox.account, request, **ids)
        except Refusal as refusal:
            return refused(refusal.status, refusal.errors)

    return Rule(f"/v3/{endpoint.path}", methods=[endpoint.method], endpoint=answer)


def _token(sandbox: "GreenhouseSandbox", request: Request) -> Response:
    return token_endpoint.answer(sandbox.account, sandbox.access, request)


class GreenhouseSandbox(Sandbox):
    """Greenhouse: tokens, scopes, cursors, and a 422 for whatever is not documented.

    Attributes:
        account: What is served; has switches for tests.
        access: Credentials, tokens and scopes; has switches for tests.
    """

    name = "greenhouse"
    title = "Greenhouse"
    rate_limit = RateLimit(150, 30, aligned=True)
    routes = (
        Rule(token_endpoint.PATH, methods=["POST"], endpoint=_token),
        *map(_rule, ENDPOINTS),
    )

    def __init__(self, company: Company) -> None:
        super().__init__(company)
        self.account = Account(company)
        scopes = {f"harvest:{each.scope}" for each in ENDPOINTS}
        self.access = Access(self.account, scopes=scopes)

    def authenticate(self, request: Request) -> Response | None:  # noqa: ARG002  # see below
        """Let everything through to its route: Greenhouse looks the route up first."""
        return None

    def error(
        self,
        status: int,
        message: str,  # noqa: ARG002  # Greenhouse has its own words for each status
        *,
        fields: Mapping[str, str] | None = None,
    ) -> Response:
        """Return `{"message", "errors"}`; a method that a path has not is a route not found."""
        problems = [{name: problem} for name, problem in (fields or {}).items()]
        return refused(404 if status == 405 else status, problems)

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables of the Greenhouse adapter, acting as the service user."""
        return {
            "ATS_PROVIDER": self.name,
            "GREENHOUSE_CLIENT_ID": CLIENT_ID,
            "GREENHOUSE_CLIENT_SECRET": CLIENT_SECRET,
            "GREENHOUSE_BASE_URL": f"{base_url}/v3",
            "GREENHOUSE_TOKEN_URL": f"{base_url}{token_endpoint.PATH}",
        }

    def is_spared(self, request: Request) -> bool:
        """Leave the token endpoint alone."""
        return request.path == token_endpoint.PATH

    def limits_for(self, request: Request) -> Sequence[RateLimit]:
        """Return the limit of the token endpoint, or of all others."""
        return (TOKEN_LIMIT if self.is_spared(request) else self.rate_limit,)

    def rate_limit_headers(self, allowance: Allowance) -> dict[str, str]:
        """Return the headers in the case they have on the wire.

        `Reset` is always a whole window from now, however little of the window is left.
        """
        reset = self.company.clock().timestamp() + allowance.seconds
        return {
            "X-Ratelimit-Limit": str(allowance.limit),
            "X-Ratelimit-Remaining": str(allowance.remaining),
            "X-Ratelimit-Reset": str(int(reset)),
        }
