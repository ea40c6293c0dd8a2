"""What the Tiny adapter declares: settings, authentication, how errors read, its resources."""

import attrs

from unified_ats import (
    Auth,
    HeaderAuth,
    Provider,
    Response,
    ResponseError,
    Settings,
    http_url,
    setting,
)
from unified_ats_tiny.applications import TinyApplications
from unified_ats_tiny.candidates import TinyCandidates
from unified_ats_tiny.jobs import TinyJobs

__all__ = ["TinyProvider", "TinySettings"]


@attrs.frozen(kw_only=True)
class TinySettings(Settings):
    """Settings of the Tiny adapter."""

    api_key: str = setting("TINY_API_KEY", help="key of the account", secret=True)
    base_url: str = setting(
        "TINY_BASE_URL",
        help="root of the API",
        default="https://api.tiny-ats.example.com/v1",
        parse=http_url,
    )


class TinyProvider(Provider):
    """Speaks the API of Tiny ATS."""

    name = "tiny"
    title = "Tiny ATS"
    Settings = TinySettings
    resources = (TinyJobs, TinyCandidates, TinyApplications)

    def auth(self) -> Auth:
        """Return the key, in Tiny's own header."""
        return HeaderAuth("X-Tiny-Key", self.settings.api_key)

    def read_error(self, response: Response) -> str | ResponseError | None:
        """Return what ``{"problem": "…"}`` says."""
        if response.status_code < 300:
            return None
        try:
            body = response.json()
        except ResponseError:
            return None
        return str(body["problem"]) if isinstance(body, dict) and "problem" in body else None
