"""API Gateway's events and our messages: two pure functions, one each way.

Both payload formats are read: 2.0, which an HTTP API sends, and 1.0, which a REST API sends (and
an HTTP API, when asked). AWS documents them at
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from unified_ats.api import Request, Response, problems

__all__ = ["NotGatewayError", "origin", "request_id", "to_answer", "to_request"]


class NotGatewayError(Exception):
    """The event is no request of API Gateway: a schedule, a queue, a test in the console."""


def to_request(event: Any) -> Request:
    """Return the request that an event carries.

    Raises:
        NotGatewayError: it carries none.
        RequestError: its body is said to be base64, and is not.
    """
    query: list[tuple[str, str]]
    match event:
        case {"version": "2.0", "requestContext": {"http": {"method": str(method)}}}:
            path = _own_path(event["rawPath"], event.get("routeKey", "").partition(" ")[2], event)
            query = parse_qsl(event.get("rawQueryString") or "", keep_blank_values=True)
            headers = _joined((event.get("headers") or {}).items())
        case {"httpMethod": str(method), "path": str(raw_path)}:
            path = _own_path(raw_path, event.get("resource") or "", event)
            query = _pairs(event, "multiValueQueryStringParameters", "queryStringParameters")
            headers = _joined(_pairs(event, "multiValueHeaders", "headers"))
        case _:
            raise NotGatewayError
    identified = {"x-request-id": own_id} if (own_id := request_id(event)) else {}
    return Request(
        method=method.upper(),
        path=path,
        query=query,
        headers=identified | headers,
        body=_body(event),
    )


def to_answer(response: Response) -> dict[str, Any]:
    """Return what API Gateway wants to be given, in either payload format."""
    try:
        body, is_base64 = response.body.decode(), False
    except UnicodeDecodeError:
        body, is_base64 = base64.b64encode(response.body).decode("ascii"), True
    return {
        "statusCode": response.status,
        "headers": dict(response.headers),
        "body": body,
        "isBase64Encoded": is_base64,
    }


def request_id(event: Any) -> str | None:
    """Return the gateway's id of a request, which its access log has too.

    An HTTP API's ids are base64; without their padding they fit into an ``X-Request-Id``.
    """
    match event:
        case {"requestContext": {"requestId": str(found)}} if found:
            return found.rstrip("=")
    return None


def origin(event: Any) -> str | None:
    """Return the web origin of the page that sent a request, if one did.

    An HTTP API writes the names of headers in lower case, a REST API as they came.
    """
    match event:
        case {"headers": {"origin": str(found)} | {"Origin": str(found)}}:
            return found
    return None


def _own_path(raw_path: str, route: str, event: Mapping[str, Any]) -> str:
    """Return the part of a path that is ours, decoded.

    A named stage (``/prod/jobs``) and a custom domain's mapping (``/hiring/jobs``) both stand in
    front of it. The route that matched tells how many segments follow them; the catch-all routes
    (``$default``, ``/{proxy+}``) cannot tell, and there only the stage is known.
    """
    segments = raw_path.strip("/").split("/")
    if route.startswith("/") and "+}" not in route:
        segments = segments[-len(route.strip("/").split("/")) :]
    elif segments[0] == event["requestContext"].get("stage"):
        segments = segments[1:]
    return "/" + unquote("/".join(segments))


def _pairs(event: Mapping[str, Any], many: str, single: str) -> list[tuple[str, str]]:
    """Return names and values from payload 1.0, which has them twice, whole and shortened."""
    if event.get(many):
        return [(name, value) for name, values in event[many].items() for value in values]
    return list((event.get(single) or {}).items())


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return headers


def _body(event: Mapping[str, Any]) -> bytes:
    body = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        # A lone surrogate, which JSON can smuggle in, becomes bytes that are no UTF-8.
        return str(body).encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError) as error:
        message = "The body is marked as base64, and is not"
        raise problems.RequestError(problems.VALIDATION, message) from error
