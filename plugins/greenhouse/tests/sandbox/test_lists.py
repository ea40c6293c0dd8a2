import base64
import json
from typing import Any

import pytest

from plugins.greenhouse.tests.sandbox.client import Client, Clock, problems
from unified_ats_greenhouse.sandbox.endpoints import LISTS

every_list = pytest.mark.parametrize("noun", [each.name for each in LISTS])


@every_list
def test_pages_add_up(client: Client, noun: str) -> None:
    """Pages are bare arrays, full but for the last, and descend by id without gap or repeat."""
    pages = list(client.walk(noun, per_page=17))
    found = [each["id"] for page in pages for each in page]
    assert all(len(page) == 17 for page in pages[:-1])
    assert found == sorted(set(found), reverse=True)
    assert found == [each["id"] for page in client.walk(noun, per_page=500) for each in page]


def test_the_last_page_has_an_empty_link(client: Client) -> None:
    """Where no page follows, `Link` is there and empty; so too when the page is just full."""
    assert client("GET", "jobs").headers["Link"] == ""
    assert client("GET", "jobs", params={"per_page": 24}).headers["Link"] == ""
    assert client("GET", "jobs", params={"per_page": 23}).headers["Link"] != ""


def test_the_link(large: Client) -> None:
    """The next page is an address with a cursor and nothing else."""
    answer = large("GET", "jobs", params={"per_page": 2, "status": "open"})
    url = answer.links["next"]["url"]
    assert answer.headers["Link"] == f'<{url}>; rel="next"'
    assert url.startswith(f"{large.sandbox.env['GREENHOUSE_BASE_URL']}/jobs?cursor=")
    assert "&" not in url


def test_a_cursor_carries_the_query(large: Client) -> None:
    """Filters, page size and fields of the first request hold on all pages."""
    pages = list(large.walk("jobs", per_page=3, status="open", fields="id,status"))
    assert len(pages) > 2
    assert all(each == {"id": each["id"], "status": "open"} for page in pages for each in page)
    assert sum(map(len, pages)) == len(large.get("jobs", status="open"))


def test_a_walk_is_not_disturbed(client: Client) -> None:
    """What is made while somebody walks a list neither repeats nor hides anything."""
    before = [each["id"] for each in client.get("candidates")]
    walk = client.walk("candidates", per_page=10)
    found = [each["id"] for each in next(walk)]
    client.made("candidates", first_name="Ada", last_name="Byron")
    assert found + [each["id"] for page in walk for each in page] == before


def test_a_cursor_is_alone(large: Client) -> None:
    """Beside a cursor nothing else may be said."""
    url = large("GET", "jobs", params={"per_page": 2}).links["next"]["url"]
    alone = ["When passing a cursor, do not include other query params."]
    for more in ("per_page=2", "cursor=x", "status=open", "nonsense=1"):
        assert problems(large("GET", f"{url}&{more}")) == alone


def test_a_cursor_expires(client: Client, clock: Clock) -> None:
    """A cursor can be used for as long as the account says, however often."""
    url = client("GET", "jobs", params={"per_page": 2}).links["next"]["url"]
    assert client("GET", url).json() == client("GET", url).json()
    clock.pass_by(minutes=30)
    assert client("GET", url).status_code == 200
    client.facade.account.cursor_lifetime /= 100
    assert problems(client("GET", url)) == ["The cursor has expired."]


def forged(**changes: Any) -> str:
    """Return a cursor that the sandbox did not make."""
    good = {"resource": "jobs", "query": {}, "id": 1, "page": 2, "made_at": 1e12}
    return base64.urlsafe_b64encode(json.dumps(good | changes).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "é",
        "AAAA",
        forged(query=[]),
        forged(query={"per_page": 3}),
        forged(id="1"),
        forged(more=1),
        forged(resource="candidates"),
    ],
)
def test_no_cursor_of_this_list(large: Client, cursor: str) -> None:
    """What is no cursor, or another list's, is refused."""
    assert problems(large("GET", "jobs", params={"cursor": cursor})) == ["The cursor is invalid."]


WRONG = [
    ("per_page", "600", "`600` number is greater than: 500"),
    ("per_page", "501", "`501` number is greater than: 500"),
    ("per_page", "0", "`0` number is less than: 1"),
    ("per_page", "-1", "`-1` number is less than: 1"),
    ("per_page", "many", "`many` is not an integer"),
    ("ids", "1,two", "`two` is not an integer"),
    ("ids", "", "`` is not an integer"),
    ("ids", ",".join(map(str, range(51))), "array size `51` is greater than: 50"),
    ("job_board_ids", ",".join(["1"] * 51), "array size `51` is greater than: 50"),
    ("live", "yes", "`yes` is not a boolean"),
    ("page", "2", "is not a parameter here"),
    ("created_after", "2026-01-01T00:00:00Z", "is not a parameter here"),
    ("updated_at[gte]", "2026-01-01T00:00:00Z", "is not a parameter here"),
    ("fields", "id,nonsense", "`nonsense` is not a field"),
    ("fields", ",".join(["id"] * 51), "array size `51` is greater than: 50"),
]


@pytest.mark.parametrize(("name", "value", "problem"), WRONG)
def test_a_wrong_parameter(large: Client, name: str, value: str, problem: str) -> None:
    """A parameter that is unknown or wrong is a 422 that names it; nothing is ignored."""
    assert problems(large("GET", "job_posts", params={name: value})) == [{name: problem}]


def test_a_repeated_parameter(large: Client) -> None:
    """A parameter may be given once."""
    answer = large("GET", "jobs?ids=1&ids=2")
    assert problems(answer) == [{"ids": "is given more than once"}]


def test_fifty_ids(client: Client) -> None:
    """Fifty ids are asked for at once; those that nothing has are left out."""
    known = [each["id"] for each in client.get("candidates")][:30]
    asked = [*known, *range(20)]
    found = client.get("candidates", ids=",".join(map(str, asked)))
    assert [each["id"] for each in found] == known
    assert client.get("candidates", ids=client.get("jobs")[0]["id"]) == []


def test_windows_of_time(large: Client) -> None:
    """A window has one side or two, and each operator means what it says."""
    times = sorted(each["updated_at"] for each in large.get("jobs"))
    early, late = times[5], times[-6]
    kept = {
        f"gte|{early}": times[5:],
        f"gt|{early}": times[6:],
        f"lte|{late}": times[:-5],
        f"lt|{late}": times[:-6],
        f"gte|{early}|lt|{late}": times[5:-6],
        f"gte|{early[:-1]}+00:00": times[5:],
    }
    for window, expected in kept.items():
        found = large.get("jobs", updated_at=window)
        assert sorted(each["updated_at"] for each in found) == expected, window


@pytest.mark.parametrize(
    "window",
    [
        "2026-01-01T00:00:00Z",
        "gte|2026-01-01",
        "gte|2026-01-01T00:00:00",
        "gte|",
        "gte",
        "after|2026-01-01T00:00:00Z",
        "gte|2026-01-01T00:00:00Z|lte",
        "gte|2026-01-01T00:00:00Z|lt|2026-01-02T00:00:00Z|lt|2026-01-03T00:00:00Z",
    ],
)
def test_what_is_no_window(large: Client, window: str) -> None:
    """A date without a time, or without an operator, is refused."""
    [found] = problems(large("GET", "jobs", params={"created_at": window}))
    assert set(found) == {"created_at"}


def test_one_window_only(large: Client) -> None:
    """The two times that all objects have are not filtered by at once."""
    window = "gte|2026-01-01T00:00:00Z"
    answer = large("GET", "jobs", params={"created_at": window, "updated_at": window})
    assert problems(answer) == ["Filter by either created_at or updated_at, not by both."]


def test_chosen_fields(large: Client) -> None:
    """Only the fields that are asked for are served."""
    [found] = large.get("jobs", fields="name,id", per_page=1)
    assert list(found) == ["name", "id"]
    emails = large.get("users", fields="id,primary_email", show_service_accounts="true")
    assert [set(each) for each in emails].count({"id"}) == 1


def test_withheld_fields(client: Client) -> None:
    """A field can be taken back, as if it had not been introduced yet."""
    client.facade.account.withheld = {"applications": {"job_interview_stage_id"}}
    assert all("job_interview_stage_id" not in each for each in client.get("applications"))
    assert "stage_id" in client.get("applications")[0]


def test_one_rejection_reason(large: Client) -> None:
    """A rejection reason has an address of its own, and takes no parameter but fields."""
    reason = large.get("rejection_reasons")[0]
    path = f"rejection_reasons/{reason['id']}"
    assert large("GET", path).json() == reason
    assert large("GET", path, params={"fields": "id"}).json() == {"id": reason["id"]}
    assert problems(large("GET", path, params={"per_page": "1"}))
    assert large("GET", "rejection_reasons/1").json() == {"message": "Resource not found"}
