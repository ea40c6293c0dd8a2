"""Lever's Data API v1, and its public list of postings, over the fake company."""

import re
from collections.abc import Callable, Mapping, Sequence

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import Allowance, Company, RateLimit, Sandbox
from unified_ats_lever.sandbox import public, token_endpoint
from unified_ats_lever.sandbox.access import API_KEY, Access
from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.endpoints import ENDPOINTS, SCOPES, Endpoint
from unified_ats_lever.sandbox.listing import Call
from unified_ats_lever.sandbox.users import user_wire
from unified_ats_lever.sandbox.wire import Refusal, refused

__all__ = ["APPLICATION_LIMIT", "APPLICATION_PATH", "LeverSandbox"]

APPLICATION_LIMIT = RateLimit(2, 1, burst=2)
APPLICATION_PATH = re.compile(r"/v1/(opportunities|postings/[^/]+/apply)")
"""Where a POST is an application. That one to `/opportunities` counts as such is unconfirmed."""


def _rule(endpoint: Endpoint) -> Rule:
    """Return the route of an endpoint: permission first, refusals as answers."""

    def answer(sandbox: "LeverSandbox", request: Request, **ids: str) -> Response:
        try:
            key = sandbox.access.key_of(request)
            if not key.may(endpoint.scope):
                return refused(403, f"This key is not permitted {endpoint.scope}")
            with sandbox.company.atomic():
                return endpoint.answer(sandbox.account, Call(request=request, key=key), **ids)
        except Refusal as refusal:
            return refused(refusal.status, refusal.message)
        finally:
            request.close()  # the files of a multipart body

    return Rule(f"/v1/{endpoint.path}", methods=[endpoint.method], endpoint=answer)


def _public_rule(path: str, endpoint: Callable[..., Response]) -> Rule:
    def answer(sandbox: "LeverSandbox", request: Request, **ids: str) -> Response:
        with sandbox.company.atomic():
            return endpoint(sandbox.account, request, **ids)

    return Rule(f"/v0/postings/{path}", methods=["GET"], endpoint=answer)


def _token(sandbox: "LeverSandbox", request: Request) -> Response:
    return token_endpoint.answer(sandbox.access, request)


class LeverSandbox(Sandbox):
    """Lever: keys with permissions, offset tokens, a bucket of requests, confidential records.

    Attributes:
        account: What is served; has switches for tests.
        access: Keys, tokens and what they permit; has switches for tests.
    """

    name = "lever"
    title = "Lever"
    rate_limit = RateLimit(10, 1, burst=20)
    retry_after = False
    routes = (
        Rule(token_endpoint.PATH, methods=["POST"], endpoint=_token),
        *map(_rule, ENDPOINTS),
        _public_rule("<site>", public.index),
        _public_rule("<site>/<wire>", public.show),
    )

    def __init__(self, company: Company) -> None:
        super().__init__(company)
        self.account = Account(company)
        self.access = Access(clock=company.clock, scopes=SCOPES)

    def authenticate(self, request: Request) -> Response | None:
        """Want a key or a token for all of `/v1`, paths that are not there too."""
        if not request.path.startswith("/v1/"):
            return None
        try:
            self.access.key_of(request)
        except Refusal as refusal:
            return refused(refusal.status, refusal.message)
        return None

    def error(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> Response:
        """Return `{"code", "message"}`."""
        told = [f"{name} {problem}" for name, problem in (fields or {}).items()]
        return refused(status, "; ".join([message, *told]))

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables of the Lever adapter, acting for a recruiter."""
        return {
            "ATS_PROVIDER": self.name,
            "LEVER_API_KEY": API_KEY,
            "LEVER_BASE_URL": f"{base_url}/v1",
            "LEVER_PERFORM_AS": user_wire("user_1"),
        }

    def is_spared(self, request: Request) -> bool:
        """Leave the token endpoint alone."""
        return request.path == token_endpoint.PATH

    def limits_for(self, request: Request) -> Sequence[RateLimit]:
        """Return the bucket of all that wants a key, and for an application its own besides."""
        if not request.path.startswith("/v1/"):
            return ()
        applies = request.method == "POST" and APPLICATION_PATH.fullmatch(request.path)
        return (self.rate_limit, APPLICATION_LIMIT) if applies else (self.rate_limit,)

    def rate_limit_headers(self, allowance: Allowance) -> dict[str, str]:  # noqa: ARG002  # see below
        """Return nothing: Lever does not tell how its bucket stands."""
        return {}
