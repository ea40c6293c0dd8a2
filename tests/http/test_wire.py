import concurrent.futures
import pathlib
from typing import Any

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Stub
from unified_ats import ArgumentError, BadResponseError, UnreachableError
from unified_ats.http import Params
from unified_ats.http.path import expand


@pytest.mark.parametrize("root", ["", "/", "/v1", "/v1/", "/v1//"])
@pytest.mark.parametrize("template", ["/jobs", "jobs", "//jobs"])
def test_paths_are_joined_to_the_base_url(
    stub: Stub, transport: MakeTransport, root: str, template: str
) -> None:
    """One slash stands between the base URL and the path, however each is written."""
    transport(base_url=stub.url + root).get(template)
    assert stub.seen[0].target == root.rstrip("/") + "/jobs"


@pytest.mark.parametrize("template", ["@example.org/jobs", ".example.org/jobs", ":1/jobs"])
def test_a_path_cannot_change_the_host(stub: Stub, transport: MakeTransport, template: str) -> None:
    """A path without a slash in front never becomes part of the host's name."""
    transport().get(template)
    assert stub.seen[0].headers["Host"] == stub.url.removeprefix("http://")


@pytest.mark.parametrize(
    "template", ["/jobs?email=jane@example.com", "/jobs#1", "https://example.org/jobs", "/jobs/{"]
)
def test_a_template_is_a_path(stub: Stub, transport: MakeTransport, template: str) -> None:
    """A query in the path would be logged, and an address called: both are refused."""
    with pytest.raises(ArgumentError, match="path: has a"):
        transport().get(template)
    assert not stub.seen


@pytest.mark.parametrize("body", [{"a": object()}, {"a": float("nan")}, [b"x"]])
def test_a_body_that_is_no_json(stub: Stub, transport: MakeTransport, body: Any) -> None:
    """A body that JSON has no words for is an error of the caller, and nothing is sent."""
    with pytest.raises(ArgumentError, match="json: is not JSON"):
        transport().post("/jobs", json=body)
    assert not stub.seen


@pytest.mark.parametrize(
    ("record_id", "sent"),
    [
        ("42", "42"),
        ("../admin?x=", "..%2Fadmin%3Fx%3D"),
        ("a/b", "a%2Fb"),
        ("%2e%2e", "%252e%252e"),
        ("%2E%2E%2Fadmin", "%252E%252E%252Fadmin"),
        ("...", "..."),
        ("é", "%C3%A9"),
        (";", "%3B"),
        ("a;b=c", "a%3Bb%3Dc"),
        ("a#b", "a%23b"),
        ("a b", "a%20b"),
        ("a+b", "a%2Bb"),
        ("a\\..\\b", "a%5C..%5Cb"),
        ("\r\nX-Evil: 1", "%0D%0AX-Evil%3A%201"),
        ("a\x00b", "a%00b"),
        ("@example.org", "%40example.org"),
        ("{other}", "%7Bother%7D"),
    ],
)
def test_ids_cannot_bend_the_path(
    stub: Stub, transport: MakeTransport, record_id: str, sent: str
) -> None:
    """Whatever an id holds, it arrives as one segment of the path that was meant."""
    transport().get("/jobs/{job_id}/notes", {"job_id": record_id})
    assert stub.seen[0].target == f"/jobs/{sent}/notes"


@pytest.mark.parametrize("record_id", ["", ".", "..", None, 5, "\ud800"])
def test_what_is_no_id_is_refused(stub: Stub, transport: MakeTransport, record_id: Any) -> None:
    """An empty id, a folder's name or no text at all is an argument error, and nothing is sent."""
    with pytest.raises(ArgumentError) as caught:
        transport().get("/jobs/{job_id}", {"job_id": record_id})
    assert list(caught.value.fields) == ["job_id"]
    assert not stub.seen


def test_a_missing_value_is_named() -> None:
    """A placeholder without a value is an argument error that names it."""
    with pytest.raises(ArgumentError, match="job_id: is missing"):
        expand("/jobs/{job_id}/{other}", {"other": "1"})


@pytest.mark.parametrize(
    ("params", "query"),
    [
        ({"a": "x y&z=é"}, "?a=x+y%26z%3D%C3%A9"),
        ({"a": None}, ""),
        ({"a": ["1", "2"]}, "?a=1&a=2"),
        ({"a": 1, "b": 2.5}, "?a=1&b=2.5"),
        ({"a": True, "b": False}, "?a=true&b=false"),
        ({"a": ""}, "?a="),
    ],
)
def test_query_parameters(stub: Stub, transport: MakeTransport, params: Params, query: str) -> None:
    """Parameters are encoded; None is left out, a sequence repeats, a bool is a word of JSON."""
    transport().get("/jobs", params=params)
    assert stub.seen[0].target == f"/jobs{query}"


def test_headers(stub: Stub, transport: MakeTransport) -> None:
    """Every request asks for JSON, says who asks, and carries the provider's own headers."""
    transport(headers={"X-Account-Id": "7"}).request("get", "/jobs", headers={"X-More": "1"})
    seen = stub.seen[0]
    assert seen.method == "GET"
    assert seen.headers["Accept"] == "application/json"
    assert seen.headers["User-Agent"].startswith("unified-ats/")
    assert (seen.headers["X-Account-Id"], seen.headers["X-More"]) == ("7", "1")


@pytest.mark.parametrize(
    ("body", "sent"), [({"a": "é"}, b'{"a": "\\u00e9"}'), ({}, b"{}"), ([], b"[]"), (None, b"")]
)
def test_bodies_are_json(stub: Stub, transport: MakeTransport, body: Any, sent: bytes) -> None:
    """A body goes out as JSON, an empty one too; no body is none."""
    transport().post("/candidates", json=body)
    seen = stub.seen[0]
    assert seen.body == sent
    assert seen.headers.get("Content-Type") == (None if body is None else "application/json")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["/elsewhere", "http://[", "//example.org", ""])
def test_redirects_are_not_followed(
    stub: Stub, transport: MakeTransport, status: int, location: str
) -> None:
    """A redirect, wherever it points, is an error that says the API has moved."""
    stub.script(Answer(status, headers={"Location": location}))
    with pytest.raises(BadResponseError, match="has moved: check the base URL") as caught:
        transport().get("/jobs")
    assert caught.value.status_code == status
    assert [seen.target for seen in stub.seen] == ["/jobs"]


def test_cookies_are_not_kept(stub: Stub, transport: MakeTransport) -> None:
    """A cookie that the vendor sets is not sent back."""
    stub.script(Answer(headers={"Set-Cookie": "session=1; Path=/"}))
    client = transport()
    client.get("/jobs")
    client.get("/jobs")
    assert "Cookie" not in stub.seen[1].headers


def test_netrc_is_not_read(
    stub: Stub,
    transport: MakeTransport,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Credentials in .netrc never replace those of the settings."""
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    transport().get("/jobs")
    assert stub.seen[0].headers["Authorization"] == "Bearer t0k3n"


def test_connections_are_reused(stub: Stub, transport: MakeTransport) -> None:
    """Calls one after the other share a connection, failed ones included."""
    stub.script(Answer(404, body=b"x" * 100_000), Answer(json_body=[]))
    client = transport()
    with pytest.raises(Exception, match="404"):
        client.get("/jobs/1")
    client.get("/jobs")
    client.post("/candidates", json={})
    assert len({seen.connection for seen in stub.seen}) == 1


def test_tls_that_fails_is_told(stub: Stub, transport: MakeTransport) -> None:
    """A server that speaks no TLS under an https address is told as that."""
    client = transport(base_url=stub.url.replace("http:", "https:"), attempts=1)
    with pytest.raises(UnreachableError, match="the TLS connection failed: check the base URL"):
        client.get("/jobs")


def test_a_closed_transport_opens_a_new_connection(stub: Stub, transport: MakeTransport) -> None:
    """Closing ends the kept connections, and a later call works all the same."""
    client = transport()
    client.get("/jobs")
    client.close()
    client.get("/jobs")
    assert len({seen.connection for seen in stub.seen}) == 2


def test_threads_share_a_transport(stub: Stub, transport: MakeTransport) -> None:
    """Calls from many threads each get their own answer."""

    def echo(handler: Any) -> None:
        Answer(json_body=handler.path)(handler)

    stub.script(echo)
    client = transport()
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        ids = [str(number) for number in range(200)]
        answers = pool.map(lambda one: client.get("/jobs/{id}", {"id": one}).json(), ids)
    assert list(answers) == [f"/jobs/{one}" for one in ids]


@pytest.mark.parametrize(
    "given",
    [
        {"headers": {"X-Bad": "a\nb"}},
        {"base_url": "http://exa mple.com"},
        {"base_url": "http://127.0.0.1:99999"},
        {"base_url": "ftp://127.0.0.1"},
    ],
)
def test_what_cannot_be_sent_is_a_matter_of_settings(
    transport: MakeTransport, given: dict[str, Any]
) -> None:
    """A header or an address that cannot be sent is a configuration error, at once."""
    with pytest.raises(Exception, match="cannot be sent") as caught:
        transport(**given).get("/jobs")
    assert type(caught.value).__name__ == "ConfigurationError"
