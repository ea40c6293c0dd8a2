"""Small mapping files: a snippet of TOML, laid over the smallest mapping there is."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

__all__ = ["APPLICATIONS", "CANDIDATES", "small"]

_SMALLEST = """
title = "Small"
base_url = "${ATS_BASE_URL}"

[auth]
kind = "bearer"
token = "${ATS_API_KEY}"

[paging]
kind = "none"

[jobs.list]
path = "/jobs"
items = "jobs"

[jobs.fields]
id = "id"
title = "title"
"""
CANDIDATES = """
[candidates.list]
path = "/candidates"
items = "people"

[candidates.fields]
id = "id"
name = "name"
email = "email"
phone = "phone"
"""
APPLICATIONS = """
[applications.list]
path = "/applications"
items = "applications"

[applications.fields]
id = "id"
candidate_name = "name"
job_id = "job_id"
status = "status"
stage = "stage"
"""


def small(*snippets: str) -> str:
    """Return the text of a mapping file: the smallest one, with snippets laid over it.

    A table that says its kind takes the place of the one there; other tables are added to.
    """
    tables: dict[str, Any] = {}
    for snippet in (_SMALLEST, *snippets):
        tables = _laid(tables, tomllib.loads(snippet))
    return "\n".join(f"{json.dumps(name)} = {_toml(value)}" for name, value in tables.items())


def _laid(under: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        name: _laid(under[name], value)
        for name, value in over.items()
        if isinstance(value, dict) and isinstance(under.get(name), dict) and "kind" not in value
    }
    return {**under, **over, **both}


def _toml(value: Any) -> str:
    """Write a value on one line, as TOML wants it: strings, numbers and truths are as in JSON."""
    if isinstance(value, dict):
        inner = (f"{json.dumps(name)} = {_toml(each)}" for name, each in value.items())
        return f"{{ {', '.join(inner)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
