"""``unified-ats jobs``."""

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
from unified_ats.resources import Job, JobStatus

__all__ = ["jobs", "list_jobs"]

_COLUMNS = ("id", "title", "location", "department", "status", "updated_at")
_EXAMPLES = """\b
Examples:
  unified-ats jobs list
  unified-ats jobs list --status ALL --per-page 50 --page 2
  unified-ats jobs list --all --format jsonl | jq -r .title
"""


@click.group()
def jobs() -> None:
    """Read the jobs of an ATS."""


@jobs.command("list", epilog=_EXAMPLES)
@provider_option
@click.option(
    "--status",
    type=click.Choice([*(status.value for status in JobStatus), ALL], case_sensitive=False),
    multiple=True,
    default=[JobStatus.OPEN.value],
    show_default=True,
    help="May be repeated.",
)
@updated_after_option
@paging_options
@format_option
def list_jobs(
    provider: str | None,
    status: tuple[str, ...],
    updated_after: str | None,
    form: str,
    **paging: Any,
) -> None:
    """List jobs, one page or all."""
    filters = {"status": statuses(status), "updated_after": updated_after}
    with connect_from_env(environment(provider)) as ats:
        list_records(ats.jobs, filters, Paging(**paging), model=Job, columns=_COLUMNS, form=form)
