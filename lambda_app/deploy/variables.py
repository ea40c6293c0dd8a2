"""Prints, as JSON, the environment variables that the deployed functions take.

They come from where they are declared: the API's own settings, and those of the provider that
``ATS_PROVIDER`` names. So a new vendor's variables are passed without a list to keep, and no other
vendor's secrets are. ``environment.cjs`` beside this file asks for them.
"""

import json
import os
import sys
from collections.abc import Mapping

from unified_ats.api import Config
from unified_ats.errors import ConfigurationError
from unified_ats.registry import DEFAULT_PROVIDER, provider_class

__all__ = ["main", "variables"]

COMMON = ("ATS_PROVIDER", "LOG_LEVEL")


def variables(environ: Mapping[str, str]) -> dict[str, bool]:
    """Return the names of the variables, and whether each is a secret.

    Raises:
        ConfigurationError: the provider that ``ATS_PROVIDER`` names cannot be used.
    """
    provider = provider_class(environ.get("ATS_PROVIDER", "").strip() or DEFAULT_PROVIDER)
    declared = [*Config.declared(), *provider.Settings.declared()]
    return dict.fromkeys(COMMON, False) | {item.env: item.secret for item in declared}


def main() -> None:
    """Print them, or say on one line why not."""
    try:
        sys.stdout.write(json.dumps(variables(os.environ)))
    except ConfigurationError as error:
        sys.exit(f"ATS_PROVIDER: {error}")


if __name__ == "__main__":  # pragma: no cover  # run by environment.cjs
    main()
