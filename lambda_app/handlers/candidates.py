"""The function for the routes of candidates."""

from typing import Any

from lambda_app import container


def handler(event: Any, context: Any) -> dict[str, Any]:
    """Answer an API Gateway event."""
    return container.handle(event, context)
