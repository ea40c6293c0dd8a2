"""What a vendor's folder writes to have a sandbox: its façade over the fake company."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from unified_ats.sandbox.company import Company
from unified_ats.sandbox.rate_limit import Allowance, RateLimit

__all__ = ["Sandbox"]


class Sandbox(ABC):
    """One vendor's API over a fake company.

    It is written from what the vendor documents, never from what an adapter happens to send. It
    answers every request, and raises nothing: the machinery logs what escapes and answers with the
    vendor's own 500.
    """

    # ---- a vendor declares ------------------------------------------------------------------

    name: ClassVar[str]
    """The entry-point name, the same as its provider's."""

    title: ClassVar[str]
    """The vendor's name as people write it."""

    routes: ClassVar[Sequence[Rule]]
    """The vendor's endpoints. A rule's `endpoint` is the function that answers it: it is called
    with the sandbox, the request and the rule's arguments, and returns a response."""

    rate_limit: ClassVar[RateLimit] = RateLimit(requests=100, seconds=10)
    """How much the vendor allows, when rate limiting is on."""

    request_id_header: ClassVar[str] = "X-Request-Id"
    """The header in which every answer carries its id."""

    retry_after: bool = True
    """Whether the answer to a request over the limit says when to come back, in `Retry-After`."""

    # ---- a vendor must implement ------------------------------------------------------------

    def __init__(self, company: Company) -> None:
        self.company = company

    @abstractmethod
    def authenticate(self, request: Request) -> Response | None:
        """Return the answer to a request that may not pass, or `None` when it may.

        It is asked before the path is looked up; a token endpoint lets itself through here.
        """

    @abstractmethod
    def error(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> Response:
        """Return the vendor's answer to a failure.

        The machinery uses it too: for 404, 405, 429, 500 and 503.

        Args:
            status: The HTTP status.
            message: What is wrong, for people.
            fields: What is wrong with which field or parameter, where that is known.
        """

    @abstractmethod
    def settings(self, base_url: str) -> dict[str, str]:
        """Return the environment that points the vendor's adapter here, `ATS_PROVIDER` included."""

    # ---- a vendor may override --------------------------------------------------------------

    def rate_limit_headers(self, allowance: Allowance) -> dict[str, str]:
        """Return the headers that tell a client how its window stands."""
        return {
            "X-RateLimit-Limit": str(allowance.limit),
            "X-RateLimit-Remaining": str(allowance.remaining),
            "X-RateLimit-Reset": str(allowance.reset_after),
        }

    def is_spared(self, request: Request) -> bool:  # noqa: ARG002  # for those who override it
        """Return whether faults and limits leave a request alone: a token endpoint's, say."""
        return False

    def limits_for(self, request: Request) -> Sequence[RateLimit]:
        """Return the limits that a request counts against; each limit has a window of its own.

        A request passes when all of them have room, and counts against none when one has not. By
        default what is spared counts against nothing.
        """
        return () if self.is_spared(request) else (self.rate_limit,)
