from importlib.resources import files
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from unified_ats.generic.mapping import load
from unified_ats.sandbox import RunningSandbox

SHIPPED = files("unified_ats.generic.mapping")
SCHEMA = SHIPPED.joinpath("mapping.schema.json").read_text(encoding="utf-8")


def test_new(run: Run, tmp_path: Path) -> None:
    """A new file is valid as it is, and the schema that it names lies beside it."""
    path = tmp_path / "my_ats.toml"
    result = run("mapping", "new", str(path))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == (
        f"unified-ats: wrote {path}; look at it with: unified-ats mapping check {path}\n"
    )
    assert load(path).title == "My ATS"
    assert path.read_text(encoding="utf-8").startswith("#:schema ./mapping.schema.json\n")
    assert (tmp_path / "mapping.schema.json").read_text(encoding="utf-8") == SCHEMA


def test_new_speaks_the_generic_api(run: Run, tmp_path: Path, sandbox: RunningSandbox) -> None:
    """A new file already finds records in the generic sandbox."""
    path = tmp_path / "my_ats.toml"
    run("mapping", "new", str(path), "--no-schema")
    result = run("mapping", "check", str(path))
    assert result.exit_code == 0
    assert "jobs: 12 read; the first of them:" in result.stdout


@pytest.mark.parametrize("args", [[], ["-"]])
def test_new_to_stdout(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    """Without a file, or with a dash, it is printed and nothing is written."""
    monkeypatch.chdir(tmp_path)
    result = run("mapping", "new", *args)
    assert result.stdout == SHIPPED.joinpath("starter.toml").read_text(encoding="utf-8")
    assert [*tmp_path.iterdir()] == []


def test_new_without_schema(run: Run, tmp_path: Path) -> None:
    """The schema is not written for those who do not want it."""
    run("mapping", "new", str(tmp_path / "my_ats.toml"), "--no-schema")
    assert [path.name for path in tmp_path.iterdir()] == ["my_ats.toml"]


@pytest.mark.parametrize("name", ["my_ats.toml", "mapping.schema.json"])
def test_new_writes_nothing_over(run: Run, tmp_path: Path, name: str) -> None:
    """A file that is there already stays as it is, and nothing else is written."""
    (tmp_path / name).write_text("mine", encoding="utf-8")
    result = run("mapping", "new", str(tmp_path / "my_ats.toml"))
    assert result.exit_code == 2
    assert f"{name} is there already" in result.stderr
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["mine"]


def test_new_beside_another(run: Run, tmp_path: Path) -> None:
    """Two files in a folder share the schema."""
    run("mapping", "new", str(tmp_path / "one.toml"))
    assert run("mapping", "new", str(tmp_path / "two.toml")).exit_code == 0


def test_new_nowhere(run: Run, tmp_path: Path) -> None:
    """A folder that is not there is wrong usage."""
    result = run("mapping", "new", str(tmp_path / "none" / "my_ats.toml"))
    assert result.exit_code == 2
    assert "cannot be written (No such file or directory)" in result.stderr


def test_schema(run: Run) -> None:
    """The schema is printed as it is shipped."""
    assert run("mapping", "schema").stdout == SCHEMA
