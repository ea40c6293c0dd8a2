"""Who may do what: API keys, and the tokens of OAuth.

hire.lever.co/developer/documentation#authentication. A key is given its permissions, endpoint by
endpoint, when it is made, and is let see confidential data or not.
"""

import itertools
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import attrs
from werkzeug.wrappers import Request

from unified_ats_lever.sandbox.wire import Refusal

__all__ = [
    "API_KEY",
    "AUTHORIZATION_CODE",
    "CLIENT_ID",
    "CLIENT_SECRET",
    "LIFETIME",
    "NO_REASONS_KEY",
    "PLAIN_KEY",
    "POWERLESS_KEY",
    "READING_KEY",
    "REFRESH_TOKEN",
    "Access",
    "Key",
    "Tokens",
]

API_KEY = "sandbox-key"
PLAIN_KEY = "sandbox-plain-key"
READING_KEY = "sandbox-reading-key"
NO_REASONS_KEY = "sandbox-no-reasons-key"
"""May do everything but read archive reasons."""
POWERLESS_KEY = "sandbox-powerless-key"

CLIENT_ID = "sandbox-client"
CLIENT_SECRET = "sandbox-client-secret"  # noqa: S105  # opens nothing but a sandbox
AUTHORIZATION_CODE = "sandbox-code"
REFRESH_TOKEN = "sandbox-refresh-token-0"  # noqa: S105  # opens nothing but a sandbox

LIFETIME = timedelta(hours=1)
"""How long an access token is good for."""


@attrs.frozen(kw_only=True)
class Key:
    """What an API key, or a token, is allowed.

    Attributes:
        scopes: Such as `postings:read`; `write` includes `read`. `None` allows everything.
        confidential: Whether it may see confidential data.
    """

    scopes: frozenset[str] | None = None
    confidential: bool = False

    def may(self, scope: str) -> bool:
        """Return whether a scope is granted."""
        noun = scope.partition(":")[0]
        return self.scopes is None or not self.scopes.isdisjoint({scope, f"{noun}:write"})


@attrs.frozen(kw_only=True)
class Tokens:
    """What the token endpoint gives."""

    access: str = attrs.field(repr=False)
    refresh: str = attrs.field(repr=False)


class Access:
    """The keys and tokens of one account.

    Args:
        clock: Returns the current time.
        scopes: All that a key can be permitted.

    Attributes:
        keys: The API keys by what a client sends; a test may add some, or take some away.
        granted: What tokens are allowed.
    """

    def __init__(self, *, clock: Callable[[], datetime], scopes: frozenset[str]) -> None:
        reading = frozenset(each for each in scopes if each.endswith(":read"))
        self.keys = {
            API_KEY: Key(confidential=True),
            PLAIN_KEY: Key(),
            READING_KEY: Key(scopes=reading),
            NO_REASONS_KEY: Key(scopes=scopes - {"archive_reasons:read"}, confidential=True),
            POWERLESS_KEY: Key(scopes=frozenset()),
        }
        self.granted = Key(confidential=True)
        self._clock = clock
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._ends: dict[str, datetime] = {}
        self._unused = {
            "authorization_code": {AUTHORIZATION_CODE},
            "refresh_token": {REFRESH_TOKEN},
        }

    def key_of(self, request: Request) -> Key:
        """Return what a request is allowed.

        Raises:
            Refusal: 401 when it shows no key or token that is known, or a token that has ended.
        """
        given = request.authorization
        key = None
        if given is not None and given.type == "basic":
            key = self.keys.get(given.username or "")
        elif given is not None and given.type == "bearer" and self._is_good(given.token or ""):
            key = self.granted
        if key is None:
            raise Refusal(401, "The API key or the access token is not valid")
        return key

    def redeem(self, grant: str, credential: str) -> Tokens | None:
        """Return new tokens for a code or a refresh token, which is used up, or `None`.

        That a refresh token is good for one refresh only is what clients of Lever report.
        """
        with self._lock:
            if credential not in self._unused[grant]:
                return None
            self._unused[grant].discard(credential)
            number = next(self._numbers)
            tokens = Tokens(
                access=f"sandbox-access-token-{number}", refresh=f"sandbox-refresh-token-{number}"
            )
            self._ends[tokens.access] = self._clock() + LIFETIME
            self._unused["refresh_token"].add(tokens.refresh)
            return tokens

    def _is_good(self, token: str) -> bool:
        with self._lock:
            ends = self._ends.get(token)
        return ends is not None and self._clock() < ends
