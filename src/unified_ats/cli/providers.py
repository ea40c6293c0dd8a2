"""``unified-ats providers``."""

import attrs
import click

from unified_ats.cli.formats import Records, show
from unified_ats.cli.options import format_option
from unified_ats.registry import Plugin, installed

__all__ = ["providers"]


@click.command(epilog="\b\nExample:\n  unified-ats providers --format json")
@format_option
def providers(form: str) -> None:
    """List the installed adapters.

    None is imported. More come with a plugin's distribution.
    """
    columns = ("name", "distribution", "version")
    shown = attrs.filters.include(*(getattr(attrs.fields(Plugin), name) for name in columns))
    records = [attrs.asdict(plugin, filter=shown) for plugin in installed()]
    show(
        Records(
            records=records,
            fields=columns,
            columns=columns,
            body=lambda records: {"providers": records},
        ),
        form,
    )
