"""The ``unified-ats`` command.

Its parts are imported when they are needed: ``--help`` must not wait for what only a table or a
server uses.
"""

import sys
from importlib import import_module
from importlib.util import find_spec

__all__ = ["main"]

_EXTRA = ("click", "rich", "werkzeug")


def main() -> None:
    """Run the command with the arguments of the process, and exit."""
    if any(find_spec(name) is None for name in _EXTRA):
        sys.exit(_say_what_is_missing())
    import_module("unified_ats.cli.program").program(prog_name="unified-ats")


def _say_what_is_missing() -> int:
    sys.stderr.write("unified-ats: the command line is an extra: pip install 'unified-ats[cli]'\n")
    return 2
