import ast
from pathlib import Path

import pytest

from unified_ats.testing.cassettes import ReadCassetteTests, problems, unused

ROOT = Path(__file__).parents[2]
PLAYERS = {
    **{
        folder: next(
            home / "test_cassettes.py"
            for home in (ROOT / "plugins" / folder.name / "tests", ROOT / "tests" / folder.name)
            if home.exists()
        )
        for folder in (ROOT / "tests" / "cassettes").glob("*/")
    },
    **{
        folder: folder.with_name("test_cassettes.py")
        for place in ("plugins", "examples")
        for folder in (ROOT / place).glob("*/tests/cassettes/")
    },
}
"""Folder of cassettes → the tests that play them."""
KEPT = sorted(path for folder in PLAYERS for path in folder.glob("*.yaml"))


def shown(path: Path) -> str:
    """Return the path of a cassette or folder, for people."""
    return str(path.relative_to(ROOT))


def test_there_are_cassettes() -> None:
    """The tests below look at something."""
    assert KEPT


@pytest.mark.parametrize("path", KEPT, ids=shown)
def test_cassette_is_clean(path: Path) -> None:
    """A cassette holds allowed headers only, no credential, and nobody's address."""
    assert problems(path) == []


@pytest.mark.parametrize("folder", sorted(PLAYERS), ids=shown)
def test_every_cassette_is_played(folder: Path) -> None:
    """Each file belongs to a test of its name, of the class itself or of those it inherits."""
    module = ast.parse(PLAYERS[folder].read_text())
    names = {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}
    bases = {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}
    inherited = {*dir(ReadCassetteTests)} if "ReadCassetteTests" in bases else set()
    assert unused(folder, names | inherited) == []
