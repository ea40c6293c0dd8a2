"""What a Lambda container keeps from one request to the next, and its last line of defence.

Lambda answers an exception with words of its own and counts the function as failed, so none may
leave :func:`handle`. Nothing of an event is logged: it holds what candidates wrote.
"""

import functools
import logging
import os
import uuid
from typing import Any

from lambda_app.gateway import origin, request_id, to_answer, to_request
from unified_ats import logs
from unified_ats.api import App, Config, Response, problems, with_common_headers
from unified_ats.errors import ATSError, ConfigurationError

__all__ = ["handle"]

_logger = logging.getLogger("unified_ats.lambda_app")


def handle(event: Any, context: Any) -> dict[str, Any]:
    """Answer an API Gateway event, of payload format 2.0 or 1.0; never raises."""
    try:
        return to_answer(_app().handle(to_request(event)))
    except Exception as error:  # noqa: BLE001  # logged there, and answered like every problem
        own_id = request_id(event) or _invocation_id(context)
        response = with_common_headers(
            _failure(error, own_id),
            request_id=own_id,
            origins=_origins(),
            headers={"origin": origin(event) or ""},
        )
        return to_answer(response)


@functools.cache
def _app() -> App:
    """Set up logging, and the one App whose provider all requests of this container share."""
    logs.configure(os.environ.get("LOG_LEVEL"))
    return App.from_env()


def _failure(error: Exception, own_id: str) -> Response:
    """Answer a request that the App has not seen, in the App's words."""
    if isinstance(error, problems.RequestError | ATSError):
        response = problems.response(error)
    else:
        response = problems.internal_error()
    if response.status >= 500:
        # The words of a wrong setting name it, and no value; those of others may hold anything.
        said = error if isinstance(error, ConfigurationError) else logs.origin(error)
        _logger.error("request_id=%s %s", own_id, said)
    return response


def _origins() -> tuple[str, ...]:
    """Return the web origins that may read an answer: none while their setting is wrong."""
    try:
        return Config.from_env().cors_origins
    except ConfigurationError:
        return ()


def _invocation_id(context: Any) -> str:
    return str(getattr(context, "aws_request_id", None) or uuid.uuid4())
