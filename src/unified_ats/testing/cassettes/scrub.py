"""Scrubbing what a real vendor sends: an allow-list of fields, and placeholders for the rest.

A deny-list forgets the field that a vendor adds tomorrow. So only values under names that are
known to be harmless stay; every other text becomes a placeholder and every other number 0. The same
text always becomes the same placeholder, numbered in the order of appearance, so that records still
refer to each other and recording the same data again changes nothing.
"""

import re
from collections.abc import Collection
from typing import Any

__all__ = ["SAFE_FIELDS", "Scrubber"]

SAFE_FIELDS = frozenset(
    {
        "archived",
        "code",
        "cursor",
        "employment_type",
        "has_more",
        "hasNext",
        "id",
        "kind",
        "limit",
        "next",
        "next_cursor",
        "offset",
        "page",
        "per_page",
        "stage",
        "state",
        "status",
        "total",
        "type",
    }
)
"""Names of fields whose values say nothing about a person, in most vendors' APIs."""

_SAFE_ENDING = re.compile(r"(_id|_ids|Id|Ids|_at|At)$")
_PLACEHOLDERS = (
    (re.compile(r"[^@\s]+@[^@\s]+"), "person-{}@example.com"),
    (re.compile(r"https?://\S+"), "https://example.com/{}"),
    (re.compile(r"\+?[\d\s()./-]{7,}"), "+1 555 {:04}"),
    (re.compile(r".*", re.DOTALL), "text {}"),
)


class Scrubber:
    """Scrubs JSON for one recording.

    Args:
        safe_fields: names whose values stay, beside those that end like ids and times.
    """

    def __init__(self, safe_fields: Collection[str] = SAFE_FIELDS) -> None:
        self._safe = frozenset(safe_fields)
        self._placeholders: dict[str, str] = {}

    def clean(self, value: Any, field: str = "") -> Any:
        """Return parsed JSON, of which only what is known to be harmless is left."""
        if isinstance(value, dict):
            return {name: self.clean(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [self.clean(each, field) for each in value]
        if value is None or isinstance(value, bool) or self._is_safe(field):
            return value
        return self._placeholder(value) if isinstance(value, str) else 0

    def _is_safe(self, field: str) -> bool:
        return field in self._safe or bool(_SAFE_ENDING.search(field))

    def _placeholder(self, text: str) -> str:
        if not text:
            return text
        if text not in self._placeholders:
            shape = next(shape for kind, shape in _PLACEHOLDERS if kind.fullmatch(text))
            self._placeholders[text] = shape.format(len(self._placeholders) + 1)
        return self._placeholders[text]
