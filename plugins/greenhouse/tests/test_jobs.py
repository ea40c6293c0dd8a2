from typing import Any

import pytest
from werkzeug.wrappers import Response

from plugins.greenhouse.tests.conftest import Talk
from unified_ats import BadResponseError, JobStatus
from unified_ats_greenhouse.jobs import Around, to_job
from unified_ats_greenhouse.posts import RawPost, addresses, best_posts

OFFICES = [
    {"id": 1, "name": "HQ", "location": "Berlin, Germany"},
    {"id": 2, "name": "Paris", "location": None},
]
STATED = {"job_post_id": 7, "plain_text_location": None, "office_id": None}
MAP = {"city": "Oslo", "region_long_name": None, "country_long_name": "Norway"}


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("open", JobStatus.OPEN),
        ("closed", JobStatus.CLOSED),
        ("draft", JobStatus.DRAFT),
        ("frozen", JobStatus.UNKNOWN),
        (None, JobStatus.UNKNOWN),
    ],
)
def test_statuses(word: str | None, status: JobStatus) -> None:
    """Each word has its status, and what is no word of Greenhouse's is kept and unknown."""
    job = to_job({"id": 1, "status": word})
    assert (job.status, job.vendor_status) == (status, word)


def test_a_job_of_which_nothing_is_known() -> None:
    """No field but the id need be there, and further ones do no harm."""
    raw = {"id": 6409476002, "is_template": None, "new_since_august": [1]}
    job = to_job(raw)
    assert (job.id, job.title, job.location, job.raw) == ("6409476002", "", None, raw)
    with pytest.raises(BadResponseError, match=r"\$\[3\]\.id"):
        to_job({"name": "Engineer"}, "$[3]")


def test_what_other_lists_say() -> None:
    """Location, page and department come from other lists, by job and by department."""
    around = Around(locations={"1": "Oslo"}, addresses={"1": "u"}, departments={"9": "Sales"})
    job = to_job({"id": 1, "department_id": 9}, around=around)
    assert (job.location, job.external_url, job.department) == ("Oslo", "u", "Sales")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"employment_type": {"name": "Employment Type", "value": "Full-time"}}, "Full-time"),
        ({"employment_type": {"value": ["Full-time"]}}, None),
        ({"employment_type": {}}, None),
        ({"budget": {"value": "x"}}, None),
        (None, None),
        ([], None),
    ],
)
def test_employment_types(fields: Any, found: str | None) -> None:
    """The custom field of that name says it, when its value is a text."""
    assert to_job({"id": 1, "custom_fields": fields}).employment_type == found


def post(number: int, *, live: bool, internal: bool = False, url: str | None = None) -> RawPost:
    """Return a post of job 1."""
    return RawPost(id=str(number), job_id="1", live=live, internal=internal, public_url=url)


@pytest.mark.parametrize(
    ("posts", "best", "address"),
    [
        ([post(3, live=False), post(2, live=True, internal=True), post(1, live=True, url="u")],
         "1", "u"),
        ([post(3, live=False, url="u"), post(2, live=True, internal=True, url="i")], "2", None),
        ([post(3, live=False, internal=True), post(2, live=False, url="u")], "2", None),
        ([post(2, live=True, url="new"), post(1, live=True, url="old")], "2", "new"),
        ([post(2, live=True), post(1, live=True, url="old")], "1", "old"),
    ],
)  # fmt: skip
def test_the_post_that_speaks_for_a_job(
    posts: list[RawPost], best: str, address: str | None
) -> None:
    """It is one the public sees, else a live one, the newest first; only its page is public."""
    chosen = best_posts(posts)
    assert chosen["1"].id == best
    assert addresses(chosen).get("1") == address


@pytest.mark.parametrize(
    ("answers", "location"),
    [
        ({"job_post_locations": [{**STATED, "plain_text_location": " Remote "}]}, "Remote"),
        ({"job_post_locations": [{**STATED, "office_id": 1}]}, "Berlin, Germany"),
        ({"job_post_locations": [{**STATED, "office_id": 2}]}, "Paris"),
        ({"job_post_locations": [{**STATED, "custom_location_id": 5}]}, "EMEA"),
        (
            {
                "job_post_locations": [
                    {**STATED, "office_id": 1},
                    {**STATED, "plain_text_location": "Rome"},
                    {**STATED, "plain_text_location": "Rome"},
                ]
            },
            "Berlin, Germany; Rome",
        ),
        ({"job_post_searchable_locations": [{"job_post_id": 7, "location": "Rio"}]}, "Rio"),
        ({"job_post_searchable_locations": [{"job_post_id": 7, **MAP}]}, "Oslo, Norway"),
        (
            {
                "job_post_locations": [STATED, {"plain_text_location": "of no post"}],
                "job_post_searchable_locations": [{"job_post_id": 7}, MAP],
            },
            "Berlin, Germany; Paris",
        ),
        ({"job_posts": []}, "Berlin, Germany; Paris"),
        ({"job_posts": [], "offices": []}, None),
        ({"job_post_locations": [{**STATED, "office_id": 3}]}, None),
    ],
)
def test_locations(talk: Talk, answers: dict[str, Any], location: str | None) -> None:
    """A post says it in words, by an office or a list; else the map does, else the offices."""
    known = {
        "jobs": [{"id": 4, "office_ids": [1, 2]}],
        "job_posts": [{"id": 7, "job_id": 4, "live": True}, {"id": 8, "job_id": None}],
        "job_board_custom_locations": [{"id": 5, "value": "EMEA"}, {"id": 6, "value": None}],
        "offices": OFFICES,
    }
    for noun, rows in {**known, **answers}.items():
        talk.script(f"GET /{noun}", rows)
    assert talk.ats.jobs.get("4").location == location


def test_null_is_no_office(talk: Talk) -> None:
    """A job without posts, offices and a department asks for the posts alone."""
    talk.script("GET /jobs", [{"id": 4, "office_ids": None, "department_id": None}])
    assert talk.ats.jobs.list().items[0].location is None
    assert [call.partition("?")[0] for call in talk.heard()] == ["GET /jobs", "GET /job_posts"]


def test_the_map_may_be_forbidden(talk: Talk) -> None:
    """Credentials that may not read places on the map have the offices to go by."""
    talk.script("GET /jobs", [{"id": 4, "office_ids": [1]}])
    talk.script("GET /job_posts", [{"id": 7, "job_id": 4, "live": True}])
    talk.script("GET /job_post_searchable_locations", Response(status=403))
    talk.script("GET /offices", OFFICES)
    assert talk.ats.jobs.list().items[0].location == "Berlin, Germany"


@pytest.mark.parametrize(
    ("status", "asked"),
    [("OPEN", "status=open&"), (["OPEN", "DRAFT"], ""), (None, ""), ("UNKNOWN", "")],
)
def test_one_status_is_asked_for(talk: Talk, status: Any, asked: str) -> None:
    """Greenhouse takes one status; several are read all and sifted."""
    rows = [{"id": n, "status": word} for n, word in enumerate(["open", "draft", "closed", "?"])]
    talk.script("GET /jobs", rows)
    wanted = {JobStatus(each) for each in ([status] if isinstance(status, str) else status or [])}
    found = talk.ats.jobs.list(status=status).items
    assert {job.status for job in found} == wanted or not wanted
    assert talk.heard()[0] == f"GET /jobs?{asked}per_page=20"
