"""What Greenhouse says when it says no.

Bodies are ``{"message": …, "errors": […]}``; each error is a text, ``{field: text}`` or
``{"field": …, "message": …}``. See https://harvestdocs.greenhouse.io/docs/authentication and
https://harvestdocs.greenhouse.io/docs/pagination for examples.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from unified_ats import Response, ResponseError

__all__ = ["read_error", "scope"]

_ACTIONS = {"GET": "list", "POST": "create", "PATCH": "update", "DELETE": "destroy"}


def read_error(response: Response) -> str | None:
    """Return what an error body says, with the fields that are wrong; for a 403, what to check."""
    if response.status_code < 300:
        return None
    said = "; ".join(_sentences(response))
    if response.status_code != 403:
        return said or None
    user = "must be a Site Admin" if response.call.startswith("GET ") else "must be allowed to"
    check = f"give the credentials the scope {scope(response.call)}; the user they act as {user}"
    return f"{said}: {check}" if said else check


def scope(call: str) -> str:
    """Return the scope that a call such as ``"POST /applications/{id}/move"`` needs.

    They are named after the path: https://harvestdocs.greenhouse.io/docs/authentication.
    """
    method, _, path = call.partition(" ")
    resource, *rest = path.strip("/").split("/")
    verb = next((part for part in rest if not part.startswith("{")), _ACTIONS.get(method, "*"))
    return f"harvest:{resource}:{verb}"


def _sentences(response: Response) -> Iterator[str]:
    try:
        body = response.json()
    except ResponseError:
        return
    if not isinstance(body, Mapping):
        return
    if body.get("message"):
        yield str(body["message"])
    errors = body.get("errors")
    for each in errors if isinstance(errors, list) else ():
        yield from _items(each)


def _items(error: Any) -> Iterator[str]:
    if not isinstance(error, Mapping):
        yield str(error)
    elif "message" in error:
        field = error.get("field")
        yield f"{field}: {error['message']}" if field else str(error["message"])
    else:
        for field, problems in error.items():
            words = problems if isinstance(problems, list) else [problems]
            yield f"{field}: {', '.join(map(str, words))}"
