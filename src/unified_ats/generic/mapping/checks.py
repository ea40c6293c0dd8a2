"""What the parts of a mapping must be to each other, which no type can say."""

from collections.abc import Iterator, Mapping
from typing import Any

from unified_ats.generic.mapping.calls import (
    Call,
    CreateCall,
    Filter,
    GetCall,
    ListCall,
    ReadCall,
    WriteCall,
)
from unified_ats.generic.mapping.document import ATSMapping
from unified_ats.generic.mapping.expression import Expression
from unified_ats.generic.mapping.fields import given
from unified_ats.generic.mapping.proofs import written_out
from unified_ats.http import placeholders
from unified_ats.settings import http_url

__all__ = ["check"]

Found = Iterator[tuple[str, str]]
"""Keys, and what is wrong with them."""
_NEW = ("name", "email", "phone", "resume_url", "job_id")
_NOT_IN_PATHS = {"phone", "resume_url", "candidate"}
"""What a body sees and no path can hold: it may be missing, or is no text."""
_IN_PATHS = {"email", "job_id"}
"""Filters whose values can stand in a path."""
_FORMATS = ("iso", "ms", "seconds", "date")


def check(mapping: ATSMapping) -> dict[str, str]:
    """Return what is wrong between the parts of a mapping, by key."""
    found = [
        *_address(mapping),
        *written_out(mapping, _calls(mapping)),
        *_numbers(mapping),
        *_lists(mapping),
        *_lookups(mapping),
    ]
    for at, call in _reads(mapping):
        if call.send == "body" and call.method == "GET":
            problem = "found 'body' with the method GET; expected the method POST"
            found.append((f"{at}.send", problem))
    for name, part in mapping.parts():
        found += _filters(name, part)
        if part.get is not None:
            found += _get(f"{name}.get", part.get)
    if mapping.candidates is not None and mapping.candidates.create is not None:
        found += _create(mapping.candidates.create)
    if not [*mapping.parts()]:
        found.append(
            ("jobs", "is missing; expected at least one of jobs, candidates, applications")
        )
    return dict(found)


def _address(mapping: ATSMapping) -> Found:
    """Find an address that is none, as far as it does not stand in a variable."""
    text = mapping.base_url.text
    if text.startswith("${"):
        return
    try:  # a number can stand in a host as well as for a port
        http_url(mapping.base_url.fill(dict.fromkeys(mapping.base_url.variables(), "1")))
    except ValueError as error:
        yield "base_url", f"found a value that {error}"


def _numbers(mapping: ATSMapping) -> Found:
    limits = mapping.limits
    numbers: dict[str, float | None] = {
        "limits.requests": limits.requests,
        "limits.seconds": limits.seconds,
        "limits.concurrent": limits.concurrent,
        "paging.max_per_page": mapping.paging.max_per_page,
    }
    for at, call in _all_lists(mapping):
        if call.paging is not None:
            numbers[f"{at}.paging.max_per_page"] = call.paging.max_per_page
    for at, number in numbers.items():
        if number is not None and not number > 0:
            yield at, f"found {number}; expected a number above 0"
    for code, status in mapping.errors.statuses.items():
        if not 400 <= status < 600:
            yield f"errors.statuses.{code}", f"found {status}; expected a status from 400 to 599"


def _reads(mapping: ATSMapping) -> Iterator[tuple[str, ReadCall]]:
    yield from _all_lists(mapping)
    for name, part in mapping.parts():
        if part.get is not None:
            yield f"{name}.get", part.get
    create = mapping.candidates.create if mapping.candidates is not None else None
    if create is not None and create.find is not None:
        yield "candidates.create.find", create.find


def _calls(mapping: ATSMapping) -> Iterator[tuple[str, Call]]:
    yield from _reads(mapping)
    create = mapping.candidates.create if mapping.candidates is not None else None
    if create is not None:
        yield "candidates.create", create
        if create.apply is not None:
            yield "candidates.create.apply", create.apply


def _lists(mapping: ATSMapping) -> Found:
    for at, call in _all_lists(mapping):
        pages = call.paging or mapping.paging
        if pages.counted and call.items.plain is None:
            why = "a page that leaves records out looks like the last one"
            problem = f"found {call.items.text!r}; expected a plain path such as 'data.jobs': {why}"
            yield f"{at}.items", problem


def _all_lists(mapping: ATSMapping) -> Iterator[tuple[str, ListCall]]:
    for name, part in mapping.parts():
        if part.list is not None:
            yield f"{name}.list", part.list
    for name, table in mapping.lookups.items():
        if table.list is not None:
            yield f"lookups.{name}.list", table.list


def _lookups(mapping: ATSMapping) -> Found:
    for name, table in mapping.lookups.items():
        if (table.list is None) == (table.answer is None):
            yield f"lookups.{name}", "expected either list or answer"
        if table.list is not None:
            yield from _placeholders(f"lookups.{name}.list.path", table.list.path, ())
    for name, part in mapping.parts():
        for own, use in part.lookups.items():
            if use.table not in mapping.lookups:
                known = ", ".join(sorted(mapping.lookups)) or "none"
                yield (
                    f"{name}.lookups.{own}.table",
                    f"found {use.table!r}; expected a table of [lookups]: {known}",
                )
        for key, expression in _on_records(part):
            yield from _seen(f"{name}.{key}", expression, part.lookups)


def _on_records(part: Any) -> Iterator[tuple[str, Expression]]:
    """Return the expressions that see a record, and what was looked up for it."""
    yield from ((f"fields.{field}", each) for field, each in given(part.fields).items())
    if getattr(part, "stage_kind", None) is not None:
        yield "stage_kind", part.stage_kind


def _seen(at: str, expression: Expression, uses: Mapping[str, Any]) -> Found:
    for path in expression.paths():
        if path[:1] == ("lookups",) and len(path) > 1 and path[1] not in uses:
            known = ", ".join(sorted(uses)) or "none"
            yield at, f"found lookups.{path[1]}; expected one of the lookups here: {known}"


def _filters(name: str, part: Any) -> Found:
    found = given(part.filters)
    for word, each in found.items():
        at = f"{name}.filters.{word}"
        yield from _filter(at, word, each)
        if word == "status" and each.param is not None and not part.statuses:
            yield at, f"expected a table [{name}.statuses] with the words to send"
    placed = [word for word, each in found.items() if each.path is not None]
    for word in placed[1:]:
        yield f"{name}.filters.{word}.path", f"is one too many: {placed[0]} has a path already"
    if part.list is not None:
        yield from _placeholders(f"{name}.list.path", part.list.path, tuple(given(part.filters)))


def _filter(at: str, word: str, each: Filter) -> Found:
    if each.param is None and each.path is None and each.exact:
        yield at, "expected a param or a path, or exact = false to have it checked here"
    if each.path is not None:
        wrong = [*_placeholders(f"{at}.path", each.path, (word,) if word in _IN_PATHS else ())]
        yield from wrong
        if not wrong and each.param is None and each.exact and f"{{{word}}}" not in each.path:
            yield f"{at}.path", f"found {each.path!r}; expected {{{word}}} in it, or a param"
    if each.paging is not None and each.path is None:
        yield f"{at}.paging", "is of use only with path, whose pages it is about"
    if each.format not in _FORMATS and "%" not in each.format:
        known = ", ".join(_FORMATS)
        expected = f"expected one of {known}, or a pattern such as '%Y-%m-%d'"
        yield f"{at}.format", f"found {each.format!r}; {expected}"


def _get(at: str, call: GetCall) -> Found:
    wrong = [*_placeholders(f"{at}.path", call.path, ("id",))]
    yield from wrong
    if not wrong and ("{id}" in call.path) == (call.id_param is not None):
        yield at, "expected either {id} in the path or id_param"


def _create(call: CreateCall) -> Found:
    at = "candidates.create"
    if call.find is not None and call.apply is None:
        yield f"{at}.find", "is of use only with apply, which takes whom it finds"
    if call.find is not None:
        yield from _placeholders(f"{at}.find.path", call.find.path, ())
    if call.apply is not None:
        yield from _write(f"{at}.apply", call.apply, (*_NEW, "candidate_id", "candidate"))
    yield from _write(at, call, _NEW)


def _write(at: str, call: WriteCall, names: tuple[str, ...]) -> Found:
    certain = tuple(name for name in names if name not in _NOT_IN_PATHS)
    yield from _placeholders(f"{at}.path", call.path, certain)
    if call.files and call.format != "multipart":
        yield f"{at}.files", f"found format {call.format!r}; expected 'multipart'"
    for key, part in call.body.items() if call.format != "json" else ():
        if isinstance(part, Mapping | list):
            yield f"{at}.body.{key}", f"expected a single value, as in every {call.format} body"
    for key, text in _leaves(f"{at}.body", call.body):
        try:
            expression = Expression(text)
        except ValueError as error:
            yield key, f"found {text!r}, which {error}"
            continue
        for path in expression.paths():
            if path[0] not in names:
                fixed = "or a fixed text in quotes of its own, such as \"'applied'\""
                known = ", ".join(names)
                yield key, f"found {path[0]!r}; expected an expression over {known}, {fixed}"


def _leaves(at: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(f"{at}.{name}", each)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _leaves(f"{at}[{index}]", each)


def _placeholders(at: str, path: str, names: tuple[str, ...]) -> Found:
    try:
        found = placeholders(path)
    except ValueError as error:
        yield at, f"found {path!r}, which {error}"
        return
    for name in found - set(names):
        known = ", ".join(f"{{{each}}}" for each in names)
        yield at, f"found {{{name}}}; expected {f'only {known}' if known else 'no braces'}"
