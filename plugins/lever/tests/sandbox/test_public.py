from pathlib import Path
from typing import Any

import pytest
import requests

from plugins.lever.tests.sandbox.client import Client
from unified_ats_lever.sandbox import SITE

NOT_FOUND = {"ok": False, "error": "Document not found"}


def get(client: Client, tail: str = "", *, site: str = SITE, **params: Any) -> requests.Response:
    """Ask for what is public, without a key."""
    url = f"{client.sandbox.base_url}/v0/postings/{site}{tail}"
    return requests.get(url, params={"mode": "json", **params}, timeout=5)


def test_only_what_is_published(large: Client) -> None:
    """The list is a bare array of what is on the public site."""
    rows = get(large).json()
    public = large.all("postings", distributionChannel="public")
    assert [row["id"] for row in rows] == [row["id"] for row in public]
    assert {row["hostedUrl"] for row in rows} == {row["urls"]["show"] for row in public}
    assert all("state" not in row and "updatedAt" not in row for row in rows)
    assert any("salaryRange" in row for row in rows)


def test_spellings(large: Client) -> None:
    """One place of work is spelled in two ways, each posting's in the same way every time."""
    rows = get(large).json()
    assert {row["workplaceType"] for row in rows} == {
        "on-site",
        "onsite",
        "hybrid",
        "remote",
        "unspecified",
    }
    words = {row["id"]: row["workplaceType"] for row in large.all("postings")}
    for row in rows:
        assert row["workplaceType"].replace("-", "") == words[row["id"]]
        assert get(large, f"/{row['id']}").json()["workplaceType"] == row["workplaceType"]


def test_pages(large: Client) -> None:
    """Pages add up; the last is not full, or empty."""
    whole = get(large).json()
    size = len(whole) // 2 + 1
    pages = [get(large, skip=skip, limit=size).json() for skip in (0, size, 2 * size)]
    assert [len(page) for page in pages] == [size, len(whole) - size, 0]
    assert [row for page in pages for row in page] == whole


@pytest.mark.parametrize("name", ["location", "commitment", "team", "department"])
def test_filters(large: Client, name: str) -> None:
    """A filter keeps what has one of its values, in this very case."""
    whole = get(large).json()
    words = sorted({row["categories"][name] for row in whole if name in row["categories"]})[:2]
    key = "allLocations" if name == "location" else name
    kept = [row for row in whole if set(words) & set(_listed(row["categories"].get(key, [])))]
    params: dict[str, Any] = {name: words}
    assert get(large, **params).json() == kept
    assert get(large, **{name: words[0].swapcase()}).json() == []


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_groups(large: Client) -> None:
    """Postings can be grouped, and then come under titles."""
    groups = get(large, group="team").json()
    assert sum(len(group["postings"]) for group in groups) == len(get(large).json())
    assert all(set(group) == {"title", "postings"} for group in groups)


def test_one_posting(large: Client) -> None:
    """A posting has an address of its own, unless it is not published."""
    [row, *_] = get(large).json()
    assert get(large, f"/{row['id']}").json() == row
    closed = large.get("postings", state="closed", limit=1)[0]["id"]
    for tail, site in ((f"/{closed}", SITE), ("/x", SITE), ("", "SANDBOX"), (f"/{row['id']}", "x")):
        answer = get(large, tail, site=site)
        assert (answer.status_code, answer.json()) == (404, NOT_FOUND)


def test_modes(large: Client) -> None:
    """JSON is for those who ask for it; the parameter counts more than the header."""
    url = f"{large.sandbox.base_url}/v0/postings/{SITE}"
    wants = {"Accept": "application/json"}
    page = requests.get(url, timeout=5)
    assert page.headers["Content-Type"].startswith("text/html")
    assert "<li>" in page.text
    assert requests.get(url, headers=wants, timeout=5).json() == get(large).json()
    assert requests.get(f"{url}?mode=html", headers=wants, timeout=5).text == page.text


@pytest.mark.parametrize("page", ["plugins/lever/README.md", "docs/vendors/lever.md"])
def test_the_site_is_documented(large: Client, page: str) -> None:
    """The documentation says how to ask for the public list, and that works."""
    text = (Path(__file__).parents[4] / page).read_text()
    [line] = [each for each in text.splitlines() if each.startswith("$ curl")]
    url = line.split("'")[1].replace("http://127.0.0.1:4012", large.sandbox.base_url)
    assert len(requests.get(url, timeout=5).json()) == 2


def test_numbers_are_checked(large: Client) -> None:
    """What is no number is refused in the form of this API."""
    answer = get(large, skip="x")
    assert answer.status_code == 400
    assert answer.json()["ok"] is False
