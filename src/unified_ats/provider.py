"""The contract of a provider: what one vendor's adapter declares, and what it gets for that."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import TracebackType
from typing import Any, ClassVar, Self

import attrs

from unified_ats.errors import ResponseError, UnsupportedError
from unified_ats.http import Auth, HTTPOptions, Limiter, Params, Response, Transport
from unified_ats.resources import Applications, Candidates, Jobs, ListResource, Resource
from unified_ats.settings import Settings as AnySettings

__all__ = ["RESOURCES", "Capability", "Provider"]

RESOURCES: tuple[type[Resource], ...] = (Jobs, Candidates, Applications)
"""Every resource there is, in the order they are shown."""


@attrs.frozen(kw_only=True)
class Capability:
    """What an adapter can do with one resource.

    Attributes:
        operations: such as ``("list", "get")``.
        filters: of its list, by name: ``"native"`` when the vendor applies it, ``"client"`` when
            it is applied here and lists so filtered have no total.
    """

    operations: tuple[str, ...]
    filters: Mapping[str, str]

    @classmethod
    def of(cls, resource: type[Resource]) -> Self:
        """Return what a resource class can do: what it implements, so it cannot lie."""
        filters: dict[str, str] = {}
        if issubclass(resource, ListResource) and resource.supports("list"):
            filters = dict.fromkeys(sorted(resource.native_filters), "native")
            filters |= dict.fromkeys(sorted(resource.sifted()), "client")
        operations = tuple(name for name in resource.operations if resource.supports(name))
        return cls(operations=operations, filters=filters)


class Provider(ABC):
    """An adapter for one vendor: settings, a transport, and a resource for each noun.

    Threads may share a provider. Close it, or use it as a context manager.
    """

    # -- a vendor declares ----------------------------------------------------------------------

    name: ClassVar[str]
    """Entry-point name, lower case."""
    title: ClassVar[str]
    """Name of the vendor, for people."""
    Settings: ClassVar[type[AnySettings]]
    """Its settings, each with its environment variable."""
    resources: ClassVar[tuple[type[Resource], ...]]
    """Its resource classes."""

    # -- a vendor must implement ----------------------------------------------------------------

    @abstractmethod
    def auth(self) -> Auth:
        """Return what signs the requests."""

    # -- a vendor may implement -----------------------------------------------------------------

    def base_url(self) -> str:
        """Return the root of the vendor's API: the setting ``base_url``, unless overridden."""
        return str(self.settings.base_url)

    def headers(self) -> Mapping[str, str]:
        """Return headers to send with every request."""
        return {}

    def limiter(self) -> Limiter | None:
        """Return what keeps to the vendor's rate limit, such as a :class:`WindowLimiter`."""
        return None

    def concurrent(self) -> int | None:
        """Return how many requests the vendor takes at once, if it minds."""
        return None

    def read_error(self, response: Response) -> str | ResponseError | None:  # noqa: ARG002  # a hook
        """Find the vendor's own words in an answer of 300 or more.

        It sees good answers too, for vendors that send errors with a 200: for those, return a
        whole error. ``None`` says nothing. The words may name fields, but should repeat no values.
        """
        return None

    # -- a vendor leaves alone ------------------------------------------------------------------

    jobs: Jobs
    candidates: Candidates
    applications: Applications

    def __init__(self, settings: AnySettings, *, http: HTTPOptions | None = None) -> None:
        self.settings: Any = settings
        self.options = http or HTTPOptions()
        self.http = Transport(
            provider=self.name,
            base_url=self.base_url(),
            auth=self.auth(),
            headers=self.headers(),
            options=self.options,
            read_error=self.read_error,
            limiter=self.limiter(),
            concurrent=self.concurrent(),
            secrets=settings.secrets(),
        )
        for resource in self.resources:
            setattr(self, resource.name, resource(self))

    def __getattr__(self, name: str) -> Any:
        if any(name == resource.name for resource in RESOURCES):
            raise UnsupportedError(self.name, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.settings!r}>"

    @property
    def capabilities(self) -> dict[str, Capability]:
        """What this adapter can do, by resource; derived from what it implements."""
        return {resource.name: Capability.of(resource) for resource in self.resources}

    def request(
        self,
        method: str,
        path: str,
        values: Mapping[str, str] | None = None,
        *,
        params: Params | None = None,
        json: Any = None,
    ) -> Response:
        """Call any endpoint of the vendor, signed, bounded, retried, with our errors.

        Args:
            method: HTTP method; only GET, HEAD and OPTIONS are sent again when in doubt.
            path: below the base URL, such as ``/users/{user_id}``.
            values: for the placeholders of the path; they are percent-encoded here.
            params: query parameters; ``None`` leaves one out, a sequence repeats it.
            json: body.

        Raises:
            ArgumentError: a value is no id, or is missing.
            ResponseError: the vendor answered 300 or more.
            UnreachableError: no answer came.
        """
        return self.http.request(method, path, values, params=params, json=json)

    def close(self) -> None:
        """Close the kept connections."""
        self.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
