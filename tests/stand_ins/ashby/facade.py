"""Ashby's API over the fake company."""

from collections.abc import Callable, Mapping
from pathlib import Path

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from tests.stand_ins.ashby.methods import METHODS, Method
from tests.stand_ins.ashby.reading import Call
from tests.stand_ins.ashby.wire import REQUEST_ID, Refusal, Row, refused, succeeded
from unified_ats.sandbox import Allowance, Company, RateLimit, Sandbox, checks

API_KEY = "sandbox-key"
POWERLESS_KEY = "sandbox-powerless-key"
WRONG_KEY = "wrong"
"""One of the many keys that are not known; Ashby answers them with 403, too."""

MAPPING = Path(__file__).parents[3] / "examples" / "mappings" / "ashby.toml"

CODES = {
    404: "not_found",
    405: "method_not_allowed",
    429: "rate_limit_exceeded",
    500: "internal_error",
    503: "service_unavailable",
}
"""What the machinery answers with; of these only that of 429 is documented."""

_REFUSED_KEYS = {
    POWERLESS_KEY: ("missing_endpoint_permission", "This key is not permitted to do that"),
}


def _rule(method: Method) -> Rule:
    return Rule(f"/{method.name}", methods=["POST"], endpoint=_answering(method))


def _answering(method: Method) -> Callable[["AshbyStandIn", Request], Response]:
    def answer(stand_in: "AshbyStandIn", request: Request) -> Response:
        company, extras = stand_in.company, stand_in.extras
        try:
            sent = _fields(request, method)
            with company.atomic():
                call = Call(method=method.name, sent=sent, company=company, extras=extras)
                return succeeded(method.answer(call))
        except Refusal as refusal:
            return refused(refusal.code, refusal.message, refusal.status)

    return answer


def _fields(request: Request, method: Method) -> Row:
    found = checks.fields(_body(request), method.takes, required=method.wants)
    if found.problems:
        told = [f"{name} {problem}" for name, problem in sorted(found.problems.items())]
        raise Refusal("invalid_input", "; ".join(told))
    return found.values


def _body(request: Request) -> Row:
    try:
        sent = checks.strict_json(request.get_data())
    except ValueError:
        sent = None
    if request.mimetype != "application/json" or not isinstance(sent, dict):
        raise Refusal("invalid_input", "Request payload is malformed", status=400)
    return sent


class AshbyStandIn(Sandbox):
    """Ashby: methods that are called by POST, errors within a 200, cursors and sync tokens.

    Attributes:
        extras: What the company has no column for, by its ids.
    """

    name = "ashby"
    title = "Ashby"
    routes = tuple(map(_rule, METHODS))
    rate_limit = RateLimit(requests=1000, seconds=60)
    request_id_header = REQUEST_ID

    def __init__(self, company: Company) -> None:
        super().__init__(company)
        self.extras: dict[str, Row] = {}

    def authenticate(self, request: Request) -> Response | None:
        """Want the key as the user name: 401 without one, 403 for one that is not good."""
        given = request.authorization
        key = given.username if given is not None and given.type == "basic" else None
        if not key:
            return refused("missing_api_key", "Send your API key as the user name", 401)
        if key == API_KEY:
            return None
        code, message = _REFUSED_KEYS.get(key, ("invalid_api_key", "This API key is not valid"))
        return refused(code, message, 403)

    def error(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> Response:
        """Return Ashby's envelope for an error, with an HTTP status that tells of it."""
        told = [f"{name} {problem}" for name, problem in (fields or {}).items()]
        return refused(CODES[status], "; ".join([message, *told]), status)

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables of the generic adapter with Ashby's mapping."""
        return {
            "ATS_PROVIDER": "generic",
            "ATS_MAPPING_FILE": str(MAPPING),
            "ATS_BASE_URL": base_url,
            "ATS_API_KEY": API_KEY,
        }

    def rate_limit_headers(self, allowance: Allowance) -> dict[str, str]:
        """Return nothing: Ashby documents no such headers."""
        return {}
