import base64

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Stub
from unified_ats.http import Auth, BasicAuth, BearerAuth, HeaderAuth

KINDS: list[tuple[Auth, str, str]] = [
    (BearerAuth("s3cret"), "Authorization", "Bearer s3cret"),
    (BasicAuth("s3cret"), "Authorization", "Basic " + base64.b64encode(b"s3cret:").decode()),
    (
        BasicAuth("josé", "s3cret:/+"),
        "Authorization",
        "Basic " + base64.b64encode("josé:s3cret:/+".encode()).decode(),
    ),
    (HeaderAuth("X-Api-Key", "s3cret"), "X-Api-Key", "s3cret"),
]


@pytest.mark.parametrize(("auth", "header", "value"), KINDS)
def test_each_kind_signs_its_header(
    stub: Stub, transport: MakeTransport, auth: Auth, header: str, value: str
) -> None:
    """Every kind of authentication puts its proof into the header it is named for."""
    transport(auth=auth).get("/jobs")
    assert stub.seen[0].headers[header] == value


@pytest.mark.parametrize("auth", [kind[0] for kind in KINDS])
def test_repr_shows_no_secret(auth: Auth) -> None:
    """The repr of an authentication shows nothing that could be used."""
    assert not [secret for secret in auth.secrets() if secret and secret in repr(auth)]


@pytest.mark.parametrize("auth", [kind[0] for kind in KINDS])
def test_secrets_name_what_is_sent(auth: Auth) -> None:
    """What goes over the wire as proof is among the texts to strike out."""
    headers: dict[str, str] = {}
    auth.sign(headers)
    (value,) = headers.values()
    assert value.rpartition(" ")[2] in auth.secrets()


def test_headers_of_a_call_cannot_replace_the_proof(stub: Stub, transport: MakeTransport) -> None:
    """A request's own headers are signed over, so that none can go out as somebody else."""
    transport().request("GET", "/jobs", headers={"authorization": "Bearer other"})
    assert stub.seen[0].headers["Authorization"] == "Bearer t0k3n"
    assert "other" not in str(stub.seen[0].headers)
