import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from unified_ats import (
    ConflictError,
    HTTPOptions,
    InvalidRequestError,
    Provider,
)
from unified_ats.sandbox import Fault, RunningSandbox
from unified_ats_lever.candidates import KEPT
from unified_ats_lever.sandbox import PLAIN_KEY, vendor_id

Connect = Callable[..., Provider]
PERSON = {"name": "Wilhelmina Quast", "email": "wilhelmina.quast@example.com"}
PDF = b"%PDF-1.7 made up"


@pytest.fixture
def job_id(sandbox: RunningSandbox) -> str:
    """Return an open job."""
    return vendor_id(sandbox.company.list_jobs(status=["open"])[0][0])


@pytest.fixture
def patient(connect: Connect) -> Provider:
    """Return a provider that may fetch files from this machine."""
    return connect(http=HTTPOptions(sleep=lambda _: None, private_files=True))


@pytest.fixture
def fetched() -> list[int]:
    """Return how many writes Lever had received whenever the résumé was fetched."""
    return []


@pytest.fixture
def resume_url(sandbox: RunningSandbox, fetched: list[int]) -> Iterator[str]:
    """Serve a résumé on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fetched.append(len(posts(sandbox)))
            self.send_response(200)
            self.send_header("Content-Type", "application/pdf")
            self.send_header("Content-Length", str(len(PDF)))
            self.end_headers()
            self.wfile.write(PDF)

        def log_message(self, *args: Any) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/quast.pdf"
        server.shutdown()
        thread.join()


def posts(sandbox: RunningSandbox) -> list[Any]:
    """Return the writes that the sandbox received."""
    return [each for each in sandbox.requests if each.method == "POST"]


def test_a_create_is_one_opportunity(sandbox: RunningSandbox, ats: Provider, job_id: str) -> None:
    """The person is the contact, the application the opportunity, and it begins as an applicant."""
    created = ats.candidates.create(**PERSON, phone="+1 555 0199", job_id=job_id)
    [post] = posts(sandbox)
    assert len(sandbox.requests) == 2
    assert post.path == "/v1/opportunities"
    assert post.query.to_dict() == {"perform_as": sandbox.env["LEVER_PERFORM_AS"]}
    assert json.loads(post.body) == {
        "name": PERSON["name"],
        "emails": [PERSON["email"]],
        "phones": [{"value": "+1 555 0199"}],
        "postings": [job_id],
        "stage": "applicant-new",
        "origin": "applied",
    }
    assert created.application_id
    application = ats.applications.get(created.application_id)
    assert (application.candidate_id, application.job_id) == (created.candidate.id, job_id)
    assert application.status == "APPLIED"
    assert created.candidate.raw["id"] == created.application_id, "the answer is left as it came"
    assert ats.candidates.get(created.candidate.id).email == PERSON["email"]
    assert created.warnings == ()


def test_a_known_person_is_kept(sandbox: RunningSandbox, ats: Provider, job_id: str) -> None:
    """A person whom Lever has by the address keeps name and id, and a warning says so."""
    first = ats.candidates.create(**PERSON, job_id=job_id)
    other = next(job.id for job in ats.jobs.iter(status="OPEN") if job.id != job_id)
    second = ats.candidates.create(name="Mina Quast", email=PERSON["email"], job_id=other)
    assert second.candidate.id == first.candidate.id
    assert second.candidate.name == PERSON["name"]
    assert second.application_id != first.application_id
    assert second.warnings == (KEPT,)


def test_a_second_confidential_application(sandbox: RunningSandbox, connect: Connect) -> None:
    """Where confidential records are not wanted, a second application to a job is refused too."""
    every = {job.id for job in connect(confidential=True).jobs.iter(status="OPEN")}
    ats = connect()
    hidden = next(iter(every - {job.id for job in ats.jobs.iter(status="OPEN")}))
    ats.candidates.create(**PERSON, job_id=hidden)
    with pytest.raises(ConflictError):
        ats.candidates.create(**PERSON, job_id=hidden)


def test_a_key_without_access_to_confidential_data(
    sandbox: RunningSandbox, connect: Connect, job_id: str
) -> None:
    """A key that may not ask for all records asks for those it may see, and still refuses."""
    ats = connect(api_key=PLAIN_KEY)
    ats.candidates.create(**PERSON, job_id=job_id)
    assert [each.status for each in sandbox.requests] == [403, 200, 201]
    with pytest.raises(ConflictError):
        ats.candidates.create(**PERSON, job_id=job_id)


@pytest.mark.parametrize("status", ["active", "rejected"])
def test_a_second_application(
    sandbox: RunningSandbox, ats: Provider, job_id: str, status: str
) -> None:
    """A second application to one job is a conflict, whatever became of the first."""
    ats.candidates.create(**PERSON, job_id=job_id)
    [person] = sandbox.company.list_candidates(email=PERSON["email"])[0]
    [application] = sandbox.company.list_applications(candidate_id=person.id)[0]
    sandbox.company.set_application(application.id, status=status)
    with pytest.raises(ConflictError, match=vendor_id(application)):
        ats.candidates.create(**PERSON, job_id=job_id)
    assert len(posts(sandbox)) == 1


def test_a_resume_is_added(
    sandbox: RunningSandbox, patient: Provider, job_id: str, resume_url: str
) -> None:
    """A résumé is fetched and added to the opportunity as a file."""
    created = patient.candidates.create(**PERSON, job_id=job_id, resume_url=resume_url)
    assert created.warnings == ()
    upload = posts(sandbox)[-1]
    assert upload.path == f"/v1/opportunities/{created.application_id}/files"
    assert upload.query.to_dict() == {"perform_as": sandbox.env["LEVER_PERFORM_AS"]}
    assert b'name="file"; filename="quast.pdf"' in upload.body
    assert PDF in upload.body
    path, values = "/opportunities/{id}/files", {"id": created.application_id or ""}
    [file] = patient.request("GET", path, values).json()["data"]
    assert file["name"] == "quast.pdf"


def test_a_resume_is_fetched_first(
    sandbox: RunningSandbox, patient: Provider, job_id: str, fetched: list[int], resume_url: str
) -> None:
    """While a résumé is fetched nobody has been created yet, and adding it is one call more."""
    patient.candidates.create(**PERSON, job_id=job_id, resume_url=resume_url)
    assert fetched == [0]
    assert len(sandbox.requests) == 3


def test_no_resume_is_fetched_in_vain(
    patient: Provider, job_id: str, fetched: list[int], resume_url: str
) -> None:
    """The résumé of somebody who has applied already is not fetched."""
    patient.candidates.create(**PERSON, job_id=job_id)
    with pytest.raises(ConflictError):
        patient.candidates.create(**PERSON, job_id=job_id, resume_url=resume_url)
    assert fetched == []


def test_a_private_resume_is_a_warning(
    sandbox: RunningSandbox, ats: Provider, job_id: str, resume_url: str
) -> None:
    """A résumé on this machine is not fetched, unless that is allowed; the candidate is created."""
    created = ats.candidates.create(**PERSON, job_id=job_id, resume_url=resume_url)
    [warning] = created.warnings
    assert warning.startswith("the résumé was not attached")
    assert "public internet" in warning
    assert created.application_id
    assert resume_url not in warning


def test_a_refused_resume_is_a_warning(
    sandbox: RunningSandbox, patient: Provider, job_id: str, resume_url: str
) -> None:
    """A résumé that Lever fails on is not sent again, and is a warning."""
    sandbox.faults.add(Fault.SERVER_ERROR, method="POST", path="*/files")
    created = patient.candidates.create(**PERSON, job_id=job_id, resume_url=resume_url)
    [warning] = created.warnings
    assert "POST /opportunities/{id}/files" in warning
    assert created.application_id


def test_a_known_person_with_a_bad_resume(ats: Provider, job_id: str, resume_url: str) -> None:
    """All that went otherwise than asked for is told, what Lever kept before the résumé."""
    ats.candidates.create(**PERSON, job_id=job_id)
    other = next(job.id for job in ats.jobs.iter(status="OPEN") if job.id != job_id)
    created = ats.candidates.create(**PERSON, job_id=other, resume_url=resume_url)
    kept, failed = created.warnings
    assert kept == KEPT
    assert failed.startswith("the résumé was not attached")


def test_applications_are_sent_two_a_second(
    sandbox: RunningSandbox, connect: Connect, job_id: str
) -> None:
    """Lever takes two applications a second: the third waits, by either way to send one."""
    now, slept = [1_000.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    ats = connect(http=HTTPOptions(clock=lambda: now[0], sleep=sleep))
    for number in range(4):
        person = {"name": "Jo Quast", "email": f"jo.quast.{number}@example.com"}
        ats.candidates.create(**person, job_id=job_id)
    assert slept == pytest.approx([0.5] * 2)
    for _ in range(4):
        with pytest.raises(InvalidRequestError):
            ats.request("POST", "/postings/{id}/apply", {"id": job_id}, json={})
    assert slept == pytest.approx([0.5] * 4)
