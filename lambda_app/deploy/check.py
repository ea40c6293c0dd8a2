"""Says on one line what is wrong with the settings that its own environment holds, if anything is.

Only the provider knows all of it: which values are malformed, and what is needed together.
``environment.cjs`` beside this file asks before anything is packed or deployed, since the functions
themselves could only tell it to the first who calls them.
"""

import os
import sys

from unified_ats import connect_from_env, logs
from unified_ats.api import Config
from unified_ats.errors import ConfigurationError

__all__ = ["main"]


def main() -> None:
    """Read all settings as the functions will; nothing is sent to the ATS."""
    try:
        logs.configure(os.environ.get("LOG_LEVEL"))
        Config.from_env()
        connect_from_env().close()
    except ConfigurationError as error:
        sys.exit(str(error))


if __name__ == "__main__":  # pragma: no cover  # run by environment.cjs
    main()
