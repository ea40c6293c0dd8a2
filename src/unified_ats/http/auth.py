"""Ways to prove who is calling. Each one signs the headers of a request."""

import base64
from collections.abc import Mapping, MutableMapping
from typing import Protocol, runtime_checkable

import attrs

__all__ = ["Auth", "BasicAuth", "BearerAuth", "HeaderAuth", "QueryAuth", "RenewableAuth"]


class Auth(Protocol):
    """Signs requests; hand one to the transport, or write your own."""

    def sign(self, headers: MutableMapping[str, str]) -> None:
        """Add to the headers of a request what proves who is calling."""

    def secrets(self) -> tuple[str, ...]:
        """Return every text that must never be shown, to be struck out of errors.

        It is asked for at each error, so that texts may come and go.
        """


@runtime_checkable
class RenewableAuth(Auth, Protocol):
    """Signs with something that wears out, such as a token."""

    def renew(self, rejected: Mapping[str, str]) -> bool:
        """Say whether signing once more can help, after an answer of 401.

        Asked once for each attempt; ``rejected`` are the headers as they were signed, which tells
        whether another thread has renewed meanwhile.
        """


@attrs.frozen
class BearerAuth:
    """``Authorization: Bearer TOKEN``."""

    token: str = attrs.field(repr=False)

    def sign(self, headers: MutableMapping[str, str]) -> None:
        """Add the bearer token."""
        headers["Authorization"] = f"Bearer {self.token}"

    def secrets(self) -> tuple[str, ...]:
        """Return the token."""
        return (self.token,)


@attrs.frozen
class BasicAuth:
    """``Authorization: Basic …``; many vendors take the key as user and no password."""

    username: str = attrs.field(repr=False)
    password: str = attrs.field(default="", repr=False)

    def sign(self, headers: MutableMapping[str, str]) -> None:
        """Add user and password, base64-encoded as RFC 7617 has it."""
        headers["Authorization"] = f"Basic {self._encoded()}"

    def secrets(self) -> tuple[str, ...]:
        """Return user, password and their encoded pair."""
        return tuple(filter(None, (self.username, self.password, self._encoded())))

    def _encoded(self) -> str:
        return base64.b64encode(f"{self.username}:{self.password}".encode()).decode()


@attrs.frozen
class HeaderAuth:
    """A key in a header of the vendor's own, such as ``X-Api-Key``."""

    header: str
    key: str = attrs.field(repr=False)

    def sign(self, headers: MutableMapping[str, str]) -> None:
        """Add the header."""
        headers[self.header] = self.key

    def secrets(self) -> tuple[str, ...]:
        """Return the key."""
        return (self.key,)


@attrs.frozen
class QueryAuth:
    """Keys in query parameters, for vendors that want them there; no log or error shows them."""

    params: Mapping[str, str] = attrs.field(repr=False)

    def sign(self, headers: MutableMapping[str, str]) -> None:
        """Do nothing: the transport adds the parameters."""

    def secrets(self) -> tuple[str, ...]:
        """Return the keys."""
        return tuple(self.params.values())
