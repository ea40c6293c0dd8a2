import json

import pytest

from tests.cli.conftest import Run
from tests.generic.made import GenericCandidates
from unified_ats import Candidate, CreatedCandidate, NewCandidate, UnreachableError
from unified_ats.sandbox import Fault, RunningSandbox

ANN = [
    *("candidates", "create", "--name", "Ann Lee", "--email", "ann.lee@example.com"),
    *("--phone", "+1 555 0100", "--resume-url", "https://example.com/ann.pdf", "--job-id", "job_1"),
]


def test_json(run: Run, sandbox: RunningSandbox) -> None:
    """JSON is what the REST API answers to a create."""
    result = run(*ANN, "--format", "json")
    assert result.exit_code == 0
    body = json.loads(result.stdout)
    assert list(body) == ["candidate", "application_id", "warnings"]
    assert body["candidate"]["phone"] == "+1 555 0100"
    assert sandbox.company.get_application(body["application_id"])


@pytest.mark.parametrize("form", ["table", "csv", "jsonl"])
def test_other_formats(run: Run, sandbox: RunningSandbox, form: str) -> None:
    """The other formats show the person and the application as one record."""
    result = run(*ANN, "--format", form)
    assert result.exit_code == 0
    assert "ann.lee@example.com" in result.stdout
    assert "app_" in result.stdout


def test_wrong_fields(run: Run, sandbox: RunningSandbox) -> None:
    """Every option that is wrong is named, and nothing is sent."""
    result = run(
        *("candidates", "create", "--name", " ", "--email", "ann", "--job-id", "job_1"),
        *("--resume-url", "ann.pdf"),
    )
    assert result.exit_code == 2
    for option in ("--name ", "--email ", "--resume-url "):
        assert option in result.stderr
    assert len(sandbox.requests) == 0


def test_conflict(run: Run, sandbox: RunningSandbox) -> None:
    """Applying twice is refused by the ATS: exit code 1, and no talk of doubt."""
    run(*ANN)
    result = run(*ANN)
    assert result.exit_code == 1
    assert result.stderr.startswith("unified-ats: generic answered 409 ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("fault", [Fault.RESET_AFTER, Fault.SERVER_ERROR, Fault.HTML])
def test_doubt(run: Run, sandbox: RunningSandbox, fault: Fault) -> None:
    """When nobody can know whether the candidate was created, that is said."""
    sandbox.faults.add(fault, method="POST")
    result = run(*ANN)
    assert result.exit_code == 1
    assert "warning: it may have been done all the same; look" in result.stderr


def test_no_doubt(run: Run, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing was sent, no doubt is raised."""

    def create(_: GenericCandidates, candidate: NewCandidate) -> CreatedCandidate:
        raise UnreachableError("no connection could be made", request_sent=False)

    monkeypatch.setattr(GenericCandidates, "send_create", create)
    result = run(*ANN)
    assert result.exit_code == 1
    assert result.stderr == "unified-ats: no connection could be made\n"


def test_warnings(run: Run, sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """What did not work though the candidate was created is told on stderr."""

    def create(_: GenericCandidates, candidate: NewCandidate) -> CreatedCandidate:
        person = Candidate(id="1", name=candidate.name)
        return CreatedCandidate(candidate=person, warnings=["the résumé was not attached"])

    monkeypatch.setattr(GenericCandidates, "send_create", create)
    result = run(*ANN)
    assert result.exit_code == 0
    assert result.stderr == "unified-ats: warning: the résumé was not attached\n"
