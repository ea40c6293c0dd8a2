"""Filters: which of them the ATS applies by itself, and how it is asked to."""

import re
from typing import Any

import attrs

from unified_ats.errors import NotFoundError
from unified_ats.generic.mapping.calls import Filter, ListCall, ReadCall
from unified_ats.generic.mapping.document import ATSMapping
from unified_ats.generic.mapping.fields import given
from unified_ats.generic.records import written
from unified_ats.http import placeholders
from unified_ats.resources import Query

__all__ = ["check_job_id", "exactness", "narrowed", "sent_id"]

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
"""Ids that are numbers, each written in one way only."""


def check_job_id(mapping: ATSMapping, value: str) -> None:
    """Look whether an id is one that a job may have; an ATS may say no more than that it is wrong.

    Raises:
        NotFoundError: all its ids are numbers, and this is none.
    """
    if mapping.numeric_ids and not _NUMBER.fullmatch(value):
        raise NotFoundError(
            f"generic: there is no job {value!r}: ids of this ATS are numbers", provider="generic"
        )


def sent_id(mapping: ATSMapping, call: ReadCall, value: str) -> str | int:
    """Return an id as a parameter: in a body, ids that are numbers are sent as such."""
    numeric = mapping.numeric_ids and call.send == "body" and _NUMBER.fullmatch(value)
    return int(value) if numeric else value


def exactness(part: Any) -> tuple[frozenset[str], frozenset[str]]:
    """Return the filters that the ATS applies exactly, and those that are checked here as well."""
    if part.list is None:
        return frozenset(), frozenset()
    found = given(part.filters)
    native = {name for name, each in found.items() if _is_exact(name, each, part)}
    return frozenset(native), frozenset(found.keys() - native)


def _is_exact(name: str, each: Filter, part: Any) -> bool:
    """Whether all that comes was asked for.

    It is not where an ATS takes one status at a time, or narrows to outer records, or where the
    stage tells more than the status.
    """
    staged = getattr(part.fields, "stage", None) is not None
    loose = name == "status" and (each.several is None or staged)
    return each.exact and not loose and part.list.nested is None


def narrowed(
    resource: Any, part: Any, query: Query
) -> tuple[ListCall, dict[str, Any], dict[str, Any]]:
    """Return the call of a list, what its path is filled with, and its parameters.

    Raises:
        UnsupportedError: the ATS has no word for a status, or lists by something else only.
    """
    asked = {name: getattr(query, name) for name in query.active()}
    if "job_id" in asked:
        check_job_id(resource.mapping, asked["job_id"])
    found = {name: each for name, each in given(part.filters).items() if name in asked}
    call = part.list
    for each in found.values():
        if each.path is not None:
            call = attrs.evolve(call, path=each.path, paging=each.paging or call.paging)
    missing = placeholders(call.path) - asked.keys()
    if missing:
        names = ", ".join(sorted(missing))
        raise resource.unsupported("list", f"without {names}: it has no list of all")
    params = {
        each.param: value
        for name, each in found.items()
        if each.param and (value := _word(resource, part, name, each, asked[name])) is not None
    }
    return call, asked, params


def _word(resource: Any, part: Any, name: str, each: Filter, value: Any) -> Any:
    if name == "updated_after":
        return written(value, each.format)
    if name == "job_id":
        return sent_id(resource.mapping, part.list, value)
    if name != "status":
        return value
    words = sorted(word for word, status in part.statuses.items() if status in value)
    wordless = sorted(value - {part.statuses[word] for word in words})
    if each.several is None:
        return words[0] if len(words) == 1 and not wordless else None
    if wordless and _is_exact(name, each, part):
        hint = "it has no word for that status"
        raise resource.unsupported(f"list(status={wordless[0]})", hint)
    if wordless:
        return None
    return ",".join(words) if each.several == "comma" else words
