"""What the lists of all resources share: paging options, reading, and what is said beside."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import attrs
import click

from unified_ats.cli.failures import say
from unified_ats.cli.formats import STREAMED, Records, field_names, show
from unified_ats.resources import Page, to_dict

__all__ = ["Paging", "list_records", "paging_options", "statuses", "updated_after_option"]

F = TypeVar("F", bound=Callable[..., Any])

ALL = "ALL"
"""The status that filters nothing."""


class Listed(Protocol):
    """A resource as far as a list needs it."""

    @property
    def name(self) -> str:
        """What its records are called."""

    @property
    def list(self) -> Callable[..., Page[Any]]:
        """Reads one page."""

    @property
    def iter(self) -> Callable[..., Iterator[Any]]:
        """Reads all records."""


@attrs.frozen(kw_only=True)
class Paging:
    """Which part of a list was asked for, as the options name it."""

    page: int | None
    per_page: int | None
    cursor: str | None
    every: bool

    def arguments(self) -> dict[str, Any]:
        """Return what ``list()`` of a resource takes."""
        return {"page": self.page, "per_page": self.per_page, "cursor": self.cursor}

    def check(self) -> None:
        """Refuse ``--all`` beside an option that asks for less.

        Raises:
            click.UsageError: they are both there.
        """
        given = [name for name, value in self.arguments().items() if value is not None]
        if self.every and given:
            raise click.UsageError(f"--all goes without --{given[0].replace('_', '-')}.")


def paging_options(function: F) -> F:
    """Add the options that :class:`Paging` is made of."""
    for option in (
        click.option("--cursor", help="next_cursor of the page before, instead of --page."),
        click.option("--per-page", type=int, help="Records on a page, 1 to 100; 20 without it."),
        click.option("--page", type=int, help="Number of the page, from 1."),
        click.option("--all", "every", is_flag=True, help="All records, whatever their number."),
    ):
        function = option(function)
    return function


updated_after_option = click.option(
    "--updated-after", metavar="TIME", help="Changed later than this, as 2026-01-31T12:00:00Z."
)


def statuses(words: Sequence[str]) -> tuple[str, ...] | None:
    """Return the statuses to filter by; ``ALL`` among them filters nothing."""
    return None if ALL in words or not words else tuple(words)


def list_records(
    resource: Listed,
    filters: Mapping[str, Any],
    paging: Paging,
    *,
    model: type,
    columns: Sequence[str],
    form: str,
) -> None:
    """Read records and show them.

    Args:
        resource: what to list.
        filters: arguments of its ``list`` and ``iter``.
        paging: which part of it.
        model: class of the records.
        columns: fields that a table shows.
        form: a name of ``FORMATS``.
    """
    paging.check()
    page = None if paging.every else resource.list(**filters, **paging.arguments())
    records = page.items if page else _all(resource, filters, form)
    shown = Records(
        records=map(to_dict, records),
        fields=field_names(model),
        columns=columns,
        body=lambda records: {
            resource.name: records,
            "pagination": _pagination(page, len(records)),
        },
    )
    show(shown, form)
    if page and page.next_cursor and form != "json":  # JSON says so itself
        _tell_of_more(page, resource.name)


def _all(resource: Listed, filters: Mapping[str, Any], form: str) -> Iterable[Any]:
    """Return all records, with a progress bar where there is room for one."""
    records = resource.iter(**filters)
    crowded = form in STREAMED and sys.stdout.isatty()
    if crowded or not sys.stderr.isatty():
        return records
    from unified_ats.cli.progress import counted  # noqa: PLC0415  # rich is slow to import

    # How many there are costs one more call, which only somebody watching is worth.
    bar = counted(records, resource.name, lambda: resource.list(**filters, per_page=1).total)
    return bar if form in STREAMED else [*bar]


def _pagination(page: Page[Any] | None, count: int) -> dict[str, Any]:
    """Return what the REST API says of a page; all records are one page."""
    if page is None:
        return {"page": 1, "per_page": count, "total": count}
    more = {"next_cursor": page.next_cursor} if page.next_cursor else {}
    return {"page": page.page, "per_page": page.per_page, "total": page.total, **more}


def _tell_of_more(page: Page[Any], noun: str) -> None:
    total = "" if page.total is None else f" of {page.total}"
    further = f"--cursor {page.next_cursor}" if page.page is None else f"--page {page.page + 1}"
    say(f"{len(page.items)}{total} {noun}; there are more with {further}, or --all")
