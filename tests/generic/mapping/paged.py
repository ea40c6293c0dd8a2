"""A list of jobs on the scripted server, cut into pages as each kind of paging has it."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from tests.generic.mapping.asked import asked, body
from tests.http.stub import Answer, Seen, Stub

__all__ = ["KINDS", "Kind", "show"]

SIZE = 3
"""The largest page there is."""
Cut = Callable[[Mapping[str, Any], list[Any], Stub], Answer]
"""From what was asked for and the records to an answer."""


@attrs.frozen
class Kind:
    """A kind of paging: how a mapping says it, and how a server does it."""

    mapping: str
    cut: Cut
    asked: Callable[[Seen], Mapping[str, Any]] = asked


def show(stub: Stub, kind: Kind, ids: list[int]) -> None:
    """Let the server have a list of jobs, a vendor's record each."""
    records = [{"id": each} for each in ids]

    def answer(handler: Any) -> None:
        kind.cut(kind.asked(stub.seen[-1]), records, stub)(handler)

    stub.script(answer)


def _slice(asked: Mapping[str, Any], records: list[Any], start: int) -> tuple[list[Any], int]:
    """Return a page, and where the next one begins, 0 when there is none."""
    size = int(asked.get("size", SIZE))
    assert 1 <= size <= SIZE
    end = start + size
    return records[start:end], end if end < len(records) else 0


def _page(asked: Mapping[str, Any], records: list[Any], stub: Stub) -> Answer:
    start = (int(asked["page"]) - 1) * int(asked.get("size", SIZE))
    found, after = _slice(asked, records, start)
    return Answer(json_body={"jobs": found, "count": len(records), "more": bool(after)})


def _page_from_0(asked: Mapping[str, Any], records: list[Any], stub: Stub) -> Answer:
    return _page({**asked, "page": int(asked["page"]) + 1}, records, stub)


def _offset(asked: Mapping[str, Any], records: list[Any], stub: Stub) -> Answer:
    found, after = _slice(asked, records, int(asked["offset"]))
    return Answer(json_body={"jobs": found, "count": len(records), "more": bool(after)})


def _cursor(asked: Mapping[str, Any], records: list[Any], stub: Stub) -> Answer:
    found, after = _slice(asked, records, int(str(asked.get("cursor", "at-0"))[3:]))
    token = f"at-{after or len(records)}"
    return Answer(json_body={"jobs": found, "next": token, "more": bool(after)})


def _last_cursor(asked: Mapping[str, Any], records: list[Any], stub: Stub) -> Answer:
    found, after = _slice(asked, records, int(asked.get("cursor", 0)))
    return Answer(json_body={"jobs": found, "next": after or None})


def _next_url(asked: Mapping[str, Any], records: list[Any], stub: Stub) -> Answer:
    found, after = _slice(asked, records, int(asked.get("since", 0)))
    address = f"https://elsewhere.example.com/v1/jobs?since={after}&size={asked.get('size', SIZE)}"
    return Answer(json_body={"jobs": found, "next": address if after else None})


def _link(asked: Mapping[str, Any], records: list[Any], stub: Stub) -> Answer:
    found, after = _slice(asked, records, int(asked.get("since", 0)))
    size = asked.get("size", SIZE)
    link = f'<{stub.url}/jobs?since={after}&size={size}>; rel="next"' if after else ""
    first = f'<{stub.url}/jobs>; rel="first"'
    headers = {"Link": f"{first}, {link}" if link else first}
    return Answer(json_body={"jobs": found}, headers=headers)


def _whole(asked: Mapping[str, Any], records: list[Any], stub: Stub) -> Answer:
    assert not asked
    return Answer(json_body={"jobs": records})


def _said(kind: str, *keys: str) -> str:
    return "\n".join(("[paging]", f'kind = "{kind}"', f"max_per_page = {SIZE}", *keys))


_SIZED = 'size = "size"'
_MORE = 'more = "more"'
_TOTAL = 'total = "count"'
_NEXT = 'next = "next"'
_BODY = '[jobs.list]\nmethod = "POST"\nsend = "body"'

KINDS: Mapping[str, Kind] = {
    "page": Kind(_said("page", _SIZED), _page),
    "page, total": Kind(_said("page", _SIZED, _TOTAL), _page),
    "page, more": Kind(_said("page", _SIZED, _MORE), _page),
    "page, more, total": Kind(_said("page", _SIZED, _MORE, _TOTAL), _page),
    "page, no size": Kind(_said("page"), _page),
    "page, no size, more": Kind(_said("page", _MORE), _page),
    "page from 0": Kind(_said("page", _SIZED, "first = 0"), _page_from_0),
    "offset": Kind(_said("offset", _SIZED), _offset),
    "offset, total": Kind(_said("offset", _SIZED, _TOTAL), _offset),
    "offset, more": Kind(_said("offset", _SIZED, _MORE), _offset),
    "offset, no size": Kind(_said("offset"), _offset),
    "cursor": Kind(_said("cursor", _SIZED, _NEXT), _last_cursor),
    "cursor, no size": Kind(_said("cursor", _NEXT), _last_cursor),
    "cursor, more": Kind(_said("cursor", _SIZED, _NEXT, _MORE), _cursor),
    "cursor in the body": Kind(_said("cursor", _SIZED, _NEXT, _MORE, _BODY), _cursor, body),
    "next_url": Kind(_said("next_url", _SIZED, _NEXT), _next_url),
    "next_url, no size": Kind(_said("next_url", _NEXT), _next_url),
    "link": Kind(_said("link", _SIZED), _link),
    "link, no size": Kind(_said("link"), _link),
    "none": Kind('[paging]\nkind = "none"', _whole),
}
