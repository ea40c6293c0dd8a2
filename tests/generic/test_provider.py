from typing import Any

import pytest

import unified_ats
from tests.generic.conftest import MakeGeneric
from tests.http.stub import Answer, Stub
from unified_ats import AuthenticationError, Capability, ConfigurationError, InvalidRequestError


def test_the_key_and_the_account_are_sent(stub: Stub, generic: MakeGeneric) -> None:
    """Every request carries the bearer key, and the account's header when there is an account."""
    stub.script(Answer(json_body={"jobs": [], "total": 0}))
    generic(account_id="acct-1").jobs.list()
    generic().jobs.list()
    first, second = (seen.headers for seen in stub.seen)
    assert (first["Authorization"], first["X-Account-Id"]) == ("Bearer k3y", "acct-1")
    assert "X-Account-Id" not in second


def test_capabilities(generic: MakeGeneric) -> None:
    """The adapter can do all that the resources have, and says where filters are applied."""
    assert generic().capabilities == {
        "jobs": Capability(
            operations=("list", "get"), filters={"status": "native", "updated_after": "native"}
        ),
        "candidates": Capability(
            operations=("create", "list", "get"),
            filters={"email": "native", "updated_after": "native"},
        ),
        "applications": Capability(
            operations=("list", "get"),
            filters={"job_id": "native", "updated_after": "native", "status": "client"},
        ),
    }


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"error": {"message": "no", "fields": {"email": "taken"}}}', ": no; email: taken"),
        (b'{"error": {"message": "no", "fields": ["email"]}}', ": no"),
        (b'{"error": {"fields": {"email": "taken"}}}', ": email: taken"),
        (b'{"error": {"message": ["no"]}}', ": ['no']"),
        (b'{"error": "no"}', ""),
        (b'{"error": null}', ""),
        (b"[]", ""),
        (b"<html>no</html>", ""),
        (b"", ""),
        (b"[" * 3_000, ""),
    ],
)
def test_error_bodies(stub: Stub, generic: MakeGeneric, body: bytes, said: str) -> None:
    """The vendor's words are found where they are, and any other body does no harm."""
    stub.script(Answer(422, body=body))
    with pytest.raises(InvalidRequestError) as caught:
        generic().jobs.list()
    assert caught.value.message == f"generic answered 422 to GET /jobs{said}"


def test_repr(generic: MakeGeneric) -> None:
    """The mapping is named, and not written out."""
    assert "mapping=<ATSMapping 'Generic ATS'>, base_url=" in repr(generic())


def test_a_wrong_key(stub: Stub, generic: MakeGeneric) -> None:
    """A key that the vendor does not know is told with what to do, and never shown."""
    stub.script(Answer(401, json_body={"error": {"message": "unknown key k3y"}}))
    with pytest.raises(AuthenticationError) as caught:
        generic().jobs.list()
    assert caught.value.message == (
        "generic answered 401 to GET /jobs: unknown key [secret] (check the credentials)"
    )
    assert caught.value.raw == {"error": {"message": "unknown key [secret]"}}


@pytest.mark.parametrize(
    "stages", ['{"Tea": "tea"}', "{", "[]", {"Tea": "open"}, {1: "OFFER"}, {"Tea": None}, 5]
)
def test_a_stage_table_that_is_none(stages: Any) -> None:
    """A stage table with an unknown status, or none at all, is told with the right statuses."""
    with pytest.raises(
        ConfigurationError, match=r"stages is not a table .*; statuses are APPLIED,"
    ):
        unified_ats.connect("generic", base_url="http://127.0.0.1:1", api_key="k", stages=stages)


def test_settings_from_the_environment() -> None:
    """The generic adapter is configured by the variables of the generic ATS."""
    environ = {
        "ATS_BASE_URL": "https://ats.example.com/v1/",
        "ATS_API_KEY": "k3y",
        "ATS_ACCOUNT_ID": "",
        "ATS_STAGES": '{"Tea": "OFFER"}',
    }
    with unified_ats.connect_from_env(environ) as ats:
        assert ats.http.base_url == "https://ats.example.com/v1"
        assert (ats.settings.account_id, ats.settings.stages) == (None, {"tea": "OFFER"})
        assert "k3y" not in repr(ats)
