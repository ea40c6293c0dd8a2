"""The documentation holds what the code says."""

import importlib.util
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import unified_ats
from unified_ats.sandbox import RunningSandbox, launch

ROOT = Path(__file__).parents[1]


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _load(ROOT / "docs" / "generate.py")


@pytest.mark.parametrize("page", generate.PAGES, ids=lambda page: page.name)
def test_page_is_fresh(page: Path) -> None:
    """What a page holds of the code is current; `make docs` writes it again."""
    text = page.read_text()
    assert generate.fresh(text) == text


@pytest.mark.parametrize("path", generate.FILES, ids=lambda path: path.name)
def test_file_is_fresh(path: Path) -> None:
    """A file that is made of the code is current; `make docs` writes it again."""
    assert path.read_text() == generate.FILES[path]()


@pytest.mark.parametrize("page", generate.PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link in a page names a file that exists."""
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_every_error_is_described() -> None:
    """The page of errors lists every public error."""
    page = (ROOT / "docs" / "errors.md").read_text()
    names = [name for name in unified_ats.__all__ if name.endswith("Error")]
    assert [name for name in names if f"`{name}`" not in page and name != "ATSError"] == []


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    """Run a generic sandbox for the examples."""
    with launch("generic", jobs=10, candidates=60, rate_limit=False) as running:
        yield running


def test_quickstart_runs(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example on the first screen of the README lists jobs and the new application."""
    for name, value in sandbox.env.items():
        monkeypatch.setenv(name, value)
    runpy.run_path(str(ROOT / "examples" / "quickstart.py"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("job_")
    assert any("APPLIED" in line for line in lines)


def test_error_handling_runs(sandbox: RunningSandbox) -> None:
    """The example of error handling tells a wrong address, a success and a repetition apart."""
    apply = _load(ROOT / "examples" / "handling_errors.py").apply
    ats = unified_ats.connect_from_env(sandbox.env)
    job_id = ats.jobs.list(status="OPEN").items[0].id
    assert "email" in apply(ats, "Jo Doe", "jo", job_id)
    assert apply(ats, "Jo Doe", "jo.doe@example.com", job_id).startswith("created cand_")
    assert apply(ats, "Jo Doe", "jo.doe@example.com", job_id) == "they applied to this job before"
    ats.close()
