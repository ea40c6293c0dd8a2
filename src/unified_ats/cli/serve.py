"""``unified-ats serve``."""

from contextlib import closing

import click

from unified_ats import connect_from_env, server
from unified_ats.api import App
from unified_ats.cli.failures import say
from unified_ats.cli.options import configure_logs, environment, port_option, provider_option
from unified_ats.local_http import LOOPBACK, NEAR

__all__ = ["serve"]

_EXAMPLES = """\b
Examples:
  unified-ats serve --provider generic
  UNIFIED_ATS_API_TOKEN=a-long-secret unified-ats serve --host 0.0.0.0 --port 8080
"""
_TOKEN = "UNIFIED_ATS_API_TOKEN"  # noqa: S105  # the name of a variable


@click.command(epilog=_EXAMPLES)
@click.option("--host", default=LOOPBACK, show_default=True, help="Address to listen on.")
@port_option("--port", 3000, "Port to listen on; 0 for any free one.")
@provider_option
def serve(host: str, port: int, provider: str | None) -> None:
    """Serve the REST API in front of an ATS, until Ctrl-C.

    The settings of the ATS come from the environment. When UNIFIED_ATS_API_TOKEN is set, callers
    must send it.
    """
    configure_logs(default="INFO")
    environ = environment(provider)
    connect_from_env(environ).close()  # settings that are wrong are told now, not to a caller
    if host not in NEAR and not environ.get(_TOKEN, "").strip():
        say(f"warning: whoever reaches {host} may use the ATS; set {_TOKEN}")
    with closing(App.from_env(environ)) as app:
        server.serve(app, host=host, port=port, ready=_announce)


def _announce(base_url: str) -> None:
    say(f"serving {base_url} (try it out at {base_url}/docs); Ctrl-C ends it")
