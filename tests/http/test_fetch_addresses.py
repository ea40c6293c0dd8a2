"""Where files may be fetched from, and where not."""

from typing import Any

import pytest

from tests.http.conftest import Fetch
from tests.http.stub import Answer, Clock, Stub
from unified_ats import FileError
from unified_ats.http.address import is_public, resolve

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


def test_names_that_take_too_long(stub: Stub, fetch: Fetch, clock: Clock) -> None:
    """Time that went by before a connection counts too."""

    def slow(*_: Any) -> list[str]:
        clock.now += 30
        return ["127.0.0.1"]

    with pytest.raises(FileError, match="in time"):
        fetch(f"{stub.url}/cv.pdf", resolve=slow)
    assert stub.seen == []


def test_https_wants_a_good_certificate(stub: Stub, fetch: Fetch) -> None:
    """A server that speaks no TLS, or has no certificate for the name, gets nothing."""
    port = stub.url.rpartition(":")[2]
    with pytest.raises(FileError, match="connection failed"):
        fetch(f"https://files.example.com:{port}/cv.pdf", resolve=lambda *_: ["127.0.0.1"])
    assert stub.seen == []
