"""Striking secrets out of what a vendor sent, before a person or a log may see it."""

import html
import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

__all__ = ["Redactor"]

_STRUCK = "[secret]"


def _spellings(secret: str) -> tuple[str, ...]:
    in_urls = (quote(secret, safe=""), quote(secret), quote_plus(secret))
    return (secret, json.dumps(secret)[1:-1], html.escape(secret), *in_urls)


class Redactor:
    """Replaces each secret, however a vendor echoes it: plain, in JSON, in HTML or in a URL."""

    def __init__(self, secrets: Iterable[str]) -> None:
        spellings = {spelling for secret in secrets if secret for spelling in _spellings(secret)}
        # Longest first: a secret may be part of another one.
        self._spellings = sorted(spellings, key=len, reverse=True)

    def clean(self, text: str) -> str:
        """Return the text with every secret replaced."""
        for spelling in self._spellings:
            text = text.replace(spelling, _STRUCK)
        return text
