import pytest

from plugins.lever.tests.sandbox.client import DAY_MS, NOW_MS, Client, Clock, Row, error

PDF = ("cv.pdf", b"%PDF-1.4 cv", "application/pdf")


@pytest.fixture
def path(client: Client) -> str:
    """Return where an opportunity is."""
    return f"opportunities/{client.get('opportunities', limit=1)[0]['id']}"


def test_notes(client: Client, path: str, clock: Clock) -> None:
    """A note is answered, listed with the newest first, commented on, and deleted."""
    sent = {"value": "Call again", "secret": True, "score": 3}
    params = {"perform_as": client.me}
    first = client("POST", f"{path}/notes", params=params, json=sent)
    assert first.status_code == 201
    note = first.json()["data"]
    assert note["noteId"] == note["id"]
    assert (note["user"], note["secret"], note["createdAt"]) == (client.me, True, NOW_MS)
    assert note["fields"][0]["value"] == "Call again"
    clock.pass_by(seconds=1)
    second = client("POST", f"{path}/notes", json={"value": "Called"}).json()["data"]
    assert second["user"] is None
    assert [each["id"] for each in client.get(f"{path}/notes")] == [second["id"], note["id"]]
    comment = {"note_id": note["id"]}
    client("POST", f"{path}/notes", params=comment, json={"value": "Yes"})
    fields = client.get(f"{path}/notes/{note['id']}")["fields"]
    assert [each["value"] for each in fields] == ["Call again", "Yes"]
    answer = client("DELETE", f"{path}/notes/{note['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert [each["id"] for each in client.get(f"{path}/notes")] == [second["id"]]


@pytest.mark.parametrize(
    ("method", "tail", "body", "status"),
    [
        ("POST", "notes", {}, 400),
        ("POST", "notes", {"value": ""}, 400),
        ("POST", "notes", {"value": "x", "score": 5}, 400),
        ("POST", "notes", {"value": "x", "secret": "yes"}, 400),
        ("POST", "notes?perform_as=nobody", {"value": "x"}, 400),
        ("POST", "notes?note_id=none", {"value": "x"}, 404),
        ("DELETE", "notes/none", None, 404),
        ("GET", "notes/none", None, 404),
    ],
)
def test_notes_are_checked(
    client: Client, path: str, method: str, tail: str, body: Row | None, status: int
) -> None:
    """What is wrong in a note is a 400, what is not there a 404."""
    assert error(client(method, f"{path}/{tail}", json=body), status)
    assert client.get(f"{path}/notes") == []


def test_files(client: Client, path: str) -> None:
    """A file that is uploaded is answered, listed, and downloaded with the key."""
    params = {"perform_as": client.me}
    before = client.get(f"{path}/files")
    answer = client("POST", f"{path}/files", params=params, files={"file": PDF})
    assert answer.status_code == 201
    file = answer.json()["data"]
    assert set(file) == {"id", "name", "ext", "downloadUrl", "uploadedAt", "status", "size"}
    assert (file["name"], file["ext"], file["size"]) == ("cv.pdf", ".pdf", len(PDF[1]))
    assert client.get(f"{path}/files") == [file, *before]
    assert client.get(f"{path}/files/{file['id']}") == file
    download = client("GET", file["downloadUrl"])
    assert (download.content, download.headers["Content-Type"]) == (PDF[1], "application/pdf")
    client.session.auth = None
    assert error(client("GET", file["downloadUrl"]), 401)


def test_files_are_checked(client: Client, path: str) -> None:
    """Without `perform_as` or the part `file` nothing is kept."""
    before = client.get(f"{path}/files")
    params = {"perform_as": client.me}
    assert error(client("POST", f"{path}/files", files={"file": PDF}), 400)
    assert error(client("POST", f"{path}/files", params=params, files={"cv": PDF}), 400)
    assert error(client("POST", f"{path}/files", params=params, json={}), 400)
    assert error(client("GET", f"{path}/files/none"), 404)
    assert error(client("GET", f"{path}/files/none/download"), 404)
    assert client.get(f"{path}/files") == before
    odd = client("POST", f"{path}/files", params=params, files={"file": ("notes", b"x")})
    assert (odd.json()["data"]["ext"], odd.json()["data"]["status"]) == ("", "unsupported")


def test_resumes(client: Client, large: Client) -> None:
    """The company's résumé is with every opportunity of its person."""
    named = 0
    for row in client.get("opportunities", limit=20):
        [person], _ = client.company.list_candidates(email=row["emails"][0])
        resumes = client.get(f"opportunities/{row['id']}/resumes")
        names = [each["file"]["name"] for each in resumes]
        expected = [person.resume_url.rpartition("/")[2]] if person.resume_url else []
        assert names == expected
        named += len(names)
    assert named
    rows = large.get("opportunities", limit=30)
    letters = [large.get(f"opportunities/{row['id']}/files") for row in rows]
    assert ["cover-letter.pdf"] in [[each["name"] for each in found] for found in letters]


def test_applying(client: Client, live: str, clock: Clock) -> None:
    """Who fills in a posting's form is an applicant, with the résumé that was uploaded."""
    upload = client("POST", "uploads", files={"file": PDF})
    assert upload.status_code == 201
    uri = upload.json()["data"]["uri"]
    assert upload.json()["data"]["expiresAt"] == NOW_MS + DAY_MS
    form = client.get(f"postings/{live}/apply")
    answer = client(
        "POST",
        f"postings/{live}/apply",
        params={"send_confirmation_email": "false"},
        json=filled_in(form, resume=uri, phone="+1", currentLocation="Leeds", currentCompany="A"),
    )
    assert answer.status_code == 201
    assert set(answer.json()["data"]) == {"applicationId"}
    [row] = client.get("opportunities", email="jane@example.com", expand="applications")
    [application] = row["applications"]
    assert application["id"] == answer.json()["data"]["applicationId"]
    assert (application["type"], application["posting"]) == ("posting", live)
    assert (application["name"], application["email"]) == ("Jane", "jane@example.com")
    assert len(application["customQuestions"]) == len(form["customQuestions"])
    assert (row["stage"], row["origin"], row["location"]) == ("applicant-new", "applied", "Leeds")
    [resume] = client.get(f"opportunities/{row['id']}/resumes")
    assert resume["file"]["name"] == "cv.pdf"
    again = client("POST", f"postings/{live}/apply", json=filled_in(form, source="Meetup"))
    assert again.status_code == 201
    both = client.get("opportunities", email="jane@example.com", posting_id=live)
    assert len(both) == 2
    assert len({each["contact"] for each in both}) == 1
    clock.pass_by(hours=24)
    late = client("POST", f"postings/{live}/apply", json=filled_in(form, resume=uri))
    assert "resume" in error(late, 400)


def filled_in(form: Row, *, source: str | None = None, **personal: str) -> Row:
    """Return a form that somebody has filled in."""
    given = {"fullName": "Jane", "email": "jane@example.com", **personal}
    questions = [
        {"id": each["id"], "fields": [{"value": "Yes"} for _ in each["fields"]]}
        for each in form["customQuestions"]
    ]
    found: Row = {
        "personalInformation": [{"name": name, "value": value} for name, value in given.items()],
        "customQuestions": questions,
        "urls": [{"name": "LinkedIn", "value": "https://jane.example.com/"}],
    }
    return found | ({"source": source} if source else {})


def test_a_form_with_questions(client: Client) -> None:
    """Questions are answered in order and number, and those that are required."""
    asking = next(
        form
        for row in client.get("postings", state=["published", "internal"])
        if (form := client.get(f"postings/{row['id']}/apply"))["customQuestions"]
    )
    path = f"postings/{asking['id']}/apply"
    good = filled_in(asking)
    [question] = good["customQuestions"]
    for wrong in (
        [],
        [{**question, "fields": question["fields"][:1]}],
        [{**question, "id": "other"}],
        [{**question, "fields": [{"value": None} for _ in question["fields"]]}],
    ):
        answer = client("POST", path, json={**good, "customQuestions": wrong})
        assert "customQuestions" in error(answer, 400)
    assert client("POST", path, json=good).status_code == 201


@pytest.mark.parametrize(
    "personal",
    [
        {"email": ""},
        {"email": "jane"},
        {"fullName": ""},
        {"shoeSize": "43"},
        {"resume": "https://example.com/cv.pdf"},
    ],
)
def test_forms_are_checked(client: Client, live: str, personal: dict[str, str]) -> None:
    """A form needs a name and an e-mail, has no other fields, and names uploads only."""
    form = client.get(f"postings/{live}/apply")
    before = len(client.all("opportunities"))
    assert error(client("POST", f"postings/{live}/apply", json=filled_in(form, **personal)), 400)
    assert len(client.all("opportunities")) == before


def test_postings_that_take_no_applications(client: Client) -> None:
    """Nobody applies to what is closed, or is not there; what is unlisted takes applications."""
    for state, status in (("closed", 400), ("draft", 400), ("internal", 201)):
        wire = client.get("postings", state=state, limit=1)[0]["id"]
        form = client.get(f"postings/{wire}/apply")
        answer = client("POST", f"postings/{wire}/apply", json=filled_in(form))
        assert answer.status_code == status
    assert error(client("GET", "postings/no-such-id/apply"), 404)
    assert error(client("POST", "uploads", data=b""), 400)
