"""``unified-ats applications``."""

from typing import Any

import click

from unified_ats import connect_from_env
from unified_ats.cli.listing import (
    ALL,
    Paging,
    list_records,
    paging_options,
    statuses,
    updated_after_option,
)
from unified_ats.cli.options import environment, format_option, provider_option
from unified_ats.resources import Application, ApplicationStatus

__all__ = ["applications", "list_applications"]

_COLUMNS = ("id", "candidate_name", "email", "status", "stage", "applied_at")
_EXAMPLES = """\b
Examples:
  unified-ats applications list --job-id job_1
  unified-ats applications list --job-id job_1 --status HIRED --status OFFER
  unified-ats applications list --job-id job_1 --all --format csv > applications.csv
"""


@click.group()
def applications() -> None:
    """Read the applications to a job."""


@applications.command("list", epilog=_EXAMPLES)
@provider_option
@click.option("--job-id", required=True, help="The job applied to, as `jobs list` shows it.")
@click.option(
    "--status",
    type=click.Choice([*(status.value for status in ApplicationStatus), ALL], case_sensitive=False),
    multiple=True,
    help="May be repeated; all without it.",
)
@updated_after_option
@paging_options
@format_option
def list_applications(
    provider: str | None,
    job_id: str,
    status: tuple[str, ...],
    updated_after: str | None,
    form: str,
    **paging: Any,
) -> None:
    """List the applications to a job, one page or all."""
    filters = {"job_id": job_id, "status": statuses(status), "updated_after": updated_after}
    with connect_from_env(environment(provider)) as ats:
        list_records(
            ats.applications,
            filters,
            Paging(**paging),
            model=Application,
            columns=_COLUMNS,
            form=form,
        )
