"""What the functions are told: `environment.cjs` by itself, and as Serverless runs it."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.e2e.parameter_store import parameter_store
from tests.e2e.tools import ROOT, TOKEN, environment, npx, printed_json, run, run_well
from unified_ats.api import Config
from unified_ats.registry import provider_class, providers

MAPPING = Path(__file__).with_name("acme.toml")
SHIPPING = ["deploy --stage prod", "deploy function -f jobs", "package", "print --format json"]
LOCAL = ["offline", "offline start --httpPort 3001", "invoke local -f jobs"]
OTHERS = ["remove --stage prod", "info --stage deploy", "deploy list functions", "logs -f jobs"]

SETTINGS = {"ATS_BASE_URL": "https://ats.example.com", "ATS_API_KEY": "from the shell"}
MAPPED = {
    "ACME_ROOT": "https://acme.example.com",
    "ACME_TOKEN": "from the shell",
    "UNIFIED_ATS_API_TOKEN": TOKEN,
}
FOLDER = "/unified-ats/prod"
IN_STORE = {f"{FOLDER}/ATS_API_KEY": '{"a": 1}', f"{FOLDER}/UNIFIED_ATS_API_TOKEN": "from SSM"}

HARNESS = """
const resolveVariable = async (variable) => known[variable.replace(/, ''$/, "")] ?? "";
require(process.argv[1])({ resolveVariable }).then(
  (environment) => console.log(JSON.stringify(environment)),
  (error) => { console.log(error.message); process.exitCode = 1; },
);
"""


def _told(
    command: str,
    settings: Mapping[str, str],
    known: Mapping[str, str] | None = None,
    *,
    cwd: Path = ROOT,
) -> tuple[int, str]:
    """Run the script as Serverless would, with variables of Serverless that it may ask for."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("node is not on PATH: install Node.js 20 or newer", pytrace=False)
    script = f"const known = {json.dumps(known or {})};{HARNESS}"
    module = ROOT / "lambda_app" / "deploy" / "environment.cjs"
    words = [node, "-e", script, "--", str(module), *command.split()]
    done = run(words, env=environment(**settings), cwd=cwd)
    return done.returncode, done.stdout.strip()


@pytest.mark.parametrize("command", SHIPPING)
def test_what_ships_is_complete(command: str) -> None:
    """What goes to the internet is refused on one line that names all that is missing."""
    code, said = _told(command, {"ATS_BASE_URL": " ", "ATS_ACCOUNT_ID": ""})

    assert code == 1
    assert said.count("\n") == 0
    assert "not set in the shell: UNIFIED_ATS_API_TOKEN, ATS_BASE_URL, ATS_API_KEY." in said
    assert "anyone on the internet" in said


def test_only_what_is_missing_is_named() -> None:
    """What is set is not named, and without a token missing nothing is said of one."""
    settings = {"ATS_BASE_URL": "https://ats.example.com", "UNIFIED_ATS_API_TOKEN": TOKEN}

    assert _told("package", settings) == (1, "not set in the shell: ATS_API_KEY")


def test_a_complete_environment() -> None:
    """Declared variables are passed without the space around them, and no others."""
    settings = SETTINGS | {"UNIFIED_ATS_API_TOKEN": f" {TOKEN}\n", "ATS_OTHER": "not declared"}
    code, said = _told("deploy", settings)

    assert (code, json.loads(said)) == (0, SETTINGS | {"UNIFIED_ATS_API_TOKEN": TOKEN})


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"ATS_BASE_URL": "ats.example.com"},
            "settings of generic: ATS_BASE_URL is not an address",
        ),
        ({"UNIFIED_ATS_CORS_ORIGINS": "x"}, "UNIFIED_ATS_CORS_ORIGINS is neither * nor a list"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is none of "),
    ],
)
def test_what_ships_is_sound(settings: dict[str, str], said: str) -> None:
    """What the functions could not start with is refused as well, in the words of the library."""
    code, found = _told("deploy", SETTINGS | {"UNIFIED_ATS_API_TOKEN": TOKEN} | settings)

    assert code == 1
    assert said in found
    assert found.count("\n") == 0


@pytest.mark.parametrize("name", providers())
def test_passes_every_variable(name: str) -> None:
    """Every variable that a provider and the API declare reaches the functions."""
    declared = [*Config.declared(), *provider_class(name).Settings.declared()]
    settings = {"ATS_PROVIDER": name, "LOG_LEVEL": "debug"}
    settings |= {item.env: f"value of {item.env}" for item in declared}
    if "ATS_MAPPING_FILE" in settings:  # the one that is looked into
        settings["ATS_MAPPING_FILE"] = str(MAPPING)
    code, said = _told("offline", settings)

    assert (code, json.loads(said)) == (0, settings)


@pytest.mark.parametrize("command", LOCAL)
def test_a_laptop_lacks_what_it_lacks(command: str) -> None:
    """On a laptop nothing is required, and secrets come from the shell."""
    known = {"self:custom.secretsFrom": FOLDER}
    code, said = _told(command, {"ATS_API_KEY": "from the shell"}, known)

    assert (code, json.loads(said)) == (0, {"ATS_API_KEY": "from the shell"})


@pytest.mark.parametrize("command", OTHERS)
def test_other_commands_need_nothing(command: str) -> None:
    """What makes no function asks neither for settings nor for the provider that has them."""
    assert _told(command, {"ATS_PROVIDER": "nobody"}) == (0, "{}")


def test_secrets_from_a_folder() -> None:
    """With a folder of parameters, secrets come from there alone, and the rest from the shell."""
    known = {"self:custom.secretsFrom": FOLDER, "self:provider.region": "eu-central-1"}
    known |= {f"ssm(raw):{name}": value for name, value in IN_STORE.items()}

    code, said = _told("deploy", SETTINGS, known)
    assert (code, json.loads(said)) == (
        0,
        SETTINGS | {"ATS_API_KEY": '{"a": 1}', "UNIFIED_ATS_API_TOKEN": "from SSM"},
    )

    del known[f"ssm(raw):{FOLDER}/ATS_API_KEY"]
    code, said = _told("deploy", {"ATS_API_KEY": "from the shell"}, known)
    store = "the SSM parameter store of eu-central-1"
    assert code == 1
    assert said == f"not set in the shell: ATS_BASE_URL; not in {store}: {FOLDER}/ATS_API_KEY"


def test_a_wrong_secret_from_a_folder() -> None:
    """The shell's value does not hide what is wrong with a parameter, and the folder is named."""
    known = {"self:custom.secretsFrom": FOLDER, "self:provider.region": "eu-central-1"}
    known |= {f"ssm(raw):{name}": value for name, value in IN_STORE.items()}
    known[f"ssm(raw):{FOLDER}/ATS_API_KEY"] = "two\nlines"

    code, said = _told("deploy", SETTINGS, known)

    assert code == 1
    assert "ATS_API_KEY has characters that cannot be printed" in said
    assert f"under {FOLDER} in the SSM parameter store of eu-central-1" in said
    assert "two" not in said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a mapping file in another."""
    (tmp_path / "mappings").mkdir()
    shutil.copy(MAPPING, tmp_path / "mappings")
    return tmp_path


@pytest.mark.parametrize("written", ["mappings/acme.toml", "./x/../mappings/acme.toml", "{}"])
def test_a_mapping_file(folder: Path, written: str) -> None:
    """A mapping file is passed as it is named in the bundle, and with it what it refers to."""
    path = written.format(folder / "mappings" / "acme.toml")
    settings = MAPPED | {"ATS_MAPPING_FILE": f" {path} ", "ACME_OTHER": "not referred to"}

    code, said = _told("deploy", settings, cwd=folder)

    assert (code, json.loads(said)) == (0, MAPPED | {"ATS_MAPPING_FILE": "mappings/acme.toml"})


@pytest.mark.parametrize("command", LOCAL)
def test_a_mapping_file_on_a_laptop(folder: Path, command: str) -> None:
    """On a laptop a mapping file may be anywhere, and is found from everywhere."""
    (folder / "service").mkdir()
    settings = {"ATS_MAPPING_FILE": "../mappings/acme.toml"}

    code, said = _told(command, settings, cwd=folder / "service")

    assert code == 0
    assert json.loads(said) == {"ATS_MAPPING_FILE": str(folder / "mappings" / "acme.toml")}


def test_variables_of_a_mapping_file_are_required(folder: Path) -> None:
    """Variables that the mapping needs are missed by name, unless ATS_VARIABLES has them."""
    settings = {"ATS_MAPPING_FILE": "mappings/acme.toml", "UNIFIED_ATS_API_TOKEN": TOKEN}
    missing = "not set in the shell: ACME_ROOT, ACME_TOKEN"
    assert _told("package", settings, cwd=folder) == (1, missing)

    settings["ATS_VARIABLES"] = json.dumps({"ACME_ROOT": MAPPED["ACME_ROOT"], "ACME_TOKEN": "k"})
    code, said = _told("package", settings, cwd=folder)
    assert (code, json.loads(said)) == (0, settings)


def test_secrets_of_a_mapping_file(folder: Path) -> None:
    """What a mapping proves with who is calling is a secret, whatever it is named."""
    known = {"self:custom.secretsFrom": FOLDER, "self:provider.region": "eu-central-1"}
    known |= {f"ssm(raw):{FOLDER}/{name}": "from SSM" for name in MAPPED}
    settings = MAPPED | {"ATS_MAPPING_FILE": "mappings/acme.toml"}

    code, said = _told("deploy", settings, known, cwd=folder)

    secrets = {"ACME_TOKEN": "from SSM", "UNIFIED_ATS_API_TOKEN": "from SSM"}
    assert (code, json.loads(said)) == (0, settings | secrets)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("../mappings/acme.toml", "is outside of this folder, and so would not be in the bundle"),
        ("acme[1].toml", r"acme[1].toml has one of * ? ! ( ) { } [ ] \ in its name"),
        ("acme.toml", "ATS_MAPPING_FILE: acme.toml: cannot be read (No such file or directory)"),
        ("mappings", "ATS_MAPPING_FILE: mappings: cannot be read (Is a directory)"),
        ("wrong.toml", "ATS_MAPPING_FILE: wrong.toml: is not TOML: "),
    ],
)
def test_a_mapping_file_that_cannot_be_packed(folder: Path, path: str, said: str) -> None:
    """A mapping file that would not be there, or not be read, is refused on one line."""
    service = folder / "service"
    (service / "mappings").mkdir(parents=True)
    shutil.copy(MAPPING, service / "acme[1].toml")
    (service / "wrong.toml").write_text("title")

    code, found = _told("package", MAPPED | {"ATS_MAPPING_FILE": path}, cwd=service)

    assert code == 1
    assert said in found
    assert found.count("\n") == 0


def test_other_providers_have_no_mapping_file() -> None:
    """A provider without mapping files is neither given one nor bothered by it."""
    settings = {"ATS_PROVIDER": "lever", "LEVER_API_KEY": "k", "UNIFIED_ATS_API_TOKEN": TOKEN}

    code, said = _told("deploy", settings | {"ATS_MAPPING_FILE": "none.toml"})

    assert (code, json.loads(said)) == (0, settings)


@pytest.fixture
def guarded(service: Path) -> Path:
    """The service with secrets from SSM, as docs/deploying.md has it done."""
    text = (service / "serverless.yml").read_text("utf-8")
    (service / "serverless.yml").write_text(text.replace("# secretsFrom:", "secretsFrom:"))
    return service


def test_serverless_reads_the_parameter_store(guarded: Path) -> None:
    """Serverless asks for the secrets, decrypted, and for nothing else."""
    command = [*npx("serverless"), "print", "--format", "json", "--stage", "prod"]
    with parameter_store(IN_STORE) as store:
        env = environment(**SETTINGS, AWS_ENDPOINT_URL=store.url)
        printed = run_well(command, env=env, cwd=guarded)

    assert sorted(store.asked) == sorted(IN_STORE)
    assert store.turned_away == []
    assert printed_json(printed)["provider"]["environment"] == SETTINGS | {
        "ATS_API_KEY": '{"a": 1}',
        "UNIFIED_ATS_API_TOKEN": "from SSM",
    }


def test_serverless_refuses_a_missing_parameter(guarded: Path) -> None:
    """A secret that is in the shell and not in its folder stops a package, and is named."""
    command = [*npx("serverless"), "package", "--stage", "prod"]
    with parameter_store({f"{FOLDER}/UNIFIED_ATS_API_TOKEN": TOKEN}) as store:
        env = environment(**SETTINGS, AWS_ENDPOINT_URL=store.url)
        done = run(command, env=env, cwd=guarded)

    assert done.returncode != 0
    assert f"not in the SSM parameter store of us-east-1: {FOLDER}/ATS_API_KEY\n" in done.stdout
    assert "environment.cjs:" not in done.stdout
    assert not (guarded / ".serverless").exists()


def test_serverless_removes_without_settings() -> None:
    """A deployment is taken down with credentials of AWS alone: no token, no provider."""
    command = [*npx("serverless"), "remove", "--stage", "prod"]
    with parameter_store({}) as store:
        run(command, env=environment(AWS_ENDPOINT_URL=store.url, ATS_PROVIDER="nobody"))

    assert [body for body in store.turned_away if "StackName=unified-ats-prod" in body]
