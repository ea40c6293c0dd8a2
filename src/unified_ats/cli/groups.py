"""Groups of commands that are imported when they run, and how a whole run ends."""

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NoReturn

import attrs
import click

from unified_ats.cli import failures

__all__ = ["LazyCommand", "LazyGroup", "Program"]


@attrs.frozen
class LazyCommand:
    """A command that has not been imported.

    Attributes:
        target: where it is, as ``"package.module:name"``.
        summary: its first sentence, shown in the list of commands.
    """

    target: str
    summary: str

    def load(self) -> click.Command:
        """Import the command."""
        module, _, name = self.target.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


class LazyGroup(click.Group):
    """A group that imports a command when it runs, and lists those it has without any import."""

    def __init__(self, *args: Any, lazy: Mapping[str, LazyCommand], **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # inherited
        """Return the names, in the order of the table."""
        return [*self.lazy]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # inherited
        """Import a command."""
        return self.lazy[cmd_name].load() if cmd_name in self.lazy else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # inherited
        """List the commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.summary) for name, command in self.lazy.items()])


class Program(LazyGroup):
    """The whole command: every failure is one line and an exit code, and no traceback."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run with the arguments of the process, or with these, and exit."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as help_wanted:
            help_wanted.show()
            code = help_wanted.exit_code
        except Exception as error:  # noqa: BLE001  # the last stop: told in one line, see `report`
            code = failures.report(error)
        sys.exit(code or 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a reader that has had enough, such as ``head``, is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # What is still buffered would fail once more when the interpreter ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
