"""What a request asked for."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.http.stub import Answer, Seen, Stub

__all__ = ["asked", "body", "jobs", "paths"]


def asked(seen: Seen) -> dict[str, Any]:
    """Return the query of a request; a parameter that came once is a text."""
    found = parse_qs(urlsplit(seen.target).query, keep_blank_values=True)
    return {name: values if values[1:] else values[0] for name, values in found.items()}


def body(seen: Seen) -> Any:
    """Return the JSON that a request held."""
    return json.loads(seen.body)


def paths(stub: Stub) -> list[str]:
    """Return the path of each request so far."""
    return [seen.target.partition("?")[0] for seen in stub.seen]


def jobs(*ids: object, **more: Any) -> Answer:
    """Return an answer that lists jobs."""
    return Answer(json_body={"jobs": [{"id": each} for each in ids], **more})
