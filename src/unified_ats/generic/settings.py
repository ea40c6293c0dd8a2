"""Settings of the generic adapter: its own, and what a mapping file refers to."""

import os
from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar

import attrs

from unified_ats.errors import ConfigurationError
from unified_ats.generic.mapping import ATSMapping, MappingError, default_mapping, load
from unified_ats.resources import ApplicationStatus, stage_table
from unified_ats.settings import Setting, Settings, http_url, setting, table, text

__all__ = ["GenericSettings"]

_FILE = "ATS_MAPPING_FILE"


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
        try:
            mapping = _mapping_of(environ)
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
            ConfigurationError: names every missing, malformed and unknown argument at once.
        """
        given = {item.env: values.get(item.name) for item in cls.declared()}
        make = super().from_arguments
        return _filled(
            lambda mapping: make(provider, {**values, "mapping": mapping}),
            given,
            os.environ,
            "name",
        )

    @classmethod
    def from_environment(cls, provider: str, environ: Mapping[str, str]) -> Self:
        """Build from environment variables, those of the mapping among them.

        Raises:
            ConfigurationError: names every missing and malformed variable at once.
        """
        make = super().from_environment
        return _filled(
            lambda mapping: make(provider, {**environ, _FILE: mapping}), environ, environ, "env"
        )

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


def _variables(given: Mapping[str, Any]) -> Mapping[str, str]:
    """Return what ``ATS_VARIABLES`` has; what is wrong with it is told when it is used."""
    value = given.get("ATS_VARIABLES")
    try:
        found = {} if _is_blank(value) else table(value)
    except ValueError:
        return {}
    return {name: each for name, each in found.items() if not _is_blank(each)}


Filled = TypeVar("Filled", bound=GenericSettings)


def _filled(
    make: Callable[[Any], Filled],
    given: Mapping[str, Any],
    environ: Mapping[str, str],
    label: str,
) -> Filled:
    """Make settings with what the mapping needs from the environment, or say all that is wrong.

    Args:
        make: makes them with a mapping, or says what is malformed.
        given: what they are made of, by environment variable.
        environ: has the further variables of the mapping.
        label: what a setting is called in errors.
    """
    try:
        mapping = _mapping_of(given)
    except ValueError:
        return make(given[_FILE])  # it says why; what such a mapping needs is not known
    declared = {item.env for item in GenericSettings.declared()}
    further = {name: environ.get(name) for name in mapping.variables() if name not in declared}
    found = {name: value for name, value in further.items() if value and not _is_blank(value)}
    missing = [
        f"{getattr(item, label)} is missing ({item.help})"
        for item in _missing(mapping, {**found, **given})
    ]
    try:
        settings = make(mapping)
    except ConfigurationError as error:
        raise ConfigurationError("; ".join([error.message, *missing]), provider="generic") from None
    if missing:
        said = f"settings of generic: {'; '.join(missing)}"
        raise ConfigurationError(said, provider="generic")
    return attrs.evolve(settings, environment=found)


def _missing(mapping: ATSMapping, given: Mapping[str, Any]) -> list[Setting]:
    """Return the settings that a mapping needs and that have no value."""
    known = {name for name, value in given.items() if not _is_blank(value)}
    known |= _variables(given).keys()
    wanted = _wanted(GenericSettings, mapping, based="ATS_BASE_URL" in known)
    return [item for item in wanted if item.required and item.env not in known]


def _mapping_of(given: Mapping[str, Any]) -> ATSMapping:
    """Return the mapping that is named, or else the default one.

    Raises:
        ValueError: it is wrong.
    """
    path = given.get(_FILE)
    return default_mapping() if _is_blank(path) else _mapping(path)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


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
