"""The tokens of lists: where a walk stands, and which walk it is.

hire.lever.co/developer/documentation#pagination: a token is the `next` of the answer before, and
never made by a client. It comes percent-encoded, as `%5B1%2C1750233409740%2C%2248dd4e94-…%22%5D`.
Clients send it as a parameter like any other, which encodes it again, or paste it as it is.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Self
from urllib.parse import quote, unquote

import attrs
from attrs.validators import instance_of

from unified_ats.sandbox import checks
from unified_ats_lever.sandbox.wire import Refusal

__all__ = ["INVALID", "Offset", "walk_of"]

INVALID = "Invalid offset token"


@attrs.frozen
class Offset:
    """Where a walk over a list stands.

    Attributes:
        generation: A former one makes the token stale.
        rank: Of the last object that was served.
        id: The same object's id, which tells those of one rank apart.
        walk: Which list, and which filters.
    """

    generation: int = attrs.field(validator=instance_of(int))
    rank: int = attrs.field(validator=instance_of(int))
    id: str = attrs.field(validator=instance_of(str))
    walk: str = attrs.field(validator=instance_of(str))

    def written(self) -> str:
        """Return it as it is served."""
        return quote(json.dumps(attrs.astuple(self), separators=(",", ":")), safe="")

    @classmethod
    def read(cls, text: str, *, generation: int, walk: str) -> Self:
        """Return what a client sent back.

        Raises:
            Refusal: 400 when it is stale, of another list or other filters, or none at all.
        """
        try:
            found = cls(*checks.strict_json(unquote(text).encode()))
        except (ValueError, TypeError):
            raise Refusal(400, INVALID) from None
        if (found.generation, found.walk) != (generation, walk):
            raise Refusal(400, INVALID)
        return found


def walk_of(path: str, filters: Mapping[str, Sequence[Any]]) -> str:
    """Return a mark for a list and the filters that it is narrowed by."""
    told = json.dumps([path, sorted((name, sorted(sent)) for name, sent in filters.items())])
    return hashlib.sha256(told.encode()).hexdigest()[:12]
