"""The unified REST API, without a framework: a request in, an answer out.

It knows no socket, no AWS and no vendor. Whatever carries requests hands them in::

    app = App.from_env()
    response = app.handle(Request(method="GET", path="/jobs", query=[("per_page", "5")]))
"""

from unified_ats.api.app import App, with_common_headers
from unified_ats.api.bodies import MAX_BODY
from unified_ats.api.config import Config
from unified_ats.api.messages import Request, Response
from unified_ats.api.openapi import document
from unified_ats.api.route import Route
from unified_ats.api.routes import ROUTES

__all__ = [
    "MAX_BODY",
    "ROUTES",
    "App",
    "Config",
    "Request",
    "Response",
    "Route",
    "document",
    "with_common_headers",
]
