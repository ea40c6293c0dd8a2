"""Teamtailor's API over the fake company."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from tests.stand_ins.teamtailor import endpoints
from tests.stand_ins.teamtailor.endpoints import Call
from tests.stand_ins.teamtailor.kinds import KINDS, Kind
from tests.stand_ins.teamtailor.wire import VERSION, Problem, Refusal, Row, in_json, refused
from unified_ats.sandbox import Allowance, Company, RateLimit, Sandbox

API_KEY = "sandbox-key"
POWERLESS_KEY = "sandbox-powerless-key"
"""A key that may only make jobs, of the scope Public."""
WRONG_KEY = "wrong"

FIRST_VERSION = "20161108"
MAPPING = Path(__file__).parents[3] / "examples" / "mappings" / "teamtailor.toml"

TITLES = {
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    406: "Invalid/Missing API Version",
    429: "Too many requests",
    500: "Internal Server Error",
    503: "Service unavailable",
}

Endpoint = Callable[[Call], Response]


def _rule(path: str, kind: Kind, endpoint: Endpoint, method: str = "GET") -> Rule:
    """Return a route below `/v1/{type}`: refusals as answers, and the version in a header."""

    def answer(stand_in: "TeamtailorStandIn", request: Request, **parts: str) -> Response:
        company, extras = stand_in.company, stand_in.extras
        call = Call(request=request, kind=kind, parts=parts, company=company, extras=extras)
        try:
            with company.atomic():
                response = endpoint(call)
        except Refusal as refusal:
            return refused(refusal.problems)
        response.headers["X-Api-Version"] = request.headers["X-Api-Version"]
        return response

    return Rule(f"/v1/{kind.name}{path}", methods=[method], endpoint=answer)


def _rules(kind: Kind) -> Iterator[Rule]:
    yield _rule("", kind, endpoints.index)
    yield _rule("/<record_id>", kind, endpoints.show)
    if kind.relations:
        name = f"<any({', '.join(map(repr, kind.relations))}):name>"
        yield _rule(f"/<record_id>/{name}", kind, endpoints.related)
        yield _rule(f"/<record_id>/relationships/{name}", kind, endpoints.linkage)


class TeamtailorStandIn(Sandbox):
    """Teamtailor: JSON:API, dated versions, pages of thirty, and a unique address.

    Attributes:
        extras: What the company has no column for, by its ids.
    """

    name = "teamtailor"
    title = "Teamtailor"
    rate_limit = RateLimit(requests=50, seconds=10)
    retry_after = False
    routes = (
        *(rule for kind in KINDS.values() for rule in _rules(kind)),
        _rule("", KINDS["candidates"], endpoints.create_candidate, "POST"),
        _rule("", KINDS["job-applications"], endpoints.create_application, "POST"),
    )

    def __init__(self, company: Company) -> None:
        super().__init__(company)
        self.extras: dict[str, Row] = {}

    def authenticate(self, request: Request) -> Response | None:
        """Want a version first (406), then a key (401), and one that may do it (403)."""
        if not _is_version(request.headers.get("X-Api-Version", "")):
            told = f"the X-Api-Version header. Current version is: {VERSION}"
            detail = f"Please provide a correct API version in {told}"
            return in_json(
                {"errors": [{"status": 406, "title": TITLES[406], "detail": detail}]}, 406
            )
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        name, _, key = given.strip().partition("=")
        if scheme != "Token" or name != "token" or key not in {API_KEY, POWERLESS_KEY}:
            return self.error(401, "The API key is missing or not valid")
        if key == POWERLESS_KEY:
            return self.error(403, "The scope of this API key does not permit that")
        return None

    def error(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> Response:
        """Return an error as JSON:API has it."""
        told = [f"{name} {problem}" for name, problem in (fields or {}).items()]
        detail = "; ".join([message, *told])
        return refused(
            [Problem(status=status, title=TITLES[status], detail=detail, code=str(status))]
        )

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables of the generic adapter with Teamtailor's mapping."""
        return {
            "ATS_PROVIDER": "generic",
            "ATS_MAPPING_FILE": str(MAPPING),
            "ATS_BASE_URL": f"{base_url}/v1",
            "ATS_API_KEY": API_KEY,
        }

    def rate_limit_headers(self, allowance: Allowance) -> dict[str, str]:
        """Return the headers of docs.teamtailor.com/#rate-limit."""
        return {
            "X-Rate-Limit-Limit": str(allowance.limit),
            "X-Rate-Limit-Remaining": str(allowance.remaining),
            "X-Rate-Limit-Reset": str(allowance.reset_after),
        }


def _is_version(sent: str) -> bool:
    try:
        datetime.strptime(sent, "%Y%m%d")  # noqa: DTZ007  # a date, not a moment
    except ValueError:
        return False
    return len(sent) == 8 and sent >= FIRST_VERSION
