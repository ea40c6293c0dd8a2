"""Ways to prove who is calling. Each one signs the headers of a request."""

import base64
from collections.abc import MutableMapping
from typing import Protocol

import attrs

__all__ = ["Auth", "BasicAuth", "BearerAuth", "HeaderAuth"]


class Auth(Protocol):
    """Signs requests; hand one to the transport, or write your own."""

    def sign(self, headers: MutableMapping[str, str]) -> None:
        """Add to the headers of a request what proves who is calling."""

    def secrets(self) -> tuple[str, ...]:
        """Return every text that must never be shown, to be struck out of errors."""


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
        return (self.username, self.password, self._encoded())

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
