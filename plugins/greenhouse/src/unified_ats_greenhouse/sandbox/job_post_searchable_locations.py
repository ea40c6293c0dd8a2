"""`/v3/job_post_searchable_locations`: the place that a post is found under.

Which scope it wants is not documented: it is taken to be that of the post's locations.
"""

from collections.abc import Iterator

from unified_ats.sandbox import Office
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import is_among
from unified_ats_greenhouse.sandbox.ids import wire_id
from unified_ats_greenhouse.sandbox.job_post_locations import form_of, offices_by_id
from unified_ats_greenhouse.sandbox.job_posts import Post, posts_of
from unified_ats_greenhouse.sandbox.jobs import office_ids
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.wire import Row, dated

__all__ = ["COUNTRIES", "LIST", "rows"]

COUNTRIES = {
    "Canada": "CA",
    "Germany": "DE",
    "Portugal": "PT",
    "Singapore": "SG",
    "United Kingdom": "GB",
    "United States": "US",
}


def rows(account: Account) -> Iterator[Row]:
    """Yield one for each public post that says where it is as free text, or not at all."""
    offices = offices_by_id(account)
    for job in account.company.list_jobs()[0]:
        if form_of(job) not in {"searchable", "free_text"}:
            continue
        for post in posts_of(job):
            if post.kind == "external":
                yield _row(post, offices[(office_ids(job) or [])[0]])


def _row(post: Post, office: Office) -> Row:
    return {
        "id": wire_id("job_post_searchable_locations", post.number),
        **dated(post.job.created_at, post.job.updated_at),
        "job_post_id": wire_id("job_posts", post.number),
        "city": office.city,
        "county": None,
        "region_short_name": None,
        "region_long_name": None,
        "postal_code": None,
        "country_short_name": COUNTRIES.get(office.country),
        "country_long_name": office.country,
        "latitude": None,
        "longitude": None,
        "location": f"{office.city}, {office.country}",
    }


LIST = Listing(
    name="job_post_searchable_locations",
    rows=rows,
    filters={"job_post_ids": is_among("job_post_id")},
    scope="job_post_locations",
)
