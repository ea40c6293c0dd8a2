"""What the Lever adapter declares: settings, credentials, rate limits, errors, its resources."""

import pkgutil
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from unified_ats import (
    ApplicationStatus,
    Auth,
    BasicAuth,
    BearerAuth,
    BucketLimiter,
    ConfigurationError,
    Limiter,
    Provider,
    Rate,
    RefreshTokenAuth,
    Response,
    Settings,
    flag,
    http_url,
    setting,
    stage_table,
)
from unified_ats_lever.applications import LeverApplications
from unified_ats_lever.candidates import LeverCandidates
from unified_ats_lever.errors import read_error
from unified_ats_lever.jobs import LeverJobs
from unified_ats_lever.listing import PROVIDER
from unified_ats_lever.reasons import Verdicts, reason_table

__all__ = ["LeverProvider", "LeverSettings"]

_RATE = Rate(per_second=10, burst=20)
_POSTS = {
    "POST /opportunities": Rate(per_second=2, burst=2),
    "POST /postings/*/apply": Rate(per_second=2, burst=2),
}
"""Lever takes applications more slowly: https://github.com/lever/postings-api#apply-to-a-job-posting."""


@attrs.frozen(kw_only=True)
class Environment:
    """One of Lever's worlds.

    Attributes:
        api: root of its Data API.
        tokens: its token endpoint.
    """

    api: str
    tokens: str


ENVIRONMENTS = {
    "production": Environment(
        api="https://api.lever.co/v1", tokens="https://auth.lever.co/oauth/token"
    ),
    "eu": Environment(api="https://api.eu.lever.co/v1", tokens="https://auth.lever.co/oauth/token"),
    "sandbox": Environment(
        api="https://api.sandbox.lever.co/v1",
        tokens="https://sandbox-lever.auth0.com/oauth/token",
    ),
}
Store = Callable[[str], object]
"""Takes a new refresh token, to keep it."""
_OAUTH = ("client_id", "client_secret", "refresh_token")


def environment(value: Any) -> str:
    """Parse a setting that names one of Lever's worlds."""
    word = str(value).strip().lower()
    if word not in ENVIRONMENTS:
        raise ValueError(f"is none of {', '.join(ENVIRONMENTS)}")
    return word


def function(value: Any) -> Store:
    """Parse a setting that is a function, or the name of one such as ``myapp.tokens:store``."""
    try:
        found = pkgutil.resolve_name(value) if isinstance(value, str) else value
    except (ImportError, AttributeError, ValueError):
        found = None
    if not callable(found):
        raise ValueError("is no function, nor the name of one such as myapp.tokens:store")  # noqa: TRY004  # every parser fails in one way
    return found  # type: ignore[no-any-return]  # what it takes and returns, only a call tells


@attrs.frozen(kw_only=True)
class LeverSettings(Settings):
    """Settings of the Lever adapter: an API key, or OAuth. Where both are given, the key is used.

    Raises:
        ConfigurationError: neither is given.
    """

    api_key: str | None = setting(
        "LEVER_API_KEY", help="API key of the account", secret=True, default=None
    )
    client_id: str | None = setting(
        "LEVER_CLIENT_ID", help="client id of an OAuth app, instead of a key", default=None
    )
    client_secret: str | None = setting(
        "LEVER_CLIENT_SECRET", help="client secret of the OAuth app", secret=True, default=None
    )
    refresh_token: str | None = setting(
        "LEVER_REFRESH_TOKEN",
        help="newest refresh token that the account gave to the OAuth app",
        secret=True,
        default=None,
    )
    access_token: str | None = setting(
        "LEVER_ACCESS_TOKEN",
        help="access token that may still be good; alone, it is used as long as it is",
        secret=True,
        default=None,
    )
    on_refresh_token: Store | None = setting(  # noqa: RUF009  # as the other fields
        "LEVER_ON_REFRESH_TOKEN",
        help="function that stores each new refresh token, such as myapp.tokens:store",
        default=None,
        parse=function,
    )
    environment: str = setting(
        "LEVER_ENVIRONMENT",
        help="production, eu or sandbox",
        default="production",
        parse=environment,
    )
    base_url: str | None = setting(
        "LEVER_BASE_URL",
        help="root of the Data API, for a proxy or a sandbox",
        default=None,
        parse=http_url,
    )
    token_url: str | None = setting(
        "LEVER_TOKEN_URL",
        help="token endpoint, for a proxy or a sandbox",
        default=None,
        parse=http_url,
    )
    perform_as: str | None = setting(
        "LEVER_PERFORM_AS",
        help="id of the user who creates candidates; without one, the owner of the posting",
        default=None,
    )
    archive_reason: str | None = setting(
        "LEVER_ARCHIVE_REASON",
        help="id of the archive reason of your rejections: REJECTED, whatever its text says",
        default=None,
    )
    archive_reasons: Mapping[str, ApplicationStatus] = setting(
        "LEVER_ARCHIVE_REASONS",
        help='what your archive reasons mean, as JSON such as {"Ghosted": "WITHDRAWN"}',
        default=attrs.Factory(dict),
        parse=reason_table,
    )
    confidential: bool = setting(
        "LEVER_CONFIDENTIAL",
        help="whether confidential records are wanted, which takes a key that may see them; "
        "without it confidential jobs are not found, nor the applications to them",
        default=False,
        parse=flag,
    )
    stages: Mapping[str, ApplicationStatus] = setting(
        "LEVER_STAGES",
        help='what your stage names mean, as JSON such as {"Coffee chat": "SCREENING"}',
        default=attrs.Factory(dict),
        parse=stage_table,
    )

    def __attrs_post_init__(self) -> None:
        missing = [name for name in _OAUTH if not getattr(self, name)]
        alone = self.access_token and len(missing) == len(_OAUTH)
        if self.api_key or alone or not missing:
            return
        lacking = ", ".join(f"{name} ({_env(name)})" for name in missing)
        raise ConfigurationError(
            f"settings of {PROVIDER}: give an API key as api_key (LEVER_API_KEY), or for OAuth "
            f"what is missing of it: {lacking}",
            provider=PROVIDER,
        )

    @property
    def verdicts(self) -> Verdicts:
        """What archive reasons mean in this account."""
        return Verdicts(texts=self.archive_reasons, rejection=self.archive_reason)

    @property
    def confidentiality(self) -> str | None:
        """What lists are to be asked for; Lever leaves confidential records out by itself."""
        return "all" if self.confidential else None


def _env(name: str) -> str:
    return next(item.env for item in LeverSettings.declared() if item.name == name)


class LeverProvider(Provider):
    """Speaks the Data API of Lever (https://hire.lever.co/developer/documentation)."""

    name = PROVIDER
    title = "Lever"
    Settings = LeverSettings
    resources = (LeverJobs, LeverCandidates, LeverApplications)

    def base_url(self) -> str:
        """Return the address from the settings, or that of the environment."""
        return self.settings.base_url or ENVIRONMENTS[self.settings.environment].api

    def auth(self) -> Auth:
        """Return the key, as a user without a password, or bearer tokens."""
        given = self.settings
        if given.api_key:
            return BasicAuth(given.api_key)
        if not given.refresh_token:
            return BearerAuth(given.access_token)
        return RefreshTokenAuth(
            provider=self.name,
            url=given.token_url or ENVIRONMENTS[given.environment].tokens,
            client=BasicAuth(given.client_id, given.client_secret),
            refresh_token=given.refresh_token,
            access_token=given.access_token,
            on_refresh_token=given.on_refresh_token,
            options=self.options,
        )

    def limiter(self) -> Limiter:
        """Return Lever's buckets."""
        return BucketLimiter(_RATE, calls=_POSTS, clock=self.options.clock)

    def read_error(self, response: Response) -> str | None:
        """Return what Lever says is wrong, and for a 403 the permission it takes."""
        return read_error(response)
