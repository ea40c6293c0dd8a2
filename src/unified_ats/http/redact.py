"""Striking secrets out of what a vendor sent, before a person or a log may see it."""

import json
from collections.abc import Iterable
from urllib.parse import quote

__all__ = ["Redactor"]

_STRUCK = "[secret]"


class Redactor:
    """Replaces each secret, however a vendor echoes it: plain, in JSON or percent-encoded."""

    def __init__(self, secrets: Iterable[str]) -> None:
        spellings = {
            spelling
            for secret in secrets
            if secret
            for spelling in (secret, json.dumps(secret)[1:-1], quote(secret, safe=""))
        }
        # Longest first: a secret may be part of another one.
        self._spellings = sorted(spellings, key=len, reverse=True)

    def clean(self, text: str) -> str:
        """Return the text with every secret replaced."""
        for spelling in self._spellings:
            text = text.replace(spelling, _STRUCK)
        return text
