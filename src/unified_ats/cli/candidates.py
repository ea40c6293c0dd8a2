"""``unified-ats candidates``."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from unified_ats import connect_from_env
from unified_ats.cli.failures import say
from unified_ats.cli.formats import Records, field_names, show
from unified_ats.cli.options import environment, format_option, provider_option
from unified_ats.errors import ATSError
from unified_ats.resources import Candidate, to_dict

__all__ = ["candidates", "create"]

_COLUMNS = ("id", "name", "email", "phone", "application_id")
_EXAMPLES = """\b
Example:
  unified-ats candidates create --job-id job_1 --name "Ada Lovelace" \\
      --email ada@example.com --resume-url https://example.com/ada.pdf
"""


@click.group()
def candidates() -> None:
    """Create candidates in an ATS."""


@candidates.command("create", epilog=_EXAMPLES)
@provider_option
@click.option("--name", required=True, help="Full name.")
@click.option("--email", required=True, help="E-mail address.")
@click.option("--phone", help="Number, as people write it.")
@click.option("--resume-url", help="http or https address of the résumé.")
@click.option("--job-id", required=True, help="The job they apply to, as `jobs list` shows it.")
@format_option
def create(provider: str | None, form: str, **person: str) -> None:
    """Create a candidate and apply them to a job.

    It is never sent twice by itself: when no answer comes, look before you try again.
    """
    with connect_from_env(environment(provider)) as ats, _doubt_told():
        created = ats.candidates.create(**person)
    for warning in created.warnings:
        say(f"warning: {warning}")
    record = {**to_dict(created.candidate), "application_id": created.application_id}
    show(
        Records(
            records=[record],
            fields=[*field_names(Candidate), "application_id"],
            columns=_COLUMNS,
            body=lambda _: to_dict(created),
        ),
        form,
    )


@contextmanager
def _doubt_told() -> Iterator[None]:
    """Say so when a write that failed may have been done all the same."""
    try:
        yield
    except ATSError as error:
        if error.in_doubt:
            say("warning: it may have been done all the same; look for the application first")
        raise
