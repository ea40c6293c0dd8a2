"""A deployment with a mapping file: what is packed, and what answers from it."""

import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.tools import ROOT, TOKEN, Bundle, environment, npx, program, run, run_well
from unified_ats.sandbox import RunningSandbox

EVENTS = ROOT / "tests" / "events"
MAPPING = Path(__file__).with_name("acme.toml")

ANSWER = """
import json, sys
sys.path[:0] = sys.argv[1:3]
from lambda_app.handlers import jobs, service
events = json.loads(sys.argv[3])
answers = [jobs.handler(events["jobs"], None), service.handler(events["provider"], None)]
print(json.dumps([[answer["statusCode"], json.loads(answer["body"])] for answer in answers]))
"""


@pytest.fixture
def mapped(service: Path) -> Path:
    """The service with a mapping file, without the library: the other bundle has that already."""
    (service / "mappings").mkdir()
    shutil.copy(MAPPING, service / "mappings")
    (service / "requirements.txt").unlink()
    (service / "requirements.txt").touch()
    return service


def _packed(service: Path, settings: Mapping[str, str], into: Path) -> Any:
    """Pack and unpack a service, and return what its functions are told."""
    run_well([*npx("serverless"), "package"], env=environment(**settings), cwd=service)
    made = service / ".serverless"
    with zipfile.ZipFile(made / "unified-ats.zip") as packed:
        packed.extractall(into)
    template = json.loads((made / "cloudformation-template-update-stack.json").read_text("utf-8"))
    return template["Resources"]["JobsLambdaFunction"]["Properties"]["Environment"]["Variables"]


def _event(name: str, **changes: Any) -> Any:
    event = json.loads((EVENTS / f"{name}.json").read_text("utf-8")) | changes
    return event | {"headers": event["headers"] | {"authorization": f"Bearer {TOKEN}"}}


def test_answers_as_the_mapping_says(
    bundle: Bundle, mapped: Path, sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The packed file is found at run time, wherever it lay, with the variables that it names."""
    task = tmp_path_factory.mktemp("task")
    settings = {
        "ACME_ROOT": sandbox.env["ATS_BASE_URL"],
        "ACME_TOKEN": sandbox.env["ATS_API_KEY"],
        "ATS_MAPPING_FILE": str(mapped / "mappings" / "acme.toml"),
        "LOG_LEVEL": "ERROR",
        "UNIFIED_ATS_API_TOKEN": TOKEN,
    }
    told = _packed(mapped, settings, task)
    assert told == settings | {"ATS_MAPPING_FILE": "mappings/acme.toml"}

    shutil.rmtree(mapped / "mappings")  # what was packed must do without what it was made of
    events = {
        "jobs": _event("http_api_jobs", rawQueryString="per_page=3"),
        "provider": _event("http_api_health", rawPath="/provider", routeKey="ANY /provider"),
    }
    arguments = [str(task), str(bundle.folder), json.dumps(events)]
    # -I and -S: no variable, no user's folder and no site-packages can help out.
    python = [program("python"), "-I", "-S", "-c", ANSWER]
    answered = run_well([*python, *arguments], env=environment(**told), cwd=task)
    (status, listed), (_, shown) = json.loads(answered)

    assert (status, len(listed["jobs"])) == (200, 3)
    assert {job["status"] for job in listed["jobs"]} == {"OPEN"}
    assert (shown["title"], list(shown["capabilities"])) == ("Acme", ["jobs"])


def test_refuses_a_wrong_mapping_file(mapped: Path) -> None:
    """A mapping file with mistakes is not packed, and one line names each of them."""
    text = MAPPING.read_text("utf-8").replace('"bearer"', '"bear"').replace("title", "titel", 1)
    (mapped / "acme.toml").write_text(text, "utf-8")
    settings = {"ATS_MAPPING_FILE": "acme.toml", "UNIFIED_ATS_API_TOKEN": TOKEN}
    done = run([*npx("serverless"), "package"], env=environment(**settings), cwd=mapped)

    assert done.returncode != 0
    (said,) = [line for line in done.stdout.splitlines() if "ATS_MAPPING_FILE: acme.toml: " in line]
    assert "titel is no key here" in said
    assert "title is missing" in said
    assert "auth.kind found 'bear'; expected one of bearer, " in said
    assert not (mapped / ".serverless").exists()


def test_the_files_of_the_package_are_packed(bundle: Bundle) -> None:
    """Whatever the library reads beside its modules is in the bundle with them."""
    source = ROOT / "src"
    data = {
        path.relative_to(source)
        for path in source.glob("unified_ats/generic/**/*.*")
        if path.suffix in (".json", ".toml")
    }

    assert Path("unified_ats/generic/mapping/default.toml") in data
    assert [path for path in data if not (bundle.folder / path).is_file()] == []
