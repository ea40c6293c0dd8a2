"""`/v0/postings/SITE`: what is published, for anybody to read and without a key.

github.com/lever/postings-api. A bare array without a total: whoever reads it goes on until a page
is not full.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape

from werkzeug.wrappers import Request, Response

from unified_ats_lever.sandbox.account import Account
from unified_ats_lever.sandbox.listing import NON_CONFIDENTIAL, grouped
from unified_ats_lever.sandbox.openings import Posting, postings
from unified_ats_lever.sandbox.wire import Row, in_json, ms

__all__ = ["NOT_FOUND", "SITE", "index", "show"]

SITE = "sandbox"
"""The name of the company's site, in this case only."""

NOT_FOUND = "Document not found"
_ALL = 10**9 - 1
_CATEGORIES = ("location", "commitment", "team", "department", "level")
_GROUPS = ("location", "commitment", "team")
_SPELLINGS = {"onsite": ("on-site", "onsite")}
"""What v0 spells as documented, or as v1 does: it was seen to do that too."""


def _refused(status: int, error: str) -> Response:
    return in_json({"ok": False, "error": error}, status)


def _published(account: Account) -> list[Posting]:
    """Return what is on the public site."""
    return [
        each
        for each in postings(account)
        if "public" in (each.channels or ()) and each.confidentiality == NON_CONFIDENTIAL
    ]


def _row(posting: Posting) -> Row:
    job = posting.job
    text = job.description or ""
    categories = posting.categories
    found: Row = {
        "id": posting.id,
        "text": job.title,
        "categories": {name: value for name, value in categories.items() if value is not None},
        "country": posting.country,
        "opening": "",
        "openingPlain": "",
        "description": f"<div>{text}</div>",
        "descriptionPlain": text,
        "descriptionBody": f"<div>{text}</div>",
        "descriptionBodyPlain": text,
        "lists": [],
        "additional": "",
        "additionalPlain": "",
        "hostedUrl": job.url,
        "applyUrl": f"{job.url}/apply",
        "workplaceType": _workplace(posting),
        "createdAt": ms(job.created_at),
    }
    return found | ({"salaryRange": posting.salary} if posting.salary else {})


def _workplace(posting: Posting) -> str:
    """Return where the work is done: one posting is spelled like this, the next like that."""
    spellings = _SPELLINGS.get(posting.workplace, (posting.workplace,))
    return spellings[posting.job.seq % len(spellings)]


def index(account: Account, request: Request, site: str) -> Response:
    """Answer `GET /v0/postings/SITE`.

    Without `mode=json`, or `application/json` in `Accept`, it is a page for people.
    """
    if site != SITE:
        return _refused(404, NOT_FOUND)
    args = request.args
    skip, limit = args.get("skip", "0"), args.get("limit", str(_ALL))
    if not re.fullmatch("[0-9]{1,9}", skip) or not re.fullmatch("[0-9]{1,9}", limit):
        return _refused(400, "skip and limit must be whole numbers")
    wanted = {name: set(args.getlist(name)) for name in _CATEGORIES if name in args}
    found = [each for each in _published(account) if _is_wanted(each, wanted)]
    page = [_row(each) for each in found[int(skip) : int(skip) + int(limit)]]
    if not _in_json_wanted(request):
        return _page(page)
    group = args.get("group")
    if group not in _GROUPS:
        return in_json(page)
    return in_json(grouped((row["categories"].get(group), row) for row in page))


def show(account: Account, _request: Request, site: str, wire: str) -> Response:
    """Answer `GET /v0/postings/SITE/POSTING-ID`, always in JSON."""
    found = (each for each in _published(account) if site == SITE and each.id == wire)
    posting = next(found, None)
    return in_json(_row(posting)) if posting else _refused(404, NOT_FOUND)


def _in_json_wanted(request: Request) -> bool:
    """Return whether JSON is asked for; the parameter counts more than the header."""
    mode = request.args.get("mode")
    return mode == "json" if mode else "application/json" in request.headers.get("Accept", "")


def _is_wanted(posting: Posting, wanted: Mapping[str, set[str]]) -> bool:
    categories = {**posting.categories, "location": posting.locations}
    return all(not words.isdisjoint(_words(categories.get(name))) for name, words in wanted.items())


def _words(value: list[str] | str | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _page(page: Iterable[Row]) -> Response:
    items = "".join(f"<li>{escape(row['text'])}</li>" for row in page)
    text = f"<!doctype html><title>Jobs</title><ul>{items}</ul>"
    return Response(text, content_type="text/html; charset=utf-8")
