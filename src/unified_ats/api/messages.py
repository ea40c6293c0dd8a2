"""What comes into the API and what goes out, whoever carries it: a socket or a Lambda event."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

__all__ = ["Request", "Response", "json_response"]


def _pairs(query: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(query)


@attrs.frozen(kw_only=True)
class Request:
    """A request to the unified REST API.

    Attributes:
        method: HTTP method, upper case.
        path: without query, percent-decoded, such as ``/jobs``.
        query: name and value of each query parameter, decoded, in order; names may repeat.
        headers: by lower-case name; of a repeated header, the values joined with ``", "``.
        body: the bytes, decoded if the carrier had encoded them.
    """

    method: str
    path: str
    query: Sequence[tuple[str, str]] = attrs.field(default=(), converter=_pairs, repr=False)
    headers: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    body: bytes = attrs.field(default=b"", repr=False)


@attrs.frozen(kw_only=True)
class Response:
    """An answer of the unified REST API.

    Attributes:
        status: HTTP status.
        headers: by name; each once.
        body: UTF-8 text.
    """

    status: int
    headers: Mapping[str, str] = attrs.field(factory=dict)
    body: bytes = attrs.field(default=b"", repr=False)


def json_response(
    status: int, payload: Any, *, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an answer in compact JSON.

    Half a surrogate pair, which some vendors send and UTF-8 cannot carry, stays the JSON escape
    that it came as.

    Raises:
        ValueError: the payload holds a number that JSON has no word for, such as NaN.
    """
    text = json.dumps(payload, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(
        status=status,
        headers={"Content-Type": "application/json", **(headers or {})},
        body=text.encode("utf-8", "backslashreplace"),
    )
