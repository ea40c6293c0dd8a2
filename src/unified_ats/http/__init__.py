"""Mechanisms of HTTP that every adapter shares: transport, authentication, retry.

Nothing here knows a vendor. This package is the only importer of requests, urllib3 and tenacity.
"""

from unified_ats.http.auth import Auth, BasicAuth, BearerAuth, HeaderAuth
from unified_ats.http.message import Params, Response
from unified_ats.http.options import HTTPOptions
from unified_ats.http.transport import Transport

__all__ = [
    "Auth",
    "BasicAuth",
    "BearerAuth",
    "HTTPOptions",
    "HeaderAuth",
    "Params",
    "Response",
    "Transport",
]
