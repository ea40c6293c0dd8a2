"""What ``adapting-the-generic-adapter.md`` shows: the steps of the mapping, and what checks print.

The steps are the files in ``examples/mappings/tiny``; each is shown as what it adds to the one
before, and checked against Tiny's sandbox with the command line itself.
"""

import difflib
import functools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs

from unified_ats import docstrings
from unified_ats.generic.mapping import FUNCTIONS, Expression, kinds
from unified_ats.generic.mapping.calls import Value
from unified_ats.generic.mapping.document import ATSMapping
from unified_ats.generic.mapping.template import Template
from unified_ats.sandbox import launch

__all__ = ["TABLES"]

ROOT = Path(__file__).resolve().parent.parent
STEPS = sorted((ROOT / "examples" / "mappings" / "tiny").glob("*.toml"))
_CONTEXT = 2
_PLACES = 5
_MAIN = "from unified_ats.cli import main; main()"


def step(number: int) -> str:
    """Return a step's file: the first whole, the others as what they add."""
    lines = [path.read_text().splitlines() for path in STEPS[:number]]
    if number == 1:
        return fenced("toml", "\n".join(lines[0]))
    *_, before, after = lines
    changes = list(difflib.unified_diff(before, after, n=_CONTEXT, lineterm=""))[2:]
    shown = ["" if line.startswith("@@") else line for line in changes]
    return fenced("diff", "\n".join(shown).strip("\n"))


def checked(number: int) -> str:
    """Return what ``mapping check`` prints of a step, over Tiny's fake company."""
    return fenced("console", f"$ unified-ats mapping check my_ats.toml\n{_printed(number)}")


def changed(number: int) -> str:
    """Return what it prints otherwise than for the step before."""
    before, after = _printed(number - 1).splitlines(), _printed(number).splitlines()
    changes = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
    return fenced("diff", "\n".join(line for line in changes if not line.startswith("@@")))


@functools.cache
def _printed(number: int) -> str:
    """Return what a process of its own prints: the command line sets up logging as it likes."""
    path = STEPS[number - 1]
    with (
        launch("tiny", jobs=24, candidates=60, rate_limit=False) as tiny,
        TemporaryDirectory() as at,
    ):
        Path(at, "my_ats.toml").write_text(path.read_text())
        address, key = tiny.env["TINY_BASE_URL"], tiny.env["TINY_API_KEY"]
        ran = subprocess.run(  # noqa: S603  # our own command
            [sys.executable, "-c", _MAIN, "mapping", "check", "my_ats.toml"],
            cwd=at,
            env={**os.environ, "ATS_BASE_URL": address, "ATS_API_KEY": key},
            capture_output=True,
            text=True,
            check=False,
        )
    if ran.returncode:
        raise RuntimeError(f"{path.name}: {ran.stdout}{ran.stderr}")
    return "\n".join(line.rstrip() for line in ran.stdout.splitlines())


def functions() -> str:
    """List the functions that expressions have beside JMESPath's."""
    rows = [f"| `{call}` | {says} |" for call, says in FUNCTIONS.items()]
    return "\n".join(["| function | gives |", "| --- | --- |", *rows, ""])


def keys() -> str:
    """List every key of a mapping file, a table a part, with the places where the part may be."""
    places: dict[type[Any], list[str]] = {}
    for at, kind in _parts("", ATSMapping):
        places.setdefault(kind, []).append(at)
    return "\n".join(_part(kind, where) for kind, where in places.items())


def _parts(at: str, kind: type[Any]) -> Iterator[tuple[str, type[Any]]]:
    """Yield the classes that a class holds, as deep as they go, each with its key."""
    yield at or "the file itself", kind
    for name, hint in kinds.hints(kind).items():
        key = f"{at}.{name}" if at else name
        for below, part in _classes(key, hint):
            yield from _parts(below, part)


def _classes(key: str, hint: Any) -> list[tuple[str, type[Any]]]:
    hint = kinds.optional(hint)
    if found := kinds.alternatives(hint):
        return [(f'{key} (kind = "{word}")', kind) for word, kind in found.items()]
    if (of := kinds.of_table(hint)) is not None:
        return _classes(f"{key}.NAME", of)
    return [(key, hint)] if kinds.class_of(hint) else []


def _part(kind: type[Any], places: list[str]) -> str:
    says, hints = docstrings.attributes(kind), kinds.hints(kind)
    rows = [
        f"| `{field.name}` | {_is(hints[field.name])}{_must(field)} | {says[field.name]} |"
        for field in attrs.fields(kind)
        if field.name != "kind"
    ]
    shown = ", ".join(f"`{place}`" for place in places[:_PLACES])
    more = "" if len(places) <= _PLACES else ", and wherever a list has its own"
    head = [f"**{shown}**{more}", ""]
    table = ["| key | is | what it says |", "| --- | --- | --- |", *rows] if rows else []
    return "\n".join([*head, docstrings.summary(kind), "", *table, ""])


def _must(field: "attrs.Attribute[Any]") -> str:
    return ", required" if field.default is attrs.NOTHING else ""


def _is(hint: Any) -> str:
    kind = kinds.optional(hint)
    if words := kinds.words(kind):
        return " or ".join(f"`{word}`" for word in words)
    if (of := kinds.of_table(kind)) is not None:
        return f"table of {_is(of)}"
    if (of := kinds.of_list(kind)) is not None:
        return f"list of {_is(of)}"
    if kind in kinds.SCALARS:
        return _CALLED.get(kind, kinds.SCALARS[kind][1])
    return "anything" if kind is Any else "table"


_CALLED = {Expression: "expression", Template: "text", Value: "text, number, true, false or list"}


def fenced(language: str, text: str) -> str:
    """Return a fenced block."""
    return f"```{language}\n{text}\n```\n"


TABLES: Mapping[str, Callable[[], str]] = {
    **{
        f"tiny-step-{number}": functools.partial(step, number)
        for number in range(1, len(STEPS) + 1)
    },
    **{
        f"tiny-check-{number}": functools.partial(checked, number)
        for number in range(1, len(STEPS) + 1)
    },
    **{
        f"tiny-change-{number}": functools.partial(changed, number)
        for number in range(2, len(STEPS) + 1)
    },
    "mapping-functions": functions,
    "mapping-keys": keys,
}
