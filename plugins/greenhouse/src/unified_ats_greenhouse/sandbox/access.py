"""Who may do what: credentials, tokens, scopes, and the user that a token acts as.

harvestdocs.greenhouse.io/docs/authentication.
"""

import base64
import json
import secrets
import threading
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

import attrs
from werkzeug.wrappers import Request

from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.users import is_site_admin, user_of
from unified_ats_greenhouse.sandbox.wire import Refusal

__all__ = [
    "CLIENT_ID",
    "CLIENT_SECRET",
    "LIFETIME",
    "LIMITED_CLIENT_ID",
    "LIMITED_SCOPES",
    "NOT_DECODED",
    "Access",
    "Token",
]

CLIENT_ID = "sandbox-4012"
LIMITED_CLIENT_ID = "sandbox-limited-4013"
CLIENT_SECRET = "sandbox-client-secret"  # noqa: S105  # opens nothing but a sandbox

LIMITED_SCOPES = frozenset({"harvest:departments:list", "harvest:offices:list"})
"""What the limited client may do: hardly anything."""

LIFETIME = timedelta(hours=1)
NOT_DECODED = "Token could not be decoded. Please ensure your token is from a trusted source."


@attrs.frozen(kw_only=True)
class Token:
    """An access token.

    Attributes:
        value: What the client sends.
        client_id: Whose it is.
        subject: Greenhouse's id of the user it acts as; `None` for the client's service user.
        expires_at: When it ends.
    """

    value: str = attrs.field(repr=False)
    client_id: str
    subject: int | None
    expires_at: datetime


class Access:
    """The credentials of one account, and the one token that each of them has at a time.

    Attributes:
        scopes: What each client may do, by its id; a test may take some away, or all.
        site_admins_only: Whether lists are for Site Admins, and service users, alone.
    """

    def __init__(self, account: Account, *, scopes: Collection[str]) -> None:
        self.scopes: dict[str, set[str]] = {
            CLIENT_ID: set(scopes),
            LIMITED_CLIENT_ID: set(LIMITED_SCOPES),
        }
        self.site_admins_only = True
        self._account = account
        self._lock = threading.Lock()
        self._tokens: dict[str, Token] = {}

    def knows(self, client_id: str | None, client_secret: str | None) -> bool:
        """Return whether these are credentials of the account."""
        return client_id in self.scopes and client_secret == CLIENT_SECRET

    def mint(self, client_id: str, subject: int | None) -> Token:
        """Return a new token; the client's former one ends here.

        That it does is what clients see, and not documented.
        """
        expires_at = self._account.company.clock() + LIFETIME
        claims = {"client_id": client_id, "sub": subject, "exp": int(expires_at.timestamp())}
        token = Token(
            value=f"{_encoded({'alg': 'ES256'})}.{_encoded(claims)}.{secrets.token_urlsafe(32)}",
            client_id=client_id,
            subject=subject,
            expires_at=expires_at,
        )
        with self._lock:
            self._tokens[client_id] = token
        return token

    def check(self, request: Request, scope: str) -> None:
        """Let a request with a good token pass.

        Raises:
            Refusal: 401 without one, and for one that has ended (in which words is unconfirmed);
                403 when the client has not the scope, or the subject is no Site Admin and asks for
                a list. The body of a 403 is unconfirmed.
        """
        token = self._token_of(request)
        if scope not in self.scopes[token.client_id]:
            raise Refusal(403)
        if scope.endswith(":list") and self.site_admins_only and not self._is_admin(token):
            raise Refusal(403)

    def _token_of(self, request: Request) -> Token:
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        now = self._account.company.clock()
        with self._lock:
            for token in self._tokens.values():
                if scheme.lower() == "bearer" and token.value == value and now < token.expires_at:
                    return token
        raise Refusal(401, NOT_DECODED)

    def _is_admin(self, token: Token) -> bool:
        if token.subject is None:
            return True
        user = user_of(self._account, token.subject)
        return user is not None and is_site_admin(user)


def _encoded(part: Mapping[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
