"""``Link`` headers (RFC 8288), with which some vendors say where the next page is."""

from collections.abc import Mapping

import requests

__all__ = ["next_link"]


def next_link(headers: Mapping[str, str]) -> str | None:
    """Return the address that ``Link: <…>; rel="next"`` names; ``None`` when there is no next."""
    links = requests.utils.parse_header_links(headers.get("Link", ""))
    return next((link["url"] for link in links if "next" in link.get("rel", "").split()), None)
