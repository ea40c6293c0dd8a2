import pytest
import requests

from plugins.greenhouse.tests.sandbox.client import Client
from unified_ats.sandbox import RunningSandbox
from unified_ats_greenhouse.sandbox import LIMITED_CLIENT_ID
from unified_ats_greenhouse.sandbox.endpoints import ENDPOINTS, Endpoint

every_endpoint = pytest.mark.parametrize(
    "endpoint", ENDPOINTS, ids=lambda each: f"{each.method} {each.path}"
)
UNAUTHORIZED = {
    "message": "Unauthorized",
    "errors": ["Token could not be decoded. Please ensure your token is from a trusted source."],
}


def call(client: Client, endpoint: Endpoint) -> requests.Response:
    """Call an endpoint, with an id that nothing has."""
    return client(endpoint.method, endpoint.path.replace("<int:wire>", "1"), json={})


@every_endpoint
def test_a_token_is_wanted(large: Client, endpoint: Endpoint) -> None:
    """Nobody reads or writes anything without a token."""
    stranger = Client(large.sandbox)
    with stranger.session:
        answer = call(stranger, endpoint)
    assert (answer.status_code, answer.json()) == (401, UNAUTHORIZED)


@pytest.mark.parametrize("header", ["Bearer", "Bearer x.y.z", "Basic eDp5", "token"])
def test_another_token(large: Client, header: str) -> None:
    """What is no token of this account is refused."""
    answer = requests.get(
        f"{large.sandbox.env['GREENHOUSE_BASE_URL']}/jobs",
        headers={"Authorization": header},
        timeout=5,
    )
    assert (answer.status_code, answer.json()) == (401, UNAUTHORIZED)


@every_endpoint
def test_the_scope_is_wanted(large: Client, endpoint: Endpoint) -> None:
    """A scope that is taken away is a 403, on that endpoint alone, without a new token."""
    scopes = next(iter(large.facade.access.scopes.values()))
    assert call(large, endpoint).status_code in {200, 404, 422}
    scopes.remove(f"harvest:{endpoint.scope}")
    answer = call(large, endpoint)
    assert (answer.status_code, answer.json()) == (403, {"message": "Forbidden"})
    scopes.add(f"harvest:{endpoint.scope}")
    assert call(large, endpoint).status_code in {200, 404, 422}


def test_a_limited_client(client: Client) -> None:
    """One client of the account may read departments and offices, and nothing else."""
    client.sign_in(LIMITED_CLIENT_ID)
    allowed = {each.path for each in ENDPOINTS if call(client, each).status_code != 403}
    assert allowed == {"departments", "offices"}


def test_lists_are_for_site_admins(client: Client) -> None:
    """Somebody who is no Site Admin reads no list, unless that is switched off, but may write."""
    users = client.get("users")
    admin, other = (
        next(user["id"] for user in users if user["site_admin"] is wanted)
        for wanted in (True, False)
    )
    client.sign_in(sub=admin)
    assert client("GET", "jobs").status_code == 200
    client.sign_in(sub=other)
    assert client("GET", "jobs").status_code == 403
    assert client.post("candidates", first_name="Ada", last_name="Byron").status_code == 201
    client.facade.access.site_admins_only = False
    assert client("GET", "jobs").status_code == 200


@pytest.mark.parametrize(
    "path", ["no-such-thing", "jobs/11000000001", "jobs/", "candidates/x/merge", "/jobs"]
)
def test_the_route_comes_first(large: Client, path: str) -> None:
    """A route that there is not is a 404 even without a token."""
    stranger = Client(large.sandbox)
    with stranger.session:
        answer = stranger("GET", path)
    assert (answer.status_code, answer.json()) == (404, {"message": "Resource not found"})


def test_settings(sandbox: RunningSandbox) -> None:
    """The settings lead the adapter here, as the service user."""
    assert sandbox.env == {
        "ATS_PROVIDER": "greenhouse",
        "GREENHOUSE_CLIENT_ID": "sandbox-4012",
        "GREENHOUSE_CLIENT_SECRET": "sandbox-client-secret",
        "GREENHOUSE_BASE_URL": f"{sandbox.base_url}/v3",
        "GREENHOUSE_TOKEN_URL": f"{sandbox.base_url}/token",
    }
