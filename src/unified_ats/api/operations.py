"""What the routes do: a few lines each over the library."""

from collections.abc import Callable
from typing import Any

import attrs

from unified_ats.api.messages import Response, json_response
from unified_ats.api.route import Call
from unified_ats.resources import Page, to_dict

__all__ = ["create_candidate", "get_health", "get_provider", "list_applications", "list_jobs"]


def list_jobs(call: Call) -> Response:
    """Answer a page of jobs."""
    return _page("jobs", call.ats.jobs.list, call)


def create_candidate(call: Call) -> Response:
    """Create a candidate and apply them to a job."""
    created = call.ats.candidates.create(**attrs.asdict(call.body))
    return json_response(201, to_dict(created))


def list_applications(call: Call) -> Response:
    """Answer a page of applications."""
    return _page("applications", call.ats.applications.list, call)


def get_provider(call: Call) -> Response:
    """Answer what is behind the API and what it can do."""
    capabilities = {name: to_dict(able) for name, able in call.ats.capabilities.items()}
    payload = {"name": call.ats.name, "title": call.ats.title, "capabilities": capabilities}
    return json_response(200, payload)


def get_health(_: Call) -> Response:
    """Answer that the service runs, without asking the ATS."""
    return json_response(200, {"status": "ok"})


def _page(name: str, read: Callable[..., Page[Any]], call: Call) -> Response:
    query = {**call.query}
    raw = query.pop("include_raw", False)
    page = read(**query)
    pagination = {
        "page": page.page,
        "per_page": page.per_page,
        "total": page.total,
        **({"next_cursor": page.next_cursor} if page.next_cursor else {}),
    }
    records = [to_dict(record, raw=raw) for record in page.items]
    return json_response(200, {name: records, "pagination": pagination})
