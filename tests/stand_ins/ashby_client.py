"""What the tests of the Ashby stand-in ask with."""

from datetime import UTC, datetime
from typing import Any

import requests

from tests.stand_ins.ashby import API_KEY, AshbyStandIn
from unified_ats.sandbox import RunningSandbox, launch

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
Row = dict[str, Any]


class Client:
    """A client with the good key, at an Ashby whose clock a test moves."""

    def __init__(self, **sizes: Any) -> None:
        self.now = NOW
        self.sandbox: RunningSandbox = launch(AshbyStandIn, clock=lambda: self.now, **sizes)
        self.company = self.sandbox.company
        self.session = requests.Session()
        self.session.auth = (API_KEY, "")

    def send(self, method: str, **kwargs: Any) -> requests.Response:
        """Send a request, as it is said."""
        url = f"{self.sandbox.base_url}/{method}"
        return self.session.request(kwargs.pop("verb", "POST"), url, timeout=5, **kwargs)

    def call(self, method: str, **sent: Any) -> Any:
        """Return the whole answer to a call that must succeed."""
        answer = self.send(method, json=sent)
        body = answer.json()
        assert (answer.status_code, body["success"]) == (200, True), body
        return body

    def refused(self, method: str, **sent: Any) -> Row:
        """Return `errorInfo` of a call that must be refused, with a 200."""
        answer = self.send(method, json=sent)
        return error(answer, 200)

    def all(self, method: str, **sent: Any) -> list[Row]:
        """Return every row of a list, page after page."""
        page = self.call(method, **sent)
        rows: list[Row] = page["results"]
        while page["moreDataAvailable"]:
            assert "syncToken" not in page
            page = self.call(method, cursor=page["nextCursor"], **sent)
            rows += page["results"]
        assert "nextCursor" not in page
        return rows

    def ids(self, method: str, **sent: Any) -> list[str]:
        """Return the ids of every row of a list."""
        return [row["id"] for row in self.all(method, **sent)]

    def close(self) -> None:
        """Close both ends."""
        self.session.close()
        self.sandbox.close()


def error(answer: requests.Response, status: int) -> Row:
    """Return `errorInfo` of an answer that must be an error."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert set(body) == {"success", "errors", "errorInfo"}
    assert body["success"] is False
    info: Row = body["errorInfo"]
    assert body["errors"] == [info["code"]]
    assert info["requestId"] == answer.headers["x-ashby-request-id"]
    return info
