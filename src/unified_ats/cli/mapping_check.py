"""``unified-ats mapping check``."""

from collections.abc import Mapping
from pathlib import Path

import click

from unified_ats import connect_from_env
from unified_ats.cli.failures import say
from unified_ats.cli.mapping_report import REPORTS, Report
from unified_ats.cli.options import environment
from unified_ats.errors import ATSError, ConfigurationError
from unified_ats.generic import GenericSettings
from unified_ats.generic.mapping import ATSMapping, MappingError, load
from unified_ats.generic.resources import resources
from unified_ats.generic.sampling import Sample, samples
from unified_ats.provider import Capability
from unified_ats.settings import Setting

__all__ = ["check"]

_EXAMPLES = """\b
Examples:
  unified-ats mapping check my_ats.toml
  ATS_API_KEY=... unified-ats mapping check my_ats.toml
  unified-ats mapping check my_ats.toml --format json | jq .lists.jobs.raw
"""


@click.command(epilog=_EXAMPLES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice([*REPORTS]), default="table", show_default=True)
@click.pass_context
def check(context: click.Context, file: Path, form: str) -> None:
    """Check a mapping file.

    All that is wrong is told at once. With the settings that the file asks for in the environment,
    some records of each list are read, and the first is shown: what the ATS has beside what comes
    of it, what stayed empty, and what was not used.
    """
    environ = {**environment("generic"), "ATS_MAPPING_FILE": str(file)}
    try:
        mapping = load(file)
    except MappingError as error:
        REPORTS[form](Report(file=str(file), problems=error.problems))
        count = len(error.problems)
        say(f"{file.name} has {count} {'problem' if count == 1 else 'problems'}")
        context.exit(2)
    unset = _unset(mapping, environ)
    lists = _lists(environ, incomplete=any(item.required for item in unset))
    REPORTS[form](
        Report(
            file=str(file),
            title=mapping.title,
            capabilities={each.name: Capability.of(each) for each in resources(mapping)},
            unset=unset,
            lists=lists,
        )
    )
    failures = [f"{name}: {problem}" for name, problem in _failures(lists or {})]
    for failure in failures:
        say(failure)
    context.exit(1 if failures else 0)


def _unset(mapping: ATSMapping, environ: Mapping[str, str]) -> tuple[Setting, ...]:
    """Return the settings of the mapping that have no value, those that must have one first."""
    known = mapping.variables()
    unset = [
        item
        for item in GenericSettings.wanted(environ)
        if (item.required or item.env in known) and not environ.get(item.env, "").strip()
    ]
    return tuple(sorted(unset, key=lambda item: not item.required))


def _lists(
    environ: Mapping[str, str], *, incomplete: bool
) -> Mapping[str, Sample | ATSError] | None:
    """Look at the lists of the ATS; nothing is sent while settings are missing."""
    try:
        ats = connect_from_env(environ)
    except ConfigurationError:
        if incomplete:
            return None
        raise
    with ats:
        return samples(ats)


def _failures(lists: Mapping[str, Sample | ATSError]) -> list[tuple[str, str]]:
    found = []
    for name, each in lists.items():
        if isinstance(each, ATSError):
            found.append((name, each.message))
        elif each.problems:
            others = len(each.problems) - 1
            more = f" (and so {others} more)" if others else ""
            found.append((name, f"{each.problems[0]}{more}"))
    return found
