"""Settings as a shell reads them."""

import shlex
from collections.abc import Mapping

__all__ = ["export_lines"]


def export_lines(settings: Mapping[str, str]) -> str:
    """Return `export NAME=value` lines, quoted so that `eval` gets every value back as it is."""
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in settings.items())
