"""`/v3/job_posts`: what the public, or the staff, reads of a job."""

from collections.abc import Callable, Iterator, Mapping

import attrs

from unified_ats.sandbox import Job
from unified_ats_greenhouse.sandbox.account import Account
from unified_ats_greenhouse.sandbox.filters import is_among, is_flag
from unified_ats_greenhouse.sandbox.ids import wire_id
from unified_ats_greenhouse.sandbox.listing import Listing
from unified_ats_greenhouse.sandbox.wire import Row, dated, iso_or_none

__all__ = ["LIST", "PUBLIC_BOARD", "STAFF_BOARD", "Post", "posts_of", "public_post", "rows"]

PUBLIC_BOARD = wire_id("job_boards", 1)
STAFF_BOARD = wire_id("job_boards", 2)


@attrs.frozen(kw_only=True)
class Post:
    """One post of a job.

    Attributes:
        number: The number in its id.
        job: The job.
        kind: `deleted`, `external`, `internal` or `translation`.
    """

    number: int
    job: Job
    kind: str

    @property
    def live(self) -> bool:
        """Whether it can be read now."""
        return self.job.status == "open" and self.kind in {"external", "internal"}

    @property
    def url(self) -> str | None:
        """Where the public reads it, or once could."""
        if self.job.url is None or self.kind in {"internal", "translation"}:
            return None
        return f"{self.job.url}/former" if self.kind == "deleted" else self.job.url


_KINDS: Mapping[str, Callable[[Job], bool]] = {
    "deleted": lambda job: job.opened_at is not None and job.seq % 5 in {0, 1},
    "external": lambda job: job.opened_at is not None or job.seq % 4 == 2,
    "internal": lambda job: job.opened_at is not None and job.seq % 3 == 0,
    "translation": lambda job: job.opened_at is not None and job.seq % 10 == 3,
}
"""The posts that a job may have, in the order in which they were made."""


def posts_of(job: Job) -> list[Post]:
    """Return the posts of a job; one that has never been opened may have none."""
    return [
        Post(number=job.seq * 10 + place, job=job, kind=kind)
        for place, (kind, exists) in enumerate(_KINDS.items(), 1)
        if exists(job)
    ]


def public_post(job: Job) -> int | None:
    """Return the id of the post through which the public applies, or once did."""
    found = [post.number for post in posts_of(job) if post.kind == "external"]
    return wire_id("job_posts", found[0]) if found and job.opened_at else None


def rows(account: Account) -> Iterator[Row]:
    """Yield all posts, deleted and unpublished ones too."""
    for job in account.company.list_jobs()[0]:
        yield from map(_row, posts_of(job))


def _row(post: Post) -> Row:
    job = post.job
    staff = post.kind == "internal"
    published = post.kind != "translation"
    content = None if job.description is None else f"<p>{job.description}</p>"
    return {
        "id": wire_id("job_posts", post.number),
        **dated(job.created_at, job.updated_at),
        "title": job.title,
        "internal": staff,
        "active": post.kind != "deleted",
        "live": post.live,
        "featured": job.seq % 6 == 1 and post.live,
        "first_published_at": iso_or_none(job.opened_at) if published else None,
        "content": content,
        "internal_content": content if staff else None,
        "language": "de" if not published else None if job.seq % 8 == 4 else "en",
        "public_url": post.url,
        "demographic_question_set_id": None,
        "job_id": wire_id("jobs", job.seq),
        "job_board_id": STAFF_BOARD if staff else PUBLIC_BOARD,
        "questions": [_question(*each) for each in _QUESTIONS],
    }


_QUESTIONS = (
    (None, "first_name", "First Name", "short_text", True),
    (None, "last_name", "Last Name", "short_text", True),
    (None, "email", "Email", "short_text", True),
    (None, "resume", "Resume/CV", "attachment", None),
    (31_000_000_001, "question_31000000001", "May you work here?", "boolean", False),
)


def _question(wire: int | None, name: str, label: str, kind: str, wanted: object) -> Row:
    options = ("Yes", "No") if kind == "boolean" else ()
    return {
        "id": wire,
        "description": None,
        "answer_type": kind,
        "required": wanted,
        "private": False,
        "label": label,
        "name": name,
        "options": [{"id": n, "label": option} for n, option in enumerate(options)],
    }


LIST = Listing(
    name="job_posts",
    rows=rows,
    filters={
        "job_ids": is_among("job_id"),
        "job_board_ids": is_among("job_board_id"),
        "active": is_flag("active"),
        "live": is_flag("live"),
        "featured": is_flag("featured"),
        "internal": is_flag("internal"),
    },
)
