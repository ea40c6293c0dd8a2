"""Tokens that have to be fetched: minted when needed, shared by all threads, renewed in time."""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, MutableMapping

import attrs

__all__ = ["Token", "TokenAuth"]

_EARLY = 60.0
"""Seconds before its end at which a token is replaced, so that none expires on its way."""


@attrs.frozen(kw_only=True)
class Token:
    """An access token.

    Attributes:
        value: what is sent.
        lifetime: seconds from now for which it is good.
    """

    value: str = attrs.field(repr=False)
    lifetime: float


class TokenAuth(ABC):
    """``Authorization: Bearer …`` with a token that :meth:`mint` fetches.

    One thread mints while the others wait for the same token. It is minted again a minute before
    it ends (a token of less than two minutes: at half its life), and after a 401.

    Args:
        clock: seconds since 1970.
    """

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._token: Token | None = None
        self._until = 0.0
        self._sent: tuple[str, ...] = ()

    @abstractmethod
    def mint(self) -> Token:
        """Fetch a new token, or raise; never called by two threads at once."""

    def sign(self, headers: MutableMapping[str, str]) -> None:
        """Add the token, minting it first if there is none that is still good."""
        headers["Authorization"] = f"Bearer {self._current().value}"

    def renew(self, rejected: Mapping[str, str]) -> bool:
        """Forget the token that was rejected, unless another thread has replaced it."""
        with self._lock:
            if self._token and rejected.get("Authorization") == f"Bearer {self._token.value}":
                self._token = None
        return True

    def secrets(self) -> tuple[str, ...]:
        """Return the token, and the one before, which an answer under way may still hold."""
        return self._sent

    def _current(self) -> Token:
        with self._lock:
            asked = self._clock()
            if self._token is None or asked >= self._until:
                self._token = self.mint()
                self._until = asked + self._token.lifetime - min(_EARLY, self._token.lifetime / 2)
                self._sent = (self._token.value, *self._sent[:1])
            return self._token
