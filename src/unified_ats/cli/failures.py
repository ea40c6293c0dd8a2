"""What goes wrong, as one line on standard error and an exit code."""

import logging
import traceback
from collections.abc import Mapping

import click

from unified_ats.cli.text import one_line
from unified_ats.errors import ArgumentError, ATSError, ConfigurationError, UnsupportedError

__all__ = ["EXIT_CODES", "report", "say"]

_log = logging.getLogger("unified_ats.cli")

EXIT_CODES: Mapping[type[BaseException], int] = {
    click.UsageError: 2,
    ConfigurationError: 2,
    ArgumentError: 2,
    UnsupportedError: 2,
    ATSError: 1,
    click.Abort: 130,  # as shells have it of a command that Ctrl-C ended
    Exception: 1,
}
"""The exit code of each kind of error; the nearest class counts, as in an ``except``."""


def say(message: str) -> None:
    """Write one line to standard error."""
    click.echo(f"unified-ats: {one_line(message)}", err=True)


def report(error: Exception) -> int:
    """Tell an error to the person in front of the terminal, and return the exit code."""
    # Frames only: the words of an error that nobody foresaw may be a candidate's.
    frames = "".join(traceback.format_tb(error.__traceback__))
    _log.debug("%s\n%s", type(error).__name__, frames)
    if not isinstance(error, click.Abort):
        say(_sentence(error))
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)


def _sentence(error: Exception) -> str:
    match error:
        case click.UsageError(ctx=click.Context() as context):
            return f"{error.format_message()} See '{context.command_path} --help'."
        case click.ClickException():
            return error.format_message()
        case ArgumentError():
            return "; ".join(f"{_option(name)} {said}" for name, said in error.fields.items())
        case ATSError():
            return error.message
    return f"failed unexpectedly ({type(error).__name__}); LOG_LEVEL=DEBUG shows where"


def _option(name: str) -> str:
    """Return the option that an argument of the library comes from."""
    return f"--{name.replace('_', '-')}"
