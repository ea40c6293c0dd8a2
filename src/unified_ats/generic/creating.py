"""Creating a candidate and applying them to a job, in one call or in two."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from unified_ats.errors import (
    ArgumentError,
    ATSError,
    BadResponseError,
    FileError,
    NotFoundError,
)
from unified_ats.generic.calling import list_in, read
from unified_ats.generic.mapping.calls import CreateCall, FindCall, WriteCall
from unified_ats.generic.mapping.expression import Expression
from unified_ats.http import File, Response, Transport, fetch_file, placeholders
from unified_ats.resources import Candidate, CreatedCandidate, NewCandidate

__all__ = ["KNOWN", "Creator"]

KNOWN = "the ATS has a candidate with this address already and keeps what it has of them"

_IDS = (("job_id",), ("candidate_id",))
Scope = dict[str, Any]
"""What the expressions of a body see."""
ToCandidates = Callable[[list[Any], list[str], Any], list[Candidate]]


class Creator:
    """Creates candidates as a mapping says.

    Args:
        call: the endpoint, with those it needs besides.
        http: the transport.
        to_candidates: turns the ATS's records, with their paths in the answer and that, into ours.
    """

    def __init__(self, call: CreateCall, http: Transport, to_candidates: ToCandidates) -> None:
        self._call = call
        self._http = http
        self._to_candidates = to_candidates

    def create(self, new: NewCandidate) -> CreatedCandidate:
        """Create a person, unless the ATS has them, and apply them to the job."""
        scope: Scope = {**attrs.asdict(new), "candidate_id": None, "candidate": None}
        known = self._find(self._call.find, new.email) if self._call.find else None
        if known is not None and self._call.apply is not None:
            application_id, warnings = self._apply(self._call.apply, scope, known)
            return CreatedCandidate(
                candidate=known, application_id=application_id, warnings=[KNOWN, *warnings]
            )
        return self._create(new, scope)

    def _create(self, new: NewCandidate, scope: Scope) -> CreatedCandidate:
        response, warnings = _send(self._http, self._call, scope)
        answer = response.json()
        created = self._created(response, answer)
        warnings += _lost(new, created, self._call)
        application_id = _id(self._call, answer)
        if self._call.apply is not None:
            try:
                application_id, further = self._apply(self._call.apply, scope, created)
                warnings += further
            except ATSError as error:  # the candidate is there: to raise would be to lose them
                maybe = "perhaps " if error.in_doubt else ""
                warnings.append(
                    f"the candidate was created, and {maybe}not applied to the job: {error.message}"
                )
        return CreatedCandidate(candidate=created, application_id=application_id, warnings=warnings)

    def _created(self, response: Response, answer: Any) -> Candidate:
        """Return whom the ATS created.

        Raises:
            BadResponseError: they cannot be read, or what they refer to cannot. No error may look
                as if nobody had been created: who then tries again would create them twice.
        """
        record = self._call.record
        try:
            (found,) = self._to_candidates([record.find(answer)], [record.where], answer)
        except ATSError as error:
            failure = response.unreadable(
                f"a candidate who was created, and who cannot be read: {error.message}"
            )
        else:
            return found
        raise failure

    def _find(self, call: FindCall, email: str) -> Candidate | None:
        """Return whom the ATS knows by an address; searches that only resemble are looked over."""
        answer = read(self._http, call, {}, {call.email: email}).json()
        found = list_in(answer, call.items)
        where = [f"{call.items.where}[{index}]" for index in range(len(found))]
        people = self._to_candidates(found, where, answer)
        wanted = email.casefold()
        for record, person in zip(found, people, strict=True):
            known = [person.email] if call.emails is None else list_in(record, call.emails)
            if wanted in {str(each).casefold() for each in known}:
                return person
        return None

    def _apply(
        self, call: WriteCall, scope: Scope, person: Candidate
    ) -> tuple[str | None, list[str]]:
        applied = {**scope, "candidate_id": person.id, "candidate": person.raw}
        response, warnings = _send(self._http, call, applied)
        return (_id(call, response.json()) if call.application_id else None), warnings


def _send(http: Transport, call: WriteCall, scope: Scope) -> tuple[Response, list[str]]:
    """Send a call that writes; return the answer, and a warning for each file that is missing."""
    ids = {name: str(scope[name]) for name in placeholders(call.path)}
    files, warnings = _files(http, call, scope)
    body = _built(call.body, scope) or {}
    sent: dict[str, Any] = {"json": body}
    if call.format != "json":
        sent = {"form": {name: _written(value) for name, value in body.items()}}
    if call.format == "multipart":
        sent["files"] = files
    return http.request(call.method, call.path, ids, params=call.params, **sent), warnings


def _files(http: Transport, call: WriteCall, scope: Scope) -> tuple[dict[str, File], list[str]]:
    files: dict[str, File] = {}
    warnings: list[str] = []
    for name, expression in call.files.items():
        address = expression.find(scope)
        if address:
            try:
                files[name] = fetch_file(str(address), options=http.options)
            except FileError as error:
                warnings.append(f"{name} was not sent: {error.message}")
    return files, warnings


def _built(template: Any, scope: Scope) -> Any:
    """Return a body with the values of its expressions; what has none is left out."""
    if isinstance(template, str):
        return _value(Expression(template), scope)
    if isinstance(template, Mapping):
        built = {name: _built(each, scope) for name, each in template.items()}
        return {name: value for name, value in built.items() if value is not None} or None
    if isinstance(template, list):
        return [value for each in template if (value := _built(each, scope)) is not None] or None
    return template


def _value(expression: Expression, scope: Scope) -> Any:
    """Return what an expression finds; it has to find an id that it looks at.

    Without one a person would be created who applies to nothing.

    Raises:
        ArgumentError: it cannot take what was given; nothing was sent.
        NotFoundError: the id is not of the form that ids of this ATS have.
    """
    names = ", ".join(sorted({path[0] for path in expression.paths() if path}))
    try:
        value = expression.find(scope)
    except BadResponseError:
        problem = f"does not fit the mapping's expression {expression.text!r}"
        raise ArgumentError({names: problem}, provider="generic") from None
    if value is None and any(path[:1] in _IDS for path in expression.paths()):
        raise NotFoundError(
            f"generic: {expression.text} finds nothing in the id: this ATS has none of that form",
            provider="generic",
        )
    return value


def _written(value: Any) -> str:
    """Write a value as forms hold it; what is true or false, as in parameters."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _id(call: WriteCall, answer: Any) -> str | None:
    found = None if call.application_id is None else call.application_id.find(answer)
    return None if found is None else str(found)


def _lost(new: NewCandidate, created: Candidate, call: CreateCall) -> list[str]:
    """Return a warning for what the mapping does not send, and for what the ATS did not take."""
    calls: list[WriteCall] = [call, *filter(None, [call.apply])]
    said = [Expression(text) for each in calls for text in _texts([each.body])]
    said += [expression for each in calls for expression in each.files.values()]
    sent = {path[0] for expression in said for path in expression.paths() if path}
    unsent = [name for name in ("phone", "resume_url") if name not in sent and getattr(new, name)]
    warnings = [f"{name} was not sent: the mapping has no place for it" for name in unsent]
    kept = {name for name in call.echoed if name not in unsent}
    return warnings + [each for each in new.missing_in(created) if each.split()[0] in kept]


def _texts(parts: Any) -> list[str]:
    if isinstance(parts, str):
        return [parts]
    inner = parts.values() if isinstance(parts, Mapping) else parts
    return (
        [text for each in inner for text in _texts(each)]
        if isinstance(parts, Mapping | list)
        else []
    )
