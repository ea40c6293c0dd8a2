"""`/v3/job_post_locations`: where a post says that the job is, in one of three forms, or nowhere.

An office of the job takes turns: an office, free text, an entry of the board's own list, only a
searchable location, and nothing at all. A job that is done from anywhere has none.
"""

from collections.abc import Iterator, Mapping

from unified_ats.sandbox import Job, Office, checks
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import is_among, is_equal, is_word
from unified_ats_greenhouse.sandbox.ids import wire_id
from unified_ats_greenhouse.sandbox.job_posts import Post, posts_of
from unified_ats_greenhouse.sandbox.jobs import office_ids
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.wire import Row, dated

__all__ = ["FORMER", "FORMS", "FREE_TEXTS", "LIST", "TYPES", "form_of", "offices_by_id", "rows"]

TYPES = ("free_text", "office", "custom_list")
FORMS = ("office", "free_text", "custom_list", "searchable", "none")
FREE_TEXTS = ("{city}", "{city}, {country}", "{city}, {country} (hybrid)")
FORMER = "Reykjavík, Iceland"
"""Where deleted posts were; no job is there any more."""


def form_of(job: Job) -> str:
    """Return in which of the forms a job's posts say where it is."""
    return "none" if job.office_id is None else FORMS[job.seq % len(FORMS)]


def offices_by_id(account: Account) -> dict[int, Office]:
    """Return the offices by Greenhouse's ids."""
    return {wire_id("offices", each.seq): each for each in account.company.offices()}


def rows(account: Account) -> Iterator[Row]:
    """Yield the locations of all posts."""
    offices = offices_by_id(account)
    for job in account.company.list_jobs()[0]:
        for post in posts_of(job):
            yield from _locations(post, offices)


def _locations(post: Post, offices: Mapping[int, Office]) -> Iterator[Row]:
    if post.kind == "deleted":
        yield _row(post, 1, type="free_text", plain_text_location=FORMER)
        return
    form = form_of(post.job)
    if form not in TYPES:
        return
    for place, wire in enumerate(office_ids(post.job) or (), 1):
        yield _row(post, place, type=form, **_where(form, post.job, offices[wire]))


def _where(form: str, job: Job, office: Office) -> Row:
    if form == "free_text":
        text = FREE_TEXTS[job.seq % len(FREE_TEXTS)]
        return {"plain_text_location": text.format(city=office.city, country=office.country)}
    if form == "office":
        return {"office_id": wire_id("offices", office.seq)}
    return {"custom_location_id": wire_id("job_board_custom_locations", office.seq)}


def _row(post: Post, place: int, **where: object) -> Row:
    return {
        "id": wire_id("job_post_locations", post.number * 10 + place),
        **dated(post.job.created_at, post.job.updated_at),
        "plain_text_location": None,
        "office_id": None,
        "custom_location_id": None,
        "job_post_id": wire_id("job_posts", post.number),
        **where,
    }


LIST = Listing(
    name="job_post_locations",
    rows=rows,
    filters={
        "job_post_ids": is_among("job_post_id"),
        "office_ids": is_among("office_id"),
        "custom_location_ids": is_among("custom_location_id"),
        "type": is_word("type", TYPES),
        "plain_text_location": is_equal("plain_text_location", checks.text),
    },
)
