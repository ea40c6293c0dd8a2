"""What ``npx serverless package`` makes, before AWS sees it."""

import json
import tomllib
import zipfile
from typing import Any

import pytest

from tests.e2e.tools import ROOT, TOKEN, Bundle, environment, npx, program, run, run_well
from unified_ats.api import Config
from unified_ats.registry import PROVIDERS, provider_class, providers

LARGEST = 5_000_000

FIND_PROVIDERS = """
import json, sys
sys.path.insert(0, sys.argv[1])
from unified_ats.registry import provider_class, providers
modules = {name: sys.modules[provider_class(name).__module__] for name in providers()}
print(json.dumps({name: module.__file__ for name, module in modules.items()}))
"""


@pytest.fixture(scope="module")
def resources(bundle: Bundle) -> Any:
    """What the template declares, by logical name."""
    return json.loads(bundle.template.read_text("utf-8"))["Resources"]


def test_refuses_without_a_token() -> None:
    """Without a token for its callers, an API is not packed, and one line says why."""
    done = run([*npx("serverless"), "package"], env=environment())

    assert done.returncode != 0
    assert "UNIFIED_ATS_API_TOKEN is not set" in done.stdout
    assert "environment.cjs:" not in done.stdout


def test_refuses_an_unknown_provider() -> None:
    """A provider that is not installed is not packed, and one line says which there are."""
    env = environment(ATS_PROVIDER="nobody", UNIFIED_ATS_API_TOKEN=TOKEN)
    done = run([*npx("serverless"), "package"], env=env)

    assert done.returncode != 0
    assert "'nobody' is none of the providers: installed are " in done.stdout
    assert "environment.cjs:" not in done.stdout


@pytest.mark.parametrize("name", providers())
def test_passes_every_variable(name: str) -> None:
    """Every variable that a provider and the API declare reaches the functions."""
    declared = [*Config.declared(), *provider_class(name).Settings.declared()]
    settings = {"ATS_PROVIDER": name, "LOG_LEVEL": "debug"}
    settings |= {item.env: f"value of {item.env}" for item in declared}

    printed = run_well(
        [*npx("serverless"), "print", "--format", "json"], env=environment(**settings)
    )

    found = json.loads(printed[printed.index("{\n") :])
    assert found["provider"]["environment"] == settings


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


def test_finds_every_provider(bundle: Bundle, tmp_path: Any) -> None:
    """From the unpacked bundle alone, every provider of this repository is found and imports."""
    projects = [ROOT / "pyproject.toml", *ROOT.glob("plugins/*/pyproject.toml")]
    declared: set[str] = set()
    for project in projects:
        points = tomllib.loads(project.read_text("utf-8"))["project"]["entry-points"]
        declared |= set(points[PROVIDERS])

    # -I and -S: no variable, no user's folder and no site-packages can help out.
    printed = run_well(
        [program("python"), "-I", "-S", "-c", FIND_PROVIDERS, str(bundle.folder)],
        env=environment(XDG_CACHE_HOME=str(tmp_path)),
        cwd=tmp_path,
    )

    found = json.loads(printed)
    assert set(found) == declared
    assert all(file.startswith(str(bundle.folder)) for file in found.values())
