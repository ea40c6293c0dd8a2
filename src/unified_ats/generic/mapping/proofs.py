"""What proves who is calling has no place in a mapping file, but for references to it."""

import re
from collections.abc import Iterable, Iterator

from unified_ats.generic.mapping.calls import Call
from unified_ats.generic.mapping.document import ATSMapping
from unified_ats.generic.mapping.schemes import (
    BasicScheme,
    BearerScheme,
    HeadersScheme,
    OAuth2Scheme,
    QueryScheme,
    Scheme,
)
from unified_ats.generic.mapping.template import Template

__all__ = ["written_out"]

_FILLER = 1
"""Length of a password that is none, beside a key as the user."""
_SECRETIVE = re.compile(
    r"authorization|cookie|secret|token|password|api-?_?key|access-?_?key|^key$", re.IGNORECASE
)
"""Names of headers and parameters that hold what proves who is calling."""


def written_out(
    mapping: ATSMapping, calls: Iterable[tuple[str, Call]]
) -> Iterator[tuple[str, str]]:
    """Find keys and passwords that are written out; their values are not repeated.

    Args:
        mapping: the mapping.
        calls: all its calls, by key.
    """
    for name, text in _proofs(mapping.auth):
        if not text.variables():
            yield f"auth.{name}", "is written out; expected a reference such as '${ATS_API_KEY}'"
    elsewhere = "expected it under [auth], as a reference such as '${ATS_API_KEY}'"
    places = [("headers", name) for name, text in mapping.headers.items() if not text.variables()]
    places += [(f"{at}.params", name) for at, call in calls for name in call.params]
    for at, name in places:
        if _SECRETIVE.search(name):
            yield f"{at}.{name}", f"is written out; {elsewhere}"


def _proofs(auth: Scheme) -> Iterator[tuple[str, Template]]:
    match auth:
        case BearerScheme():
            yield "token", auth.token
        case BasicScheme():  # the key is the user, or the password; or both are wanted
            if len(auth.password.text) > _FILLER:
                yield "password", auth.password
            else:
                yield "user", auth.user
        case HeadersScheme():
            yield from ((f"headers.{name}", text) for name, text in auth.headers.items())
        case QueryScheme():
            yield from ((f"params.{name}", text) for name, text in auth.params.items())
        case OAuth2Scheme():
            yield "client_secret", auth.client_secret
