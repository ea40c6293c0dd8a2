"""What a cassette keeps of a request and an answer: a place of no importance, few headers, JSON."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import attrs
from vcr.request import Request

from unified_ats.testing.cassettes.scrub import Scrubber

__all__ = ["MATCH_ON", "PLACE", "REQUEST_HEADERS", "RESPONSE_HEADERS", "Tidier"]

PLACE = "https://ats.example.com"
"""Where every cassette says its vendor is."""

MATCH_ON = ("method", "host", "path", "query", "body")
REQUEST_HEADERS = re.compile("accept|content-type", re.IGNORECASE)
RESPONSE_HEADERS = re.compile(
    "content-type|link|retry-after|x-request-id|(x-)?ratelimit(-[a-z-]+)?", re.IGNORECASE
)
_STRUCK = "secret"
_TOKENS = {"access_token", "refresh_token", "id_token"}
"""What a token endpoint hands out (RFC 6749, section 5.1): no setting, but a secret."""


@attrs.frozen(kw_only=True)
class Tidier:
    """Rewrites requests and answers, both when they are recorded and when they are looked up.

    Attributes:
        base_url: root of the API that is really called; it becomes :data:`PLACE`.
        elsewhere: further addresses of the vendor's, such as a token endpoint; their hosts become
            :data:`PLACE` too.
        secrets: texts that must not be kept anywhere.
        scrubber: scrubs answers; ``None`` for those of a sandbox, whose people are made up.
    """

    base_url: str
    elsewhere: Collection[str] = ()
    secrets: Collection[str] = attrs.field(repr=False)
    scrubber: Scrubber | None = None

    def request(self, request: Request) -> Request:
        """Return a request as the cassette keeps it."""
        return Request(
            method=request.method,
            uri=self._strike(self._move(request.uri)),
            body=self._strike(_readable(_text(request.body))) or None,
            headers=_allowed(request.headers, REQUEST_HEADERS),
        )

    def response(self, response: Mapping[str, Any]) -> dict[str, Any]:
        """Return an answer as the cassette keeps it."""
        headers = {
            name: [self._strike(self._move(value)) for value in values]
            for name, values in _allowed(response["headers"], RESPONSE_HEADERS).items()
        }
        body = self._strike(self._move(_text(response["body"]["string"])))
        return {
            "status": response["status"],
            "headers": headers,
            "body": {"string": _readable(self._scrub(_without_tokens(body))).encode()},
        }

    def _move(self, text: str) -> str:
        """Replace the vendor's addresses; what lies beside the API's root moves by its host."""
        text = text.replace(self.base_url, PLACE)
        for url in (self.base_url, *self.elsewhere):
            parts = urlsplit(url)
            text = text.replace(f"{parts.scheme}://{parts.netloc}", PLACE)
        return text

    def _strike(self, text: str) -> str:
        for secret in self.secrets:
            for spelling in (secret, quote(secret, safe="")):
                text = text.replace(spelling, _STRUCK)
        return text

    def _scrub(self, body: str) -> str:
        if self.scrubber is None or not body:
            return body
        try:
            return json.dumps(self.scrubber.clean(json.loads(body)))
        except ValueError:
            return "scrubbed: not JSON"


def _allowed(headers: Mapping[str, Any], names: re.Pattern[str]) -> dict[str, Any]:
    return {name: headers[name] for name in sorted(headers) if names.fullmatch(name)}


def _text(body: "bytes | str | None") -> str:
    return body.decode(errors="replace") if isinstance(body, bytes) else body or ""


def _without_tokens(body: str) -> str:
    try:
        answer = json.loads(body)
    except ValueError:
        return body
    if not isinstance(answer, dict) or not _TOKENS & set(answer):
        return body
    return json.dumps(
        {name: _STRUCK if name in _TOKENS else value for name, value in answer.items()}
    )


def _readable(body: str) -> str:
    """Spread JSON over lines, so that a change of one field is a change of one line."""
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except ValueError:
        return body
