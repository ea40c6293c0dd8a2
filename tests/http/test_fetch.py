import logging
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from tests.http.stub import Answer, Clock, Stub, drip, drip_head, drop, reset, silence
from unified_ats import FileError, HTTPOptions
from unified_ats.http import fetch_file
from unified_ats.http.address import is_public, resolve

Fetch = Callable[..., Any]
PDF = {"Content-Type": "application/pdf"}
PUBLIC = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
PRIVATE = [
    "127.0.0.1",
    "0.0.0.0",  # noqa: S104  # an address to refuse
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2001::7f00:1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fec0::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
]


@pytest.fixture
def fetch(stub: Stub, clock: Clock) -> Fetch:
    """Return a fetch that may reach the server, which is on loopback; what it gets are options."""

    def call(url: str, *, max_bytes: int = 1_000, seconds: float = 20.0, **given: Any) -> Any:
        options = HTTPOptions(**{"private_files": True, "clock": clock, **given})
        return fetch_file(url, options=options, max_bytes=max_bytes, seconds=seconds)

    return call


def moved(to: str, status: int = 302) -> Answer:
    """Return a redirect."""
    return Answer(status, headers={"Location": to})


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    """What is on the public internet is public."""
    assert is_public(address)
    assert is_public("64:ff9b::808:808"), "a public IPv4 address behind a translator is, too"


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    """Loopback, private, link-local, shared, reserved and multicast addresses are not public."""
    assert not is_public(address)


def test_names_are_resolved() -> None:
    """A name leads to addresses, each of them once."""
    assert "127.0.0.1" in resolve("127.0.0.1", 80)
    with pytest.raises(OSError, match=r"."):
        resolve("no-such-host.invalid", 80)


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


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/cv.pdf",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://",
        "cv.pdf",
        "http://[::1",
        "http://example.com:99999/",
        "http://a..b/",
        "http://" + "a" * 70 + ".com/",
        "",
    ],
)
def test_unusable_addresses(fetch: Fetch, url: str) -> None:
    """What is no http or https address is refused with our error."""
    with pytest.raises(FileError):
        fetch(url, resolve=resolve)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::1]"])
def test_this_machine_is_refused(stub: Stub, fetch: Fetch, host: str) -> None:
    """However this machine is spelled, nothing is sent to it."""
    port = stub.url.rpartition(":")[2]
    with pytest.raises(FileError, match="not on the public internet"):
        fetch(f"http://{host}:{port}/cv.pdf", private_files=False)
    assert stub.seen == []


def test_one_private_address_among_public_ones_is_enough(stub: Stub, fetch: Fetch) -> None:
    """Every address of a name has to be public, not only the one that would be taken."""
    found = [PUBLIC[0], "127.0.0.1"]
    with pytest.raises(FileError, match="not on the public internet"):
        fetch("http://example.com/cv.pdf", private_files=False, resolve=lambda *_: found)


def test_the_checked_address_is_connected_to(stub: Stub, fetch: Fetch) -> None:
    """A name is resolved once: what it leads to a moment later is of no importance."""
    answers = iter([["127.0.0.1"]])
    stub.script(Answer(body=b"x"))
    port = stub.url.rpartition(":")[2]
    fetch(f"http://files.example.com:{port}/cv.pdf", resolve=lambda *_: next(answers))
    assert stub.seen[0].headers["Host"] == f"files.example.com:{port}"


def test_the_next_address_is_tried(stub: Stub, fetch: Fetch) -> None:
    """A host that does not take connections at one address may at another."""
    stub.script(Answer(body=b"x"))
    port = stub.url.rpartition(":")[2]
    url = f"http://files.example.com:{port}/cv.pdf"
    assert fetch(url, resolve=lambda *_: ["::1", "127.0.0.1"]).content == b"x"
    with pytest.raises(FileError, match="connection failed"):
        fetch(url, resolve=lambda *_: ["::1"])
    with pytest.raises(FileError, match="no address"):
        fetch(url, resolve=lambda *_: [])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(stub: Stub, fetch: Fetch, status: int) -> None:
    """Up to three redirects are followed, also to where another one is relative to."""
    stub.script(moved("/b", status), moved("c", status), moved("/d", status), Answer(body=b"x"))
    file = fetch(f"{stub.url}/a/cv.pdf")
    assert [seen.target for seen in stub.seen] == ["/a/cv.pdf", "/b", "/c", "/d"]
    assert file.name == "cv.pdf", "the name is that of the address that was given"


def test_four_redirects_are_too_many(stub: Stub, fetch: Fetch) -> None:
    """A fourth redirect ends it."""
    stub.script(moved("/again"))
    with pytest.raises(FileError, match="more than 3 redirects"):
        fetch(f"{stub.url}/cv.pdf")
    assert len(stub.seen) == 4


def test_redirects_are_checked_again(
    stub: Stub, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A redirect to a private address is not followed, though the first one was fine."""
    monkeypatch.setattr("unified_ats.http.fetch.is_public", lambda address: address == "127.0.0.1")
    stub.script(moved("http://169.254.169.254/latest/meta-data/"))
    with pytest.raises(FileError, match="not on the public internet"):
        fetch(f"{stub.url}/cv.pdf", private_files=False)
    assert len(stub.seen) == 1


def test_redirects_to_other_schemes(stub: Stub, fetch: Fetch) -> None:
    """A redirect to what is not http or https is not followed."""
    stub.script(moved("file:///etc/passwd"))
    with pytest.raises(FileError, match="not an http or https one"):
        fetch(f"{stub.url}/cv.pdf")


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


def test_names_that_take_too_long(stub: Stub, fetch: Fetch, clock: Clock) -> None:
    """Time that went by before a connection counts too."""

    def slow(*_: Any) -> list[str]:
        clock.now += 30
        return ["127.0.0.1"]

    with pytest.raises(FileError, match="in time"):
        fetch(f"{stub.url}/cv.pdf", resolve=slow)
    assert stub.seen == []


@pytest.mark.parametrize("step", [drop, reset], ids=["drop", "reset"])
def test_broken_connections(stub: Stub, fetch: Fetch, step: Any) -> None:
    """A connection that breaks is our error."""
    stub.script(step)
    with pytest.raises(FileError, match="connection failed"):
        fetch(f"{stub.url}/cv.pdf")


def test_https_wants_a_good_certificate(stub: Stub, fetch: Fetch) -> None:
    """A server that speaks no TLS, or has no certificate for the name, gets nothing."""
    port = stub.url.rpartition(":")[2]
    with pytest.raises(FileError, match="connection failed"):
        fetch(f"https://files.example.com:{port}/cv.pdf", resolve=lambda *_: ["127.0.0.1"])
    assert stub.seen == []


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
