from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from plugins.lever.tests.sandbox.client import NOW_MS, Client, Clock, Row, applications, error
from unified_ats_lever.sandbox import vendor_id


def test_every_application_is_an_opportunity(client: Client) -> None:
    """In a small company every application is shown, as its contact's opportunity."""
    held = applications(client)
    rows = client.all("opportunities")
    assert {row["id"] for row in rows} == set(held)
    for row in rows:
        person = client.company.applicant(held[row["id"]])
        assert (row["contact"], row["name"]) == (vendor_id(person), person.name)
        assert row["emails"][0] == person.email
        assert [each["value"] for each in row["phones"]] == ([person.phone] if person.phone else [])


def test_odd_forms(large: Client) -> None:
    """Leads have no posting, anonymised people no words, old rows no date of a change."""
    rows = large.all("opportunities")
    leads = [row for row in rows if not row["applications"]]
    assert leads
    assert all("opportunityLocation" not in row for row in leads)
    anonymised = [row for row in rows if row["isAnonymized"]]
    assert anonymised
    for row in anonymised:
        assert row["name"] is None
        assert (row["emails"], row["phones"], row["headline"], row["location"]) == ([], [], "", "")
    for name in ("updatedAt", "owner", "sourcedBy", "dataProtection", "snoozedUntil", "stage"):
        values = [row[name] for row in rows]
        assert None in values, name
        assert any(values), name
    assert any(row["opportunityLocation"] == "unspecified" for row in rows if row["applications"])
    assert {phone["type"] for row in rows for phone in row["phones"]} == {None, "mobile"}


def test_applications(large: Client) -> None:
    """An opportunity has one application or none; one that a user added names nobody."""
    kinds = defaultdict(set)
    for row in large.all("opportunities", expand="applications"):
        for each in row["applications"]:
            assert each["candidateId"] == each["opportunityId"] == row["id"]
            kinds[each["type"]].add(row["origin"])
            if each["type"] == "user" or row["isAnonymized"]:
                assert [each[name] for name in ("name", "email", "phone")] == [None] * 3
            else:
                assert (each["name"], each["email"]) == (row["name"], row["emails"][0])
            assert (each["archived"] is None) == (row["archived"] is None)
            if row["archived"]:
                assert each["archived"]["archivedAt"] > row["archived"]["archivedAt"]
    assert kinds == {
        "posting": {"applied"},
        "referral": {"referred"},
        "user": {"agency", "sourced", "university"},
    }


def test_applications_below_an_opportunity(large: Client) -> None:
    """The application of an opportunity has a list and an address, where ids can be expanded."""
    row, application = next(
        (row, each)
        for row in large.get("opportunities", expand="applications")
        for each in row["applications"]
        if each["postingOwner"]
    )
    path = f"opportunities/{row['id']}/applications"
    assert large.get(path) == [application]
    assert large.get(f"{path}/{application['id']}") == application
    [expanded] = large.get(path, expand=["posting", "user", "postingOwner", "postingHiringManager"])
    assert expanded["posting"] == large.get(f"postings/{application['posting']}")
    assert expanded["postingOwner"]["id"] == application["postingOwner"]
    assert error(large("GET", f"{path}/no-such-id"), 404)
    assert error(large("GET", "opportunities/no-such-id/applications"), 404)
    lead = next(row for row in large.all("opportunities") if not row["applications"])
    assert large.get(f"opportunities/{lead['id']}/applications") == []


def test_who_is_hired_names_the_requisition(large: Client) -> None:
    """A hire names the requisition of the posting, if it has one."""
    codes = {row["id"]: row["requisitionCodes"] for row in large.all("postings")}
    hired = [
        application
        for row in large.all("opportunities", expand="applications")
        for application in row["applications"]
        if application["requisitionForHire"]
    ]
    assert hired
    for each in hired:
        assert [each["requisitionForHire"]["requisitionCode"]] == codes[each["posting"]]


def test_a_posting_finds_live_ones_only(client: Client) -> None:
    """`posting_id` finds those that are live, `archived_posting_id` the others."""
    expanded = client.all("opportunities", expand="applications")
    counts = Counter(row["applications"][0]["posting"] for row in expanded if row["applications"])
    busy = counts.most_common(1)[0][0]
    live = client.all("opportunities", posting_id=busy)
    over = client.all("opportunities", archived_posting_id=busy)
    assert {row["archived"] is None for row in live} == {True}
    assert {row["archived"] is None for row in over} == {False}
    assert len(live) + len(over) == counts[busy]
    assert client.get("opportunities", posting_id="no-such-id") == []


def test_two_records_of_an_end(large: Client) -> None:
    """An opportunity and the application in it may be archived for reasons of different types."""
    types = {row["id"]: row["type"] for row in large.get("archive_reasons")}
    rows = large.all("opportunities", expand="applications", archived="true")
    both = [(row, each) for row in rows for each in row["applications"]]
    ends = Counter(
        (types[row["archived"]["reason"]], types[each["archived"]["reason"]]) for row, each in both
    )
    assert set(ends) == {(one, other) for one in types.values() for other in types.values()}
    assert sum(ends.values()) > 5 * (ends["hired", "non-hired"] + ends["non-hired", "hired"])
    odd, application = next(
        (row, each)
        for row, each in both
        if types[row["archived"]["reason"]] != types[each["archived"]["reason"]]
    )
    posting = application["posting"]
    over = {row["id"] for row in large.all("opportunities", archived_posting_id=posting)}
    live = {row["id"] for row in large.all("opportunities", posting_id=posting)}
    assert odd["id"] in over - live
    reason = odd["archived"]["reason"]
    found = large.all("opportunities", archive_reason_id=reason)
    assert odd["id"] in {row["id"] for row in found}, "the filter looks at the opportunity"


def test_an_end_by_the_api_is_one(roomy: Client) -> None:
    """Whoever archives an opportunity archives the application in it for the same reason."""
    rows = roomy.all("opportunities", expand="applications", archived="true")
    odd, reason = next(
        (row, row["archived"]["reason"])
        for row in rows
        for each in row["applications"]
        if each["archived"]["reason"] != row["archived"]["reason"]
    )
    roomy.put(f"opportunities/{odd['id']}/archived", reason=reason)
    [application] = roomy.get(f"opportunities/{odd['id']}/applications")
    assert application["archived"]["reason"] == reason


def test_archived(client: Client) -> None:
    """Unset means both; the flag splits the list."""
    both = client.all("opportunities")
    live, over = (client.all("opportunities", archived=word) for word in ("false", "true"))
    assert len(live) + len(over) == len(both)
    assert all(row["archived"] for row in over)
    assert not any(row["archived"] for row in live)


VALUES: dict[str, Callable[[Row], list[Any]]] = {
    "tag": lambda row: row["tags"],
    "email": lambda row: row["emails"],
    "origin": lambda row: [row["origin"]],
    "source": lambda row: row["sources"],
    "stage_id": lambda row: [row["stage"]],
    "archive_reason_id": lambda row: [row["archived"]["reason"]] if row["archived"] else [],
    "contact_id": lambda row: [row["contact"]],
    "location": lambda row: [row.get("opportunityLocation")],
}


@pytest.mark.parametrize("parameter", VALUES)
def test_filters(large: Client, parameter: str) -> None:
    """A filter keeps what has one of its values."""
    rows, values = large.all("opportunities"), VALUES[parameter]
    words = sorted({word for row in rows for word in values(row) if word})[:2]
    kept = [row for row in rows if set(words) & set(values(row))]
    assert kept
    assert large.all("opportunities", **{parameter: words}) == kept


def test_email_in_any_case(client: Client) -> None:
    """An e-mail is found in any case, and only as a whole."""
    [row] = client.get("opportunities", limit=1)
    [email] = row["emails"]
    assert row["id"] in {each["id"] for each in client.get("opportunities", email=email.upper())}
    assert client.get("opportunities", email=email[1:]) == []


def test_snoozed(large: Client) -> None:
    """What is snoozed is so until a date."""
    snoozed = large.all("opportunities", snoozed="true")
    assert snoozed
    assert all(row["snoozedUntil"] for row in snoozed)
    both = len(snoozed) + len(large.all("opportunities", snoozed="false"))
    assert both == len(large.all("opportunities"))


@pytest.mark.parametrize("name", ["created", "updated", "advanced", "archived"])
def test_windows(large: Client, name: str) -> None:
    """A window's bounds belong to it, and what has no such time is in none."""

    def time(row: Row) -> int | None:
        if name == "archived":
            return row["archived"]["archivedAt"] if row["archived"] else None
        found: int | None = row["lastAdvancedAt" if name == "advanced" else f"{name}At"]
        return found

    rows = large.all("opportunities")
    times = sorted(at for row in rows if (at := time(row)) is not None)
    start, end = times[len(times) // 3], times[len(times) // 2]
    kept = [row for row in rows if (at := time(row)) is not None and start <= at <= end]
    window = {f"{name}_at_start": start, f"{name}_at_end": end}
    assert large.all("opportunities", **window) == kept
    assert len(large.all("opportunities", **{f"{name}_at_start": 0})) == len(times)


def test_deleted_opportunities(large: Client, client: Client, clock: Clock) -> None:
    """What was deleted is in no list but that of the deleted, last deleted first."""
    gone = large.all("opportunities/deleted", limit=1)
    assert [row["deletedAt"] for row in gone] == sorted(
        (row["deletedAt"] for row in gone), reverse=True
    )
    listed = {row["id"] for row in large.all("opportunities", confidentiality="all")}
    assert not listed & {row["id"] for row in gone}
    assert len(listed) + len(gone) == large.company.list_applications()[1]
    wire, application = next(iter(applications(client).items()))
    client.facade.account.delete(application)
    clock.pass_by(days=1)
    [deleted] = client.get("opportunities/deleted")
    assert (deleted["id"], deleted["deletedAt"]) == (wire, NOW_MS)
    assert error(client("GET", f"opportunities/{wire}"), 404)
    assert client.get("opportunities/deleted", deleted_at_start=NOW_MS + 1) == []
