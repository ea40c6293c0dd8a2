"""Whose API it is: every path names the company, by its number or by its subdomain."""

from collections.abc import Callable

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from tests.stand_ins.json_rest import Refusal, route
from unified_ats.sandbox import Sandbox

__all__ = ["COMPANY_ID", "SUBDOMAIN", "in_company"]

COMPANY_ID = "89712"
SUBDOMAIN = "examplecompany"


def in_company(method: str, path: str, endpoint: Callable[..., Response]) -> Rule:
    """Return a route in the company; a token is nobody in any other."""

    def answer(sandbox: Sandbox, request: Request, company: str, **ids: str) -> Response:
        if company not in {COMPANY_ID, SUBDOMAIN}:
            raise Refusal(403, "You are not allowed to access this company")
        return endpoint(sandbox, request, **ids)

    return route(method, f"/c/<company>/{path}", answer)
