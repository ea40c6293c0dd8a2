"""What a deployment is made of: variables, routes, permissions, plugins."""

import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # its stubs are a package of their own

from lambda_app.deploy import check
from lambda_app.deploy import variables as deploy
from unified_ats.api import ROUTES, Config
from unified_ats.errors import UnknownProviderError
from unified_ats.registry import provider_class, providers

ROOT = Path(__file__).parents[2]
DEFAULT = files("unified_ats.generic.mapping") / "default.toml"


@pytest.fixture(scope="module")
def service() -> Any:
    """Return what serverless.yml says."""
    return yaml.safe_load((ROOT / "serverless.yml").read_text("utf-8"))


@pytest.mark.parametrize("name", providers())
def test_every_declared_variable_is_passed(name: str) -> None:
    """Whatever an installed provider and the API declare is passed, as what it is declared."""
    declared = [*provider_class(name).Settings.wanted({}), *Config.declared()]

    passed = deploy.variables({"ATS_PROVIDER": name})

    facts = {
        item.env: deploy.Variable(secret=item.secret, required=item.required) for item in declared
    }
    assert passed == {"ATS_PROVIDER": deploy.Variable(), "LOG_LEVEL": deploy.Variable(), **facts}


@pytest.mark.parametrize("environ", [{}, {"ATS_PROVIDER": ""}, {"ATS_PROVIDER": " generic "}])
def test_the_default_provider(environ: dict[str, str]) -> None:
    """Without a provider named, the generic one's variables are passed."""
    assert "ATS_BASE_URL" in deploy.variables(environ)


def test_an_unknown_provider() -> None:
    """A provider that is not installed stops the deployment."""
    with pytest.raises(UnknownProviderError):
        deploy.variables({"ATS_PROVIDER": "nobody"})


def test_prints_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """They are printed as one JSON object."""
    monkeypatch.setenv("ATS_PROVIDER", "generic")

    deploy.main()

    printed = json.loads(capsys.readouterr().out)
    assert printed["ATS_API_KEY"] == {"secret": True, "required": True}


def test_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong is said in a line, with a status of its own, and no JSON is printed."""
    monkeypatch.setenv("ATS_PROVIDER", "nobody")

    with pytest.raises(SystemExit) as caught:
        deploy.main()

    assert caught.value.code == deploy.WRONG_SETTINGS
    out, said = capsys.readouterr()
    assert out == ""
    assert "'nobody' is none of the providers" in said
    assert said.count("\n") == 1


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """A mapping file with variables of its own."""
    text = DEFAULT.read_text("utf-8").replace(
        "${ATS_BASE_URL}", "https://${ACME_SUBDOMAIN}.example.com"
    )
    path = tmp_path / "acme.toml"
    path.write_text(text.replace("${ATS_API_KEY}", "${ACME_TOKEN}"), "utf-8")
    return path


def test_variables_of_a_mapping_file(mapping: Path) -> None:
    """What a mapping file refers to is passed too, and what it signs with is a secret."""
    passed = deploy.variables({"ATS_MAPPING_FILE": str(mapping)})

    assert passed["ACME_SUBDOMAIN"] == deploy.Variable(required=True)
    assert passed["ACME_TOKEN"] == deploy.Variable(secret=True, required=True)
    assert passed["ATS_API_KEY"] == deploy.Variable(secret=True)
    assert passed["ATS_BASE_URL"] == deploy.Variable()


def test_a_wrong_mapping_file(
    mapping: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every problem of a mapping file is named on the one line."""
    mapping.write_text('titel = "Acme"\n', "utf-8")
    monkeypatch.setenv("ATS_MAPPING_FILE", str(mapping))

    with pytest.raises(SystemExit) as caught:
        deploy.main()

    assert caught.value.code == deploy.WRONG_SETTINGS
    said = capsys.readouterr().err
    assert said.startswith("ATS_MAPPING_FILE: acme.toml: ")
    assert said.count("\n") == 1
    for problem in ("titel is no key here", "title is missing", "auth is missing"):
        assert problem in said


@pytest.mark.usefixtures("new_container")
def test_checks_settings() -> None:
    """Settings that the functions can start with pass the check."""
    check.main()


@pytest.mark.parametrize(
    ("name", "value"),
    [("LOG_LEVEL", "loud"), ("UNIFIED_ATS_CORS_ORIGINS", "nonsense"), ("ATS_API_KEY", "")],
)
def test_checks_wrong_settings(new_container: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A setting of the API or the provider that is wrong is named on the line that it ends with."""
    new_container.setenv(name, value)

    with pytest.raises(SystemExit) as caught:
        check.main()

    assert name in str(caught.value)


def test_serverless_asks_for_them(service: Any) -> None:
    """serverless.yml takes the environment from there, for all functions alike."""
    assert service["provider"]["environment"] == "${file(lambda_app/deploy/environment.cjs)}"
    assert not [
        name for name, function in service["functions"].items() if "environment" in function
    ]


def test_every_route_has_a_function(service: Any) -> None:
    """Every path of the API, and no other, leads to a function; the rest to the catch-all."""
    events = [
        event["httpApi"]
        for function in service["functions"].values()
        for event in function["events"]
    ]

    assert sorted(events) == sorted({f"ANY {route.path}" for route in ROUTES} | {"*"})


def test_every_function_has_its_log_group(service: Any) -> None:
    """The role may write to the log group of each function, and do nothing else."""
    (policy,) = service["resources"]["Resources"]["FunctionRole"]["Properties"]["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]

    groups = [
        {"Fn::GetAtt": [f"{name.capitalize()}LogGroup", "Arn"]} for name in service["functions"]
    ]
    assert statement["Resource"] == groups
    assert statement["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]


def test_the_mapping_file_is_packed(service: Any) -> None:
    """What the functions are told to be the mapping file is packed; without one, nothing more."""
    everything, *packed = service["package"]["patterns"]
    (mapping,) = [pattern for pattern in packed if pattern.startswith("${")]

    assert everything == "!**"
    assert mapping == "${self:provider.environment.ATS_MAPPING_FILE, 'lambda_app/*.py'}"
    assert "lambda_app/*.py" in packed


def test_every_plugin_is_bundled() -> None:
    """requirements.txt names the core, without extras, and each folder of plugins/."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    plugins = {f"./plugins/{path.parent.name}" for path in ROOT.glob("plugins/*/pyproject.toml")}

    assert {line for line in lines if line and not line.startswith("#")} == {"./", *plugins}


def test_npm_pins() -> None:
    """Packages of npm are pinned exactly, and the lock file holds no address."""
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    versions = [
        version.removeprefix("npm:osls@") for version in package["devDependencies"].values()
    ]

    assert all(version.replace(".", "").isdigit() for version in versions)
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text("utf-8")


def test_the_runtime_is_supported(service: Any) -> None:
    """The Lambda runtime is the oldest Python that the project supports."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert service["provider"]["runtime"] == project["requires-python"].replace(">=", "python")
