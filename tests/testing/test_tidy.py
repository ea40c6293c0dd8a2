import json
from typing import Any

import attrs
import pytest
from vcr.request import Request

from unified_ats.testing.cassettes.scrub import Scrubber
from unified_ats.testing.cassettes.tidy import PLACE, Tidier

ROOT = "https://api.example.net/v1"


@pytest.fixture
def tidier() -> Tidier:
    """Return a tidier for a real vendor."""
    elsewhere = ["https://auth.example.net/token"]
    return Tidier(base_url=ROOT, elsewhere=elsewhere, secrets=["k&y"], scrubber=Scrubber())


def answer(body: str, **headers: str) -> dict[str, Any]:
    """Return an answer as vcrpy hands it out."""
    return {
        "status": {"code": 200, "message": "OK"},
        "headers": {name.replace("_", "-"): [value] for name, value in headers.items()},
        "body": {"string": body.encode()},
    }


def test_request_is_moved_and_struck(tidier: Tidier) -> None:
    """The real place, keys in the query and all but a few headers are gone."""
    headers = {"Authorization": "Basic x", "Cookie": "a=b", "Accept": "application/json"}
    sent = Request("POST", f"{ROOT}/jobs?key=k%26y&page=1", b'{"a":"k&y"}', headers)
    kept = tidier.request(sent)
    assert kept.uri == f"{PLACE}/jobs?key=secret&page=1"
    assert dict(kept.headers) == {"Accept": "application/json"}
    assert json.loads(kept.body) == {"a": "secret"}


def test_other_paths_of_the_host_are_moved(tidier: Tidier) -> None:
    """What lies beside the root of the API, such as a token endpoint, is moved too."""
    sent = Request("GET", "https://api.example.net/oauth/token", b"", {})
    assert tidier.request(sent).uri == f"{PLACE}/oauth/token"


def test_other_hosts_of_the_vendor_are_moved(tidier: Tidier) -> None:
    """A host that a setting names besides the API's is moved too."""
    sent = Request("POST", "https://auth.example.net/token", b"grant_type=x", {})
    assert tidier.request(sent).uri == f"{PLACE}/token"


@pytest.mark.parametrize("real", [True, False])
def test_minted_tokens_are_struck(tidier: Tidier, *, real: bool) -> None:
    """What a token endpoint hands out is no setting, and is not kept either."""
    body = json.dumps({"access_token": "eyJhbGciOi", "token_type": "Bearer", "expires_in": 5})
    tidier = tidier if real else attrs.evolve(tidier, scrubber=None)
    kept = tidier.response(answer(body))["body"]["string"].decode()
    assert "eyJ" not in kept
    assert set(json.loads(kept)) == {"access_token", "token_type", "expires_in"}


def test_answer_keeps_what_paging_and_retry_need(tidier: Tidier) -> None:
    """Links, waits and rate limits stay, and links lead to the place of no importance."""
    kept = tidier.response(
        answer(
            "[]",
            Link=f'<{ROOT}/jobs?page=2>; rel="next"',
            Retry_After="3",
            X_RateLimit_Remaining="9",
            Set_Cookie="session=1",
            Server="nginx",
        )
    )
    assert kept["headers"] == {
        "Link": [f'<{PLACE}/jobs?page=2>; rel="next"'],
        "Retry-After": ["3"],
        "X-RateLimit-Remaining": ["9"],
    }


def test_body_is_scrubbed_by_allow_list(tidier: Tidier) -> None:
    """Ids, statuses, times, booleans and nulls stay; the same text becomes the same placeholder."""
    person = {
        "id": 7,
        "jobId": "j1",
        "status": "open",
        "created_at": "2026-01-01",
        "name": "Zoë",
        "nick": "Zoë",
        "mail": "zoe@example.org",
        "phone": "+49 30 1234567",
        "page": 1,
        "salary": 90_000,
        "links": ["https://example.org/zoe", ""],
        "remote": True,
        "gone": None,
    }
    kept = json.loads(tidier.response(answer(json.dumps(person)))["body"]["string"])
    assert kept == person | {
        "name": "text 1",
        "nick": "text 1",
        "mail": "person-2@example.com",
        "phone": "+1 555 0003",
        "salary": 0,
        "links": ["https://example.com/4", ""],
    }


def test_body_that_is_not_json_is_dropped(tidier: Tidier) -> None:
    """What cannot be scrubbed field by field is not kept; nothing stays nothing."""
    assert tidier.response(answer("<p>Zoë</p>"))["body"]["string"] == b"scrubbed: not JSON"
    assert tidier.response(answer(""))["body"]["string"] == b""
