import logging
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Stub, drop
from unified_ats import ATSError
from unified_ats.http import Auth, QueryAuth

KEY = "s3cret/+ü"
AUTH: Auth = QueryAuth({"apikey": KEY, "app": "app-1"})


def asked(stub: Stub) -> dict[str, list[str]]:
    """Return the query of the last request."""
    return parse_qs(urlsplit(stub.seen[-1].target).query)


def test_keys_go_into_the_query(stub: Stub, transport: MakeTransport) -> None:
    """Each key is a parameter of every request, beside its own, and no header holds one."""
    client = transport(auth=AUTH)
    client.get("/jobs", params={"page": 2})
    assert asked(stub) == {"page": ["2"], "apikey": [KEY], "app": ["app-1"]}
    client.post("/jobs", json={"a": 1})
    assert asked(stub) == {"apikey": [KEY], "app": ["app-1"]}
    assert not [value for seen in stub.seen for value in seen.headers.values() if KEY in value]


def test_a_parameter_cannot_replace_a_key(stub: Stub, transport: MakeTransport) -> None:
    """Parameters of a call are signed over, so that none can go out as somebody else."""
    transport(auth=AUTH).get("/jobs", params={"apikey": "other", "app": None})
    assert asked(stub) == {"apikey": [KEY], "app": ["app-1"]}


@pytest.mark.parametrize(
    "step", [Answer(403, body=f"no, {KEY}".encode()), Answer(200, body=KEY.encode()), drop]
)
def test_keys_are_shown_nowhere(
    stub: Stub, transport: MakeTransport, caplog: pytest.LogCaptureFixture, step: Answer
) -> None:
    """Neither a log nor an error shows a key, whether an answer repeats it or none comes."""
    stub.script(step)
    client = transport(auth=AUTH, attempts=1)
    with caplog.at_level(logging.DEBUG), pytest.raises(ATSError) as caught:
        client.get("/jobs").json()
    shown = f"{caught.value!r} {caught.value.raw} {caught.value.__context__!r} {caplog.text}"
    assert "acme GET /jobs" in caplog.text
    assert "s3cret" not in shown


def test_repr_shows_no_key() -> None:
    """The repr shows nothing that could be used, and secrets names what to strike out."""
    assert "s3cret" not in repr(AUTH)
    assert AUTH.secrets() == (KEY, "app-1")
