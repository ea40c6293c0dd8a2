"""What goes to a vendor and what comes back, without a word of the library that carries it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from unified_ats.errors import ArgumentError, BadResponseError

__all__ = ["Call", "File", "Params", "Response", "check_json", "parse_json"]

Params = Mapping[str, str | int | float | bool | Sequence[str] | None]


@attrs.frozen(kw_only=True)
class File:
    """A file to send to a vendor, such as a résumé.

    Attributes:
        name: without folders.
        content_type: such as ``application/pdf``.
        content: the bytes.
    """

    name: str = attrs.field(repr=False)
    content_type: str
    content: bytes = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Call:
    """One request to a vendor.

    Attributes:
        method: HTTP method, upper case.
        template: path with placeholders, for logs and errors; it holds no ids.
        path: path with the placeholders filled in and percent-encoded.
        params: query parameters; ``None`` leaves one out, a sequence repeats it.
        json: body, when there is one.
        form: body as an HTML form would send it, instead of JSON.
        files: what an HTML form would upload, by the name of its field; with none to upload, an
            empty one still makes it multipart/form-data.
        safe: True when sending it twice does no harm.
    """

    method: str
    template: str
    path: str = attrs.field(repr=False)
    params: Params = attrs.field(repr=False)
    json: Any = attrs.field(repr=False)
    form: Mapping[str, str] | None = attrs.field(repr=False)
    files: Mapping[str, File] | None = attrs.field(repr=False)
    headers: Mapping[str, str] = attrs.field(repr=False)
    safe: bool

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


@attrs.frozen(kw_only=True)
class Response:
    """A vendor's answer, read whole.

    Attributes:
        provider: entry-point name of the adapter.
        call: what was asked, as ``"GET /jobs/{job_id}"``.
        status_code: HTTP status.
        headers: by name; look-ups ignore case.
        body: the bytes, decompressed.
    """

    provider: str
    call: str
    status_code: int
    headers: Mapping[str, str] = attrs.field(repr=False)
    body: bytes = attrs.field(repr=False)

    @property
    def request_id(self) -> str | None:
        """The vendor's id of the request, from ``X-Request-Id``."""
        return self.headers.get("X-Request-Id")

    @property
    def text(self) -> str:
        """The body as text; what is not UTF-8 is replaced."""
        return self.body.decode(errors="replace")

    def json(self) -> Any:
        """Return the body as JSON.

        Raises:
            BadResponseError: it is none, with a guess at why.
        """
        try:
            return parse_json(self.body)
        except ValueError:
            pass  # The cause holds the whole body, personal data and all: it must not be chained.
        kind = self.headers.get("Content-Type", "no content type").partition(";")[0]
        if "html" in kind:
            raise self.unreadable(
                "HTML instead of JSON: a proxy or a login page may stand before the API"
            )
        raise self.unreadable(f"{len(self.body)} bytes of {kind} that are not JSON")

    def unreadable(self, why: str) -> BadResponseError:
        """Return the error for an answer that cannot be understood, to be raised.

        ``why`` completes "generic answered GET /jobs with …" and holds none of the body.
        """
        return BadResponseError(
            f"{self.provider} answered {self.call} with {why}",
            provider=self.provider,
            status_code=self.status_code,
            request_id=self.request_id,
        )


def parse_json(text: bytes | str) -> Any:
    """Parse JSON strictly: ``NaN`` and ``Infinity`` are none, and could not be handed on as such.

    Raises:
        ValueError: it is no JSON, or nested too deeply.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        pass
    raise ValueError("nested too deeply")


def check_json(value: Any) -> None:
    """Refuse a body that is no JSON, before anything is sent.

    Raises:
        ArgumentError: it holds something that JSON has no word for.
    """
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        problem = f"is not JSON ({type(error).__name__})"
    else:
        return
    raise ArgumentError({"json": problem})


def _refuse(word: str) -> None:
    raise ValueError(word)
