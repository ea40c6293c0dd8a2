"""The cursors of lists: opaque to clients, and they carry the whole query.

harvestdocs.greenhouse.io/docs/pagination. How long a cursor lives is not documented.
"""

import base64
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Self

import attrs
from attrs.validators import deep_mapping, instance_of

from unified_ats.sandbox import checks
from unified_ats_greenhouse.sandbox.wire import Refusal

__all__ = ["LIFETIME", "Cursor"]

LIFETIME = timedelta(days=1)


@attrs.frozen(kw_only=True)
class Cursor:
    """Where a walk over a list stands.

    Attributes:
        resource: The list.
        query: The parameters of the first request.
        id: The id of the last object that was served.
        page: The number of the page that comes next.
        made_at: When it was made, in seconds since 1970.
    """

    resource: str = attrs.field(validator=instance_of(str))
    query: Mapping[str, str] = attrs.field(
        validator=deep_mapping(instance_of(str), instance_of(str), instance_of(dict))
    )
    id: int = attrs.field(validator=instance_of(int))
    page: int = attrs.field(validator=instance_of(int))
    made_at: float = attrs.field(validator=instance_of(float))

    def written(self) -> str:
        """Return it as URL-safe text."""
        text = json.dumps(attrs.asdict(self), separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, *, resource: str, now: datetime, lifetime: timedelta) -> Self:
        """Return what a client sent back.

        Raises:
            Refusal: 422 when it is of another list, has expired or is none at all; in which words
                is unconfirmed.
        """
        try:
            found = cls(**checks.strict_json(base64.urlsafe_b64decode(text + "==")))
        except (ValueError, TypeError):
            raise Refusal(422, "The cursor is invalid.") from None
        if found.resource != resource:
            raise Refusal(422, "The cursor is invalid.")
        if now.timestamp() - found.made_at >= lifetime.total_seconds():
            raise Refusal(422, "The cursor has expired.")
        return found
