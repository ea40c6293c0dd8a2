"""What the Greenhouse adapter declares: settings, tokens, the rate limit, errors, its resources."""

from collections.abc import Mapping
from typing import Any, Self

import attrs

from unified_ats import (
    ApplicationStatus,
    Auth,
    BasicAuth,
    ClientCredentialsAuth,
    ConfigurationError,
    Limiter,
    Provider,
    Response,
    Settings,
    WindowLimiter,
    http_url,
    setting,
    stage_table,
)
from unified_ats_greenhouse.applications import GreenhouseApplications
from unified_ats_greenhouse.candidates import GreenhouseCandidates
from unified_ats_greenhouse.errors import read_error
from unified_ats_greenhouse.jobs import GreenhouseJobs
from unified_ats_greenhouse.listing import PROVIDER, is_id

__all__ = ["GreenhouseProvider", "GreenhouseSettings"]

_WINDOW = 30.0
"""Seconds in which requests are counted; each answer tells how many are left."""
_V1_KEYS = ("GREENHOUSE_API_KEY", "ATS_API_KEY")
_V1 = (
    "is a key of Harvest v1, and Greenhouse retired v1 and v2 on 31 August 2026. In Greenhouse, "
    "under Configure > Dev Center > API Credential Management, create credentials of the type "
    '"Harvest v3 (OAuth)", and set GREENHOUSE_CLIENT_ID and GREENHOUSE_CLIENT_SECRET (client_id '
    "and client_secret) to what it shows"
)


def user_id(value: Any) -> str:
    """Parse a setting that is the id of a Greenhouse user."""
    text = str(value).strip()
    if not is_id(text):
        raise ValueError("is not the id of a Greenhouse user, which is a number")
    return text


@attrs.frozen(kw_only=True)
class GreenhouseSettings(Settings):
    """Settings of the Greenhouse adapter."""

    client_id: str = setting(
        "GREENHOUSE_CLIENT_ID", help="client id of Harvest v3 (OAuth) credentials"
    )
    client_secret: str = setting(
        "GREENHOUSE_CLIENT_SECRET", help="client secret of the same credentials", secret=True
    )
    user_id: str | None = setting(
        "GREENHOUSE_USER_ID",
        help="id of the user to act as; without one, the integration's own user",
        default=None,
        parse=user_id,
    )
    base_url: str = setting(
        "GREENHOUSE_BASE_URL",
        help="root of Harvest v3, for a proxy or a sandbox",
        default="https://harvest.greenhouse.io/v3",
        parse=http_url,
    )
    token_url: str = setting(
        "GREENHOUSE_TOKEN_URL",
        help="token endpoint, for a proxy or a sandbox",
        default="https://auth.greenhouse.io/token",
        parse=http_url,
    )
    stages: Mapping[str, ApplicationStatus] = setting(
        "GREENHOUSE_STAGES",
        help='what your stage names mean, as JSON such as {"Coffee chat": "SCREENING"}',
        default=attrs.Factory(dict),
        parse=stage_table,
    )

    @classmethod
    def from_arguments(cls, provider: str, values: Mapping[str, Any]) -> Self:
        """Build from arguments; a key of Harvest v1 alone is told what became of it."""
        if values.get("api_key") and not values.get("client_id"):
            raise ConfigurationError(f"settings of {provider}: api_key {_V1}", provider=provider)
        return super().from_arguments(provider, values)

    @classmethod
    def from_environment(cls, provider: str, environ: Mapping[str, str]) -> Self:
        """Build from the environment; a key of Harvest v1 alone is told what became of it."""
        key = next((name for name in _V1_KEYS if environ.get(name, "").strip()), None)
        if key and not environ.get("GREENHOUSE_CLIENT_ID", "").strip():
            raise ConfigurationError(f"settings of {provider}: {key} {_V1}", provider=provider)
        return super().from_environment(provider, environ)


class GreenhouseProvider(Provider):
    """Speaks Harvest v3 of Greenhouse (https://harvestdocs.greenhouse.io)."""

    name = PROVIDER
    title = "Greenhouse"
    Settings = GreenhouseSettings
    resources = (GreenhouseJobs, GreenhouseCandidates, GreenhouseApplications)

    def base_url(self) -> str:
        """Return the address from the settings."""
        return str(self.settings.base_url)

    def auth(self) -> Auth:
        """Return bearer tokens of an hour, for the client and the user it acts as."""
        client = BasicAuth(self.settings.client_id, self.settings.client_secret)
        user = self.settings.user_id
        return ClientCredentialsAuth(
            provider=self.name,
            url=self.settings.token_url,
            client=client,
            params={"sub": user} if user else None,
            options=self.options,
        )

    def limiter(self) -> Limiter:
        """Return the window that ``X-RateLimit-*`` tells of."""
        return WindowLimiter(period=_WINDOW, clock=self.options.clock)

    def read_error(self, response: Response) -> str | None:
        """Return what Greenhouse says is wrong, by field, and for a 403 the scope it takes."""
        return read_error(response)
