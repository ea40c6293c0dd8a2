"""What Lever says when it says no.

Bodies are ``{"code": …, "message": …}``, and from what stands before it anything at all. See
https://hire.lever.co/developer/documentation#errors.
"""

from collections.abc import Mapping

from unified_ats import Response, ResponseError

__all__ = ["permission", "read_error"]

_STALE = "invalid offset token"
_SCOPES = {
    "applications": "applications",
    "archive_reasons": "archive_reasons",
    "contacts": "contact",
    "disposition_stages": "stages",
    "feedback": "feedback",
    "files": "files",
    "interviews": "interviews",
    "notes": "notes",
    "offers": "offers",
    "opportunities": "opportunities",
    "pii": "eeo_responses_pii",
    "postings": "postings",
    "referrals": "referrals",
    "requisitions": "requisitions",
    "responses": "eeo_responses",
    "resumes": "resumes",
    "sources": "sources",
    "stages": "stages",
    "tags": "tags",
    "users": "users",
    "webhooks": "webhooks",
}
"""Part of a path → the scope that is named after it."""


def read_error(response: Response) -> str | None:
    """Return what an error body says; for a 403, the permission that is missing."""
    if response.status_code < 300:
        return None
    said = _message(response)
    if _STALE in said.lower():
        return f"{said}: the cursor has gone stale; begin the list again without it"
    if response.status_code != 403:
        return said or None
    check = (
        f"the credentials lack the permission {permission(response.call)}, or confidential access"
    )
    return f"{said}: {check}" if said else check


def permission(call: str) -> str:
    """Return the permission that a call such as ``"POST /opportunities/{id}/notes"`` takes.

    Keys have one for each endpoint to read or to write, OAuth has scopes of these names:
    https://hire.lever.co/developer/documentation#scopes.
    """
    method, _, path = call.partition(" ")
    parts = [part for part in path.strip("/").split("/") if not part.startswith("{")]
    named = [_SCOPES[part] for part in parts if part in _SCOPES]
    action = "read" if method == "GET" else "write"
    return f"{(named or parts)[-1]}:{action}:admin"


def _message(response: Response) -> str:
    try:
        body = response.json()
    except ResponseError:
        return ""
    if not isinstance(body, Mapping):
        return ""
    return str(body.get("message") or body.get("code") or "")
