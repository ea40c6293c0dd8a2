"""Parts of a mapping file: how to prove who is calling, a class a way."""

from collections.abc import Mapping
from typing import Literal

import attrs

from unified_ats.generic.mapping.template import Template

__all__ = [
    "BasicScheme",
    "BearerScheme",
    "HeadersScheme",
    "NoScheme",
    "OAuth2Scheme",
    "QueryScheme",
    "Scheme",
]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BearerScheme:
    """``Authorization: Bearer …``.

    Attributes:
        kind: ``bearer``.
        token: the token.
    """

    kind: Literal["bearer"] = "bearer"
    token: Template


@attrs.frozen(kw_only=True, eq=False, repr=False)
class BasicScheme:
    """``Authorization: Basic …``; a key may be the user or the password.

    Attributes:
        kind: ``basic``.
        user: the user, or a key.
        password: the password; a single character fills it where any will do.
    """

    kind: Literal["basic"] = "basic"
    user: Template
    password: Template = attrs.field(factory=lambda: Template(""))


@attrs.frozen(kw_only=True, eq=False, repr=False)
class HeadersScheme:
    """Headers of the vendor's own.

    Attributes:
        kind: ``headers``.
        headers: such as ``X-Api-Key = "${ATS_API_KEY}"``.
    """

    kind: Literal["headers"] = "headers"
    headers: Mapping[str, Template]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class QueryScheme:
    """Query parameters.

    Attributes:
        kind: ``query``.
        params: such as ``apikey = "${ATS_API_KEY}"``.
    """

    kind: Literal["query"] = "query"
    params: Mapping[str, Template]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class OAuth2Scheme:
    """OAuth 2.0 with client credentials (RFC 6749, section 4.4).

    Attributes:
        kind: ``oauth2``.
        token_url: the token endpoint.
        client_id: the client's id.
        client_secret: the client's secret.
        params: what else to ask the token endpoint with, such as a scope.
    """

    kind: Literal["oauth2"] = "oauth2"
    token_url: Template
    client_id: Template
    client_secret: Template
    params: Mapping[str, Template] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class NoScheme:
    """No credentials at all.

    Attributes:
        kind: ``none``.
    """

    kind: Literal["none"] = "none"


Scheme = BearerScheme | BasicScheme | HeadersScheme | QueryScheme | OAuth2Scheme | NoScheme
