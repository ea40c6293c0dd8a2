"""The file that `unified-ats mapping new` writes, with each alternative in it taken up."""

import re
from pathlib import Path

import pytest

from unified_ats.generic import mapping
from unified_ats.generic.mapping import ATSMapping, parse

STARTER = Path(mapping.__file__).with_name("starter.toml").read_text(encoding="utf-8")
PARTS = STARTER.split("\n\n")
_OPTION = re.compile(r"^#(?=[\w\[])", re.MULTILINE)


def _offers(part: str) -> bool:
    return _OPTION.search(part) is not None


def _head(part: str) -> str | None:
    found = re.search(r"^\[.*\]$", part, re.MULTILINE)
    return found and found[0]


def _taken_up(number: int) -> str:
    """Return the starter with what one of its parts offers, in place of the table it replaces."""
    taken = _OPTION.sub("", PARTS[number])
    rest = [
        part
        for index, part in enumerate(PARTS)
        if index == number or _head(part) is None or _head(part) != _head(taken)
    ]
    return "\n\n".join(taken if part == PARTS[number] else part for part in rest)


@pytest.mark.parametrize(
    "number", [number for number, part in enumerate(PARTS) if number and _offers(part)]
)
def test_what_it_offers_is_valid(number: int) -> None:
    """Whatever is in front of a "#" without a space makes a valid file when that is taken away."""
    parse(_taken_up(number), "starter.toml")


def test_it_offers_every_kind() -> None:
    """Each kind of proof and of paging is there."""
    written = {*re.findall(r'^#?kind = "(\w+)"', STARTER, re.MULTILINE)}
    kinds = {"bearer", "basic", "headers", "query", "oauth2", "none"}
    assert written == kinds | {"page", "offset", "cursor", "next_url", "link"}


def test_it_names_what_it_refers_to() -> None:
    """As it is, it wants one key, and has every resource."""
    starter: ATSMapping = parse(STARTER, "starter.toml")
    assert starter.secret_variables() == ("ATS_API_KEY",)
    assert [name for name, _ in starter.parts()] == ["jobs", "candidates", "applications"]


def test_lines_are_short() -> None:
    """It can be read at a width of 100 columns."""
    assert [line for line in STARTER.splitlines() if len(line) > 100] == []
