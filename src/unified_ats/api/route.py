"""What a row of the route table says, and what the operation behind it gets."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from unified_ats.api.messages import Response
from unified_ats.api.parameters import Parameter
from unified_ats.api.problems import ALWAYS, BODY, UNAUTHORIZED, Kind
from unified_ats.provider import Provider

__all__ = ["Answer", "Call", "Route"]


@attrs.frozen(kw_only=True)
class Call:
    """A request that has passed every check.

    Attributes:
        connect: returns the provider, which is made when first asked for.
        query: the parameters that were given or have a default, by name, parsed.
        body: an instance of the route's ``body``.
    """

    connect: Callable[[], Provider]
    query: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
    body: Any = attrs.field(default=None, repr=False)

    @property
    def ats(self) -> Provider:
        """The provider.

        Raises:
            ConfigurationError: it cannot be made from the settings there are.
        """
        return self.connect()


@attrs.frozen(kw_only=True)
class Answer:
    """What a route answers when all is well.

    Attributes:
        says: what it is, for the documentation.
        status: HTTP status.
        media_type: of the body.
        schema: JSON Schema of the body; it may point to the ``models`` by their class names.
        models: attrs classes that the schema points to.
    """

    says: str
    status: int = 200
    media_type: str = "application/json"
    schema: Mapping[str, Any] = attrs.field(factory=dict)
    models: tuple[type, ...] = ()


@attrs.frozen(kw_only=True)
class Route:
    """A row of the route table. Checks and documentation are both made from it.

    Attributes:
        method: HTTP method; GET answers HEAD too.
        path: such as ``/jobs``.
        operation: makes the answer.
        tag: what the documentation lists it under.
        summary: what it does, in a few words, for the documentation.
        says: more about it, for the documentation.
        parameters: of the query; others are refused.
        body: class of checked fields that the JSON body must fit; ``None`` reads no body.
        example: a body that fits.
        answer: what comes when all is well.
        kinds: of errors that its operation may end in.
        needs_token: whether it is closed to those without the token, where there is one.
        doubt: what to tell when it may have written although it failed.
    """

    method: str
    path: str
    operation: Callable[[Call], Response]
    tag: str = "service"
    summary: str
    says: str = ""
    parameters: tuple[Parameter, ...] = ()
    body: type | None = None
    example: Mapping[str, Any] = attrs.field(factory=dict)
    answer: Answer
    kinds: tuple[Kind, ...] = ()
    needs_token: bool = True
    doubt: str = ""

    def errors(self) -> tuple[Kind, ...]:
        """Return every kind of error that the route may answer, by status."""
        kinds = {
            *ALWAYS,
            *self.kinds,
            *(BODY if self.body else ()),
            *((UNAUTHORIZED,) if self.needs_token else ()),
        }
        return tuple(sorted(kinds, key=lambda kind: (kind.status, kind.error)))
