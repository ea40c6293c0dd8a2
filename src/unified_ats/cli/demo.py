"""``unified-ats demo``."""

import json
import shlex
from contextlib import closing

import click

from unified_ats import server
from unified_ats.api import App
from unified_ats.cli.failures import say
from unified_ats.cli.options import configure_logs, port_option
from unified_ats.errors import ConfigurationError
from unified_ats.local_http import LOOPBACK, stop_signals
from unified_ats.sandbox import Company, RunningSandbox, launch

__all__ = ["busiest_job", "demo"]


@click.command(epilog="\b\nExample:\n  unified-ats demo --port 3001 --sandbox-port 4011")
@port_option("--port", 3000, "Port of the REST API.")
@port_option("--sandbox-port", 4010, "Port of the sandbox.")
def demo(port: int, sandbox_port: int) -> None:
    """Run a sandbox with the REST API in front of it, until Ctrl-C.

    It needs no settings, and prints the calls to try.
    """
    configure_logs(default="INFO")
    with (
        stop_signals() as wait,
        _sandbox(sandbox_port) as sandbox,
        closing(App.from_env(sandbox.env)) as app,
        server.running(app, port=port) as address,
    ):
        base_url = address.replace(LOOPBACK, "localhost")
        click.echo(_calls(base_url, busiest_job(sandbox.company)))
        say(f"the sandbox is at {sandbox.base_url}; Ctrl-C ends both")
        wait()


def _sandbox(port: int) -> RunningSandbox:
    try:
        return launch("generic", port=port, rate_limit=False)
    except ConfigurationError as error:  # here, --port is the port of the REST API
        raise ConfigurationError(error.message.replace("--port", "--sandbox-port")) from error


def busiest_job(company: Company) -> str:
    """Return the id of the open job with the most applications."""
    found, _ = company.list_jobs(status=["open"])
    return max(found, key=lambda job: company.list_applications(job_id=job.id, limit=0)[1]).id


def _calls(base_url: str, job_id: str) -> str:
    person = {
        "name": "Ada Lovelace",
        "email": "ada.lovelace@example.com",
        "phone": "+1 555 0100",
        "resume_url": "https://example.com/ada-lovelace.pdf",
        "job_id": job_id,
    }
    create = ["-H", "Content-Type: application/json", "-d", json.dumps(person)]
    return f"""\
The unified REST API is at {base_url}, in front of a fake company. Try it:

{_curl(f"{base_url}/jobs?page=1&per_page=5")}

{_curl(f"{base_url}/candidates", *create)}

{_curl(f"{base_url}/applications?job_id={job_id}&page=1&per_page=5")}

Ada applies once: the second time, the answer is 409. All calls are explained at {base_url}/docs
"""


def _curl(*words: str) -> str:
    return shlex.join(["curl", "-s", *words])
