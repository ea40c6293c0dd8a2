from collections.abc import Iterator
from typing import Any

import pytest

from plugins.lever.tests.sandbox.client import Client, Row, error
from unified_ats_lever.sandbox import PLAIN_KEY, SITE, vendor_id

NOTHING = "00000000-0000-4000-8000-000000000000"
LISTS = ("postings", "opportunities", "requisitions")


@pytest.fixture
def plain(roomy: Client) -> Iterator[Client]:
    """Yield a client of the same Lever, with a key that may not see what is confidential."""
    client = Client(roomy.sandbox)
    with client.session:
        client.session.auth = (PLAIN_KEY, "")
        yield client


@pytest.fixture
def hidden(roomy: Client) -> Row:
    """Return a confidential posting that takes applications."""
    [row, *_] = roomy.get("postings", confidentiality="confidential", state="published")
    return dict(row)


def form_of(client: Client, posting: str) -> Row:
    """Return what somebody fills into the form of a posting."""
    person = {"fullName": "Jane", "email": "jane@example.com"}
    return {
        "personalInformation": [{"name": name, "value": value} for name, value in person.items()],
        "customQuestions": [
            {"id": each["id"], "fields": [{"value": "Yes"} for _ in each["fields"]]}
            for each in client.get(f"postings/{posting}/apply")["customQuestions"]
        ],
    }


@pytest.mark.parametrize("sight", ["all", "confidential"])
@pytest.mark.parametrize("path", LISTS)
def test_they_are_hidden(large: Client, path: str, sight: str) -> None:
    """Confidential records are hidden unless asked for with a key that may see them."""
    usual, asked = large.all(path), large.all(path, confidentiality=sight)
    words = {row["confidentiality"] for row in asked}
    assert {row["confidentiality"] for row in usual} == {"non-confidential"}
    hidden = [row for row in asked if row["confidentiality"] == "confidential"]
    assert hidden
    if sight == "all":
        assert len(asked) == len(usual) + len(hidden)
    else:
        assert words == {"confidential"}
    assert large.get(f"{path}/{hidden[0]['id']}") == hidden[0]


@pytest.mark.parametrize("path", LISTS)
def test_asking_takes_a_key_that_may(roomy: Client, plain: Client, path: str) -> None:
    """A key that may not see confidential records gets a 403 for asking, and the others as ever."""
    assert plain.get(path, confidentiality="non-confidential") == roomy.get(path)
    for word in ("all", "confidential"):
        answer = plain("GET", path, params={"confidentiality": word})
        assert "confidential" in error(answer, 403)


@pytest.mark.parametrize("path", LISTS)
def test_one_that_a_key_may_not_see(roomy: Client, plain: Client, path: str) -> None:
    """A confidential record answers to a key that may not see it as if it were not there."""
    [row, *_] = roomy.get(path, confidentiality="confidential")
    tails = ["", "/applications", "/notes"] if path == "opportunities" else [""]
    for tail in tails:
        nothing = error(plain("GET", f"{path}/{NOTHING}{tail}"), 404)
        assert error(plain("GET", f"{path}/{row['id']}{tail}"), 404) == nothing
        assert roomy("GET", f"{path}/{row['id']}{tail}").status_code == 200


@pytest.mark.parametrize("path", ["postings", "opportunities"])
def test_what_was_deleted(roomy: Client, plain: Client, path: str) -> None:
    """Of what was deleted, too, confidential records are shown only to whoever may ask and does."""
    [row, *_] = roomy.get(path, confidentiality="confidential")
    held: list[Any] = [*roomy.company.list_jobs()[0], *roomy.company.list_applications()[0]]
    record = next(each for each in held if vendor_id(each) == row["id"])
    roomy.facade.account.delete(record)
    gone = f"{path}/deleted"
    for client in (plain, roomy):
        assert row["id"] not in {each["id"] for each in client.all(gone)}
    for word in ("all", "confidential"):
        assert roomy.get(gone, confidentiality=word)[0]["id"] == row["id"]
        assert error(plain("GET", gone, params={"confidentiality": word}), 403)


def test_creating_for_a_posting(roomy: Client, plain: Client, hidden: Row) -> None:
    """An opportunity for a posting that the key may not see is one for a posting that is not."""
    before = roomy.company.list_applications()[1]
    nothing = error(plain.create(postings=[NOTHING]), 400)
    assert error(plain.create(postings=[hidden["id"]]), 400) == nothing
    assert roomy.company.list_applications()[1] == before
    assert roomy.created(postings=[hidden["id"]])["confidentiality"] == "confidential"


def test_applying_to_a_posting(roomy: Client, plain: Client, hidden: Row) -> None:
    """A posting that the key may not see has no form, and takes no applications from it."""
    path, form = f"postings/{hidden['id']}/apply", form_of(roomy, hidden["id"])
    before = roomy.company.list_applications()[1]
    nothing = error(plain("POST", f"postings/{NOTHING}/apply", json=form), 404)
    assert error(plain("GET", path), 404) == nothing
    assert error(plain("POST", path, json=form), 404) == nothing
    assert roomy.company.list_applications()[1] == before
    assert roomy("POST", path, json=form).status_code == 201


def test_hiring_for_a_requisition(roomy: Client, plain: Client) -> None:
    """A requisition that the key may not see cannot be named."""
    [requisition, *_] = roomy.get("requisitions", confidentiality="confidential", status="onHold")
    [one, *_] = roomy.get("opportunities", archived="false")
    [hired] = roomy.get("archive_reasons", type="hired")
    sent = {"reason": hired["id"], "requisitionId": requisition["id"]}
    path = f"opportunities/{one['id']}/archived"
    assert "Requisition" in error(plain("PUT", path, json=sent), 404)
    assert "open" in error(roomy("PUT", path, json=sent), 400)


def test_they_are_not_public(roomy: Client, hidden: Row) -> None:
    """Nobody reads of a confidential posting in the public list."""
    shown = [each["id"] for each in roomy("GET", _site(roomy), params={"mode": "json"}).json()]
    assert shown
    assert hidden["id"] not in shown
    assert roomy("GET", f"{_site(roomy)}/{hidden['id']}").status_code == 404


def _site(client: Client) -> str:
    return f"{client.sandbox.base_url}/v0/postings/{SITE}"
