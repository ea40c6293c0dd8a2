"""Cross-origin headers, as the Fetch standard wants them."""

from collections.abc import Iterable, Mapping

__all__ = ["cors_headers", "preflight_headers"]


def cors_headers(origins: tuple[str, ...], headers: Mapping[str, str]) -> dict[str, str]:
    """Return what every answer says of who may read it.

    Args:
        origins: that may, lower case; ``("*",)`` for any.
        headers: of the request.
    """
    if not origins:
        return {}
    exposed = {"Access-Control-Expose-Headers": "X-Request-Id, Retry-After"}
    if origins == ("*",):
        return {"Access-Control-Allow-Origin": "*", **exposed}
    origin = headers.get("origin", "")
    if origin.lower() not in origins:
        return {"Vary": "Origin"}
    return {"Vary": "Origin", "Access-Control-Allow-Origin": origin, **exposed}


def preflight_headers(methods: Iterable[str]) -> dict[str, str]:
    """Return what a browser wants to know before it sends a request to another origin."""
    return {
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Request-Id",
        "Access-Control-Max-Age": "600",
    }
