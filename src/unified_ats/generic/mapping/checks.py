"""What the parts of a mapping must be to each other, which no type can say."""

from collections.abc import Iterator, Mapping
from typing import Any

from unified_ats.generic.mapping.calls import CreateCall, ListCall, WriteCall
from unified_ats.generic.mapping.document import ATSMapping
from unified_ats.generic.mapping.expression import Expression
from unified_ats.generic.mapping.fields import given
from unified_ats.generic.mapping.schemes import (
    BasicScheme,
    BearerScheme,
    HeadersScheme,
    OAuth2Scheme,
    QueryScheme,
    Scheme,
)
from unified_ats.generic.mapping.template import Template
from unified_ats.http import placeholders

__all__ = ["check"]

Found = Iterator[tuple[str, str]]
"""Keys, and what is wrong with them."""
_FILLER = 1
_NEW = ("name", "email", "phone", "resume_url", "job_id")


def check(mapping: ATSMapping) -> dict[str, str]:
    """Return what is wrong between the parts of a mapping, by key."""
    found = [*_secrets(mapping), *_lists(mapping), *_lookups(mapping)]
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


def _secrets(mapping: ATSMapping) -> Found:
    """Find what proves who is calling, written out; its value is not repeated."""
    texts = {name: text for name, text in _proofs(mapping.auth) if not text.variables()}
    for name in texts:
        yield f"auth.{name}", "is written out; expected a reference such as '${ATS_API_KEY}'"


def _proofs(auth: Scheme) -> Iterator[tuple[str, Template]]:
    match auth:
        case BearerScheme():
            yield "token", auth.token
        case BasicScheme():  # the key is the user, or the password; or both are wanted
            if len(auth.password.text) > _FILLER:
                yield "password", auth.password
            else:
                yield "user", auth.user
        case HeadersScheme():
            yield from ((f"headers.{name}", text) for name, text in auth.headers.items())
        case QueryScheme():
            yield from ((f"params.{name}", text) for name, text in auth.params.items())
        case OAuth2Scheme():
            yield "client_secret", auth.client_secret


def _lists(mapping: ATSMapping) -> Found:
    for at, call in _all_lists(mapping):
        pages = call.paging or mapping.paging
        if call.send == "body" and call.method == "GET":
            yield f"{at}.send", "found 'body' with the method GET; expected the method POST"
        if pages.numbered and call.items.plain is None:
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
    for name, part in mapping.parts():
        for own, use in part.lookups.items():
            if use.table not in mapping.lookups:
                known = ", ".join(sorted(mapping.lookups)) or "none"
                yield (
                    f"{name}.lookups.{own}.table",
                    f"found {use.table!r}; expected a table of [lookups]: {known}",
                )
        for field, expression in given(part.fields).items():
            yield from _seen(f"{name}.fields.{field}", expression, part.lookups)


def _seen(at: str, expression: Expression, uses: Mapping[str, Any]) -> Found:
    for path in expression.paths():
        if path[:1] == ("lookups",) and len(path) > 1 and path[1] not in uses:
            known = ", ".join(sorted(uses)) or "none"
            yield at, f"found lookups.{path[1]}; expected one of the lookups here: {known}"


def _filters(name: str, part: Any) -> Found:
    for word, each in given(part.filters).items():
        at = f"{name}.filters.{word}"
        if each.param is None and each.path is None and each.exact:
            yield at, "expected a param or a path, or exact = false to have it checked here"
        if each.path is not None:
            yield from _placeholders(f"{at}.path", each.path, (word,))
        if word == "status" and each.param is not None and not part.statuses:
            yield at, f"expected a table [{name}.statuses] with the words to send"
    if part.list is not None:
        yield from _placeholders(f"{name}.list.path", part.list.path, tuple(given(part.filters)))


def _get(at: str, call: Any) -> Found:
    yield from _placeholders(f"{at}.path", call.path, ("id",))
    if ("id" in placeholders(call.path)) == (call.id_param is not None):
        yield at, "expected either {id} in the path or id_param"


def _create(call: CreateCall) -> Found:
    at = "candidates.create"
    if call.find is not None and call.apply is None:
        yield f"{at}.find", "is of use only with apply, which takes whom it finds"
    if call.apply is not None:
        yield from _write(f"{at}.apply", call.apply, (*_NEW, "candidate_id", "candidate"))
    yield from _write(at, call, _NEW)


def _write(at: str, call: WriteCall, names: tuple[str, ...]) -> Found:
    yield from _placeholders(f"{at}.path", call.path, names)
    if call.files and call.format != "multipart":
        yield f"{at}.files", f"found format {call.format!r}; expected 'multipart'"
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
        known = ", ".join(f"{{{each}}}" for each in names) or "none"
        yield at, f"found {{{name}}}; expected only {known}"
