"""Multipart bodies, in the spellings that clients of Lever use for lists.

`emails[]` or a repeated `emails`; `phones[]` with an object in JSON, or `phones[0][value]`. Which
of these Lever prefers is unconfirmed.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from werkzeug.wrappers import Request

from unified_ats_lever.sandbox.wire import Refusal, Row

__all__ = ["fields_of", "files_of"]

_NAME = re.compile(r"(?P<field>\w+)(?:\[(?P<place>\d*)\])?(?:\[(?P<inner>\w+)\])?")
_KINDS = {"resumeFile": "resumes", "files[]": "files", "files": "files"}


def fields_of(request: Request, *, lists: Collection[str]) -> Row:
    """Return the fields of a multipart body as those of an object.

    Raises:
        Refusal: 400 when the name of a part cannot be read.
    """
    found: Row = {}
    objects: defaultdict[str, defaultdict[str, Row]] = defaultdict(lambda: defaultdict(dict))
    for name, values in request.form.lists():
        match = _NAME.fullmatch(name)
        if match is None:
            raise Refusal(400, f"{name} is not a field here")
        field, place, inner = match["field"], match["place"], match["inner"]
        if inner is not None:
            objects[field][place or ""][inner] = values[-1]
        elif field in lists:
            found.setdefault(field, []).extend(map(_read, values))
        else:
            found[field] = _number(values[-1]) if field == "createdAt" else values[-1]
    for field, placed in objects.items():
        found.setdefault(field, []).extend(placed[place] for place in sorted(placed))
    return found


def files_of(request: Request) -> Iterator[tuple[str, str, bytes]]:
    """Yield what files come with a body: `resumes` or `files`, the name, and the content."""
    for part, files in request.files.lists():
        if part not in _KINDS:
            raise Refusal(400, f"{part} is not a file here")
        for file in files:
            yield _KINDS[part], file.filename or "file", file.read()


def _read(value: str) -> Any:
    """Return an object that is written in JSON, or the text as it is."""
    if not value.startswith("{"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _number(value: str) -> Any:
    return int(value) if value.isdecimal() else value
