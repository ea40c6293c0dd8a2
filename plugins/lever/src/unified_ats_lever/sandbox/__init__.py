"""Lever's sandbox: the Data API v1 over the fake company, and the public list of postings.

It is written from what Lever documents (hire.lever.co/developer/documentation and
github.com/lever/postings-api). Where neither says, the docstring of the code does: "unconfirmed".
"""

from unified_ats_lever.sandbox.access import (
    API_KEY,
    AUTHORIZATION_CODE,
    CLIENT_ID,
    CLIENT_SECRET,
    NO_REASONS_KEY,
    PLAIN_KEY,
    POWERLESS_KEY,
    READING_KEY,
    REFRESH_TOKEN,
    Key,
)
from unified_ats_lever.sandbox.facade import LeverSandbox
from unified_ats_lever.sandbox.ids import vendor_id
from unified_ats_lever.sandbox.public import SITE
from unified_ats_lever.sandbox.token_endpoint import PATH as TOKEN_PATH

__all__ = [
    "API_KEY",
    "AUTHORIZATION_CODE",
    "CLIENT_ID",
    "CLIENT_SECRET",
    "NO_REASONS_KEY",
    "PLAIN_KEY",
    "POWERLESS_KEY",
    "READING_KEY",
    "REFRESH_TOKEN",
    "SITE",
    "TOKEN_PATH",
    "Key",
    "LeverSandbox",
    "vendor_id",
]
