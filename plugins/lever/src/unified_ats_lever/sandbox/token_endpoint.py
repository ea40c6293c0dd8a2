"""`POST /oauth/token`: tokens for a code, or for a refresh token, which is used up.

hire.lever.co/developer/documentation#authentication. The endpoint is Auth0's, and so are the errors
here (auth0.com/docs); that Lever passes them on as they are is unconfirmed.
"""

from datetime import timedelta

from werkzeug.wrappers import Request, Response

from unified_ats_lever.sandbox.access import CLIENT_ID, CLIENT_SECRET, LIFETIME, Access
from unified_ats_lever.sandbox.wire import in_json

__all__ = ["CREDENTIALS", "PATH", "answer"]

PATH = "/oauth/token"
CREDENTIALS = {"authorization_code": "code", "refresh_token": "refresh_token"}
"""What each grant is given for."""


def answer(access: Access, request: Request) -> Response:
    """Answer a form with client id and secret, a grant, and what it is given for."""
    form = request.form
    grant = form.get("grant_type", "")
    if grant not in CREDENTIALS:
        return _refused(403, "unsupported_grant_type", f"Unsupported grant type: {grant}")
    if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
        return _refused(401, "access_denied", "Unauthorized")
    tokens = access.redeem(grant, form.get(CREDENTIALS[grant], ""))
    if tokens is None:
        named = CREDENTIALS[grant].replace("_", " ")
        return _refused(403, "invalid_grant", f"Unknown or invalid {named}.")
    return in_json(
        {
            "access_token": tokens.access,
            "refresh_token": tokens.refresh,
            "expires_in": LIFETIME // timedelta(seconds=1),
            "token_type": "Bearer",
        }
    )


def _refused(status: int, error: str, description: str) -> Response:
    return in_json({"error": error, "error_description": description}, status)
