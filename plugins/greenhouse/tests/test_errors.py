from typing import Any

import pytest
from werkzeug.wrappers import Response

from plugins.greenhouse.tests.conftest import Talk, as_response
from unified_ats import ATSError, InvalidRequestError, PermissionDeniedError
from unified_ats_greenhouse.errors import scope
from unified_ats_greenhouse.sandbox import LIMITED_CLIENT_ID


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"message": "Unprocessable Content"}, "Unprocessable Content"),
        (
            {"message": "Unprocessable Content", "errors": ["When passing a cursor, do not"]},
            "Unprocessable Content; When passing a cursor, do not",
        ),
        ({"message": "No", "errors": [{"per_page": "is too large"}]}, "No; per_page: is too large"),
        ({"errors": [{"ids": ["a", "b"], "status": "c"}]}, "ids: a, b; status: c"),
        ({"errors": [{"message": "Missing", "field": "body"}]}, "body: Missing"),
        ({"errors": [{"message": "Missing"}, None]}, "Missing; None"),
        ({"message": None, "errors": "all"}, ""),
        (["No"], ""),
    ],
)
def test_bodies(talk: Talk, body: Any, said: str) -> None:
    """Whatever form an error has, its words and its fields are in the message."""
    talk.script("GET /jobs", as_response(body, 422))
    with pytest.raises(InvalidRequestError) as caught:
        talk.ats.jobs.list()
    expected = f"greenhouse answered 422 to GET /jobs{said and ': '}{said}"
    assert caught.value.message == expected
    assert caught.value.raw == body


def test_a_body_that_is_no_json(talk: Talk) -> None:
    """A page instead of JSON says nothing, and is kept."""
    talk.script("GET /jobs", Response("<html>", status=400))
    with pytest.raises(InvalidRequestError, match=r"answered 400 to GET /jobs$") as caught:
        talk.ats.jobs.list()
    assert caught.value.raw == "<html>"


@pytest.mark.parametrize(
    ("call", "named"),
    [
        ("GET /jobs", "harvest:jobs:list"),
        ("GET /rejection_reasons/{id}", "harvest:rejection_reasons:list"),
        ("POST /candidates", "harvest:candidates:create"),
        ("PATCH /candidates/{id}", "harvest:candidates:update"),
        ("DELETE /applications/{id}", "harvest:applications:destroy"),
        ("POST /applications/{id}/move", "harvest:applications:move"),
        ("PUT /jobs", "harvest:jobs:*"),
    ],
)
def test_scopes(call: str, named: str) -> None:
    """Each call needs a scope, named after its path."""
    assert scope(call) == named


def test_a_missing_scope_is_named(real: Talk) -> None:
    """Credentials that may not do it are told the scope, and where else it may lie."""
    limited = Talk(real.sandbox, client_id=LIMITED_CLIENT_ID)
    with limited.ats, pytest.raises(PermissionDeniedError) as caught:
        limited.ats.candidates.list()
    assert "the scope harvest:candidates:list" in caught.value.message
    assert "Site Admin" in caught.value.message
    assert caught.value.request_id


def test_a_403_without_a_body(talk: Talk) -> None:
    """A bare 403 names the scope all the same."""
    talk.script("GET /candidates", Response(status=403))
    with pytest.raises(PermissionDeniedError, match=r"give .* the scope harvest:candidates:list"):
        talk.ats.candidates.list()


def test_every_error_has_its_request_id(real: Talk) -> None:
    """The id of a request is there to be quoted to Greenhouse's support."""
    with pytest.raises(ATSError) as caught:
        real.ats.request("GET", "/nonsense")
    assert caught.value.request_id
