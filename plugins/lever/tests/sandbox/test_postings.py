from collections import defaultdict

import pytest

from plugins.lever.tests.sandbox.client import DAY_MS, NOW_MS, Client, Row
from unified_ats_lever.sandbox import vendor_id

FIELDS = {
    "id",
    "text",
    "state",
    "distributionChannels",
    "user",
    "owner",
    "hiringManager",
    "categories",
    "tags",
    "content",
    "country",
    "followers",
    "reqCode",
    "requisitionCodes",
    "urls",
    "confidentiality",
    "createdAt",
    "updatedAt",
    "workplaceType",
    "salaryDescription",
    "salaryDescriptionHtml",
    "transcribeInterviews",
    "screening",
}


def test_fields(large: Client) -> None:
    """Postings have all fields, but for the salary range, whose key some have not."""
    rows = large.all("postings")
    assert {frozenset(row) - FIELDS for row in rows} == {frozenset(), frozenset({"salaryRange"})}
    assert all(set(row) >= FIELDS for row in rows)
    assert {row["workplaceType"] for row in rows} == {"onsite", "hybrid", "remote", "unspecified"}
    assert {row["screening"]["enabled"] for row in rows} == {True, False}


def test_salaries(large: Client) -> None:
    """A salary range has all its fields: an interval of several, and the country's currency."""
    rows = [row for row in large.all("postings") if "salaryRange" in row]
    salaries = [row["salaryRange"] for row in rows]
    assert all(set(each) == {"min", "max", "currency", "interval"} for each in salaries)
    assert all(0 < each["min"] < each["max"] for each in salaries)
    assert {each["interval"] for each in salaries} == {
        "per-year-salary",
        "per-month-salary",
        "per-hour-wage",
    }
    currencies = {(row["country"], row["salaryRange"]["currency"]) for row in rows}
    assert currencies >= {("DE", "EUR"), ("US", "USD"), (None, "EUR")}


def test_owners(large: Client) -> None:
    """Some owners have left; some postings have but a hiring manager, or nobody at all."""
    names = ["owner", "hiringManager", "user"]
    found = set()
    for row in large.all("postings", expand=names, state=["published", "internal"]):
        people = (row[name] for name in names)
        found.add(tuple(each and each["deactivatedAt"] is None for each in people))
    active, gone = True, False
    assert found >= {
        (active, active, active),
        (active, gone, active),
        (active, None, active),
        (gone, active, None),
        (None, gone, active),
        (None, active, None),
        (None, None, None),
    }


def test_who_owns_an_opportunity_for_nobodys_posting(roomy: Client) -> None:
    """Where nobody owns a posting, nobody owns what comes of its form, until somebody is named."""
    rows = roomy.get("postings", state="published")
    wire = next(row["id"] for row in rows if row["owner"] is None)
    person = {"fullName": "Jane", "email": "jane@example.com"}
    questions = roomy.get(f"postings/{wire}/apply")["customQuestions"]
    answers = [
        {"id": each["id"], "fields": [{"value": "Yes"} for _ in each["fields"]]}
        for each in questions
    ]
    sent = {
        "personalInformation": [{"name": name, "value": value} for name, value in person.items()],
        "customQuestions": answers,
    }
    assert roomy("POST", f"postings/{wire}/apply", json=sent).status_code == 201
    [row] = roomy.get("opportunities", email="jane@example.com", expand="applications")
    assert (row["owner"], row["followers"]) == (None, [])
    assert row["applications"][0]["postingOwner"] is None
    assert row["stageChanges"][-1]["userId"] is None
    assert roomy.created(postings=[wire])["owner"] == roomy.me


def test_states(large: Client) -> None:
    """Each of the company's statuses has its states."""
    shown = {row["id"]: row["state"] for row in large.all("postings", confidentiality="all")}
    states = defaultdict(set)
    for job in large.company.list_jobs()[0]:
        if vendor_id(job) in shown:
            states[job.status].add(shown[vendor_id(job)])
    assert states == {
        "open": {"published", "internal"},
        "closed": {"closed"},
        "archived": {"closed"},
        "draft": {"draft"},
        "pending": {"pending", "rejected"},
    }


def test_unknown_states_are_passed_on(client: Client) -> None:
    """A word that Lever has not is shown as it is."""
    [job, *_] = client.company.list_jobs()[0]
    client.company.set_job_status(job.id, "frozen")
    assert client.get(f"postings/{vendor_id(job)}")["state"] == "frozen"
    assert [row["id"] for row in client.get("postings", state="frozen")] == [vendor_id(job)]


def test_odd_nulls(large: Client) -> None:
    """Where nobody can apply there are no URLs, what is not published is on no site."""
    rows = large.all("postings", confidentiality="all")
    for row in rows:
        assert (row["urls"] is None) == (row["state"] not in {"published", "internal"})
        assert (row["distributionChannels"] is None) == (row["state"] != "published")
    for name in ("hiringManager", "user", "country", "reqCode"):
        assert any(row[name] is None for row in rows), name
    assert any("department" not in row["categories"] for row in rows)
    assert any(row["categories"]["location"] is None for row in rows)
    assert any(len(row["categories"]["allLocations"]) == 2 for row in rows)


def test_what_the_company_says(large: Client) -> None:
    """Title, times, place and address are the company's; times are milliseconds."""
    rows = {row["id"]: row for row in large.all("postings", confidentiality="all")}
    places = {each.id: f"{each.city}, {each.country}" for each in large.company.offices()}
    for job in large.company.list_jobs()[0]:
        row = rows.get(vendor_id(job))
        if row is None:
            continue
        assert row["text"] == job.title
        assert row["createdAt"] == int(job.created_at.timestamp() * 1000)
        assert row["categories"]["location"] == places.get(job.office_id or "")
        assert (row["workplaceType"] == "remote") == (job.office_id is None)
        assert row["urls"] is None or row["urls"]["show"] == job.url


def _field(row: Row, name: str) -> list[str]:
    value = row["categories"].get(name, row.get(name))
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ("state", "state"),
        ("team", "team"),
        ("department", "department"),
        ("commitment", "commitment"),
        ("location", "allLocations"),
        ("tag", "tags"),
    ],
)
def test_filters(large: Client, parameter: str, name: str) -> None:
    """A filter keeps what has one of its values, in this very case."""
    rows = large.all("postings")
    words = sorted({word for row in rows for word in _field(row, name) if word})[:2]
    kept = [row for row in rows if set(words) & set(_field(row, name))]
    assert large.all("postings", **{parameter: words}, limit=7) == kept
    assert large.get("postings", **{parameter: words[0].swapcase()}) == []


@pytest.mark.parametrize("word", ["location", "team", "department", "commitment"])
def test_groups(large: Client, word: str) -> None:
    """Postings can be grouped by one of four words: each page comes under titles of its own."""
    rows = large.all("postings", state="published")
    assert len({row["categories"].get(word) for row in rows}) > 2
    pages = list(large.walk("postings", state="published", group=word, limit=20))
    plain = list(large.walk("postings", state="published", limit=20))
    assert len(pages) == len(plain) > 1
    for page, usual in zip(pages, plain, strict=True):
        titles = [group["title"] for group in page]
        assert len(titles) == len(set(titles))
        for group in page:
            assert group["postings"] == [
                row for row in usual if (row["categories"].get(word) or "") == group["title"]
            ]
        assert sum(len(group["postings"]) for group in page) == len(usual)


def test_channels(large: Client) -> None:
    """Both channels together find all that is published."""
    public = large.all("postings", distributionChannel="public")
    both = large.all("postings", distributionChannel=["public", "internal"])
    assert {row["state"] for row in both} == {"published"}
    assert len(public) < len(both) == len(large.all("postings", state="published"))


def test_updated_windows(client: Client) -> None:
    """The bounds of a window belong to it."""
    job = client.company.list_jobs()[0][3]
    client.company.set_job_status(job.id, "closed")
    wire = vendor_id(job)
    inside = client.get("postings", updated_at_start=NOW_MS, updated_at_end=NOW_MS)
    assert [row["id"] for row in inside] == [wire]
    assert client.get("postings", updated_at_start=NOW_MS + 1) == []
    before = client.all("postings", updated_at_end=NOW_MS - 1)
    assert len(before) == len(client.all("postings")) - 1
    assert client.get("postings", updated_at_start=NOW_MS - DAY_MS) == inside


def test_deleted_postings(large: Client, client: Client) -> None:
    """What was deleted is in no list but that of the deleted."""
    [gone] = large.get("postings/deleted")
    assert gone["deletedAt"] >= gone["updatedAt"]
    assert large("GET", f"postings/{gone['id']}").status_code == 404
    job = client.company.list_jobs()[0][0]
    client.facade.account.delete(job, by="user_2")
    [deleted] = client.get("postings/deleted", deleted_at_start=NOW_MS, deleted_at_end=NOW_MS)
    assert (deleted["id"], deleted["deletedAt"]) == (vendor_id(job), NOW_MS)
    assert deleted["deletedBy"] == client.get("users")[-2]["id"]
    assert vendor_id(job) not in {row["id"] for row in client.all("postings")}
    assert client.get("postings/deleted", deleted_at_start=NOW_MS + 1) == []


def test_requisitions(large: Client) -> None:
    """Requisitions belong to postings, which name them; numbers of heads may be a word."""
    codes = {
        row["requisitionCode"]: row for row in large.all("requisitions", confidentiality="all")
    }
    named = {
        code: row["id"]
        for row in large.all("postings", confidentiality="all")
        for code in row["requisitionCodes"]
    }
    assert {code: row["postings"][0] for code, row in codes.items()} == named
    totals = [row["headcountTotal"] for row in codes.values()]
    assert "unlimited" in totals
    assert any(isinstance(total, int) for total in totals)
    statuses = {row["status"] for row in codes.values()}
    assert statuses >= {"open", "onHold", "closed", "draft", "rejected"}
    held = large.all("requisitions", status=["onHold", "rejected"])
    assert {row["status"] for row in held} == {"onHold", "rejected"}
    some = next(iter(codes.values()))["createdAt"]
    window = {"created_at_start": some, "created_at_end": some}
    assert len(large.get("requisitions", confidentiality="all", **window)) == 1
