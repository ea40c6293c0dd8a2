"""What a request brings, checked against its row of the route table, all problems at once."""

from typing import Any

from unified_ats.api import parameters
from unified_ats.api.bodies import read_object
from unified_ats.api.messages import Request
from unified_ats.api.route import Route
from unified_ats.errors import ArgumentError
from unified_ats.resources.fields import build

__all__ = ["read"]


def read(route: Route, request: Request) -> tuple[dict[str, Any], Any]:
    """Return the parameters by name, and the body if the route has one.

    Raises:
        RequestError: the body is too large, or not declared as JSON.
        ArgumentError: a message for each parameter and field that is wrong.
    """
    given = read_object(request) if route.body else {}
    query: dict[str, Any] = {}
    body = None
    problems: dict[str, str] = {}
    try:
        query = parameters.read(route.parameters, request.query)
    except ArgumentError as error:
        problems |= error.fields
    try:
        body = build(route.body, given) if route.body else None
    except ArgumentError as error:
        problems |= error.fields
    if problems:
        raise ArgumentError(problems)
    return query, body
