"""Stand-ins whose callers prove themselves by a bearer token."""

from typing import ClassVar

from werkzeug.wrappers import Request, Response

from tests.stand_ins.json_rest import Row, bearer
from tests.stand_ins.pipeline import settle
from unified_ats.sandbox import Company, Sandbox

__all__ = ["TokenStandIn"]


class TokenStandIn(Sandbox):
    """An account that wants a bearer token, and has people at every stage there is.

    Attributes:
        sent: By the company's id, what was sent at a create and the company cannot hold.
    """

    keys: ClassVar[tuple[str, str]]
    """A token that may do everything, and one that may do nothing."""
    refusals: ClassVar[tuple[str, str]]
    """What an unknown token is told, and one that may do nothing."""

    def __init__(self, company: Company) -> None:
        super().__init__(company)
        self.sent: dict[str, Row] = {}
        settle(company)

    def authenticate(self, request: Request) -> Response | None:
        """Want a token that may do something."""
        good, powerless = self.keys
        token = bearer(request)
        if token == powerless:
            return self.error(403, self.refusals[1])
        return None if token == good else self.error(401, self.refusals[0])
