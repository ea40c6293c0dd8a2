import http.client
import logging
import socket
import subprocess
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from unified_ats.errors import ConfigurationError
from unified_ats.generic.sandbox import GenericSandbox
from unified_ats.sandbox import Fault, RequestLog, RunningSandbox, Sandbox, export_lines, launch

HEADERS = {"Authorization": "Bearer some-key"}


class Tiny(Sandbox):
    """As little as a façade can be."""

    name = "tiny"
    title = "Tiny"
    request_id_header = "X-Tiny-Id"

    def authenticate(self, request: Request) -> Response | None:
        """Let everybody in."""
        return None

    def error(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> Response:
        """Return the message."""
        return Response(message, status=status)

    def settings(self, base_url: str) -> dict[str, str]:
        """Return one variable."""
        return {"ATS_PROVIDER": self.name, "TINY_URL": base_url}

    def is_spared(self, request: Request) -> bool:
        """Spare the token endpoint."""
        return request.path == "/token"

    def token(self, request: Request) -> Response:
        """Answer."""
        return Response("token")

    def broken(self, request: Request) -> Response:
        """Fail."""
        raise ZeroDivisionError

    routes = (Rule("/token", endpoint=token), Rule("/broken", endpoint=broken))


def port_of(sandbox: RunningSandbox) -> int:
    """Return where a sandbox listens."""
    return int(sandbox.base_url.rpartition(":")[2])


def test_launched_by_name() -> None:
    """A sandbox is found by its entry point."""
    with launch("generic", jobs=1, candidates=0) as sandbox:
        assert sandbox.env["ATS_PROVIDER"] == "generic"
        assert requests.get(f"{sandbox.base_url}/jobs", headers=HEADERS, timeout=5).ok


def test_launched_twice() -> None:
    """One façade can be served by several sandboxes at a time."""
    with launch(Tiny, jobs=0, candidates=0) as first, launch(Tiny, jobs=0, candidates=0) as second:
        for sandbox in (first, second):
            assert requests.get(f"{sandbox.base_url}/token", timeout=5).text == "token"


def test_a_facade_that_raises(caplog: pytest.LogCaptureFixture) -> None:
    """What a façade raises is logged, and answered with the vendor's 500."""
    with launch(Tiny, jobs=0, candidates=0) as sandbox:
        answer = requests.get(f"{sandbox.base_url}/broken", timeout=5)
    assert answer.status_code == 500
    assert answer.headers["X-Tiny-Id"]
    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.exc_info
    assert record.exc_info[0] is ZeroDivisionError


def test_a_facade_whose_errors_fail(caplog: pytest.LogCaptureFixture) -> None:
    """A façade that cannot even say what failed ends its connection, and the log says why."""

    class Broken(Tiny):
        def error(
            self, status: int, message: str, *, fields: Mapping[str, str] | None = None
        ) -> Response:
            raise LookupError

    with launch(Broken, jobs=0, candidates=0) as sandbox:
        with pytest.raises(requests.ConnectionError):
            requests.get(f"{sandbox.base_url}/broken", timeout=5)
        assert requests.get(f"{sandbox.base_url}/token", timeout=5).ok
    assert "a connection failed (LookupError)" in caplog.messages


def test_spared_paths() -> None:
    """Faults and limits leave alone what a façade spares."""
    with launch(Tiny, jobs=0, candidates=0, fault_rate=1.0) as sandbox:
        sandbox.faults.add(Fault.RESET)
        answer = requests.get(f"{sandbox.base_url}/token", timeout=5)
        assert answer.ok
        assert "X-RateLimit-Limit" not in answer.headers
        assert sandbox.faults.waiting == 1


def test_a_taken_port(sandbox: RunningSandbox) -> None:
    """A taken port is an error that says what to do."""
    port = port_of(sandbox)
    message = f"port {port} is taken; stop what listens there or choose another with --port"
    with pytest.raises(ConfigurationError, match=message):
        launch(GenericSandbox, port=port, jobs=0, candidates=0)


def test_a_port_that_cannot_be() -> None:
    """A number that is no port is an error of the settings."""
    with pytest.raises(ConfigurationError, match="port 70000 cannot be used"):
        launch(GenericSandbox, port=70000, jobs=0, candidates=0)


def test_connections_are_kept(sandbox: RunningSandbox) -> None:
    """Several requests go over one connection, whatever the answers and unread bodies."""
    connection = http.client.HTTPConnection("127.0.0.1", port_of(sandbox), timeout=5)
    used = set()
    for method, path, body in (("GET", "/jobs", b"{}"), ("PUT", "/x", b"{}"), ("GET", "/x", None)):
        connection.request(method, path, body=body, headers=HEADERS)
        connection.getresponse().read()
        used.add(connection.sock)
    connection.close()
    assert len(used) == 1
    assert [request.status for request in sandbox.requests] == [200, 404, 404]


def test_only_loopback_and_no_banner(
    sandbox: RunningSandbox, capfd: pytest.CaptureFixture[str]
) -> None:
    """It listens on 127.0.0.1, names no Werkzeug, and writes nothing by itself."""
    answer = requests.get(f"{sandbox.base_url}/jobs", headers=HEADERS, timeout=5)
    assert sandbox.base_url.startswith("http://127.0.0.1:")
    assert answer.headers["Server"] == "unified-ats"
    assert capfd.readouterr() == ("", "")


def test_the_access_log(
    sandbox: RunningSandbox, caplog: pytest.LogCaptureFixture, session: requests.Session
) -> None:
    """Each request is one line at DEBUG, without query and body."""
    caplog.set_level(logging.DEBUG, logger="unified_ats.sandbox")
    body = {"name": "Jane Doe", "email": "jane@example.com", "job_id": "job_1"}
    session.get(f"{sandbox.base_url}/candidates?email=jane@example.com", timeout=5)
    session.post(f"{sandbox.base_url}/candidates", json=body, timeout=5)
    lines = [record.getMessage() for record in caplog.records if "sandbox" in record.name]
    assert [line.split(" in ")[0] for line in lines] == [
        "GET /candidates -> 200",
        "POST /candidates -> 201",
    ]
    assert "jane" not in " ".join(lines).lower()


def test_requests_are_recorded(sandbox: RunningSandbox, session: requests.Session) -> None:
    """What was received can be asked for, path as sent, until it is forgotten."""
    session.get(f"{sandbox.base_url}/jobs/a%2Fb", params={"x": "1"}, timeout=5)
    session.post(f"{sandbox.base_url}/candidates", data=b"{}", timeout=5)
    first, second = sandbox.requests
    assert (first.method, first.path, first.query["x"], first.status) == (
        "GET",
        "/jobs/a%2Fb",
        "1",
        404,
    )
    assert first.headers["authorization"] == "Bearer some-key"
    assert (second.body, second.status) == (b"{}", 415)
    assert sandbox.requests[1:] == (second,)
    assert "some-key" not in repr(first)
    sandbox.requests.clear()
    assert len(sandbox.requests) == 0


def test_only_the_newest_requests_are_kept(sandbox: RunningSandbox) -> None:
    """The log of requests is bounded."""
    log = RequestLog(keep=2)
    requests.get(f"{sandbox.base_url}/jobs", timeout=5)
    for _ in range(3):
        log.add(sandbox.requests[0])
    assert len(log) == 2


def test_latency() -> None:
    """Every answer is late by the latency."""
    with launch(Tiny, jobs=0, candidates=0, latency=0.05) as sandbox:
        started = time.perf_counter()
        requests.get(f"{sandbox.base_url}/token", timeout=5)
        assert time.perf_counter() - started >= 0.05


def test_many_clients_at_once(sandbox: RunningSandbox) -> None:
    """Twenty threads that read and post get no error and ids of their own."""

    def work(number: int) -> str:
        with requests.Session() as session:
            session.headers.update(HEADERS)
            for _ in range(3):
                assert session.get(f"{sandbox.base_url}/applications", timeout=30).ok
            body = {"name": "N", "email": f"n{number}@example.com", "job_id": "job_1"}
            answer = session.post(f"{sandbox.base_url}/candidates", json=body, timeout=30)
            created: str = answer.json()["application"]["id"]
            return created

    with ThreadPoolExecutor(20) as pool:
        ids = list(pool.map(work, range(20)))
    assert len(set(ids)) == 20
    assert sandbox.company.list_candidates()[1] == 25


def test_one_person_applies_once_however_often_at_once(sandbox: RunningSandbox) -> None:
    """Of many equal posts at the same time one wins, and the others are conflicts."""

    def post(_: int) -> int:
        body = {"name": "N", "email": "n@example.com", "job_id": "job_1"}
        url = f"{sandbox.base_url}/candidates"
        return requests.post(url, json=body, headers=HEADERS, timeout=30).status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(post, range(8))) == [201] + [409] * 7


def test_close_ends_everything(session: requests.Session) -> None:
    """Closing is quick, ends idle and waiting connections, and leaves no thread."""
    before = set(threading.enumerate())
    sandbox = launch(GenericSandbox, jobs=1, candidates=0)
    session.get(f"{sandbox.base_url}/jobs", timeout=5)
    sandbox.faults.add(Fault.SLOW, delay=60)
    with socket.create_connection(("127.0.0.1", port_of(sandbox)), timeout=5) as waiting:
        waiting.sendall(b"GET /jobs HTTP/1.1\r\nHost: x\r\n\r\n")
        while sandbox.faults.waiting:
            pass
        started = time.perf_counter()
        sandbox.close()
        sandbox.close()
        assert time.perf_counter() - started < 1
        while waiting.recv(65536):  # until it has ended; a timeout fails
            pass
    assert set(threading.enumerate()) == before
    with pytest.raises(requests.ConnectionError):
        session.get(f"{sandbox.base_url}/jobs", timeout=5)


def test_too_large_a_body(sandbox: RunningSandbox) -> None:
    """A body over 10 MB is refused."""
    answer = requests.post(f"{sandbox.base_url}/candidates", data=bytes(10_000_001), timeout=5)
    assert answer.status_code == 413


def test_what_is_no_http(sandbox: RunningSandbox, caplog: pytest.LogCaptureFixture) -> None:
    """Nonsense ends its own connection, quietly, and nobody else's."""
    caplog.set_level(logging.DEBUG)
    chunked = b"POST /candidates HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    for nonsense in (b"nonsense\r\n\r\n", chunked):
        with socket.create_connection(("127.0.0.1", port_of(sandbox)), timeout=5) as connection:
            connection.sendall(nonsense)
            while connection.recv(65536):
                pass
    assert caplog.messages == []
    assert requests.get(f"{sandbox.base_url}/jobs", headers=HEADERS, timeout=5).ok


def test_a_file_outlives_its_sandbox(tmp_path: Path, session: requests.Session) -> None:
    """What was created is there when a sandbox is started on the same file again."""
    db = tmp_path / "company.sqlite"
    body = {"name": "Jane Doe", "email": "jane@example.com", "job_id": "job_1"}
    with launch(GenericSandbox, jobs=2, candidates=3, db=db) as sandbox:
        assert session.post(f"{sandbox.base_url}/candidates", json=body, timeout=5).ok
    with launch(GenericSandbox, jobs=2, candidates=3, db=db) as sandbox:
        found = session.get(f"{sandbox.base_url}/candidates/cand_4", timeout=5).json()
        assert found["candidate"]["name"] == "Jane Doe"


def test_settings_survive_a_shell() -> None:
    """Export lines give a shell every value back as it is."""
    settings = {"ONE": "plain", "TWO": "it's $HOME; `ls`", "THREE": ""}
    script = export_lines(settings) + 'printf "%s\\n" "$ONE" "$TWO" "$THREE"'
    said = subprocess.run(  # noqa: S603  # a script of our own
        ["/bin/sh", "-c", script], capture_output=True, check=True, text=True, timeout=10
    )
    assert said.stdout.splitlines() == list(settings.values())
