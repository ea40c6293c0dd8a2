"""The root of the command, and the table of its commands."""

import click

from unified_ats.cli.groups import LazyCommand, Program
from unified_ats.cli.options import configure_logs

__all__ = ["COMMANDS", "program"]

COMMANDS = {
    "providers": LazyCommand("unified_ats.cli.providers:providers", "List the installed adapters."),
    "jobs": LazyCommand("unified_ats.cli.jobs:jobs", "Read the jobs of an ATS."),
    "candidates": LazyCommand(
        "unified_ats.cli.candidates:candidates", "Create candidates in an ATS."
    ),
    "applications": LazyCommand(
        "unified_ats.cli.applications:applications", "Read the applications to a job."
    ),
    "mapping": LazyCommand(
        "unified_ats.cli.mapping:mapping", "Write and check mapping files, which describe any ATS."
    ),
    "serve": LazyCommand("unified_ats.cli.serve:serve", "Serve the REST API in front of an ATS."),
    "sandbox": LazyCommand(
        "unified_ats.cli.sandbox:sandbox", "Run a local ATS over a fake company."
    ),
    "demo": LazyCommand(
        "unified_ats.cli.demo:demo", "Run a sandbox with the REST API in front of it."
    ),
}

_EXAMPLES = """\b
Examples:
  unified-ats demo
  unified-ats providers
  unified-ats sandbox generic &
  eval "$(unified-ats sandbox generic --print-env)"
  unified-ats jobs list --status OPEN --all --format csv > jobs.csv

\b
The adapter is named by --provider or ATS_PROVIDER; its settings, such as
ATS_BASE_URL and ATS_API_KEY, are read from the environment. LOG_LEVEL=INFO
logs each call to the ATS.

\b
Exit codes: 0 done, 1 the ATS said no or did not answer, 2 wrong usage or
settings.
"""


@click.group(cls=Program, lazy=COMMANDS, epilog=_EXAMPLES)
@click.version_option(package_name="unified-ats", message="%(prog)s %(version)s")
def program() -> None:
    """One API over many applicant tracking systems (ATSs)."""
    configure_logs(default="WARNING")
