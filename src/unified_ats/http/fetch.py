"""Fetching a file from an address that a stranger typed, so that it can do no harm.

Such an address may lead to the metadata service of a cloud, to an endless stream, or to a host
whose name is public when it is checked and private when it is connected to. So names are resolved
once, each address is checked, and that very address is connected to, after each redirect anew.
"""

import mimetypes
from collections.abc import Iterator, Sequence
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import requests
import urllib3

from unified_ats.errors import FileError
from unified_ats.http.address import is_public
from unified_ats.http.message import File
from unified_ats.http.options import HTTPOptions
from unified_ats.http.quiet import urllib3_quiet
from unified_ats.http.timed import TimedHTTPPool, TimedHTTPSPool

__all__ = ["fetch_file"]

_REDIRECTS = 3
_MOVED = {301, 302, 303, 307, 308}
_CHUNK = 65_536
_PORTS = {"http": 80, "https": 443}
_HEADERS = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "unified-ats"}
_ANY_TYPE = "application/octet-stream"

Answer = urllib3.response.BaseHTTPResponse


def fetch_file(
    url: str,
    *,
    options: HTTPOptions | None = None,
    max_bytes: int = 30_000_000,
    seconds: float = 20.0,
) -> File:
    """Fetch a file over http or https from the public internet.

    No credentials, cookies or proxies are used, and up to three redirects are followed.

    Args:
        url: where it is.
        options: timeouts, clock, how names are resolved, and ``private_files``.
        max_bytes: how large it may be.
        seconds: how long all of it may take.

    Raises:
        FileError: it could not be fetched; the message says why, and not from where.
    """
    options = options or HTTPOptions()
    deadline = options.clock() + seconds
    place = url
    try:
        with urllib3_quiet():
            for _ in range(_REDIRECTS + 1):
                answer = _get(place, options, deadline)
                with answer:
                    if answer.status not in _MOVED:
                        return _file(answer, url, _read(answer, options, deadline, max_bytes))
                    place = urljoin(place, answer.headers.get("Location", ""))
        why = f"it is more than {_REDIRECTS} redirects away"
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        why = _why(error)
    except (OSError, ValueError) as error:  # ValueError is what unusable addresses raise
        why = f"its address leads nowhere ({type(error).__name__})"
    raise FileError(f"the file cannot be fetched: {why}")


def _why(error: Exception) -> str:
    unmade = isinstance(error, urllib3.exceptions.NewConnectionError)  # which is a timeout there
    if isinstance(error, urllib3.exceptions.TimeoutError) and not unmade:
        return "it did not come in time"
    return f"the connection failed ({type(error).__name__})"


def _get(url: str, options: HTTPOptions, deadline: float) -> Answer:
    """Send a GET to the first address of the host that takes connections."""
    prepared = requests.Request("GET", url).prepare()  # percent-encodes, also names of hosts
    parts = urlsplit(prepared.url or "")
    if parts.scheme not in _PORTS or not parts.hostname:
        raise _refused("its address is not an http or https one")
    failure: Exception = _refused("its host has no address")
    for address in _addresses(parts, options):
        left = deadline - options.clock()
        if left <= 0:
            raise _too_late()
        connect, read = min(options.connect_timeout, left), min(options.read_timeout, left)
        try:
            return _pool(parts, address).urlopen(
                "GET",
                prepared.path_url,
                headers={**_HEADERS, "Host": parts.netloc.rpartition("@")[2]},
                timeout=urllib3.Timeout(connect=connect, read=read),
                retries=False,
                redirect=False,
                assert_same_host=False,
                preload_content=False,
            )
        except (
            urllib3.exceptions.NewConnectionError,
            urllib3.exceptions.ConnectTimeoutError,
        ) as error:
            failure = error
    raise failure


def _addresses(parts: SplitResult, options: HTTPOptions) -> Sequence[str]:
    """Return where a host is, if all of that is public."""
    found = options.resolve(parts.hostname or "", parts.port or _PORTS[parts.scheme])
    if not options.private_files and not all(map(is_public, found)):
        raise _refused("it is not on the public internet")
    return found


def _pool(parts: SplitResult, address: str) -> urllib3.HTTPConnectionPool:
    """Return what connects to that very address, and checks a certificate for the host's name."""
    port = parts.port or _PORTS[parts.scheme]
    if parts.scheme == "http":
        return TimedHTTPPool(address, port)
    return TimedHTTPSPool(
        address,
        port,
        cert_reqs="CERT_REQUIRED",
        ca_certs=requests.utils.DEFAULT_CA_BUNDLE_PATH,
        server_hostname=parts.hostname,
        assert_hostname=parts.hostname,
    )


def _read(answer: Answer, options: HTTPOptions, deadline: float, max_bytes: int) -> bytes:
    if answer.status != 200:
        raise _refused(f"its server answered {answer.status}")
    body = bytearray()
    for part in _parts(answer):
        body += part
        if len(body) > max_bytes:
            raise _refused(f"it has more than {max_bytes} bytes")
        if options.clock() > deadline:
            raise _too_late()
    if not body:
        raise _refused("it is empty")
    return bytes(body)


def _parts(answer: Answer) -> Iterator[bytes]:
    """Yield what has come so far, again and again, so that size and time can be watched."""
    while part := answer.read1(_CHUNK, decode_content=True):
        yield part


def _file(answer: Answer, url: str, content: bytes) -> File:
    """Name a file as its server does, or else after its address, with an ending for its type."""
    head = Message()
    head["Content-Disposition"] = answer.headers.get("Content-Disposition", "")
    named = PurePosixPath(head.get_filename() or unquote(urlsplit(url).path)).name
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip() or _ANY_TYPE
    ending = "" if PurePosixPath(named).suffix else mimetypes.guess_extension(kind) or ""
    return File(name=(named or "file") + ending, content_type=kind, content=content)


def _refused(why: str) -> FileError:
    return FileError(f"the file cannot be fetched: {why}")


def _too_late() -> FileError:
    return _refused("it did not come in time")
