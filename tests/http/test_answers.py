import gzip
import traceback
import tracemalloc
import zlib
from typing import Any

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Stub
from unified_ats import ATSError, BadResponseError, NotFoundError, ResponseError, errors
from unified_ats.http import Response

BOMB = gzip.compress(bytes(50_000_000), compresslevel=9)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"x" * 2_000, "identity"),
        (gzip.compress(b"x" * 2_000), "gzip"),
        (zlib.compress(b"x" * 2_000), "deflate"),
    ],
    ids=["plain", "gzip", "deflate"],
)
@pytest.mark.parametrize("status", [200, 302, 404, 500])
def test_bodies_are_bounded(
    stub: Stub, transport: MakeTransport, body: bytes, encoding: str, status: int
) -> None:
    """More bytes than allowed, after decompression, are an error of any answer."""
    headers = {"Content-Encoding": encoding, "Location": "/elsewhere"}
    stub.script(Answer(status, body=body, headers=headers))
    with pytest.raises(BadResponseError, match="more than 1000 bytes: ask for smaller") as caught:
        transport(max_body=1_000).get("/jobs")
    assert caught.value.status_code == status
    assert len(stub.seen) == 1


def test_a_body_as_large_as_allowed_is_read(stub: Stub, transport: MakeTransport) -> None:
    """The bound itself is still fine."""
    stub.script(Answer(body=b"x" * 1_000))
    assert transport(max_body=1_000).get("/jobs").body == b"x" * 1_000


@pytest.mark.parametrize("status", [200, 302, 500])
def test_a_decompression_bomb_takes_no_memory(
    stub: Stub, transport: MakeTransport, status: int
) -> None:
    """Fifty megabytes packed into fifty kilobytes are never unpacked whole."""
    headers = {"Content-Encoding": "gzip", "Location": "/elsewhere"}
    stub.script(Answer(status, body=BOMB, headers=headers))
    tracemalloc.start()
    with pytest.raises(BadResponseError):
        transport(max_body=100_000).get("/jobs")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b"", None, "0 bytes of no content type that are not JSON"),
        (b'{"a":', "application/json", "5 bytes of application/json that are not JSON"),
        (b"<html>Sign in</html>", "text/html; charset=utf-8", "HTML instead of JSON: a proxy"),
        (b"\xff\xfe\xfa", "application/json; charset=utf-8", "3 bytes of application/json that"),
        (b"[" * 100_000, "application/json", "100000 bytes of application/json that"),
        (b"1" * 10_000, "application/json", "10000 bytes of application/json that"),
        (b'{"a": NaN}', "application/json", "10 bytes of application/json that"),
        (b"[-Infinity]", "application/json", "11 bytes of application/json that"),
    ],
)
def test_what_is_not_json(body: bytes, kind: str | None, said: str) -> None:
    """A body that is no JSON is an error that says what it is like, and quotes none of it."""
    response = Response(
        provider="acme",
        call="GET /jobs",
        status_code=200,
        headers={"Content-Type": kind, "X-Request-Id": "r-1"} if kind else {"X-Request-Id": "r-1"},
        body=body,
    )
    with pytest.raises(BadResponseError) as caught:
        response.json()
    assert caught.value.message.startswith(f"acme answered GET /jobs with {said}")
    assert (caught.value.status_code, caught.value.request_id) == (200, "r-1")
    assert "Sign in" not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("body", "value"),
    [(b'{"a":1}', {"a": 1}), (b'\xef\xbb\xbf["\xc3\xa9"]', ["é"]), (b"null", None)],
)
def test_json(stub: Stub, transport: MakeTransport, body: bytes, value: Any) -> None:
    """JSON in UTF-8 is read, with a byte-order mark or without, whatever type it claims."""
    stub.script(Answer(body=body))
    assert transport().get("/jobs").json() == value


def test_text_of_broken_utf8(stub: Stub, transport: MakeTransport) -> None:
    """What is not UTF-8 in a text is replaced, and repr shows no body and no headers."""
    stub.script(Answer(body=b"jane\xff", headers={"X-Request-Id": "r-1"}))
    response = transport().get("/jobs")
    assert response.text == "jane\ufffd"
    assert response.request_id == "r-1"
    assert "jane" not in repr(response)
    assert "r-1" not in repr(response)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (300, "BadResponseError"),
        (304, "BadResponseError"),
        (400, "InvalidRequestError"),
        (401, "AuthenticationError"),
        (402, "InvalidRequestError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (410, "NotFoundError"),
        (413, "InvalidRequestError"),
        (415, "InvalidRequestError"),
        (422, "InvalidRequestError"),
        (429, "RateLimitError"),
        (500, "ServerError"),
        (503, "ServerError"),
        (599, "ServerError"),
    ],
)
def test_statuses_become_errors(
    stub: Stub, transport: MakeTransport, status: int, kind: str
) -> None:
    """Each status of 300 or more is its own error, with all that the vendor said of it."""
    raw = {"code": "x"}
    headers = {"X-Request-Id": "r-1", "Retry-After": "7"}
    body = None if status == 304 else raw
    stub.script(Answer(status, json_body=body, headers=headers))
    client = transport(attempts=1, read_error=lambda _: "the vendor's own words")
    with pytest.raises(getattr(errors, kind), match="own words") as caught:
        client.get("/jobs/{id}", {"id": "42"})
    error = caught.value
    assert error.message.startswith(f"acme answered {status} to GET /jobs/{{id}}: the vendor's own")
    assert "42" not in error.message.replace(f"answered {status} ", "")
    assert (error.provider, error.status_code, error.request_id) == ("acme", status, "r-1")
    assert error.retry_after == 7.0
    assert error.raw == (body or "")


def test_an_error_body_is_shortened(stub: Stub, transport: MakeTransport) -> None:
    """A long error body is cut, and so are the vendor's words in the message."""
    stub.script(Answer(404, body=b"x" * 50_000))
    with pytest.raises(NotFoundError) as caught:
        transport(read_error=lambda response: response.text).get("/jobs")
    assert len(caught.value.raw) == 4_001
    assert len(caught.value.message) < 700


@pytest.mark.parametrize("body", [b"[" * 3_000, b"<html>", b"", b'{"a":', b"[NaN]"])
def test_an_error_body_of_any_kind_is_kept(
    stub: Stub, transport: MakeTransport, body: bytes
) -> None:
    """The body of an error that is no JSON is kept as text."""
    stub.script(Answer(404, body=body))
    with pytest.raises(NotFoundError) as caught:
        transport().get("/jobs")
    assert caught.value.raw == body.decode()


def test_an_error_in_a_good_answer(stub: Stub, transport: MakeTransport) -> None:
    """A vendor that reports errors with a 200 may raise its own; its mere words do no harm."""
    mine = NotFoundError("there is none")
    with pytest.raises(NotFoundError) as caught:
        transport(read_error=lambda _: mine).get("/jobs")
    assert caught.value is mine
    assert transport(read_error=lambda _: "all is well").get("/jobs").json() == {}


GARBAGE = [
    b"SSH-2.0-OpenSSH_9.2\r\n",
    b"HTTP/1.1 abc\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
    b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nx",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx",
    b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
    b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
    b"",
]


@pytest.mark.parametrize("sent", GARBAGE, ids=lambda sent: repr(sent[:40]))
def test_garbage_is_one_of_our_errors(stub: Stub, transport: MakeTransport, sent: bytes) -> None:
    """Whatever comes over the wire, no error of the libraries below leaks, nor is one chained."""

    def step(handler: Any) -> None:
        handler.wfile.write(sent)
        handler.close_connection = True

    stub.script(step)
    try:
        response = transport(attempts=1).get("/jobs")
    except ATSError as error:
        assert error.__cause__ is None  # noqa: PT017  # some of it may be read as an answer
        assert error.__context__ is None  # noqa: PT017  # as above
        assert error.provider == "acme"  # noqa: PT017  # as above
    else:
        with pytest.raises(ResponseError):
            response.json()


def test_broken_compression_is_a_bad_answer(stub: Stub, transport: MakeTransport) -> None:
    """A body that came and cannot be decompressed is a bad answer, and not worth another try."""
    stub.script(Answer(body=b"abcd", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(BadResponseError, match="compression is broken"):
        transport().get("/jobs")
    assert len(stub.seen) == 1
