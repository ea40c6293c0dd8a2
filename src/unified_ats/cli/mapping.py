"""``unified-ats mapping``."""

from importlib.resources import files
from pathlib import Path

import click

from unified_ats.cli.failures import say
from unified_ats.cli.mapping_check import check

__all__ = ["mapping", "new", "schema"]

SCHEMA = "mapping.schema.json"
STARTER = "starter.toml"
_SHIPPED = files("unified_ats.generic.mapping")
_NEW = """\b
Examples:
  unified-ats mapping new my_ats.toml
  unified-ats mapping new | less
"""
_SCHEMA = """\b
Example:
  unified-ats mapping schema > mapping.schema.json
"""


@click.group()
def mapping() -> None:
    """Write and check mapping files, which describe any ATS."""


mapping.add_command(check)


@mapping.command(epilog=_NEW)
@click.argument("file", default="-", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--schema/--no-schema",
    "with_schema",
    default=True,
    show_default=True,
    help=f"Write {SCHEMA} beside it, by which editors complete it.",
)
def new(file: str, *, with_schema: bool) -> None:
    """Start a mapping file, with a comment for each part.

    It is valid as it is, and speaks the generic ATS API: make it your ATS's from top to bottom.
    Without FILE, or with -, it is printed.
    """
    if file == "-":
        click.echo(_shipped(STARTER), nl=False)
        return
    path = Path(file)
    beside = path.with_name(SCHEMA)
    if path.exists():
        raise click.UsageError(f"{path} is there already, and is not written over.")
    if with_schema and beside.exists() and beside.read_text(encoding="utf-8") != _shipped(SCHEMA):
        raise click.UsageError(f"{beside} is there already, and is another; say --no-schema.")
    _write(path, _shipped(STARTER))
    if with_schema:
        _write(beside, _shipped(SCHEMA))
    say(f"wrote {path}; look at it with: unified-ats mapping check {path}")


@mapping.command(epilog=_SCHEMA)
def schema() -> None:
    """Print the JSON Schema of mapping files."""
    click.echo(_shipped(SCHEMA), nl=False)


def _shipped(name: str) -> str:
    return _SHIPPED.joinpath(name).read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written ({error.strerror}).") from error
