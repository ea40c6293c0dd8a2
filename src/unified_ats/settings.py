"""Settings of a provider: one attrs class, filled from arguments or from the environment.

Every field says its environment variable, what it is for, and whether it is secret::

    @attrs.frozen(kw_only=True)
    class AcmeSettings(Settings):
        api_key: str = setting("ACME_API_KEY", help="API key of the account", secret=True)
"""

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any, Self
from urllib.parse import urlsplit

import attrs

from unified_ats.errors import ConfigurationError

__all__ = ["Setting", "Settings", "flag", "http_url", "number", "setting", "table", "text"]

_KEY = "unified_ats.setting"


def text(value: Any) -> str:
    """Parse a setting that is text; white space around it, a line end above all, is dropped."""
    if not isinstance(value, str):
        raise ValueError("is not text")  # noqa: TRY004  # every parser fails in one way
    stripped = value.strip()
    if not stripped.isprintable():
        raise ValueError("has characters that cannot be printed, such as a line end")
    return stripped


def http_url(value: Any) -> str:
    """Parse a setting that is an http or https address."""
    address = text(value)
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # of urlsplit, and of the port, which is read when asked for
        sound = False
    if not sound:
        raise ValueError("is not an address such as https://api.example.com/v1")
    if any(mark in address for mark in "?# @\\"):
        raise ValueError("has a query, a user or a space, which a base URL cannot have")
    return address.rstrip("/")


def flag(value: Any) -> bool:
    """Parse a setting that is on or off."""
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    word = str(value).strip().lower()
    if word not in words:
        raise ValueError("is neither true nor false")
    return words[word]


def number(value: Any) -> float:
    """Parse a setting that is a number."""
    try:
        return float(value)
    except (TypeError, ValueError):
        raise ValueError("is not a number") from None


def table(value: Any) -> dict[str, str]:
    """Parse a setting that maps words to words: a mapping, or one written as JSON."""
    try:
        found = json.loads(value) if isinstance(value, str) else dict(value)
    except (TypeError, ValueError):
        found = None
    if not isinstance(found, dict) or not all(
        isinstance(word, str) for word in chain.from_iterable(found.items())
    ):
        raise ValueError('is not a table of words such as {"Phone screen": "SCREENING"}')
    return found


@attrs.frozen(kw_only=True)
class Setting:
    """What is known of one setting.

    Attributes:
        name: argument of ``connect()``.
        env: environment variable.
        help: what it is for, in a sentence without a full stop.
        secret: whether it must never be shown.
        required: whether there is no default.
    """

    name: str
    env: str
    help: str
    secret: bool
    required: bool
    parse: Callable[[Any], Any] = attrs.field(repr=False)


def setting(
    env: str,
    *,
    help: str,  # noqa: A002  # the word that argparse, click and environ-config use
    secret: bool = False,
    default: Any = attrs.NOTHING,
    parse: Callable[[Any], Any] = text,
) -> Any:
    """Declare a field of a :class:`Settings` class.

    Args:
        env: environment variable it is read from.
        help: what it is for, in a sentence without a full stop.
        secret: keep it out of ``repr``, logs and errors.
        default: value when it is not given; without one it is required.
        parse: turns what was given into the value, or raises ``ValueError`` with words that
            complete "API_KEY …"; see :func:`text`, :func:`http_url`, :func:`flag`,
            :func:`number`, :func:`table`.
    """
    return attrs.field(
        default=default,
        repr=(lambda _: "'***'") if secret else True,
        metadata={_KEY: {"env": env, "help": help, "secret": secret, "parse": parse}},
    )


@attrs.frozen(kw_only=True)
class Settings:
    """Base of every provider's settings."""

    @classmethod
    def declared(cls) -> tuple[Setting, ...]:
        """Return what is known of each setting, in the order of the class."""
        return tuple(
            Setting(
                name=field.name, required=field.default is attrs.NOTHING, **field.metadata[_KEY]
            )
            for field in attrs.fields(cls)
            if _KEY in field.metadata
        )

    @classmethod
    def wanted(cls, environ: Mapping[str, str]) -> tuple[Setting, ...]:  # noqa: ARG003  # a hook
        """Return the variables that are read from an environment: those declared.

        A provider whose variables depend on others overrides it.
        """
        return cls.declared()

    @classmethod
    def from_arguments(cls, provider: str, values: Mapping[str, Any]) -> Self:
        """Build from the arguments of ``connect()``; ``None`` and blanks count as not given.

        Raises:
            ConfigurationError: names every missing, malformed and unknown argument at once.
        """
        declared = cls.declared()
        known = {item.name for item in declared}
        problems = [
            f"{name} is no setting of it; there are {', '.join(sorted(known)) or 'none'}"
            for name in sorted(set(values) - known)
        ]
        return cls._build(provider, {i: values.get(i.name) for i in declared}, "name", problems)

    @classmethod
    def from_environment(cls, provider: str, environ: Mapping[str, str]) -> Self:
        """Build from environment variables; a blank one counts as not set.

        Raises:
            ConfigurationError: names every missing and malformed variable at once.
        """
        found = {item: environ.get(item.env) for item in cls.declared()}
        return cls._build(provider, found, "env", [])

    @classmethod
    def _build(
        cls,
        provider: str,
        found: "Mapping[Setting, Any]",
        label: str,
        problems: Iterable[str],
    ) -> Self:
        problems, values = [*problems], {}
        for item, value in found.items():
            shown = getattr(item, label)
            if value is None or (isinstance(value, str) and not value.strip()):
                if item.required:
                    problems.append(f"{shown} is missing ({item.help})")
                continue
            try:
                values[item.name] = item.parse(value)
            except ValueError as error:
                problems.append(f"{shown} {error}")
        if problems:
            raise ConfigurationError(
                f"settings of {provider}: {'; '.join(problems)}", provider=provider
            )
        return cls(**values)

    def secrets(self) -> tuple[str, ...]:
        """Return the value of every secret setting that is set."""
        return tuple(
            str(value)
            for item in self.declared()
            if item.secret and (value := getattr(self, item.name)) is not None
        )
