"""The page at ``/docs``: one HTML file that reads ``openapi.json`` and needs no internet."""

import base64
import hashlib
import re
from functools import cache
from importlib import resources

from unified_ats.api.messages import Response
from unified_ats.api.route import Call

__all__ = ["get_docs"]


def get_docs(_: Call) -> Response:
    """Answer the page."""
    return _page()


@cache
def _page() -> Response:
    html = resources.files("unified_ats.api").joinpath("explorer.html").read_text("utf-8")
    policy = (
        f"default-src 'none'; connect-src 'self'; img-src data:; style-src {_hash(html, 'style')}; "
        f"script-src {_hash(html, 'script')}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
    return Response(status=200, headers=headers, body=html.encode())


def _hash(html: str, element: str) -> str:
    """Return what allows the one inline element of that name, and no other."""
    content = "".join(re.findall(f"<{element}>(.*?)</{element}>", html, re.DOTALL))
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"
