"""What the tests of the Lever sandbox ask with."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from unified_ats.sandbox import Application, Company, RunningSandbox
from unified_ats_lever.sandbox import API_KEY, LeverSandbox, vendor_id

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NOW_MS = int(NOW.timestamp()) * 1000
DAY_MS = 86_400_000

Row = dict[str, Any]


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
    """A client with an API key."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        self.sandbox = sandbox
        self.session = requests.Session()
        self.session.auth = (API_KEY, "")

    @property
    def facade(self) -> LeverSandbox:
        """The façade behind the sandbox."""
        assert isinstance(self.sandbox.facade, LeverSandbox)
        return self.sandbox.facade

    @property
    def company(self) -> Company:
        """The company behind the sandbox."""
        return self.sandbox.company

    @property
    def me(self) -> str:
        """The user on whose behalf the tests write."""
        return self.sandbox.env["LEVER_PERFORM_AS"]

    def __call__(self, method: str, path: str, **kwargs: Any) -> requests.Response:
        """Send a request to a path below `/v1/`, or to a whole address."""
        base = "" if path.startswith("http") else f"{self.sandbox.env['LEVER_BASE_URL']}/"
        return self.session.request(method, base + path, timeout=5, **kwargs)

    def get(self, path: str, **params: Any) -> Any:
        """Return the data of what must be there."""
        return self.page(path, **params)["data"]

    def page(self, path: str, **params: Any) -> Row:
        """Return the whole envelope of what must be there."""
        answer = self("GET", path, params=params)
        assert answer.status_code == 200, answer.text
        found: Row = answer.json()
        return found

    def walk(self, path: str, **params: Any) -> Iterator[list[Row]]:
        """Yield the pages of a list, as `next` leads to them."""
        page = self.page(path, **params)
        while page["hasNext"]:
            yield page["data"]
            page = self.page(path, offset=page["next"], **params)
        assert "next" not in page
        yield page["data"]

    def all(self, path: str, **params: Any) -> list[Row]:
        """Return all objects of a list."""
        return [row for page in self.walk(path, **params) for row in page]

    def create(self, *, perform_as: str | None = None, **body: Any) -> requests.Response:
        """Create an opportunity."""
        params = {"perform_as": perform_as or self.me}
        return self("POST", "opportunities", params=params, json=body)

    def created(self, **body: Any) -> Row:
        """Create an opportunity, and return it."""
        answer = self.create(**body)
        assert answer.status_code == 201, answer.text
        found: Row = answer.json()["data"]
        return found

    def put(self, path: str, **body: Any) -> Row:
        """Change something, and return it as it is then."""
        answer = self("PUT", path, json=body)
        assert answer.status_code == 200, answer.text
        found: Row = answer.json()["data"]
        return found


def error(answer: requests.Response, status: int) -> str:
    """Return the message of an answer that must be an error."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert set(body) == {"code", "message"}
    assert isinstance(body["code"], str)
    message: str = body["message"]
    return message


def applications(client: Client) -> dict[str, Application]:
    """Return the company's applications by Lever's ids."""
    return {vendor_id(each): each for each in client.company.list_applications()[0]}
