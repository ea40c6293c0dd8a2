"""What ``npx serverless package`` makes, before AWS sees it."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.tools import (
    ROOT,
    TOKEN,
    Bundle,
    bundled_providers,
    environment,
    npx,
    program,
    run,
    run_well,
)

LARGEST = 5_000_000

FIND_PROVIDERS = """
import json, sys
sys.path.insert(0, sys.argv[1])
from unified_ats.registry import provider_class, providers
modules = {name: sys.modules[provider_class(name).__module__] for name in providers()}
print(json.dumps({name: module.__file__ for name, module in modules.items()}))
"""

IMPORT_EVERYTHING = """
import importlib, json, pathlib, sys
sys.path.insert(0, sys.argv[1])
root = pathlib.Path(sys.argv[1])
ours = [*root.glob("unified_ats*/**/*.py"), *root.glob("lambda_app/**/*.py")]
paths = [path.relative_to(root).with_suffix("") for path in ours]
names = [".".join(path.parts).removesuffix(".__init__") for path in paths]
print(json.dumps([importlib.import_module(name).__name__ for name in names]))
"""


@pytest.fixture(scope="module")
def resources(bundle: Bundle) -> Any:
    """What the template declares, by logical name."""
    return json.loads(bundle.template.read_text("utf-8"))["Resources"]


def test_refuses_an_unknown_provider() -> None:
    """A provider that is not installed is not packed, and one line says which there are."""
    env = environment(ATS_PROVIDER="nobody", UNIFIED_ATS_API_TOKEN=TOKEN)
    done = run([*npx("serverless"), "package"], env=env)

    assert done.returncode != 0
    assert "'nobody' is none of the providers: installed are " in done.stdout
    assert "environment.cjs:" not in done.stdout


def test_template(bundle: Bundle) -> None:
    """The template is sound."""
    # W3005: Serverless names dependencies that CloudFormation would find by itself.
    run_well([program("cfn-lint"), "--ignore-checks", "W3005", "--", str(bundle.template)])


def test_least_privilege(resources: Any) -> None:
    """There is one role, which lets the functions write to their log groups and nothing else."""
    roles = {name: item for name, item in resources.items() if item["Type"] == "AWS::IAM::Role"}
    functions = [item for item in resources.values() if item["Type"] == "AWS::Lambda::Function"]

    assert set(roles) == {"FunctionRole"}
    assert "*" not in json.dumps(roles)
    assert all(
        item["Properties"]["Role"] == {"Fn::GetAtt": ["FunctionRole", "Arn"]} for item in functions
    )


def test_settings_of_the_functions(resources: Any) -> None:
    """A function gets the settings that are set, and gives up before API Gateway does."""
    functions = [item for item in resources.values() if item["Type"] == "AWS::Lambda::Function"]

    assert len(functions) == 4
    for properties in (item["Properties"] for item in functions):
        assert properties["Environment"]["Variables"] == {
            "ATS_API_KEY": "e2e-key",
            "ATS_BASE_URL": "https://ats.example.com",
            "UNIFIED_ATS_API_TOKEN": TOKEN,
        }
        assert properties["Timeout"] < 30


def test_content(bundle: Bundle) -> None:
    """The bundle holds handlers, library and dependencies, and nothing of the workshop."""
    top = {path.name for path in bundle.folder.iterdir()}
    handlers = {path.name for path in bundle.folder.glob("lambda_app/**/*.py")}

    assert {"lambda_app", "unified_ats", "requests"} <= top
    assert not top & {"bin", "click", "docs", "node_modules", "rich", "src", "tests", "werkzeug"}
    assert not [name for name in top if name.startswith(".")]
    assert {"jobs.py", "candidates.py", "applications.py", "service.py"} <= handlers
    assert "variables.py" not in handlers
    assert bundle.archive.stat().st_size < LARGEST


def test_every_distribution_keeps_its_metadata(bundle: Bundle) -> None:
    """The ``*.dist-info`` folders are there, with the entry points that providers are found by."""
    with zipfile.ZipFile(bundle.archive) as packed:
        names = packed.namelist()

    assert [name for name in names if name.endswith("unified_ats-0.1.0.dist-info/entry_points.txt")]
    assert sum(name.endswith(".dist-info/METADATA") for name in names) >= 10


def test_nothing_but_what_runs_there(bundle: Bundle) -> None:
    """The command line, the sandboxes and the test suites stay at home, and so do paths."""
    ours = [path for path in bundle.folder.glob("unified_ats*") if not path.name.endswith("-info")]
    names = {path.stem for folder in ours for path in folder.rglob("*")}

    assert {"api", "provider", "generic"} <= names
    assert not names & {"cli", "local_http", "sandbox", "server", "testing", "tests"}
    assert not [*bundle.folder.rglob("direct_url.json")]
    here = str(ROOT).encode()
    assert not [
        path for path in bundle.folder.rglob("*") if path.is_file() and here in path.read_bytes()
    ]


def test_every_module_imports(bundle: Bundle, tmp_path: Path) -> None:
    """Whatever of this repository is in the bundle imports there, from the bundle alone."""
    imported = json.loads(_alone(IMPORT_EVERYTHING, bundle, tmp_path))

    assert {"unified_ats.http", "unified_ats.generic", "lambda_app.handlers.jobs"} <= set(imported)


def test_finds_every_provider(bundle: Bundle, tmp_path: Path) -> None:
    """From the bundle alone, every provider of this repository is found and imports."""
    found = json.loads(_alone(FIND_PROVIDERS, bundle, tmp_path))

    assert sorted(found) == bundled_providers()
    assert all(file.startswith(str(bundle.folder)) for file in found.values())


def _alone(script: str, bundle: Bundle, folder: Path) -> str:
    """Run a script with the bundle, and nothing else, to import from."""
    # -I and -S: no variable, no user's folder and no site-packages can help out.
    return run_well(
        [program("python"), "-I", "-S", "-c", script, str(bundle.folder)],
        env=environment(XDG_CACHE_HOME=str(folder)),
        cwd=folder,
    )
