"""What a check of a mapping file found, for people and for programs."""

import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

import attrs
import click

from unified_ats.cli.text import json_text, one_line
from unified_ats.errors import ATSError
from unified_ats.generic.sampling import FoundField, Sample
from unified_ats.provider import Capability
from unified_ats.settings import Setting

__all__ = ["REPORTS", "Report"]

_WIDTH = 80
_LONG = 32


@attrs.frozen(kw_only=True)
class Report:
    """What a check found.

    Attributes:
        file: path of the mapping file.
        problems: what is wrong with it, by key; then the rest is empty.
        title: of the ATS.
        capabilities: what the mapping can do, by resource.
        unset: its settings that the environment does not have.
        lists: what its lists show, or why they do not; ``None`` when nothing was sent.
    """

    file: str
    problems: Mapping[str, str] = attrs.field(factory=dict)
    title: str = ""
    capabilities: Mapping[str, Capability] = attrs.field(factory=dict)
    unset: tuple[Setting, ...] = ()
    lists: Mapping[str, Sample | ATSError] | None = None


def _text(report: Report) -> None:
    if report.problems:
        for key, problem in report.problems.items():
            click.echo(one_line(f"{key or report.file}: {problem}"))
        return
    click.echo(one_line(f"{report.file} is well-formed: {report.title}"))
    click.echo()
    _table(_capabilities(report.capabilities))
    if report.lists is None:
        _settings(report.unset)
    for name, found in (report.lists or {}).items():
        click.echo()
        if isinstance(found, ATSError):
            click.echo(f"{name}: could not be read")
        else:
            _sample(name, found)


def _capabilities(found: Mapping[str, Capability]) -> Iterable[Mapping[str, str]]:
    for name, able in found.items():
        words: dict[str, list[str]] = {"native": [], "client": []}
        for filtered, way in able.filters.items():
            words[way].append(filtered)
        yield {
            "resource": name,
            "operations": ", ".join(able.operations),
            "native filters": ", ".join(words["native"]),
            "checked here": ", ".join(words["client"]),
        }


def _settings(unset: Iterable[Setting]) -> None:
    click.echo("\nNothing was sent. To see live records, set these and check again:\n")
    formatter = click.HelpFormatter(width=_WIDTH)
    formatter.indent()
    formatter.write_dl(
        [(item.env, item.help if item.required else f"{item.help} (optional)") for item in unset]
    )
    click.echo(formatter.getvalue(), nl=False)


def _sample(name: str, found: Sample) -> None:
    if not found.records:
        click.echo(f"{name}: the list is empty")
        return
    click.echo(f"{name}: {found.records} read; the first of them:\n")
    _table(_row(each) for each in found.fields)
    click.echo()
    _listed("stayed empty", found.empty)
    _listed("not mapped, and empty", found.unmapped)
    _listed("raw fields not used", found.unused)
    for each in found.unknown:
        told = f"{each.field} {each.became}: {each.word!r} is not in [{each.table}]"
        click.echo(one_line(told))


def _row(each: FoundField) -> Mapping[str, str]:
    canonical, raw = _cut(each.canonical), _cut(each.raw)
    return {
        "field": each.field,
        "canonical": canonical,
        "found, if other": "" if raw == canonical else raw,
        "expression": each.expression or "",
    }


def _cut(value: Any) -> str:
    text = "" if value is None else value if isinstance(value, str) else json_text(value)
    text = one_line(text)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def _listed(title: str, words: Iterable[str]) -> None:
    text = one_line(f"{title}: {', '.join(words) or 'none'}")
    wrapped = textwrap.wrap(
        text, _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    click.echo("\n".join(wrapped))


def _table(rows: Iterable[Mapping[str, str]]) -> None:
    rows = [*rows]
    tables = import_module("unified_ats.cli.tables")  # rich is slow to import
    tables.write_rows([*rows[0]], rows, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _json(report: Report) -> None:
    lists = {name: _as_json(found) for name, found in (report.lists or {}).items()}
    body = {
        "file": report.file,
        "problems": report.problems,
        "title": report.title,
        "capabilities": {name: attrs.asdict(able) for name, able in report.capabilities.items()},
        "unset": [
            {"variable": item.env, "required": item.required, "help": item.help}
            for item in report.unset
        ],
        "lists": None if report.lists is None else lists,
    }
    click.echo(json_text(body, indent=2 if sys.stdout.isatty() else None))


def _as_json(found: Sample | ATSError) -> Mapping[str, Any]:
    if isinstance(found, ATSError):
        return {"error": found.message}
    return {"error": None, **attrs.asdict(found)}


REPORTS: Mapping[str, Callable[[Report], None]] = {"table": _text, "json": _json}
"""The forms of a report."""
