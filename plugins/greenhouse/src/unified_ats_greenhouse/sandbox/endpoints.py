"""Every endpoint of `/v3`: its method, its path, the scope it wants, and who answers it."""

from collections.abc import Callable

import attrs
from werkzeug.wrappers import Response

from unified_ats_greenhouse.sandbox import (
    application_stages,
    applications,
    applying,
    attachments,
    candidates,
    departments,
    job_board_custom_locations,
    job_interview_stages,
    job_post_locations,
    job_post_searchable_locations,
    job_posts,
    jobs,
    moves,
    notes,
    offices,
    openings,
    rejection_details,
    rejection_reasons,
    sources,
    users,
)

__all__ = ["ENDPOINTS", "LISTS", "Endpoint"]

LISTS = (
    application_stages.LIST,
    applications.LIST,
    attachments.LIST,
    candidates.LIST,
    departments.LIST,
    job_board_custom_locations.LIST,
    job_interview_stages.LIST,
    job_post_locations.LIST,
    job_post_searchable_locations.LIST,
    job_posts.LIST,
    jobs.LIST,
    notes.LIST,
    offices.LIST,
    openings.LIST,
    rejection_details.LIST,
    rejection_reasons.LIST,
    sources.LIST,
    users.LIST,
)


@attrs.frozen
class Endpoint:
    """One endpoint.

    Attributes:
        method: Its method.
        path: Its path after `/v3/`; `<int:wire>` is an id of Greenhouse's.
        scope: What a credential must be granted, without `harvest:`.
        answer: Answers it, given the account, the request and the id, where there is one.
    """

    method: str
    path: str
    scope: str
    answer: Callable[..., Response]


ENDPOINTS = (
    *(Endpoint("GET", each.name, f"{each.scope}:list", each.answer) for each in LISTS),
    Endpoint(
        "GET",
        "rejection_reasons/<int:wire>",
        "rejection_reasons:list",
        rejection_reasons.LIST.answer_one,
    ),
    Endpoint("POST", "candidates", "candidates:create", candidates.create),
    Endpoint("POST", "applications", "applications:create", applying.create),
    Endpoint("POST", "attachments", "attachments:create", attachments.create),
    Endpoint("POST", "notes", "notes:create", notes.create),
    Endpoint("POST", "applications/<int:wire>/move", "applications:move", moves.move),
    Endpoint("POST", "applications/<int:wire>/reject", "applications:reject", moves.reject),
    Endpoint("POST", "applications/<int:wire>/unreject", "applications:unreject", moves.unreject),
    Endpoint("POST", "applications/<int:wire>/hire", "applications:hire", moves.hire),
)
