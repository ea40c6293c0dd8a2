"""A client of the sandbox that knows nothing of the adapter."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from unified_ats.sandbox import RunningSandbox
from unified_ats_greenhouse.sandbox import CLIENT_ID, CLIENT_SECRET, GreenhouseSandbox

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Return its time."""
        return self.now

    def pass_by(self, **duration: float) -> None:
        """Move it."""
        self.now += timedelta(**duration)


class Client:
    """A client with a token."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        self.sandbox = sandbox
        self.session = requests.Session()

    @property
    def facade(self) -> GreenhouseSandbox:
        """The façade behind the sandbox."""
        assert isinstance(self.sandbox.facade, GreenhouseSandbox)
        return self.sandbox.facade

    def token(self, client_id: str = CLIENT_ID, **form: str | int) -> requests.Response:
        """Ask for a token."""
        return self.session.post(
            self.sandbox.env["GREENHOUSE_TOKEN_URL"],
            data={"grant_type": "client_credentials", **form},
            auth=(client_id, CLIENT_SECRET),
            timeout=5,
        )

    def sign_in(self, client_id: str = CLIENT_ID, **form: str | int) -> None:
        """Use a new token from now on."""
        answer = self.token(client_id, **form)
        assert answer.status_code == 200, answer.text
        self.session.auth = lambda request: signed(request, answer.json()["access_token"])

    def __call__(self, method: str, path: str, **kwargs: Any) -> requests.Response:
        """Send a request to a path below `/v3/`, or to a whole address."""
        base = "" if path.startswith("http") else f"{self.sandbox.env['GREENHOUSE_BASE_URL']}/"
        return self.session.request(method, base + path, timeout=5, **kwargs)

    def get(self, path: str, **params: Any) -> list[dict[str, Any]]:
        """Return the first page of a list that must be there, 500 objects by default."""
        answer = self("GET", path, params={"per_page": 500, **params})
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found

    def walk(self, path: str, **params: Any) -> Iterator[list[dict[str, Any]]]:
        """Yield the pages of a list, as `Link` leads to them."""
        answer = self("GET", path, params=params)
        while True:
            assert answer.status_code == 200, answer.text
            yield answer.json()
            if not answer.headers["Link"]:
                return
            answer = self("GET", answer.links["next"]["url"])

    def one(self, path: str, wire: int) -> dict[str, Any]:
        """Return the object with an id."""
        [found] = self.get(path, ids=wire)
        return found

    def post(self, path: str, **body: Any) -> requests.Response:
        """Send a body in JSON."""
        return self("POST", path, json=body)

    def made(self, path: str, **body: Any) -> dict[str, Any]:
        """Send a body in JSON, and return what was made."""
        answer = self.post(path, **body)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found


def signed(request: requests.PreparedRequest, token: str) -> requests.PreparedRequest:
    """Return a request with a token."""
    request.headers["Authorization"] = f"Bearer {token}"
    return request


def problems(answer: requests.Response) -> list[Any]:
    """Return what a 422 says is wrong."""
    assert answer.status_code == 422, answer.text
    assert answer.json()["message"] == "Unprocessable Content"
    found: list[Any] = answer.json()["errors"]
    return found
