"""Mechanisms of HTTP that every adapter shares: transport, authentication, limits, retry.

Nothing here knows a vendor. This package is the only importer of requests, urllib3 and tenacity.
"""

from unified_ats.http.auth import (
    Auth,
    BasicAuth,
    BearerAuth,
    HeaderAuth,
    QueryAuth,
    RenewableAuth,
)
from unified_ats.http.context import on_behalf
from unified_ats.http.fetch import fetch_file
from unified_ats.http.limit import BucketLimiter, Limiter, PeriodLimiter, Rate, WindowLimiter
from unified_ats.http.link import next_link
from unified_ats.http.message import File, Params, Response
from unified_ats.http.oauth import ClientCredentialsAuth, RefreshTokenAuth
from unified_ats.http.options import HTTPOptions
from unified_ats.http.path import is_id, placeholders
from unified_ats.http.retry import parse_retry_after
from unified_ats.http.token import Token, TokenAuth
from unified_ats.http.transport import Transport

__all__ = [
    "Auth",
    "BasicAuth",
    "BearerAuth",
    "BucketLimiter",
    "ClientCredentialsAuth",
    "File",
    "HTTPOptions",
    "HeaderAuth",
    "Limiter",
    "Params",
    "PeriodLimiter",
    "QueryAuth",
    "Rate",
    "RefreshTokenAuth",
    "RenewableAuth",
    "Response",
    "Token",
    "TokenAuth",
    "Transport",
    "WindowLimiter",
    "fetch_file",
    "is_id",
    "next_link",
    "on_behalf",
    "parse_retry_after",
    "placeholders",
]
