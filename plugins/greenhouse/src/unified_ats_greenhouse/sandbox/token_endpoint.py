"""`POST /token`: an access token for client credentials.

harvestdocs.greenhouse.io/docs/authentication.
"""

import re
import secrets

from werkzeug.wrappers import Request, Response

from unified_ats_greenhouse.sandbox.access import Access
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.users import user_of
from unified_ats_greenhouse.sandbox.wire import in_json

__all__ = ["GRANT", "GRANTS", "PATH", "answer"]

PATH = "/token"
GRANT = "client_credentials"
GRANTS = (
    "authorization_code",
    "refresh_token",
    GRANT,
    "urn:ietf:params:oauth:grant-type:token-exchange",
)


def answer(account: Account, access: Access, request: Request) -> Response:
    """Answer a request for a token: Basic credentials, and a grant in the form or the query.

    The errors are those of the real endpoint, but for two that are unconfirmed: those of a grant
    that is only for partners, and of a subject that is no user.
    """
    credentials = request.authorization
    if credentials is None or credentials.type != "basic":
        return _refused(401, "Unauthorized")
    client_id, secret = credentials.username or "", credentials.password
    if not re.search(r"-[0-9]+$", client_id):
        return _refused(400, f"client_id={client_id} does not contain a valid client ID suffix")
    grant = request.values.get("grant_type")
    if grant not in GRANTS:
        return in_json({"message": _about_grant(grant)}, 400)
    if not access.knows(client_id, secret):
        return in_json({"error": "invalid_client"}, 401)
    if grant != GRANT:
        return in_json({"error": "unauthorized_client"}, 400)
    return _granted(account, access, client_id, request.values.get("sub"))


def _about_grant(grant: str | None) -> str:
    if grant is None:
        return "Must include `grant_type` parameter in /token request"
    return f"grant_type={grant} is invalid, please use one of: {', '.join(GRANTS)}"


def _granted(account: Account, access: Access, client_id: str, sub: str | None) -> Response:
    if sub is not None and (not sub.isdecimal() or user_of(account, int(sub)) is None):
        return in_json({"error": "invalid_request", "error_description": "sub is no user"}, 400)
    token = access.mint(client_id, None if sub is None else int(sub))
    expires_at = token.expires_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    return in_json({"token_type": "Bearer", "access_token": token.value, "expires_at": expires_at})


def _refused(status: int, message: str) -> Response:
    return in_json({"message": message, "errorId": f"err-{secrets.token_hex(8)}"}, status)
