"""What a Lambda container keeps from one request to the next, and its last line of defence.

Lambda answers an exception with words of its own and counts the function as failed, so none may
leave :func:`handle`. Nothing of an event is logged: it holds what candidates wrote.
"""

import functools
import logging
import os
import uuid
from typing import Any

import attrs

from lambda_app.gateway import request_id, to_answer, to_request
from unified_ats import logs
from unified_ats.api import App, problems
from unified_ats.errors import ATSError

__all__ = ["handle"]

_logger = logging.getLogger("unified_ats.lambda_app")


def handle(event: Any, context: Any) -> dict[str, Any]:
    """Answer an API Gateway event, of payload format 2.0 or 1.0; never raises."""
    try:
        return to_answer(_app().handle(to_request(event)))
    except Exception as error:  # noqa: BLE001  # logged there, and answered like every problem
        return _failure(error, request_id(event) or _invocation_id(context))


@functools.cache
def _app() -> App:
    """Set up logging, and the one App whose provider all requests of this container share."""
    logs.configure(os.environ.get("LOG_LEVEL"))
    return App.from_env()


def _failure(error: Exception, own_id: str) -> dict[str, Any]:
    """Answer a request that the App has not seen, in the App's words."""
    if isinstance(error, problems.RequestError | ATSError):
        response = problems.response(error)
    else:
        response = problems.internal_error()
    if response.status >= 500:
        _logger.error("request %s failed: %s", own_id, logs.origin(error))
    headers = {**response.headers, "Cache-Control": "no-store", "X-Request-Id": own_id}
    return to_answer(attrs.evolve(response, headers=headers))


def _invocation_id(context: Any) -> str:
    return str(getattr(context, "aws_request_id", None) or uuid.uuid4())
