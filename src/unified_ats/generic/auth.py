"""From how a mapping proves who is calling to what signs the requests."""

from collections.abc import Mapping, MutableMapping

import attrs

from unified_ats.generic.mapping.schemes import (
    BasicScheme,
    BearerScheme,
    HeadersScheme,
    OAuth2Scheme,
    QueryScheme,
    Scheme,
)
from unified_ats.http import (
    Auth,
    BasicAuth,
    BearerAuth,
    ClientCredentialsAuth,
    HTTPOptions,
    QueryAuth,
)

__all__ = ["auth_of"]


@attrs.frozen
class _HeadersAuth:
    """Keys in headers of the vendor's own; none of them for an ATS that wants no proof."""

    headers: Mapping[str, str] = attrs.field(repr=False)
    keys: tuple[str, ...] = attrs.field(repr=False)

    def sign(self, headers: MutableMapping[str, str]) -> None:
        headers.update(self.headers)

    def secrets(self) -> tuple[str, ...]:
        return (*self.headers.values(), *self.keys)


def auth_of(scheme: Scheme, values: Mapping[str, str], options: HTTPOptions) -> Auth:
    """Return what signs the requests.

    Args:
        scheme: the mapping's.
        values: of its variables.
        options: for the calls of a token endpoint.
    """
    match scheme:
        case BearerScheme():
            return BearerAuth(scheme.token.fill(values))
        case BasicScheme():
            return BasicAuth(scheme.user.fill(values), scheme.password.fill(values))
        case HeadersScheme():
            texts = scheme.headers
            keys = tuple(values[name] for text in texts.values() for name in text.variables())
            return _HeadersAuth({name: text.fill(values) for name, text in texts.items()}, keys)
        case QueryScheme():
            return QueryAuth({name: text.fill(values) for name, text in scheme.params.items()})
        case OAuth2Scheme():
            return ClientCredentialsAuth(
                provider="generic",
                url=scheme.token_url.fill(values),
                client=BasicAuth(scheme.client_id.fill(values), scheme.client_secret.fill(values)),
                params={name: text.fill(values) for name, text in scheme.params.items()},
                options=options,
            )
    return _HeadersAuth({}, ())
