"""Options that commands share, and what stands behind them."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from unified_ats import logs
from unified_ats.cli.formats import FORMATS

__all__ = ["configure_logs", "environment", "format_option", "port_option", "provider_option"]

F = TypeVar("F", bound=Callable[..., Any])

provider_option = click.option(
    "--provider", metavar="NAME", help="Adapter to use; ATS_PROVIDER without it, or generic."
)
format_option = click.option(
    "--format", "form", type=click.Choice([*FORMATS]), default="table", show_default=True
)


def port_option(name: str, default: int, text: str) -> Callable[[F], F]:
    """Return an option for a port to listen on."""
    return click.option(
        name, type=click.IntRange(0, 65_535), default=default, show_default=True, help=text
    )


def environment(provider: str | None) -> dict[str, str]:
    """Return the environment, with the adapter that was asked for."""
    return {**os.environ, **({"ATS_PROVIDER": provider} if provider else {})}


def configure_logs(default: str) -> None:
    """Log from ``LOG_LEVEL`` on, or from a level that suits the command."""
    logs.configure(os.environ.get("LOG_LEVEL"), default=default)
