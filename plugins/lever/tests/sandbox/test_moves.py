import pytest

from plugins.lever.tests.sandbox.client import NOW_MS, Client, Clock, error
from unified_ats.sandbox import Application
from unified_ats_lever.sandbox import vendor_id


@pytest.fixture
def active(client: Client) -> Application:
    """Return an application that is under way."""
    return client.company.list_applications(status=["active"])[0][0]


def path_of(application: Application) -> str:
    """Return where an application is an opportunity."""
    return f"opportunities/{vendor_id(application)}"


def test_a_stage_of_the_account(client: Client, active: Application) -> None:
    """Moving to a stage of the company's moves the application, and is remembered."""
    stage = client.get("stages")[6]
    before = client.get(path_of(active))
    answer = client(
        "PUT",
        f"{path_of(active)}/stage",
        params={"perform_as": client.me},
        json={"stage": stage["id"]},
    )
    assert answer.status_code == 200
    row = answer.json()["data"]
    assert row == client.get(path_of(active))
    assert (row["stage"], row["lastAdvancedAt"], row["updatedAt"]) == (stage["id"], NOW_MS, NOW_MS)
    assert row["stageChanges"] == [
        *before["stageChanges"],
        {"toStageId": stage["id"], "toStageIndex": 6, "updatedAt": NOW_MS, "userId": client.me},
    ]
    moved = client.company.get_application(active.id)
    assert moved is not None
    names = {each.id: each.name for each in client.company.stages()}
    assert names[moved.stage_id or ""] == stage["text"]


def test_a_stage_of_levers_own(client: Client, active: Application) -> None:
    """A stage that the company has not is kept until the company moves the application."""
    row = client.put(f"{path_of(active)}/stage", stage="lead-responded")
    assert row["stage"] == "lead-responded"
    assert client.get("opportunities", stage_id="lead-responded")[0]["id"] == row["id"]
    client.company.set_application(active.id, stage="Onsite")
    onsite = next(each["id"] for each in client.get("stages") if each["text"] == "Onsite")
    assert client.get(path_of(active))["stage"] == onsite
    back = client.put(f"{path_of(active)}/stage", stage="applicant-new")
    assert back["stage"] == "applicant-new"
    assert client.put(f"{path_of(active)}/stage", stage="offer")["stage"] == "offer"


def test_archiving(client: Client, active: Application, clock: Clock) -> None:
    """A reason archives, another changes the reason, and none takes it out again."""
    path = f"{path_of(active)}/archived"
    reasons = {each["text"]: each["id"] for each in client.get("archive_reasons")}
    for text, status in (
        ("Hired", "hired"),
        ("Withdrew", "withdrawn"),
        ("Other", "rejected"),
        ("Salary expectations", "rejected"),
    ):
        clock.pass_by(seconds=1)
        row = client.put(path, reason=reasons[text], cleanInterviews=True)
        held = client.company.get_application(active.id)
        assert row["archived"]["reason"] == reasons[text]
        assert row["archived"]["archivedAt"] == int(clock().timestamp() * 1000)
        assert held is not None
        assert (held.status, held.closed_at) == (status, clock())
    stage = client.put(f"{path_of(active)}/stage", stage="offer")
    assert stage["archived"], "a new stage does not take it out"
    assert client.put(path, reason=None)["archived"] is None
    again = client.company.get_application(active.id)
    assert again is not None
    assert (again.status, again.rejection_reason_id) == ("active", None)


def test_hiring_for_a_requisition(client: Client, active: Application) -> None:
    """A requisition can be named, if it is open."""
    path = f"{path_of(active)}/archived"
    [hired] = client.get("archive_reasons", type="hired")
    by_status = {row["status"]: row["id"] for row in client.get("requisitions")}
    sent = {"reason": hired["id"], "requisitionId": by_status["closed"]}
    assert "requisition" in error(client("PUT", path, json=sent), 400)
    assert "Requisition" in error(client("PUT", path, json={**sent, "requisitionId": "x"}), 404)
    assert client.put(path, **{**sent, "requisitionId": by_status["open"]})["archived"]


def test_tags_sources_and_links(client: Client, active: Application) -> None:
    """Words are added once and removed, and nothing else about an opportunity can be changed."""
    for noun, path in (("tags", "Tags"), ("sources", "Sources"), ("links", "Links")):
        before = client.get(path_of(active))[noun]
        words = ["https://one.example.com/", "https://two.example.com/"]
        for _ in range(2):
            answer = client("POST", f"{path_of(active)}/add{path}", json={noun: words})
            assert answer.json()["data"][noun] == [*before, *words]
        answer = client("POST", f"{path_of(active)}/remove{path}", json={noun: words[:1]})
        assert answer.json()["data"][noun] == [*before, words[1]]
        assert client.get(path_of(active))[noun] == [*before, words[1]]
        assert noun in error(client("POST", f"{path_of(active)}/add{path}", json={}), 400)
    assert error(client("PUT", path_of(active), json={"name": "Jane"}), 405)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("stage", {"stage": "nowhere"}, 404),
        ("stage", {"stage": None}, 400),
        ("stage", {}, 400),
        ("stage?perform_as=nobody", {"stage": "offer"}, 400),
        ("stage?performAs=x", {"stage": "offer"}, 400),
        ("archived", {"reason": "none"}, 404),
        ("archived", {}, 400),
        ("archived", {"reason": None, "cleanInterviews": "yes"}, 400),
    ],
)
def test_moves_are_checked(
    client: Client, active: Application, path: str, body: dict[str, object], status: int
) -> None:
    """What names nothing is a 404, a wrong body or parameter a 400, and nothing changes."""
    before = client.get(path_of(active))
    assert error(client("PUT", f"{path_of(active)}/{path}", json=body), status)
    assert client.get(path_of(active)) == before
    assert error(client("PUT", f"opportunities/no-such-id/{path}", json=body), 404)


@pytest.mark.parametrize(
    ("method", "tail", "body"),
    [
        ("PUT", "stage", {"stage": "offer"}),
        ("PUT", "archived", {"reason": None}),
        ("POST", "addTags", {"tags": ["Quick"]}),
        ("POST", "removeSources", {"sources": ["Meetup"]}),
        ("POST", "addLinks", {"links": ["https://one.example.com/"]}),
        ("POST", "notes", {"value": "Call again"}),
        ("POST", "files", None),
        ("DELETE", "notes/{note}", None),
    ],
)
def test_nobody_acts_for_who_has_left(
    client: Client, active: Application, method: str, tail: str, body: dict[str, object] | None
) -> None:
    """A write on behalf of a user who was deactivated is refused, and changes nothing."""
    [gone] = [row for row in client.get("users", includeDeactivated="true") if row["deactivatedAt"]]
    noted = client("POST", f"{path_of(active)}/notes", json={"value": "Called"}).json()["data"]
    before = client.get(path_of(active)), client.get(f"{path_of(active)}/notes")
    path = f"{path_of(active)}/{tail.format(note=noted['id'])}"
    for user in (gone["id"], "nobody"):
        answer = client(method, path, params={"perform_as": user}, json=body)
        assert "perform_as" in error(answer, 400)
    assert (client.get(path_of(active)), client.get(f"{path_of(active)}/notes")) == before


def test_contacts(client: Client, large: Client) -> None:
    """A contact has no list; its place is an object, and what is left of the anonymised is not."""
    [row] = client.get("opportunities", limit=1)
    contact = client.get(f"contacts/{row['contact']}")
    assert set(contact) == {
        "id",
        "name",
        "headline",
        "isAnonymized",
        "location",
        "emails",
        "phones",
        "dataProtection",
    }
    assert contact["name"] == row["name"]
    assert contact["location"] == ({"name": row["location"]} if row["location"] else None)
    assert error(client("GET", "contacts"), 404)
    assert error(client("GET", "contacts/no-such-id"), 404)
    hidden = next(each for each in large.all("opportunities") if each["isAnonymized"])
    assert large.get(f"contacts/{hidden['contact']}")["location"] is None


def test_changing_a_contact(client: Client) -> None:
    """A contact can be changed, for all its opportunities and in the company."""
    [row] = client.get("opportunities", limit=1)
    path = f"contacts/{row['contact']}"
    changed = client.put(
        path,
        name="Jane van Dyke",
        headline="Boss",
        location={"name": "Leeds"},
        emails=["jane@example.com", "jane@example.org"],
        phones=[{"value": "+1", "type": "work"}, {"value": "+2"}],
    )
    assert changed == client.get(path)
    assert changed["name"] == "Jane van Dyke"
    assert changed["phones"] == [{"type": "work", "value": "+1"}, {"type": None, "value": "+2"}]
    again = client.get(f"opportunities/{row['id']}")
    assert (again["name"], again["headline"], again["location"]) == (
        "Jane van Dyke",
        "Boss",
        "Leeds",
    )
    [person], _ = client.company.list_candidates(email="jane@example.com")
    assert (person.last_name, person.phone) == ("van Dyke", "+1")
    assert client.put(path, emails=[])["emails"] == []
    assert client.put(path)["name"] == "Jane van Dyke"
    assert error(client("PUT", path, json={"name": ""}), 400)
    assert error(client("PUT", "contacts/no-such-id", json={}), 404)
