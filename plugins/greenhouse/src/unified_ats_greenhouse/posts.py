"""Where a job is and where people apply: Greenhouse keeps both with the posts of a job.

A job has no location. Its posts have: in words of their own, as an office, or from the list of a
job board; failing that, as places on the map; failing that, the job has offices.
https://harvestdocs.greenhouse.io/reference lists the endpoints.
"""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from unified_ats import PermissionDeniedError, Transport
from unified_ats_greenhouse.listing import look_up

__all__ = ["RawPost", "addresses", "best_posts", "locations", "posts_of"]

_FIELDS = "id,job_id,internal,live,public_url"
"""All that is needed of a post; the texts and questions of a hundred weigh megabytes."""


@attrs.frozen(kw_only=True)
class RawPost:
    """A post of a job on a board; ``live`` says whether it can be seen there."""

    id: str
    job_id: str | None = None
    internal: bool | None = None
    live: bool | None = None
    public_url: str | None = None


@attrs.frozen(kw_only=True)
class RawPostLocation:
    """A location of a post, of one of three kinds."""

    job_post_id: str | None = None
    plain_text_location: str | None = None
    office_id: str | None = None
    custom_location_id: str | None = None


@attrs.frozen(kw_only=True)
class RawMapLocation:
    """A place on the map by which a post can be found."""

    job_post_id: str | None = None
    location: str | None = None
    city: str | None = None
    region_long_name: str | None = None
    country_long_name: str | None = None

    @property
    def line(self) -> str:
        """The place in one line."""
        parts = (self.city, self.region_long_name, self.country_long_name)
        return self.location or ", ".join(part for part in parts if part)


@attrs.frozen(kw_only=True)
class RawCustomLocation:
    """A location from the list of a job board."""

    id: str
    value: str | None = None


@attrs.frozen(kw_only=True)
class RawOffice:
    """An office; its location is often null, and its name says where it is."""

    id: str
    name: str | None = None
    location: str | None = None


@attrs.frozen(kw_only=True)
class Place:
    """A place of a job: in words, or an office or custom location that has them."""

    job_id: str
    words: str | None = None
    office_id: str | None = None
    custom_id: str | None = None


def posts_of(http: Transport, job_ids: Iterable[str]) -> list[RawPost]:
    """Read the posts of jobs, newest first, but for those that were deleted."""
    return look_up(
        http,
        "/job_posts",
        job_ids,
        by="job_ids",
        filters={"active": True, "fields": _FIELDS},
        into=RawPost,
    )


def best_posts(posts: Sequence[RawPost]) -> dict[str, RawPost]:
    """Choose the post that speaks for each job: one that the public can open, if there is one."""
    ranked = sorted(
        posts, key=lambda post: (not post.live, bool(post.internal), not post.public_url)
    )
    return {post.job_id: post for post in reversed(ranked) if post.job_id}


def addresses(posts: Mapping[str, RawPost]) -> dict[str, str]:
    """Return the page where the public applies, by job."""
    return {
        job_id: post.public_url
        for job_id, post in posts.items()
        if post.live and not post.internal and post.public_url
    }


def locations(
    http: Transport, posts: Mapping[str, RawPost], offices: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Find where jobs are.

    Args:
        http: the provider's transport.
        posts: the post that speaks for a job, by job.
        offices: ids of the offices of a job, by job.

    Returns:
        One line by job, several places parted by semicolons; jobs without any are left out.
    """
    places = _stated(http, {post.id: job_id for job_id, post in posts.items()})
    told = {place.job_id for place in places}
    places += _mapped(http, {post.id: job for job, post in posts.items() if job not in told})
    told = {place.job_id for place in places}
    places += [
        Place(job_id=job_id, office_id=office_id)
        for job_id, ids in offices.items()
        if job_id not in told
        for office_id in ids
    ]
    return _lines(http, places)


def _stated(http: Transport, jobs: Mapping[str, str]) -> list[Place]:
    """Read what posts say of their location; ``jobs`` has the job of each post."""
    found = look_up(http, "/job_post_locations", jobs, by="job_post_ids", into=RawPostLocation)
    return [
        Place(
            job_id=job_id,
            words=each.plain_text_location,
            office_id=each.office_id,
            custom_id=each.custom_location_id,
        )
        for each in found
        if (job_id := jobs.get(each.job_post_id or ""))
        and (each.plain_text_location or each.office_id or each.custom_location_id)
    ]


def _mapped(http: Transport, jobs: Mapping[str, str]) -> list[Place]:
    """Read the places on the map of posts; ``jobs`` has the job of each post.

    Greenhouse names no scope for this list, and it may be refused to credentials that have all
    others: they go without, since the offices of a job are still to come.
    """
    path = "/job_post_searchable_locations"
    try:
        found = look_up(http, path, jobs, by="job_post_ids", into=RawMapLocation)
    except PermissionDeniedError:
        return []
    return [
        Place(job_id=job_id, words=each.line)
        for each in found
        if (job_id := jobs.get(each.job_post_id or "")) and each.line
    ]


def _lines(http: Transport, places: Sequence[Place]) -> dict[str, str]:
    """Put places into words, in one line a job."""
    wordless = [place for place in places if not place.words]
    offices = look_up(
        http, "/offices", (each.office_id for each in wordless if each.office_id), into=RawOffice
    )
    custom = look_up(
        http,
        "/job_board_custom_locations",
        (each.custom_id for each in wordless if each.custom_id and not each.office_id),
        into=RawCustomLocation,
    )
    office = {each.id: each.location or each.name for each in offices}
    value = {each.id: each.value for each in custom}
    lines: dict[str, dict[str, None]] = {}
    for place in places:
        words = place.words or office.get(place.office_id or "") or value.get(place.custom_id or "")
        if words:
            lines.setdefault(place.job_id, {})[words.strip()] = None
    return {job_id: "; ".join(each) for job_id, each in lines.items()}
