"""The OpenAPI 3.1 document, made from the route table and the models."""

from collections.abc import Iterable
from importlib.metadata import version
from itertools import groupby
from typing import Any

from unified_ats.api import schemas
from unified_ats.api.parameters import Parameter
from unified_ats.api.problems import KINDS, Kind
from unified_ats.api.route import Route

__all__ = ["document"]

_ABOUT = """\
One REST API over many applicant tracking systems (ATSs).

Every error has the same shape, and every answer has an `X-Request-Id` to quote. The bearer token \
is wanted where the service has one set."""

_REQUEST_ID = {
    "description": "Id of the request: the caller's, or a new one.",
    "schema": {"type": "string"},
}
_HEADERS = {
    401: {"WWW-Authenticate": {"description": "`Bearer`", "schema": {"type": "string"}}},
    429: {
        "Retry-After": {
            "description": "Seconds to wait, where the ATS says.",
            "schema": {"type": "integer", "minimum": 0},
        }
    },
}


def document(routes: Iterable[Route]) -> dict[str, Any]:
    """Return the document of a route table."""
    routes = tuple(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    models = [model for route in routes for model in route.answer.models]
    bodies = [route.body for route in routes if route.body]
    return {
        "openapi": "3.1.0",
        "info": {"title": "unified-ats", "version": version("unified-ats"), "description": _ABOUT},
        "paths": paths,
        "components": {
            "schemas": {
                **schemas.components(models),
                **{body.__name__: schemas.body(body) for body in bodies},
                "Pagination": _pagination(),
                "Error": _error(),
            },
            "headers": {"X-Request-Id": _REQUEST_ID},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.operation.__name__,
        "summary": route.summary,
        "description": route.says,
        "tags": [route.tag],
        "security": [{}, {"token": []}] if route.needs_token else [],
        "parameters": [_parameter(parameter) for parameter in route.parameters],
        "responses": {str(route.answer.status): _answer(route), **_errors(route)},
    }
    if route.body:
        media = {"schema": schemas.ref(route.body), "example": dict(route.example)}
        content = {"application/json": media}
        operation["requestBody"] = {"required": True, "content": content}
    return {key: value for key, value in operation.items() if value != ""}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.says,
        "required": parameter.required,
        "schema": dict(parameter.schema),
        **({"style": "form", "explode": False} if parameter.several else {}),
    }


def _answer(route: Route) -> dict[str, Any]:
    answer = route.answer
    return _response(answer.says, answer.status, answer.media_type, dict(answer.schema))


def _errors(route: Route) -> dict[str, Any]:
    by_status = groupby(route.errors(), key=lambda kind: kind.status)
    return {str(status): _problem(status, [*kinds]) for status, kinds in by_status}


def _problem(status: int, kinds: list[Kind]) -> dict[str, Any]:
    says = "\n\n".join(f"`{kind.error}`: {kind.says}" for kind in kinds)
    names = sorted({kind.error for kind in kinds})
    narrowed = {
        "allOf": [{"$ref": "#/components/schemas/Error"}],
        "properties": {"error": {"enum": names}},
    }
    return _response(says, status, "application/json", narrowed)


def _response(says: str, status: int, media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    request_id = {"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}}
    return {
        "description": says,
        "headers": {**request_id, **_HEADERS.get(status, {})},
        "content": {media_type: {"schema": schema}},
    }


def _pagination() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["page", "per_page", "total"],
        "properties": {
            "page": {
                "type": ["integer", "null"],
                "description": "Number of this page; null when a cursor was sent.",
            },
            "per_page": {"type": "integer", "description": "How many records were asked for."},
            "total": {
                "type": ["integer", "null"],
                "description": "Records in the whole list; null when the ATS does not say.",
            },
            "next_cursor": {
                "type": "string",
                "description": "Send it as `cursor` for the next page; absent on the last.",
            },
        },
    }


def _error() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["error", "message", "details", "source_status_code"],
        "properties": {
            "error": {"type": "string", "enum": sorted({kind.error for kind in KINDS})},
            "message": {"type": "string", "description": "What happened and what to do next."},
            "details": {
                "type": "object",
                "description": "`fields`: what is wrong with each. `raw`: what the ATS said. "
                "`request_id`: the ATS's own. `request_sent`: whether the ATS may have got it. "
                "`operation`: what the ATS has not.",
            },
            "source_status_code": {
                "type": ["integer", "null"],
                "description": "HTTP status of the ATS's answer, where there was one.",
            },
        },
    }
