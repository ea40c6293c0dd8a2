from collections.abc import Iterator

import pytest
import requests

from plugins.lever.tests.sandbox.client import Client, Clock, error
from unified_ats.sandbox import Fault, launch
from unified_ats_lever.sandbox import SITE, LeverSandbox


@pytest.fixture
def limited(clock: Clock) -> Iterator[Client]:
    """Yield a client of a Lever that counts."""
    with launch(LeverSandbox, jobs=3, candidates=3, clock=clock) as sandbox:
        client = Client(sandbox)
        with client.session:
            yield client


def test_the_bucket(limited: Client, clock: Clock) -> None:
    """Twenty requests pass at once, and ten more a second; a 429 tells nothing of the bucket."""
    answers = [limited("GET", "stages") for _ in range(21)]
    assert [each.status_code for each in answers] == [200] * 20 + [429]
    assert error(answers[-1], 429)
    told = {name.lower() for answer in answers for name in answer.headers}
    assert "retry-after" not in told
    assert not any("ratelimit" in name for name in told)
    clock.pass_by(seconds=1)
    again = [limited("GET", "stages").status_code for _ in range(11)]
    assert again == [200] * 10 + [429]


def test_retry_after_can_be_switched_on(limited: Client) -> None:
    """Some clients say that they have seen `Retry-After`: a test can have it."""
    limited.facade.retry_after = True
    answers = [limited("GET", "stages") for _ in range(21)]
    assert answers[-1].headers["Retry-After"] == "1"


def test_applications_have_a_limit_of_their_own(limited: Client, clock: Clock) -> None:
    """Two applications a second, however they are made, and whatever else is asked."""
    [posting] = limited.get("postings", state="published", limit=1)
    assert [limited.create().status_code for _ in range(3)] == [201, 201, 429]
    apply = f"postings/{posting['id']}/apply"
    assert limited("POST", apply, json={}).status_code == 429
    assert limited("GET", apply).status_code == 200
    clock.pass_by(seconds=1)
    assert limited("POST", apply, json={}).status_code == 400


def test_applications_count_as_requests_too(limited: Client) -> None:
    """An application takes from the bucket of all requests; one too many does not."""
    assert [limited.create().status_code for _ in range(3)] == [201, 201, 429]
    answers = [limited("GET", "stages").status_code for _ in range(19)]
    assert answers == [200] * 18 + [429]


def test_an_empty_bucket_takes_no_applications(limited: Client, clock: Clock) -> None:
    """Where all requests are one too many, so is an application, which then uses up nothing."""
    [posting] = limited.get("postings", state="published", limit=1)
    assert {limited("GET", "stages").status_code for _ in range(19)} == {200}
    assert limited.create().status_code == 429
    assert limited("POST", f"postings/{posting['id']}/apply", json={}).status_code == 429
    clock.pass_by(seconds=0.2)
    assert [limited.create().status_code for _ in range(3)] == [201, 201, 429]


def test_what_is_public_is_not_counted(limited: Client) -> None:
    """The public list has no limit that is known of."""
    url = f"{limited.sandbox.base_url}/v0/postings/{SITE}?mode=json"
    with requests.Session() as session:
        assert {session.get(url, timeout=5).status_code for _ in range(25)} == {200}


@pytest.mark.parametrize(
    ("fault", "status"),
    [(Fault.SERVER_ERROR, 500), (Fault.UNAVAILABLE, 503), (Fault.RATE_LIMITED, 429)],
)
def test_faults(client: Client, fault: Fault, status: int) -> None:
    """Failures to order have Lever's form."""
    client.sandbox.faults.add(fault)
    assert error(client("GET", "stages"), status)
