import json
from typing import Any

import pytest
from werkzeug.wrappers import Response

from plugins.greenhouse.tests.conftest import Talk
from unified_ats import BadResponseError, InvalidRequestError, NotFoundError

JOB = {"id": 1, "name": "Engineer", "status": "open"}
NEXT = '<https://harvest.greenhouse.io/v3/jobs?cursor=b2xk%2B>; rel="next"'


def page(body: str, link: str = "") -> Response:
    """Return an answer with a link, as Greenhouse sends it."""
    headers = {"Link": link, "Content-Type": "application/json", "X-Request-Id": "r-1"}
    return Response(body, headers=headers)


def test_a_cursor_comes_alone(talk: Talk) -> None:
    """Filters and size go with the first request, and the cursor remembers them."""
    talk.script("GET /jobs", page('[{"id": 1}]', NEXT), page('[{"id": 2}]'))
    found = talk.ats.jobs.iter(status="OPEN", updated_after="2026-01-31T12:00:00.1234Z")
    assert [job.id for job in found] == []  # neither has a status, so both are sifted out
    assert talk.heard() == [
        "GET /jobs?status=open&updated_at=gt|2026-01-31T12:00:00.123Z&per_page=500",
        "GET /jobs?cursor=b2xk+",
    ]


@pytest.mark.parametrize("link", ["", '<https://harvest.greenhouse.io/v3/jobs>; rel="prev"'])
def test_the_last_page(talk: Talk, link: str) -> None:
    """An empty header, or one without a next page, ends a list."""
    talk.script("GET /candidates", page("[]", link))
    assert talk.ats.candidates.list().next_cursor is None


def test_no_header_ends_a_list(talk: Talk) -> None:
    """So does no header at all."""
    talk.script("GET /candidates", Response("[]", content_type="application/json"))
    assert talk.ats.candidates.list().next_cursor is None


@pytest.mark.parametrize(
    ("body", "link", "said"),
    [
        ("{}", "", "no list: is it Harvest v3?"),
        ("[]", '<https://harvest.greenhouse.io/v3/jobs?page=2>; rel="next"', "has no cursor"),
    ],
)
def test_what_is_no_list(talk: Talk, body: str, link: str, said: str) -> None:
    """An answer that is no list of Harvest v3 says what is odd about it."""
    talk.script("GET /candidates", page(body, link))
    with pytest.raises(BadResponseError, match=said):
        talk.ats.candidates.list()


def test_ids_go_in_fifties(talk: Talk) -> None:
    """A hundred and twenty applications are three batches of people, each of them once."""
    talk.script("GET /applications", [{"id": n, "candidate_id": n % 110} for n in range(120)])
    talk.ats.applications.list(per_page=100)
    asked = [call for call in talk.heard() if call.startswith("GET /candidates")]
    sizes = [len(call.partition("ids=")[2].partition("&")[0].split(",")) for call in asked]
    assert sizes == [50, 50]
    talk.sandbox.requests.clear()
    assert len(list(talk.ats.applications.iter())) == 120
    assert sum(call.startswith("GET /candidates") for call in talk.heard()) == 3


def test_a_batch_may_have_many_pages(talk: Talk) -> None:
    """All pages of what belongs to a batch are read."""
    talk.script("GET /jobs", [JOB])
    posts = [
        f'[{{"id": {n}, "job_id": 1, "live": {live}}}]' for n, live in ((2, "false"), (1, "true"))
    ]
    talk.script("GET /job_posts", page(posts[0], NEXT), page(posts[1]))
    talk.ats.jobs.list()
    assert "GET /job_post_locations?job_post_ids=1&per_page=500" in talk.heard()


def test_a_cursor_that_comes_twice_ends_it(talk: Talk) -> None:
    """A look-up whose pages go round in circles is an error."""
    talk.script("GET /jobs", [JOB])
    talk.script("GET /job_posts", lambda _: page("[]", NEXT))
    with pytest.raises(BadResponseError, match="one cursor of /job_posts twice"):
        talk.ats.jobs.list()
    assert len(talk.heard()) == 3


@pytest.mark.parametrize("rows", [[], [{"id": 12}], [{"id": "1"}, None, "1"], [{}]])
def test_an_id_that_is_not_there(talk: Talk, rows: list[Any]) -> None:
    """A look-up by id that finds nothing of that id says so, with the request's id."""
    talk.script("GET /jobs", page(json.dumps(rows)))
    with pytest.raises(NotFoundError, match="hides it from these credentials") as caught:
        talk.ats.jobs.get("2")
    assert (caught.value.status_code, caught.value.request_id) == (200, "r-1")


def test_an_id_that_is_no_number(talk: Talk) -> None:
    """What Greenhouse refuses as no number is no id of anything, and so not found."""
    refused = Response('{"message": "Unprocessable Content"}', status=422)
    talk.script("GET /candidates", refused)
    with pytest.raises(NotFoundError) as caught:
        talk.ats.candidates.get("1,2")
    assert caught.value.status_code == 422
    with pytest.raises(InvalidRequestError):
        talk.ats.candidates.get("12")


def test_applications_of_what_is_no_job(talk: Talk) -> None:
    """A job id that is no number has no applications to ask for: only the job is looked up."""
    talk.script("GET /jobs", Response("{}", status=422))
    with pytest.raises(NotFoundError):
        talk.ats.applications.list(job_id="engineer")
    assert talk.heard() == ["GET /jobs?ids=engineer"]
