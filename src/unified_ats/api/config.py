"""Settings of the REST API itself; those of the ATS behind it belong to its provider."""

import os
from collections.abc import Mapping
from typing import Any, Self

import attrs

from unified_ats.settings import Settings, http_url, setting, text

__all__ = ["Config"]


def origins(value: Any) -> tuple[str, ...]:
    """Parse a setting that lists web origins, separated by commas, or is ``*`` for any."""
    found = tuple(filter(None, (part.strip() for part in text(value).split(","))))
    return found if found == ("*",) else tuple(_origin(part) for part in found)


def _origin(value: str) -> str:
    try:
        origin = http_url(value).lower()
    except ValueError:
        origin = ""
    if origin.count("/") != 2 or "@" in origin:
        raise ValueError("is neither * nor a list of origins such as https://careers.example.com")
    return origin


@attrs.frozen(kw_only=True)
class Config(Settings):
    """Settings of the REST API.

    Attributes:
        api_token: callers must send it, when it is set.
        cors_origins: web origins whose pages may call the API; ``("*",)`` for any.
    """

    api_token: str | None = setting(
        "UNIFIED_ATS_API_TOKEN",
        help="token that callers of the REST API must send as Authorization: Bearer",
        secret=True,
        default=None,
    )
    cors_origins: tuple[str, ...] = setting(
        "UNIFIED_ATS_CORS_ORIGINS",
        help="origins whose pages may call the REST API, separated by commas, or * for any",
        default=(),
        parse=origins,
    )

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read the settings from the environment: that of the process, unless one is given.

        Raises:
            ConfigurationError: names every variable that is malformed.
        """
        return cls.from_environment("the REST API", os.environ if environ is None else environ)
