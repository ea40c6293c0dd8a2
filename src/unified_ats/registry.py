"""From a name to an adapter: entry points, found by stevedore, which only this module imports."""

import functools
import os
from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import attrs
import stevedore

from unified_ats.errors import PluginError, UnknownProviderError
from unified_ats.http import HTTPOptions
from unified_ats.provider import Provider

__all__ = [
    "PROVIDERS",
    "Plugin",
    "connect",
    "connect_from_env",
    "installed",
    "load",
    "provider_class",
    "providers",
]

PROVIDERS = "unified_ats.providers"
DEFAULT_PROVIDER = "generic"


@attrs.frozen(kw_only=True)
class Plugin:
    """An installed entry point.

    Attributes:
        name: its name, such as ``"acme"``.
        target: what it points at, as ``"package.module:Class"``.
        distribution: the installed distribution it comes from, such as ``"unified-ats-acme"``.
        version: of that distribution.
    """

    name: str
    target: str
    distribution: str
    version: str


def installed(group: str = PROVIDERS) -> tuple[Plugin, ...]:
    """Return what is installed in an entry-point group, by name, without importing any of it."""
    return tuple(_plugin(point) for point in _found(group))


def _found(group: str) -> list[EntryPoint]:
    return sorted(entry_points(group=group), key=lambda point: point.name)


def _plugin(point: EntryPoint) -> Plugin:
    return Plugin(
        name=point.name,
        target=point.value,
        distribution=point.dist.name if point.dist else "an unknown distribution",
        version=point.dist.version if point.dist else "",
    )


def providers() -> tuple[str, ...]:
    """Return the names of the installed adapters, sorted, without importing any."""
    return tuple(sorted({plugin.name for plugin in installed()}))


@functools.cache
def load(group: str, name: str) -> Any:
    """Import the one plugin of that name in an entry-point group; the second time is free.

    Raises:
        UnknownProviderError: there is none; the message lists those there are.
        PluginError: two distributions claim the name, or its import failed; the message names
            the distributions, and ``__cause__`` is what the import raised.
    """
    claims = [point for point in _found(group) if point.name == name]
    if not claims:
        raise _unknown(group, name)
    where = " and ".join(sorted({_plugin(point).distribution for point in claims}))
    if len({point.value for point in claims}) > 1:
        raise PluginError(f"{name!r} is claimed by {where}: uninstall one of them", provider=name)
    try:
        return _Driver(group, name, claims[:1]).driver
    except Exception as error:
        raise PluginError(
            f"{name!r} of {where} cannot be imported ({type(error).__name__}: {error}): "
            "reinstall or update it",
            provider=name,
        ) from error


class _Driver(stevedore.DriverManager[Any]):
    """Imports one entry point that was just looked up.

    Stevedore's own look-up goes through a cache on disk, which can miss a plugin for some minutes
    after it was installed: exactly when its author tries it.
    """

    def __init__(self, group: str, name: str, points: list[EntryPoint]) -> None:
        self._points = points
        super().__init__(group, name, on_load_failure_callback=_raise)

    def list_entry_points(self) -> list[EntryPoint]:
        return self._points


def _raise(_manager: object, _point: object, error: BaseException) -> None:
    raise error


def _unknown(group: str, name: str) -> UnknownProviderError:
    names = sorted({plugin.name for plugin in installed(group)})
    kind = group.rpartition(".")[2]
    if names:
        hint = f"installed are {', '.join(names)}; more come with a plugin's distribution"
    else:
        hint = (
            "none is installed at all, not even the one that comes with unified-ats. Were the "
            "*.dist-info folders stripped from the bundle? Entry points are kept in them"
        )
    return UnknownProviderError(f"{name!r} is none of the {kind}: {hint}", provider=name)


def provider_class(name: str) -> type[Provider]:
    """Return the provider class of that name, importing that one plugin only.

    Raises:
        UnknownProviderError, PluginError: as :func:`load`, or the plugin is no provider.
    """
    found = load(PROVIDERS, name)
    if not (
        isinstance(found, type)
        and issubclass(found, Provider)
        and getattr(found, "name", None) == name
    ):
        raise PluginError(
            f"{name!r} does not point at a Provider class whose name is {name!r}", provider=name
        )
    return found


def connect(name: str, /, *, http: HTTPOptions | None = None, **settings: Any) -> Provider:
    """Return a provider, ready to use; nothing is sent yet.

    Args:
        name: adapter, as ``providers()`` lists them.
        http: timeouts and retry, where the defaults do not suit.
        **settings: as the adapter declares them; they are not read from the environment.

    Raises:
        UnknownProviderError: no such adapter is installed.
        PluginError: it is installed and cannot be used.
        ConfigurationError: names every setting that is missing, malformed or unknown.
    """
    found = provider_class(name)
    return found(found.Settings.from_arguments(name, settings), http=http)


def connect_from_env(
    environ: Mapping[str, str] | None = None, *, http: HTTPOptions | None = None
) -> Provider:
    """Return the provider that the environment names, with settings from the environment.

    Args:
        environ: the variables; those of the process without it. ``ATS_PROVIDER`` names the
            adapter (``generic`` by default), which declares the others.
        http: timeouts and retry, where the defaults do not suit.

    Raises:
        UnknownProviderError, PluginError: as ``connect``.
        ConfigurationError: names every variable that is missing or malformed.
    """
    environ = os.environ if environ is None else environ
    name = environ.get("ATS_PROVIDER", "").strip() or DEFAULT_PROVIDER
    found = provider_class(name)
    return found(found.Settings.from_environment(name, environ), http=http)
