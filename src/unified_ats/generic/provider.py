"""The generic adapter: an ATS that a mapping file describes."""

import functools
import os
from collections.abc import Mapping
from typing import Any, Self, TypeVar

import attrs

from unified_ats.errors import ConfigurationError, ResponseError
from unified_ats.generic.auth import auth_of
from unified_ats.generic.failures import read_failure, waits
from unified_ats.generic.lookups import Tables
from unified_ats.generic.mapping import ATSMapping, MappingError, default_mapping, load
from unified_ats.generic.resources import resources
from unified_ats.http import Auth, HTTPOptions, Limiter, PeriodLimiter, Response, WindowLimiter
from unified_ats.provider import Provider
from unified_ats.resources import ApplicationStatus, stage_table
from unified_ats.settings import Setting, Settings, http_url, setting, table, text

__all__ = ["GenericProvider", "GenericSettings"]


def _mapping(value: Any) -> ATSMapping:
    if not isinstance(value, ATSMapping | str | os.PathLike):
        raise ValueError("is not the path of a mapping file")  # noqa: TRY004  # as all parsers fail
    return value if isinstance(value, ATSMapping) else load(value)


@attrs.frozen(kw_only=True)
class GenericSettings(Settings):
    """Settings of the generic adapter.

    A mapping file names further environment variables, of its own choice. They are read when the
    settings are made; ``variables`` goes before them.
    """

    mapping: ATSMapping = setting(  # noqa: RUF009  # as all the others
        "ATS_MAPPING_FILE",
        help="mapping file that describes your ATS; without one it is the generic ATS API",
        default=attrs.Factory(default_mapping),
        parse=_mapping,
    )
    base_url: str | None = setting(
        "ATS_BASE_URL",
        help="root of the ATS's API, such as https://api.your-ats.com/v1; a mapping file may "
        "have it already",
        default=None,
        parse=http_url,
    )
    api_key: str | None = setting(
        "ATS_API_KEY",
        help="API key or token of the ATS, unless a mapping file names another variable",
        secret=True,
        default=None,
    )
    account_id: str | None = setting(
        "ATS_ACCOUNT_ID", help="account or tenant, if the ATS wants one", default=None
    )
    stages: Mapping[str, ApplicationStatus] = setting(
        "ATS_STAGES",
        help='what your stage names mean, as JSON such as {"Phone screen": "SCREENING"}',
        default=attrs.Factory(dict),
        parse=stage_table,
    )
    variables: Mapping[str, str] = setting(
        "ATS_VARIABLES",
        help="values for variables of the mapping file, as JSON; each may as well be set by itself",
        secret=True,
        default=attrs.Factory(dict),
        parse=table,
    )
    environment: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    """What the environment has for the mapping's variables."""

    @classmethod
    def wanted(cls, environ: Mapping[str, str]) -> tuple[Setting, ...]:
        """Return what is declared, and the further variables of the mapping file.

        Raises:
            ConfigurationError: the mapping file is wrong.
        """
        path = environ.get("ATS_MAPPING_FILE", "").strip()
        try:
            mapping = load(path) if path else default_mapping()
        except MappingError as error:
            raise ConfigurationError(f"ATS_MAPPING_FILE: {error}", provider="generic") from None
        wanted = _wanted(cls, mapping, based=bool(environ.get("ATS_BASE_URL", "").strip()))
        given = _variables(environ)
        return tuple(
            attrs.evolve(item, required=item.required and item.env not in given) for item in wanted
        )

    @classmethod
    def from_arguments(cls, provider: str, values: Mapping[str, Any]) -> Self:
        """Build from the arguments of ``connect()``; the mapping's variables are the process's.

        Raises:
            ConfigurationError: names every missing, malformed and unknown argument.
        """
        return _filled(super().from_arguments(provider, values), provider, os.environ, "name")

    @classmethod
    def from_environment(cls, provider: str, environ: Mapping[str, str]) -> Self:
        """Build from environment variables, those of the mapping among them.

        Raises:
            ConfigurationError: names every missing and malformed variable.
        """
        return _filled(super().from_environment(provider, environ), provider, environ, "env")

    def values(self) -> dict[str, str]:
        """Return the value of every variable of the mapping that has one."""
        own = {item.env: getattr(self, item.name) for item in self.declared()}
        known = {**self.environment, **self.variables}
        known |= {name: value for name, value in own.items() if isinstance(value, str)}
        found = {name: known.get(name, "").strip() for name in self.mapping.variables()}
        return {name: value for name, value in found.items() if value}

    def secrets(self) -> tuple[str, ...]:
        """Return the API key, and all that the mapping takes for a secret."""
        return (*filter(None, [self.api_key]), *self.variables.values(), *self.proofs())

    def proofs(self) -> tuple[str, ...]:
        """Return what proves who is calling: the values of variables in ``auth`` and headers."""
        values = self.values()
        return tuple(values[name] for name in self.mapping.secret_variables() if name in values)


def _variables(environ: Mapping[str, str]) -> Mapping[str, str]:
    """Return what ``ATS_VARIABLES`` has; what is wrong with it is told when it is used."""
    try:
        return table(environ.get("ATS_VARIABLES", "").strip() or "{}")
    except ValueError:
        return {}


Filled = TypeVar("Filled", bound=GenericSettings)


def _filled(settings: Filled, provider: str, environ: Mapping[str, str], label: str) -> Filled:
    """Take what the mapping needs from the environment, or say all that is missing."""
    wanted = _wanted(type(settings), settings.mapping, based=settings.base_url is not None)
    further = [item.env for item in wanted[len(settings.declared()) :]]
    found = {name: environ[name] for name in further if environ.get(name, "").strip()}
    filled = attrs.evolve(settings, environment=found)
    missing = [item for item in wanted if item.required and item.env not in filled.values()]
    if missing:
        said = "; ".join(f"{getattr(item, label)} is missing ({item.help})" for item in missing)
        raise ConfigurationError(f"settings of {provider}: {said}", provider=provider)
    return filled


def _wanted(cls: type[GenericSettings], mapping: ATSMapping, *, based: bool) -> tuple[Setting, ...]:
    """Return all settings with a mapping: its own variables come last.

    Args:
        cls: the settings.
        mapping: the mapping.
        based: whether the base URL is set, so that the mapping's own is not looked at.
    """
    secrets = mapping.secret_variables()
    needed = {*mapping.auth_variables(), *(() if based else mapping.base_url.variables())}
    declared = [attrs.evolve(item, required=item.env in needed) for item in cls.declared()]
    known = {item.env for item in declared}
    further = [
        Setting(
            name=name,
            env=name,
            help="the mapping file refers to it",
            secret=name in secrets,
            required=name in needed,
            parse=text,
        )
        for name in mapping.variables()
        if name not in known
    ]
    return (*declared, *further)


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
