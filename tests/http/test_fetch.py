import logging
import traceback
from typing import Any

import pytest

from tests.http.conftest import Fetch
from tests.http.stub import Answer, Stub, drip, drip_head, drop, reset, silence
from unified_ats import FileError

PDF = {"Content-Type": "application/pdf"}


def test_a_file_comes_with_name_and_type(stub: Stub, fetch: Fetch) -> None:
    """A file has the bytes and type that the server sends, and the name in its address."""
    stub.script(Answer(body=b"%PDF", headers=PDF))
    file = fetch(f"{stub.url}/people/j%C3%A9.pdf?token=1#page")
    assert (file.name, file.content_type, file.content) == ("jé.pdf", "application/pdf", b"%PDF")
    assert stub.seen[0].target == "/people/j%C3%A9.pdf?token=1"


@pytest.mark.parametrize(
    ("path", "headers", "name"),
    [
        ("/cv", PDF, "cv.pdf"),
        ("/", PDF, "file.pdf"),
        ("/cv", {"Content-Type": ""}, "cv.bin"),
        ("/download", {"Content-Disposition": 'attachment; filename="../../x/cv.doc"'}, "cv.doc"),
        (
            "/download",
            {"Content-Disposition": "attachment; filename*=UTF-8''j%C3%A9.pdf"},
            "jé.pdf",
        ),
    ],
)
def test_names(stub: Stub, fetch: Fetch, path: str, headers: dict[str, str], name: str) -> None:
    """The server's own name wins, without folders; one without an ending gets that of its type."""
    stub.script(Answer(body=b"x", headers=headers))
    assert fetch(f"{stub.url}{path}").name == name


def test_nothing_private_goes_out(
    stub: Stub, fetch: Fetch, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """No credentials are sent: not those in the address, and not those of a .netrc."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password s3cret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    stub.script(Answer(body=b"x"))
    fetch(stub.url.replace("://", "://user:s3cret@") + "/cv.pdf")
    headers = stub.seen[0].headers
    assert set(headers) == {"Host", "Accept", "Accept-Encoding", "User-Agent"}
    assert headers["Host"] == stub.url.removeprefix("http://")


def test_too_large(stub: Stub, fetch: Fetch) -> None:
    """A file may be as large as allowed, and not a byte larger."""
    stub.script(Answer(body=b"x" * 1_000), Answer(body=b"x" * 1_001))
    assert len(fetch(f"{stub.url}/cv.pdf").content) == 1_000
    with pytest.raises(FileError, match="more than 1000 bytes"):
        fetch(f"{stub.url}/cv.pdf")


@pytest.mark.parametrize("status", [204, 401, 404, 500])
def test_no_file(stub: Stub, fetch: Fetch, status: int) -> None:
    """Anything but a 200 is no file."""
    stub.script(Answer(status, body=b""))
    with pytest.raises(FileError, match=f"answered {status}"):
        fetch(f"{stub.url}/cv.pdf")


def test_an_empty_file(stub: Stub, fetch: Fetch) -> None:
    """An empty file is none."""
    stub.script(Answer(body=b""))
    with pytest.raises(FileError, match="empty"):
        fetch(f"{stub.url}/cv.pdf")


def test_slow_servers(stub: Stub, fetch: Fetch) -> None:
    """A server that says nothing is not waited for."""
    stub.script(silence)
    with pytest.raises(FileError, match="in time"):
        fetch(f"{stub.url}/cv.pdf", read_timeout=0.05)


def test_servers_that_drip(stub: Stub, fetch: Fetch) -> None:
    """A server that sends a byte now and then is not waited for longer than all of it may take."""
    stub.script(drip(Answer(body=b"x" * 500), every=0.001))
    ticking = iter(range(1_000))
    with pytest.raises(FileError, match="in time"):
        fetch(f"{stub.url}/cv.pdf", seconds=20.0, clock=lambda: float(next(ticking)))


def test_headers_that_drip(stub: Stub, fetch: Fetch) -> None:
    """A server that never comes to the end of its headers is not waited for either."""
    stub.script(drip_head(every=0.01))
    with pytest.raises(FileError, match="in time"):
        fetch(f"{stub.url}/cv.pdf", seconds=0.1)


@pytest.mark.parametrize("step", [drop, reset], ids=["drop", "reset"])
def test_broken_connections(stub: Stub, fetch: Fetch, step: Any) -> None:
    """A connection that breaks is our error."""
    stub.script(step)
    with pytest.raises(FileError, match="connection failed"):
        fetch(f"{stub.url}/cv.pdf")


def test_errors_and_logs_name_no_address(
    stub: Stub, fetch: Fetch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where a file was to come from shows in no error, traceback or log: it may name a person."""
    caplog.set_level(logging.DEBUG)
    port = stub.url.rpartition(":")[2]
    errors = []
    for url in (f"{stub.url}/jane-doe.pdf", f"http://jane-doe.example.com:{port}/"):
        for step in (Answer(404), drop, silence):
            stub.script(step)
            with pytest.raises(FileError) as caught:
                fetch(url, read_timeout=0.05, resolve=lambda *_: ["127.0.0.1"])
            errors += traceback.format_exception(caught.value)
    shown = "".join(line for line in errors if not line.lstrip().startswith("File "))
    assert "jane-doe" not in shown
    assert "jane-doe" not in caplog.text
