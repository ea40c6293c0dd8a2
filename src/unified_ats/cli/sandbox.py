"""``unified-ats sandbox``."""

import shlex
import socket
from typing import Any

import click

from unified_ats.cli.failures import say
from unified_ats.cli.options import configure_logs, port_option
from unified_ats.local_http import LOOPBACK, stop_signals
from unified_ats.registry import load
from unified_ats.sandbox import Company, Sandbox, export_lines, launch

__all__ = ["sandbox"]

_EXAMPLES = """\b
Examples:
  unified-ats sandbox generic
  eval "$(unified-ats sandbox generic --print-env)"   # in another terminal
  unified-ats sandbox generic --fault-rate 0.2 --latency 0.3
"""


@click.command(epilog=_EXAMPLES)
@click.argument("name")
@port_option("--port", 4010, "Port to listen on; 0 for any free one.")
@click.option("--jobs", type=click.IntRange(0), default=50, show_default=True)
@click.option("--candidates", type=click.IntRange(0), default=500, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Which company it is.")
@click.option("--db", metavar="FILE", default=":memory:", help="Keep the company in this file.")
@click.option(
    "--latency",
    type=click.FloatRange(0),
    default=0.0,
    show_default=True,
    help="Seconds by which every answer is late.",
)
@click.option("--rate-limit/--no-rate-limit", default=True, show_default=True)
@click.option(
    "--fault-rate",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Share of requests that fail by chance.",
)
@click.option("--print-env", is_flag=True, help="Print the settings for the port, and exit.")
def sandbox(name: str, port: int, *, print_env: bool, **switches: Any) -> None:
    """Run a local ATS over a fake company, until Ctrl-C.

    NAME is an adapter, such as generic. The settings that point the adapter at it are printed as
    lines for a shell.
    """
    configure_logs(default="INFO")
    if print_env:
        _print_env(name, port)
        return
    with stop_signals() as wait, launch(name, port=port, **switches) as running:
        click.echo(export_lines(running.env), nl=False)
        say(f"the sandbox of {name} is at {running.base_url}; Ctrl-C ends it")
        wait()


def _print_env(name: str, port: int) -> None:
    facade: type[Sandbox] = load("unified_ats.sandboxes", name)
    company = Company.generate(jobs=0, candidates=0)
    try:
        settings = facade(company).settings(f"http://{LOOPBACK}:{port}")
    finally:
        company.close()
    click.echo(export_lines(settings), nl=False)
    if not _listens(port):
        start = shlex.join(["unified-ats", "sandbox", name, "--port", str(port)])
        say(f"nothing listens on port {port} yet; start it with: {start}")


def _listens(port: int) -> bool:
    try:
        socket.create_connection((LOOPBACK, port), timeout=1.0).close()
    except OSError:
        return False
    return True
