from collections import Counter, defaultdict
from typing import Any

from plugins.lever.tests.sandbox.client import NOW_MS, Client, applications, error


def test_how_they_end(large: Client) -> None:
    """Only the reason says how it ended: by its type, or by its text."""
    reasons = {row["id"]: row for row in large.get("archive_reasons")}
    rows = {row["id"]: row for row in large.all("opportunities")}
    found: defaultdict[str, set[Any]] = defaultdict(set)
    for wire, each in applications(large).items():
        archived = rows[wire]["archived"] if wire in rows else None
        if wire in rows:
            reason = reasons[archived["reason"]] if archived else None
            found[each.status].add(reason and (reason["type"], reason["text"]))
    company_reasons = {("non-hired", each.name) for each in large.company.rejection_reasons()}
    assert found == {
        "active": {None},
        "hired": {("hired", "Hired")},
        "withdrawn": {("non-hired", "Withdrew")},
        "rejected": company_reasons,
    }


def test_unknown_statuses_are_passed_on(client: Client) -> None:
    """A status that Lever has no words for is a reason of an unknown type."""
    wire, application = next(iter(applications(client).items()))
    client.company.set_application(application.id, status="frozen")
    archived = client.get(f"opportunities/{wire}")["archived"]
    assert archived["archivedAt"] == NOW_MS
    reason = client.get(f"archive_reasons/{archived['reason']}")
    assert reason == {
        "id": archived["reason"],
        "text": "frozen",
        "type": "frozen",
        "status": "active",
    }
    client.company.set_application(application.id, status="rejected", rejection_reason=None)
    archived = client.get(f"opportunities/{wire}")["archived"]
    assert client.get(f"archive_reasons/{archived['reason']}")["text"] == "Other"


def test_archive_reasons(client: Client) -> None:
    """Reasons are of two types, and inactive ones are listed too."""
    [hired] = client.get("archive_reasons", type="hired")
    assert hired["text"] == "Hired"
    others = client.get("archive_reasons", type="non-hired")
    assert Counter(row["status"] for row in others) == {"active": len(others) - 1, "inactive": 1}


def test_stages(client: Client) -> None:
    """Lever's own stages have words for ids, the account's others come in their order."""
    rows = client.get("stages")
    names = [each.name for each in client.company.stages()]
    assert [row["text"] for row in rows[4:]] == names
    assert [row["id"] for row in rows[:4]] == [
        "lead-new",
        "lead-reached-out",
        "lead-responded",
        "applicant-new",
    ]
    assert rows[-1]["id"] == "offer"
    by_name = {row["text"]: row["id"] for row in rows}
    stages = {each.id: by_name[each.name] for each in client.company.stages()}
    held = applications(client)
    for row in client.all("opportunities"):
        stage_id = held[row["id"]].stage_id
        assert row["stage"] == (stages[stage_id] if stage_id else None)
        ways = [change["toStageId"] for change in row["stageChanges"]]
        assert (ways[-1] if ways else None) == row["stage"]


def test_disposition_stages(client: Client) -> None:
    """The pipeline says what kind a stage is; a stage of no known kind is left out."""
    client.company.set_application("app_1", stage="Tea with the cat")
    assert "Tea with the cat" in [row["text"] for row in client.get("stages")]
    found = client.get("disposition_stages")
    assert {row["text"]: row["pipeline"] for row in found["stages"]} == {
        "New lead": "lead",
        "Reached out": "lead",
        "Responded": "lead",
        "New applicant": "applicant",
        "Application review": "applicant",
        "Phone screen": "screen",
        "Technical interview": "onsite",
        "Onsite": "onsite",
        "Offer": "offer",
    }
    assert {row["type"] for row in found["archiveReasons"]} == {None}
    assert error(client("GET", "disposition_stages?limit=1"), 400)


def test_users(client: Client) -> None:
    """Users are those who are active, unless all are asked for."""
    active = client.get("users")
    everyone = client.get("users", includeDeactivated="true")
    [left] = [row for row in everyone if row["deactivatedAt"]]
    assert len(everyone) == len(active) + 1 == len(client.company.users())
    assert client.get(f"users/{left['id']}") == left
    assert client.get("users", email=active[0]["email"]) == [active[0]]
    assert client.get("users", accessRole="super admin") == [active[-1]]
    assert client.me == active[-1]["id"]
    assert client.get("users", external_directory_id="E0001") == [active[-1]]
