"""The one place where requests leave: one request, one answer, bounded in size and time."""

import contextlib
import os
import sys
from collections.abc import MutableMapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import attrs
import requests
import urllib3

from unified_ats.http.failure import explain, unsendable
from unified_ats.http.message import Call, Response
from unified_ats.http.options import HTTPOptions
from unified_ats.http.quiet import urllib3_quiet
from unified_ats.http.timed import TimedAdapter

__all__ = ["Wire"]

_CHUNK = 65_536
_CA_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_THREADS = 32
"""Connections kept for threads that share a provider; further ones are closed after use."""


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Say that there is none: requests would read the whole body of a redirect at once."""


def _proxies(base_url: str) -> dict[str, str]:
    with contextlib.suppress(ValueError):  # an address that is none is told at the first call
        return requests.utils.get_environ_proxies(base_url)
    return {}


def _parts(call: Call) -> list[tuple[str, Any]] | None:
    """Return the parts of a form that is multipart; requests makes one of files alone."""
    if call.files is None:
        return None
    return [
        *((name, (None, value)) for name, value in (call.form or {}).items()),
        *(
            (name, (file.name, file.content, file.content_type))
            for name, file in call.files.items()
        ),
    ]


class Wire:
    """Sends requests and reads answers; threads may share it.

    Proxies and a bundle of certificates are taken from the environment (``HTTPS_PROXY``,
    ``NO_PROXY``, ``REQUESTS_CA_BUNDLE``), once.

    Connections are kept and reused. Redirects are not followed: an API that answers with one has
    moved, and the credentials would travel along. Cookies are not kept, and ``.netrc`` is not read.
    """

    def __init__(self, provider: str, base_url: str, options: HTTPOptions) -> None:
        self._provider = provider
        self._base_url = base_url
        self._options = options
        self._session = _Session()
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, TimedAdapter(pool_maxsize=_THREADS))
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.trust_env = False  # else requests reads all of it, and .netrc, for each call
        self._session.proxies.update(_proxies(base_url))
        self._session.verify = next(filter(None, map(os.environ.get, _CA_BUNDLES)), True)

    def close(self) -> None:
        """Close the kept connections."""
        self._session.close()

    def exchange(self, call: Call, headers: MutableMapping[str, str], deadline: float) -> Response:
        """Send once and read the answer; a failure of the library below becomes one of ours.

        It is raised outside the ``except`` on purpose: messages of the libraries below hold whole
        URLs, and as ``__context__`` they would end up in tracebacks.
        """
        handled = sys.exception()  # of the caller: not the cause of what happens here
        try:
            with urllib3_quiet():
                return self._send(call, headers, deadline)
        except ValueError as error:  # how requests and http.client refuse headers and hosts
            failure = unsendable(error, self._provider, str(call))
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            failure = explain(error, self._provider, str(call), ignore=handled)
        raise failure

    def _send(self, call: Call, headers: MutableMapping[str, str], deadline: float) -> Response:
        left = max(deadline - self._options.clock(), 0.001)
        with self._session.request(
            call.method,
            f"{self._base_url}/{call.path.lstrip('/')}",
            params={**call.params},
            json=call.json,
            data=call.form if call.files is None else None,
            files=_parts(call),
            headers=headers,
            timeout=(
                min(self._options.connect_timeout, left),
                min(self._options.read_timeout, left),
            ),
            allow_redirects=False,
            stream=True,
        ) as answer:
            return self._read(answer, call, deadline)

    def _read(self, answer: requests.Response, call: Call, deadline: float) -> Response:
        response = Response(
            provider=self._provider,
            call=str(call),
            status_code=answer.status_code,
            headers=answer.headers,
            body=b"",
        )
        body = bytearray()
        answer.raw.decode_content = True
        while part := answer.raw.read1(_CHUNK):  # what has come so far, so that time can be watched
            body += part
            if len(body) > self._options.max_body:
                raise response.unreadable(
                    f"more than {self._options.max_body} bytes: ask for smaller pages"
                )
            if self._options.clock() > deadline:
                raise requests.ReadTimeout
        return attrs.evolve(response, body=bytes(body))
