"""The generic adapter: an ATS that a mapping file describes."""

import functools
from collections.abc import Mapping
from typing import Any

from unified_ats.errors import ConfigurationError, ResponseError
from unified_ats.generic.auth import auth_of
from unified_ats.generic.failures import read_failure, waits
from unified_ats.generic.lookups import Tables
from unified_ats.generic.mapping import ATSMapping, default_mapping
from unified_ats.generic.resources import resources
from unified_ats.generic.settings import GenericSettings
from unified_ats.http import Auth, HTTPOptions, Limiter, PeriodLimiter, Response, WindowLimiter
from unified_ats.provider import Provider
from unified_ats.settings import http_url

__all__ = ["GenericProvider"]


class GenericProvider(Provider):
    """Speaks as a mapping file says, by default the generic ATS API (``docs/generic-api.md``)."""

    name = "generic"
    title = "Generic ATS"
    Settings = GenericSettings
    resources = resources(default_mapping())

    def __init__(self, settings: Any, *, http: HTTPOptions | None = None) -> None:
        self.mapping: ATSMapping = settings.mapping
        self.title = self.mapping.title  # type: ignore[misc]  # of this one alone
        if self.mapping is not default_mapping():
            self.resources = resources(self.mapping)  # type: ignore[misc]  # of this one alone
        super().__init__(settings, http=http)
        self.tables = Tables(self.options.clock)
        self.proofs: tuple[str, ...] = settings.proofs()  # once: it looks through all the mapping

    def base_url(self) -> str:
        """Return the setting, or else the mapping's own.

        Raises:
            ConfigurationError: the mapping's own is no address with what its variables hold.
        """
        own: str | None = self.settings.base_url
        text = self.mapping.base_url
        try:
            return own or http_url(text.fill(self.settings.values()))
        except ValueError as error:
            problem = f"base_url of the mapping file {error}: look at {', '.join(text.variables())}"
        raise ConfigurationError(f"settings of generic: {problem}", provider="generic")

    def auth(self) -> Auth:
        """Return what the mapping says."""
        return auth_of(self.mapping.auth, self.settings.values(), self.options)

    def headers(self) -> Mapping[str, str]:
        """Return the mapping's headers, without those whose variable has no value."""
        values = self.settings.values()
        headers = self.mapping.headers
        return {
            name: text.fill(values)
            for name, text in headers.items()
            if values.keys() >= {*text.variables()}
        }

    def limiter(self) -> Limiter | None:
        """Return what keeps to the limits of the mapping, if it has any."""
        limits, clock = self.mapping.limits, self.options.clock
        asked = functools.partial(waits, limits=limits, options=self.options)
        if limits.remaining:
            return WindowLimiter(
                period=limits.seconds,
                requests=limits.requests,
                header=limits.remaining,
                retry_after=asked,
                clock=clock,
            )
        if limits.requests:
            return PeriodLimiter(
                limits.requests, period=limits.seconds, retry_after=asked, clock=clock
            )
        return None

    def concurrent(self) -> int | None:
        """Return how many requests may be under way."""
        return self.mapping.limits.concurrent

    def read_error(self, response: Response) -> str | ResponseError | None:
        """Return the message of an error body; a whole error for one that came with a 200."""
        return read_failure(response, self.mapping, self.options)
