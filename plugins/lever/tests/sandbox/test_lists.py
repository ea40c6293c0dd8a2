import json
from urllib.parse import unquote

import pytest

from plugins.lever.tests.sandbox.client import Client, Clock, error

INVALID = "Invalid offset token"
LISTS = ("postings", "opportunities", "requisitions", "users", "stages", "archive_reasons")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("limit", [1, 4, 100])
def test_pages_add_up(client: Client, path: str, limit: int) -> None:
    """Pages hold every object once; the last says so and has no token."""
    pages = list(client.walk(path, limit=limit))
    ids = [row["id"] for page in pages for row in page]
    assert len(ids) == len(set(ids)) > 0
    assert {len(page) for page in pages[:-1]} <= {limit}
    assert pages[-1]
    assert ids == [row["id"] for row in client.all(path)]


@pytest.mark.parametrize("path", ["postings", "opportunities", "requisitions"])
def test_the_newest_comes_first(large: Client, path: str) -> None:
    """Dated objects are listed by the time of their creation."""
    times = [row["createdAt"] for row in large.all(path, limit=50)]
    assert times == sorted(times, reverse=True)


def test_what_is_alike_in_time(client: Client, live: str) -> None:
    """Objects of the same moment are all on some page, once."""
    made = {client.created(postings=[live])["id"] for _ in range(5)}
    first = [row["id"] for page in client.walk("opportunities", limit=2) for row in page][:5]
    assert set(first) == made


def test_what_is_new_does_not_disturb_a_walk(client: Client, clock: Clock, live: str) -> None:
    """A walk that has begun repeats nothing when something is created."""
    pages = client.walk("opportunities", limit=40)
    seen = [row["id"] for row in next(pages)]
    clock.pass_by(seconds=1)
    new = client.created(postings=[live])["id"]
    seen += [row["id"] for page in pages for row in page]
    assert new not in seen
    assert len(seen) == len(set(seen)) == len(client.all("opportunities")) - 1


def test_a_token(client: Client) -> None:
    """A token is percent-encoded: the time and id of the last object that was served."""
    page = client.page("opportunities", limit=3)
    assert page["next"].startswith("%5B1%2C")
    last = page["data"][-1]
    assert json.loads(unquote(page["next"]))[1:3] == [last["createdAt"], last["id"]]


def test_a_token_may_be_pasted(client: Client) -> None:
    """A token works encoded once more, as a parameter is, and pasted into the address."""
    token = client.page("postings", limit=3)["next"]
    as_parameter = client.get("postings", limit=3, offset=token)
    pasted = client("GET", f"postings?limit=3&offset={token}").json()["data"]
    assert as_parameter == pasted


@pytest.mark.parametrize(
    "offset",
    ["3", "x", "[]", '[1,2,"x"]', '[1,"2","x","y"]', "%", "{}", "null", '[1,2,"x","walk"]'],
)
def test_tokens_that_are_none(client: Client, offset: str) -> None:
    """What was never given as a token is a 400."""
    assert error(client("GET", "postings", params={"offset": offset}), 400) == INVALID


def test_a_token_belongs_to_its_list_and_filters(client: Client) -> None:
    """A token is refused by another list and with other filters; the size may change."""
    token = client.page("opportunities", limit=3, archived="false")["next"]
    params = {"offset": token, "archived": "false"}
    assert client("GET", "opportunities", params={**params, "limit": 5}).status_code == 200
    for path, other in (
        ("opportunities", {"offset": token}),
        ("opportunities", {**params, "archived": "true"}),
        ("opportunities", {**params, "tag": "Engineering"}),
        ("postings", {"offset": token}),
    ):
        assert error(client("GET", path, params=other), 400) == INVALID


def test_a_token_can_be_stale(client: Client) -> None:
    """A token that Lever has forgotten is refused, and a new walk is not."""
    token = client.page("postings", limit=3)["next"]
    client.facade.account.forget_offsets()
    assert error(client("GET", "postings", params={"offset": token}), 400) == INVALID
    assert len(list(client.walk("postings", limit=10))) == 3


@pytest.mark.parametrize("path", ["tags", "sources"])
def test_lists_without_has_next(client: Client, path: str) -> None:
    """Words are listed whole, and `hasNext` is left out."""
    page = client.page(path, limit=1)
    assert set(page) == {"data"}
    assert len(page["data"]) > 1
    assert all(set(row) == {"text", "count"} for row in page["data"])


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("postings?limit=0", "limit"),
        ("postings?limit=101", "limit"),
        ("postings?limit=ten", "limit"),
        ("postings?limit=1&limit=2", "limit"),
        ("postings?page=2", "page"),
        ("postings?State=published", "State"),
        ("postings?expand=applications", "expand"),
        ("postings?confidentiality=some", "confidentiality"),
        ("postings?distributionChannel=both", "distributionChannel"),
        ("postings?group=level", "group"),
        ("postings?group=team&group=location", "group"),
        ("opportunities?archived=yes", "archived"),
        ("opportunities?archived=true&archived=false", "archived"),
        ("opportunities?created_at_start=2026-01-01", "created_at_start"),
        ("opportunities?created_at_start=1&created_at_start=2", "created_at_start"),
        ("opportunities?owner=x", "owner"),
        ("opportunities?origin=elsewhere", "origin"),
        ("stages?archived=true", "archived"),
        ("requisitions?updated_at_start=1", "updated_at_start"),
        ("stages/lead-new?limit=1", "limit"),
    ],
)
def test_parameters_are_checked(client: Client, path: str, parameter: str) -> None:
    """A parameter that is unknown, wrong or repeated without need is a 400 that names it."""
    assert error(client("GET", path), 400).startswith(parameter)


def test_expand(client: Client) -> None:
    """What is expanded is the object itself, or null, in place of the id."""
    names = ["applications", "stage", "owner", "followers", "sourcedBy", "contact"]
    for plain, row in zip(
        client.all("opportunities"), client.all("opportunities", expand=names), strict=True
    ):
        assert row["contact"]["id"] == plain["contact"]
        assert [each["id"] for each in row["applications"]] == plain["applications"]
        assert [each["id"] for each in row["followers"]] == plain["followers"]
        for name in ("stage", "owner", "sourcedBy"):
            assert (row[name] and row[name]["id"]) == plain[name]
        assert {**row, **{name: plain[name] for name in names}} == plain
    assert row["contact"] == client.get(f"contacts/{plain['contact']}")


def test_expand_of_postings(client: Client) -> None:
    """A posting's people can be expanded, in a list and alone."""
    names = ["user", "owner", "hiringManager", "followers"]
    [row] = client.get("postings", limit=1, expand=names)
    assert row["owner"] == client.get(f"users/{row['owner']['id']}")
    assert row == client.get(f"postings/{row['id']}", expand=names)


def test_include(client: Client) -> None:
    """`include` leaves the id and what is named."""
    [row] = client.get("postings", limit=1, include=["text", "state"])
    assert set(row) == {"id", "text", "state"}


@pytest.mark.parametrize("path", LISTS)
def test_an_object_reads_the_same_alone(client: Client, path: str) -> None:
    """An object has the same fields and values in its list and by its id."""
    for row in client.get(path, limit=5):
        assert client.get(f"{path}/{row['id']}") == row
    assert "was not found" in error(client("GET", f"{path}/no-such-id"), 404)
