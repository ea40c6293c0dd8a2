"""Is the conformance suite any good? Each flaw must fail the test that is there for it.

That a sound provider passes the same tests is what ``tests/generic/test_conformance.py`` shows.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

BROKEN = Path(__file__).with_name("broken")
SKIPS = "TestSkipsVisibly"
Verdicts = Mapping[str, str]
"""Class → ``"passed"``, ``"failure"``, ``"error"`` or ``"skipped"``."""


def flaws() -> dict[str, str]:
    """Return the flawed classes, each with the address of the test that it names."""
    return {
        node.name: f"{path}::{node.name}::{ast.literal_eval(line.value)}"
        for path in sorted(BROKEN.glob("*.py"))
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test")
        for line in node.body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "caught"
    }


FLAWS = flaws()


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    """Run every flaw against the test it names, in one go."""
    report = tmp_path_factory.mktemp("verdicts") / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=no"]
    run = subprocess.run(  # noqa: S603  # our own interpreter and file
        [*command, f"--junitxml={report}", *FLAWS.values()],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={name: value for name, value in os.environ.items() if "COV" not in name},
    )
    assert run.returncode == pytest.ExitCode.TESTS_FAILED, run.stdout + run.stderr
    return {
        case.attrib["classname"].rpartition(".")[2]: outcome(case)
        for case in ET.parse(report).iter("testcase")  # noqa: S314  # written by pytest just now
    }


def outcome(case: ET.Element) -> str:
    """Return how a test case of a JUnit report ended."""
    tags = {child.tag for child in case}
    return next((tag for tag in ("error", "failure", "skipped") if tag in tags), "passed")


@pytest.mark.parametrize("flaw", sorted(FLAWS.keys() - {SKIPS}))
def test_flaw_is_caught(verdicts: Verdicts, flaw: str) -> None:
    """A provider with a flaw fails the test that is there for it."""
    assert verdicts[flaw] == "failure"


def test_missing_capability_is_a_visible_skip(verdicts: Verdicts) -> None:
    """What the provider cannot do is skipped, neither passed nor failed."""
    assert verdicts[SKIPS] == "skipped"
