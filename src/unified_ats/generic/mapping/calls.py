"""Parts of a mapping file: the calls that an ATS takes."""

from collections.abc import Mapping
from typing import Any, Literal

import attrs

from unified_ats.generic.mapping.expression import Expression
from unified_ats.generic.mapping.paging import Paging

__all__ = [
    "ApplyCall",
    "Call",
    "CreateCall",
    "Filter",
    "FindCall",
    "GetCall",
    "ListCall",
    "Lookup",
    "ReadCall",
    "WriteCall",
]

Value = str | int | float | bool | list[Any]
"""What a fixed parameter can be."""
WHOLE = Expression("@")
ID = Expression("id")
Method = Literal["GET", "POST", "PUT", "PATCH"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Call:
    """One endpoint.

    Attributes:
        path: below the base URL, such as ``/jobs/{job_id}/candidates``; what is in braces is
            filled in.
        params: fixed parameters.
    """

    path: str
    params: Mapping[str, Value] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ReadCall(Call):
    """An endpoint that reads.

    Attributes:
        method: of HTTP. A ``POST`` that reads is sent again after a failure, as a ``GET`` is.
        send: where parameters go: into the query, or into a JSON body, as RPC-like APIs want it.
    """

    method: Method = "GET"
    send: Literal["query", "body"] = "query"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Filter:
    """How a list is narrowed.

    Attributes:
        param: parameter that narrows it; none when only ``path`` does, or nothing but the check.
        path: path of the list so narrowed, such as ``/jobs/{job_id}/applications``.
        paging: of the list at that path, where it differs.
        exact: false when the ATS lets more through than is asked for, such as times that are equal
            to the bound, or names that only resemble. What it lets through is then checked here,
            and such a list has no total.
        format: how a time is written: as ISO-8601, in milliseconds or seconds since 1970, as a
            date, or as a pattern such as ``%Y-%m-%d %H:%M:%S``.
        several: how several words are sent: with commas between them, or as one parameter
            repeated. Without it one word is sent, and of several none.
    """

    param: str | None = None
    path: str | None = None
    paging: Paging | None = None
    exact: bool = True
    format: str = "iso"
    several: Literal["comma", "repeat"] | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ListCall(ReadCall):
    """The endpoint of a list.

    Attributes:
        items: where the records are in an answer.
        nested: where the records are in each of those, when they come inside others, as
            applications inside their candidates; the outer one is then ``parent``.
        paging: where it is not that of the whole mapping.
    """

    items: Expression
    nested: Expression | None = None
    paging: Paging | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class GetCall(ReadCall):
    """The endpoint of one record, whose id is ``{id}`` in the path, or else a parameter.

    Attributes:
        id_param: parameter that carries the id, when the path does not.
        record: where the record is in the answer.
    """

    id_param: str | None = None
    record: Expression = WHOLE


@attrs.frozen(kw_only=True, eq=False, repr=False)
class FindCall(ReadCall):
    """The endpoint that finds people by their address.

    Attributes:
        email: parameter that carries the address.
        items: where the people are in the answer.
        emails: where each of them has all their addresses; without it the one that our field has
            is compared. Somebody whose address only resembles is not taken.
    """

    email: str
    items: Expression
    emails: Expression | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class WriteCall(Call):
    """An endpoint that writes.

    Expressions of its body see ``name``, ``email``, ``phone``, ``resume_url`` and ``job_id`` of
    the new candidate.

    Attributes:
        method: of HTTP.
        format: of the body: ``json``, ``form`` (as HTML forms send it) or ``multipart``.
        body: the body, in the shape that the ATS wants it. Each text in it is an expression; a
            fixed text is quoted once more, as in ``"'applied'"``. What finds nothing is left out.
        files: files to upload with it, by the name of their field: expressions for the addresses
            to fetch them from. Only ``multipart`` has them.
        application_id: where the id of the application is in the answer.
    """

    method: Method = "POST"
    format: Literal["json", "form", "multipart"] = "json"
    body: Mapping[str, Any] = attrs.field(factory=dict)
    files: Mapping[str, Expression] = attrs.field(factory=dict)
    application_id: Expression | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ApplyCall(WriteCall):
    """The endpoint that applies a candidate to a job, when that is a call of its own.

    Its expressions see ``candidate_id`` and ``candidate``, the ATS's record, too.
    """


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CreateCall(WriteCall):
    """The endpoint that creates a candidate.

    Attributes:
        record: where the candidate is in the answer.
        echoed: our fields that the answer shows as they were sent; one that comes back otherwise,
            because the ATS kept what it had, is told in a warning.
        find: looks first whether the ATS knows the address; the person it has is then applied.
        apply: applies the candidate to the job, when creating does not.
    """

    record: Expression = WHOLE
    echoed: list[Literal["name", "phone", "resume_url"]] = attrs.field(
        factory=lambda: ["name", "phone"]
    )
    find: FindCall | None = None
    apply: ApplyCall | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Lookup:
    """Records that others refer to by id: another list, or what comes along in the same answer.

    Attributes:
        list: the list to look in.
        answer: where they are in the answer that refers to them, as in JSON:API's ``included``.
        id: the id of each.
        ids: parameter of the list that asks for some ids only; without it, all of it is read.
        several: how several ids are sent.
    """

    list: ListCall | None = None
    answer: Expression | None = None
    id: Expression = ID
    ids: str | None = None
    several: Literal["comma", "repeat"] = "comma"
