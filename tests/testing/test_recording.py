import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from unified_ats.sandbox import RunningSandbox, launch
from unified_ats.testing.cassettes import problems, unused

AUTHORS_TESTS = """
from pathlib import Path

from unified_ats.testing.cassettes import SAFE_FIELDS, CassetteTests


class TestRecorded(CassetteTests):
    provider = "generic"
    folder = Path(__file__).parent / "cassettes"
    safe_fields = SAFE_FIELDS | {"message"}

    def test_people(self, ats):
        first = ats.candidates.list(per_page=3)
        again = ats.candidates.get(first.items[0].id)
        assert again == first.items[0]
        assert len({person.email for person in first.items}) == 3

    def test_applications(self, ats):
        [job] = ats.jobs.list(status="OPEN", per_page=1).items
        assert all(each.job_id == job.id for each in ats.applications.iter(job_id=job.id))
"""
SECRETS = ("ATS_BASE_URL", "ATS_API_KEY", "ATS_ACCOUNT_ID")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an author's tests in it."""
    (tmp_path / "test_recorded.py").write_text(AUTHORS_TESTS)
    return tmp_path


def run(folder: Path, *options: str, **env: str) -> str:
    """Run the author's tests in a process of their own, and return what they print."""
    clean = {name: value for name, value in os.environ.items() if name not in SECRETS}
    done = subprocess.run(  # noqa: S603  # our own interpreter and file
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(folder)],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**clean, **env},
    )
    return done.stdout


def cassettes(folder: Path) -> dict[str, str]:
    """Return the text of every cassette."""
    found = (folder / "cassettes").glob("*.yaml")
    return {path.stem: path.read_text() for path in sorted(found)}


@pytest.fixture
def real() -> Iterator[RunningSandbox]:
    """Run a server that stands for a real vendor."""
    with launch("generic", jobs=4, candidates=12, seed=7, rate_limit=False) as sandbox:
        yield sandbox


def test_sandbox_is_recorded_the_same_each_time(folder: Path) -> None:
    """Without credentials the sandbox is recorded, and recording again changes nothing."""
    assert "2 passed" in run(folder, "--record-mode=rewrite")
    before = cassettes(folder)
    assert set(before) == {"test_people", "test_applications"}
    assert "2 passed" in run(folder, "--record-mode=rewrite")
    assert cassettes(folder) == before
    assert "2 passed" in run(folder, "--block-network")


def test_real_vendor_is_scrubbed(folder: Path, real: RunningSandbox) -> None:
    """With credentials the real vendor is recorded; nobody of it is kept, and it plays back."""
    assert "2 passed" in run(folder, "--record-mode=rewrite", **real.env)
    kept = "".join(cassettes(folder).values())
    people, _ = real.company.list_candidates()
    words = [word for each in people for word in (each.name, each.email, each.phone) if word]
    assert [word for word in words if word in kept] == []
    assert real.base_url not in kept
    assert "person-2@example.com" in kept
    assert people[0].id in kept
    assert [found for path in folder.glob("cassettes/*") for found in problems(path)] == []
    assert "2 passed" in run(folder, "--block-network")


def test_half_a_set_up_is_an_error(folder: Path) -> None:
    """A key without an address is not silently replaced by the sandbox."""
    said = run(folder, "--record-mode=rewrite", ATS_API_KEY="half")
    assert "ATS_BASE_URL is missing" in said
    assert cassettes(folder) == {}


def test_nothing_is_recorded_by_default(folder: Path) -> None:
    """Without the option nothing is recorded: a missing cassette fails."""
    assert "2 failed" in run(folder)
    assert cassettes(folder) == {}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"uri": "https://ats.example.net/jobs"}, "a place other than https://ats.example.com"),
        ({"headers": {"Authorization": ["Basic c2VjcmV0Og=="]}}, "the header Authorization"),
        ({"headers": {"Authorization": ["Basic c2VjcmV0Og=="]}}, "a credential"),
        ({"headers": {"Cookie": ["a=b"]}}, "the header Cookie"),
        ({"body": '{"email": "someone@example.net"}'}, "an e-mail address"),
        ({"uri": "https://ats.example.com/c?email=a%40example.net"}, "an e-mail address"),
        ({"uri": "https://ats.example.com/jobs?api_key=abcdef"}, "a credential"),
        ({"body": '{"access_token": "abcdef"}'}, "a credential"),
    ],
)
def test_hygiene_finds(tmp_path: Path, change: dict[str, object], problem: str) -> None:
    """Whatever slipped into a cassette is named."""
    request = {"method": "GET", "uri": "https://ats.example.com/jobs", "body": "", "headers": {}}
    response = {"status": {"code": 200}, "headers": {"Content-Type": ["application/json"]}}
    path = tmp_path / "test_one.yaml"
    path.write_text(json.dumps({"interactions": [{"request": request, "response": response}]}))
    assert problems(path) == []
    path.write_text(
        json.dumps({"interactions": [{"request": {**request, **change}, "response": response}]})
    )
    assert any(found.startswith(problem) for found in problems(path))
    assert unused(tmp_path, {"test_two"}) == ["test_one.yaml"]
