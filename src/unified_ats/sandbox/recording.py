"""What a sandbox was asked, for tests that ask what was sent."""

import threading
from collections import deque
from collections.abc import Sequence
from typing import overload

import attrs
from werkzeug.datastructures import Headers, MultiDict
from werkzeug.wrappers import Request

__all__ = ["ReceivedRequest", "RequestLog", "raw_path"]


@attrs.frozen(kw_only=True)
class ReceivedRequest:
    """One request, as it came, and what became of it.

    Attributes:
        method: The method.
        path: The path as it was sent: still percent-encoded, without the query.
        query: The query parameters; `getlist` gives those that were repeated.
        headers: The headers; their names match in any case.
        body: The body's bytes.
        status: The status it was answered with; `None` when the connection was reset instead.
    """

    method: str
    path: str
    query: MultiDict[str, str]
    headers: Headers = attrs.field(repr=False)
    body: bytes = attrs.field(repr=False)
    status: int | None

    @classmethod
    def of(cls, request: Request, status: int | None) -> "ReceivedRequest":
        """Copy what matters of a request whose body has been read."""
        return cls(
            method=request.method,
            path=raw_path(request),
            query=MultiDict(request.args),
            headers=Headers(list(request.headers)),
            body=request.get_data(),
            status=status,
        )


def raw_path(request: Request) -> str:
    """Return the path as it was sent, without the query."""
    target: str = request.environ["RAW_URI"]
    return target.partition("?")[0]


class RequestLog(Sequence[ReceivedRequest]):
    """The requests that were received, oldest first; only the newest ones are kept."""

    def __init__(self, *, keep: int = 1000) -> None:
        self._lock = threading.Lock()
        self._kept: deque[ReceivedRequest] = deque(maxlen=keep)

    def add(self, received: ReceivedRequest) -> None:
        """Keep one more."""
        with self._lock:
            self._kept.append(received)

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._kept.clear()

    @overload
    def __getitem__(self, index: int) -> ReceivedRequest: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[ReceivedRequest]: ...

    def __getitem__(self, index: int | slice) -> ReceivedRequest | Sequence[ReceivedRequest]:
        with self._lock:
            return tuple(self._kept)[index]

    def __len__(self) -> int:
        return len(self._kept)
