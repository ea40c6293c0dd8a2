"""Cursors of ours as somebody else could write them."""

import base64
import json
from typing import Any

__all__ = ["forged", "inside"]


def inside(cursor: str | None) -> list[Any]:
    """Return what a cursor holds."""
    assert cursor is not None
    found: list[Any] = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    return found


def forged(cursor: str | None, old: str, new: str) -> str:
    """Return a cursor with another token of the vendor's in it."""
    state = inside(cursor)
    state[state.index(old)] = new
    return base64.urlsafe_b64encode(json.dumps(state).encode()).decode().rstrip("=")
