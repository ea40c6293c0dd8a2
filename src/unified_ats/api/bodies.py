"""JSON bodies: strict, bounded, and every wrong field named at once."""

import json
import re
from collections import Counter
from typing import Any

from unified_ats.api.messages import Request
from unified_ats.api.problems import TOO_LARGE, WRONG_TYPE, RequestError
from unified_ats.errors import ArgumentError

__all__ = ["MAX_BODY", "read_object"]

MAX_BODY = 1_000_000
"""Bytes."""

_JSON_TYPE = re.compile(r"application/([\w.!#$&^-]+\+)?json", re.ASCII | re.IGNORECASE)


def read_object(request: Request) -> dict[str, Any]:
    """Return the JSON object that a request carries.

    Raises:
        RequestError: the body is too large, or not declared as JSON.
        ArgumentError: it is not a JSON object, or names a field twice.
    """
    if len(request.body) > MAX_BODY:
        raise RequestError(TOO_LARGE, f"The body has more than {MAX_BODY} bytes")
    media_type = request.headers.get("content-type", "").partition(";")[0].strip()
    if not _JSON_TYPE.fullmatch(media_type):
        raise RequestError(WRONG_TYPE, "Send the body as JSON, with Content-Type: application/json")
    found = _parse(request.body)
    if not isinstance(found, dict):
        raise ArgumentError({"body": "is not a JSON object"})
    return found


def _parse(body: bytes) -> Any:
    try:
        return json.loads(
            body.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse
        )
    except ArgumentError:
        raise
    except json.JSONDecodeError as error:
        problem = f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except UnicodeDecodeError:
        problem = "is not UTF-8"
    except RecursionError:
        problem = "is nested too deeply"
    except ValueError:  # a number of thousands of digits
        problem = "has a number that is too long"
    raise ArgumentError({"body": problem})


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    counts = Counter(name for name, _ in pairs)
    twice = {name: "is given more than once" for name, count in counts.items() if count > 1}
    if twice:
        raise ArgumentError(twice)
    return dict(pairs)


def _refuse(word: str) -> Any:
    raise ArgumentError({"body": f"is not JSON: it has no number {word}"})
