"""Prints, as JSON, the environment variables that the deployed functions take.

They come from where they are declared: the API's own settings, and those of the provider that
``ATS_PROVIDER`` names, which may depend on a mapping file. So a new vendor's variables are passed
without a list to keep, and no other vendor's secrets are. ``environment.cjs`` beside this file asks
for them.
"""

import json
import os
import sys
from collections.abc import Mapping

import attrs

from unified_ats.api import Config
from unified_ats.errors import ConfigurationError
from unified_ats.registry import DEFAULT_PROVIDER, provider_class

__all__ = ["Variable", "main", "variables"]


@attrs.frozen(kw_only=True)
class Variable:
    """What a deployment has to know of a variable.

    Attributes:
        secret: whether it belongs where secrets are kept.
        required: whether the provider cannot do without it.
    """

    secret: bool = False
    required: bool = False


WRONG_SETTINGS = 2
"""Exit status that tells a wrong setting from a Python that cannot run this."""

COMMON = {"ATS_PROVIDER": Variable(), "LOG_LEVEL": Variable()}


def variables(environ: Mapping[str, str]) -> dict[str, Variable]:
    """Return the variables by name.

    Raises:
        ConfigurationError: the provider that ``ATS_PROVIDER`` names cannot be used, or what its
            variables are made of, such as a mapping file, is wrong.
    """
    provider = provider_class(environ.get("ATS_PROVIDER", "").strip() or DEFAULT_PROVIDER)
    declared = [*Config.declared(), *provider.Settings.wanted(environ)]
    return COMMON | {
        item.env: Variable(secret=item.secret, required=item.required) for item in declared
    }


def main() -> None:
    """Print them, or say on one line what is wrong, and end with ``WRONG_SETTINGS``."""
    try:
        found = variables(os.environ)
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(WRONG_SETTINGS)
    sys.stdout.write(json.dumps({name: attrs.asdict(item) for name, item in found.items()}))


if __name__ == "__main__":  # pragma: no cover  # run by environment.cjs
    main()
