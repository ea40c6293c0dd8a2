"""What these tests share: a sandbox, the REST API in front of it, and one packed bundle."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.tools import (
    HOST,
    ROOT,
    TOKEN,
    Bundle,
    environment,
    free_port,
    npx,
    program,
    run_well,
    serving,
)
from unified_ats.sandbox import RunningSandbox, launch


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    """A company that this module's tests share and may write to, without a rate limit."""
    with launch("generic", jobs=20, candidates=100, rate_limit=False) as running:
        yield running


@pytest.fixture(scope="module")
def api(sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of ``unified-ats serve`` in front of the sandbox, with a token."""
    port = free_port()
    with serving(
        [program("unified-ats"), "serve", "--port", str(port)],
        port=port,
        log=tmp_path_factory.mktemp("serve") / "log",
        env=environment(**sandbox.env, UNIFIED_ATS_API_TOKEN=TOKEN),
    ):
        yield f"http://{HOST}:{port}"


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """A folder with the service as it is, for a test that changes a file of it."""
    for name in ("constraints.txt", "lambda_app", "node_modules", "requirements.txt"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "serverless.yml", tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The bundle of the generic provider, packed once and unpacked into an empty folder."""
    made = tmp_path_factory.mktemp("package")
    settings = {"ATS_BASE_URL": "https://ats.example.com", "ATS_API_KEY": "e2e-key"}
    run_well(
        [*npx("serverless"), "package", "--package", str(made)],
        env=environment(**settings, UNIFIED_ATS_API_TOKEN=TOKEN),
    )
    (archive,) = made.glob("*.zip")
    folder = tmp_path_factory.mktemp("task")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    shutil.rmtree(made / "requirements")  # what the archive was made of must not stand in for it
    return Bundle(
        template=made / "cloudformation-template-update-stack.json", archive=archive, folder=folder
    )
