"""Connections on which the head of an answer has to come whole within the read timeout.

That timeout bounds each part that comes, so a server that sends its headers a byte at a time could
hold a thread for as long as it likes. The body is watched by whoever reads it.
"""

import http.client
import io
import socket
import time
from typing import Any

import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

__all__ = ["TimedAdapter", "TimedHTTPPool", "TimedHTTPSPool"]


class _Stream(io.RawIOBase):
    """What a socket receives, for no longer altogether than one read may take, while in a hurry."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._raw: Any = sock.makefile("rb", buffering=0)
        self._patience = sock.gettimeout()
        self._until: float | None = None

    def hurry(self) -> None:
        """Bound all reads together by the timeout of one, from now on."""
        self._until = None if self._patience is None else time.monotonic() + self._patience

    def relax(self) -> None:
        """Bound each read again."""
        self._until = None
        self._sock.settimeout(self._patience)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Read what there is.

        Raises:
            TimeoutError: the time is up.
        """
        if self._until is not None:
            left = self._until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._sock.settimeout(left)
        received: int | None = self._raw.readinto(buffer)
        return received

    def close(self) -> None:
        """Let go of the socket."""
        self._raw.close()
        super().close()


class _Response(http.client.HTTPResponse):
    """An answer whose head is bounded as a whole."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp.close()
        self._stream = _Stream(sock)
        self.fp = io.BufferedReader(self._stream)

    def begin(self) -> None:
        """Read the head."""
        self._stream.hurry()
        super().begin()
        if not self._stream.closed:  # an answer without a body has let go of it
            self._stream.relax()


class _Timed(HTTPConnection):
    response_class = _Response


class _TimedTLS(HTTPSConnection):
    response_class = _Response


class TimedHTTPPool(urllib3.HTTPConnectionPool):
    """Connections to one address."""

    @property
    def ConnectionCls(self) -> Any:  # type: ignore[override]  # noqa: N802  # urllib3's name
        """The class of connections: ours, unless one that records was put in urllib3's place."""
        usual = urllib3.HTTPConnectionPool.ConnectionCls
        return _Timed if usual is HTTPConnection else usual


class TimedHTTPSPool(urllib3.HTTPSConnectionPool):
    """Connections to one address, over TLS."""

    @property
    def ConnectionCls(self) -> Any:  # type: ignore[override]  # noqa: N802  # urllib3's name
        """The class of connections: ours, unless one that records was put in urllib3's place."""
        usual = urllib3.HTTPSConnectionPool.ConnectionCls
        return _TimedTLS if usual is HTTPSConnection else usual


_POOLS = {"http": TimedHTTPPool, "https": TimedHTTPSPool}


class TimedAdapter(HTTPAdapter):
    """What requests sends with, by way of a proxy too."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the manager of connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Make, or find, the manager of connections through a proxy."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager
