import pytest

from plugins.lever.tests.sandbox.client import NOW_MS, Client, Row, error

JANE: Row = {
    "name": "Jane van Dyke",
    "headline": "Engineer",
    "location": "Leeds",
    "emails": ["jane@example.com", "jane.work@example.org"],
    "phones": [{"type": "home", "value": "+1 555 0100"}, {"value": "+1 555 0101"}],
    "links": ["https://jane.example.com/"],
    "sources": ["Meetup"],
    "origin": "referred",
    "tags": ["Quick"],
}


def test_what_is_created_is_there(client: Client, live: str) -> None:
    """A new person's opportunity is answered, listed first, and held by the company."""
    answer = client.create(**JANE, postings=[live])
    assert answer.status_code == 201
    assert answer.json()["deduped"] is False
    row = answer.json()["data"]
    for name in ("name", "headline", "location", "emails", "links", "sources", "origin"):
        assert row[name] == JANE[name]
    assert row["phones"] == [JANE["phones"][0], {"type": None, "value": "+1 555 0101"}]
    assert row["stage"] == "lead-new"
    assert row["owner"] == client.me
    assert (row["createdAt"], row["archived"]) == (NOW_MS, None)
    assert "Quick" in row["tags"]
    assert len(row["tags"]) > 1, "the posting's tags come with it"
    assert "opportunityLocation" not in row
    listed = client.get("opportunities", limit=1)[0]
    listed.pop("opportunityLocation")
    assert listed == row
    [person], _ = client.company.list_candidates(email="jane@example.com")
    [application], _ = client.company.list_applications(candidate_id=person.id)
    assert (person.name, person.phone, person.location) == (
        "Jane van Dyke",
        "+1 555 0100",
        "Leeds",
    )
    assert (application.status, application.source) == ("active", "Meetup")
    [application_row] = client.get(f"opportunities/{row['id']}/applications")
    assert (application_row["posting"], application_row["type"]) == (live, "referral")


def test_everything_may_be_left_out(client: Client) -> None:
    """Without a posting it is a lead, which the company knows nothing of."""
    before = client.company.list_applications()[1]
    row = client.created()
    assert (row["name"], row["emails"], row["applications"]) == ("", [], [])
    assert row["origin"] == "sourced"
    assert client.get("opportunities", limit=1) == [row]
    assert client.get(f"opportunities/{row['id']}/applications") == []
    assert client.company.list_applications()[1] == before
    reason = client.get("archive_reasons", type="hired")[0]["id"]
    archived = client.put(f"opportunities/{row['id']}/archived", reason=reason)
    assert archived["archived"]["reason"] == reason
    moved = client.put(f"opportunities/{row['id']}/stage", stage="offer")
    assert moved["stage"] == "offer"
    assert client.get(f"opportunities/{row['id']}") == moved


def test_a_known_email_is_the_same_person(client: Client, live: str) -> None:
    """A known e-mail is the same contact: old data wins, and new addresses are added."""
    first = client.created(**JANE, postings=[live])
    other: Row = {
        "name": "J. Dyke",
        "headline": "Boss",
        "emails": ["new@example.com", "JANE.WORK@example.org"],
        "phones": [{"value": "+1 555 0102"}, {"value": "+1 555 0101"}],
        "links": ["https://jane.example.com/", "https://other.example.com/"],
    }
    answer = client.create(**other, postings=[live])
    assert (answer.status_code, answer.json()["deduped"]) == (201, True)
    second = answer.json()["data"]
    assert second["id"] != first["id"]
    for name in ("contact", "name", "headline", "location"):
        assert second[name] == first[name]
    assert second["emails"] == [*first["emails"], "new@example.com"]
    assert [each["value"] for each in second["phones"]] == [
        "+1 555 0100",
        "+1 555 0101",
        "+1 555 0102",
    ]
    assert second["links"] == ["https://jane.example.com/", "https://other.example.com/"]
    found = client.get("opportunities", contact_id=first["contact"])
    assert {row["id"] for row in found} == {first["id"], second["id"]}
    assert {row["id"] for row in client.get("opportunities", email="new@example.com")} == {
        first["id"],
        second["id"],
    }


def test_an_existing_contact(client: Client, live: str) -> None:
    """A contact may be named instead of found."""
    contact = client.get("opportunities", limit=1)[0]["contact"]
    answer = client.create(contact=contact, postings=[live], name="Somebody else")
    assert answer.json()["data"]["contact"] == contact
    assert answer.json()["data"]["name"] != "Somebody else"
    assert answer.json()["deduped"] is False


def test_created_in_the_past_and_archived(client: Client, live: str) -> None:
    """Creation and archiving may be dated back."""
    reason = client.get("archive_reasons", type="non-hired")[2]["id"]
    row = client.created(
        postings=[live],
        stage="offer",
        createdAt=NOW_MS - 5000,
        archived={"reason": reason, "archivedAt": NOW_MS - 1000},
        followers=[client.me],
    )
    assert (row["createdAt"], row["stage"]) == (NOW_MS - 5000, "offer")
    assert row["archived"] == {"reason": reason, "archivedAt": NOW_MS - 1000}
    assert row["followers"] == [client.me]
    [application], _ = client.company.list_applications(status=["rejected"], limit=1)
    assert application.rejection_reason_id is not None


def test_perform_as_is_required(client: Client, live: str) -> None:
    """Nobody's opportunity is refused, and that of somebody unknown or gone."""
    assert error(client("POST", "opportunities", json={}), 400) == "perform_as is required"
    [gone] = [row for row in client.get("users", includeDeactivated="true") if row["deactivatedAt"]]
    for wrong in ("nobody", gone["id"]):
        assert "perform_as" in error(client.create(perform_as=wrong, postings=[live]), 400)


def test_perform_as_the_posting_owner(client: Client, live: str) -> None:
    """The owner of the one posting may stand for the user."""
    path = "opportunities?perform_as_posting_owner=true"
    row = client("POST", path, json={"postings": [live]}).json()["data"]
    assert row["owner"] == client.get(f"postings/{live}")["owner"]
    assert "exactly one posting" in error(client("POST", path, json={}), 400)


def test_a_posting_owner_who_cannot_be_acted_for(roomy: Client) -> None:
    """A posting that nobody owns, or somebody who has left, has no owner to stand for the user."""
    path = "opportunities?perform_as_posting_owner=true"
    rows = roomy.get("postings", state="published", expand="owner")
    unowned = next(row["id"] for row in rows if row["owner"] is None)
    abandoned = next(row["id"] for row in rows if row["owner"] and row["owner"]["deactivatedAt"])
    assert "owner" in error(roomy("POST", path, json={"postings": [unowned]}), 400)
    assert "active user" in error(roomy("POST", path, json={"postings": [abandoned]}), 400)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ({"postings": ["no-such-id"]}, "postings"),
        ({"postings": "no-such-id"}, "postings"),
        ({"stage": "nowhere"}, "stage"),
        ({"owner": "nobody"}, "owner"),
        ({"followers": ["nobody"]}, "followers"),
        ({"contact": "nobody"}, "contact"),
        ({"archived": {"reason": "none"}}, "reason"),
        ({"archived": {"archivedAt": 1}}, "reason"),
        ({"archived": "yes"}, "archived"),
        ({"createdAt": NOW_MS + 1}, "createdAt"),
        ({"createdAt": "yesterday"}, "createdAt"),
        ({"origin": "elsewhere"}, "origin"),
        ({"emails": ["jane"]}, "emails"),
        ({"phones": ["+1 555 0100"]}, "phones"),
        ({"phones": [{"type": "mobile"}]}, "phones"),
        ({"phones": [{"value": "1", "type": "fax"}]}, "phones"),
        ({"name": 7}, "name"),
        ({"nickname": "J"}, "nickname"),
    ],
)
def test_bodies_are_checked(client: Client, body: Row, names: str) -> None:
    """A field that is unknown, wrong or names nothing is a 400, and nothing is created."""
    before = len(client.all("opportunities"))
    assert names in error(client.create(**body), 400)
    assert len(client.all("opportunities")) == before


def test_one_posting_at_most(client: Client) -> None:
    """An opportunity is for one posting, not for two."""
    two = [row["id"] for row in client.get("postings", limit=2)]
    assert "more than one posting" in error(client.create(postings=two), 400)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"name=Jane", "application/x-www-form-urlencoded"),
    ],
)
def test_bodies_that_are_none(client: Client, body: bytes, content_type: str) -> None:
    """A body that is no JSON object, and no multipart form, is a 400."""
    headers = {"Content-Type": content_type}
    params = {"perform_as": client.me}
    assert error(client("POST", "opportunities", params=params, data=body, headers=headers), 400)


@pytest.mark.parametrize(
    "fields",
    [
        [("emails[]", "jane@example.com"), ("phones[]", '{"value": "+1", "type": "work"}')],
        [
            ("emails", "jane@example.com"),
            ("phones[0][value]", "+1"),
            ("phones[0][type]", "work"),
        ],
    ],
)
def test_multipart(client: Client, live: str, fields: list[tuple[str, str]]) -> None:
    """A multipart body may spell lists in several ways, and bring a résumé and files."""
    answer = client(
        "POST",
        "opportunities",
        params={"perform_as": client.me, "parse": "true"},
        data=[*fields, ("name", "Jane"), ("postings[]", live), ("createdAt", str(NOW_MS - 1))],
        files=[
            ("resumeFile", ("cv.pdf", b"%PDF-1.4 cv", "application/pdf")),
            ("files[]", ("letter.txt", b"Dear all", "text/plain")),
        ],
    )
    assert answer.status_code == 201, answer.text
    row = answer.json()["data"]
    assert (row["name"], row["emails"]) == ("Jane", ["jane@example.com"])
    assert row["phones"] == [{"type": "work", "value": "+1"}]
    assert row["createdAt"] == NOW_MS - 1
    path = f"opportunities/{row['id']}"
    [resume], [letter] = client.get(f"{path}/resumes"), client.get(f"{path}/files")
    assert client("GET", resume["file"]["downloadUrl"]).content == b"%PDF-1.4 cv"
    assert client("GET", letter["downloadUrl"]).content == b"Dear all"


@pytest.mark.parametrize(
    ("data", "files"),
    [
        ({"na me": "Jane"}, {"files[]": ("a.txt", b"a")}),
        ({"phones[]": "{not json"}, {"files[]": ("a.txt", b"a")}),
        ({"name": "Jane"}, {"picture": ("a.png", b"a")}),
    ],
)
def test_multipart_is_checked(
    client: Client, data: dict[str, str], files: dict[str, tuple[str, bytes]]
) -> None:
    """A part that cannot be read is a 400, and nothing is created."""
    before = len(client.all("opportunities"))
    params = {"perform_as": client.me}
    assert error(client("POST", "opportunities", params=params, data=data, files=files), 400)
    assert len(client.all("opportunities")) == before
