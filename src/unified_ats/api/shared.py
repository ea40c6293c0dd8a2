"""One provider for all requests, made when the first one needs it."""

import threading
from collections.abc import Callable

from unified_ats.provider import Provider

__all__ = ["Shared"]


class Shared:
    """A provider that many threads use and one of them makes."""

    def __init__(self, connect: Callable[[], Provider]) -> None:
        self._connect = connect
        self._lock = threading.Lock()
        self._provider: Provider | None = None

    def get(self) -> Provider:
        """Return the provider. When it cannot be made, the next call tries again."""
        with self._lock:
            if self._provider is None:
                self._provider = self._connect()
            return self._provider

    def close(self) -> None:
        """Close the provider, if there is one, and forget it."""
        with self._lock:
            provider, self._provider = self._provider, None
        if provider is not None:
            provider.close()
