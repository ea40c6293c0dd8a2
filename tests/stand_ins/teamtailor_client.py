"""What the tests of the Teamtailor stand-in ask with."""

import json
from datetime import UTC, datetime
from typing import Any

import requests

from tests.stand_ins.teamtailor import API_KEY, VERSION, TeamtailorStandIn
from unified_ats.sandbox import RunningSandbox, launch

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MEDIA_TYPE = "application/vnd.api+json"
Row = dict[str, Any]


class Client:
    """A client with the good key, at a Teamtailor whose clock a test moves."""

    def __init__(self, **sizes: Any) -> None:
        self.now = NOW
        self.sandbox: RunningSandbox = launch(TeamtailorStandIn, clock=lambda: self.now, **sizes)
        self.company = self.sandbox.company
        self.session = requests.Session()
        key, version = f"Token token={API_KEY}", VERSION
        self.session.headers.update({"Authorization": key, "X-Api-Version": version})

    def send(self, method: str, path: str, **kwargs: Any) -> requests.Response:
        """Send a request to a path below `/v1/`, or to a whole address."""
        base = "" if path.startswith("http") else f"{self.sandbox.base_url}/v1/"
        return self.session.request(method, base + path, timeout=5, **kwargs)

    def get(self, path: str, **params: Any) -> Any:
        """Return the document at a path, which must be there."""
        answer = self.send("GET", path, params=params)
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"].startswith(MEDIA_TYPE)
        assert answer.headers["X-Api-Version"] == VERSION
        return answer.json()

    def all(self, path: str, **params: Any) -> list[Row]:
        """Return every resource of a list, as `links.next` leads to them."""
        page = self.get(path, **params)
        rows: list[Row] = page["data"]
        while "next" in page["links"]:
            assert page["links"]["next"].startswith(self.sandbox.base_url)
            page = self.get(page["links"]["next"])
            rows += page["data"]
        assert len(rows) == page["meta"]["record-count"]
        return rows

    def ids(self, path: str, **params: Any) -> list[str]:
        """Return the ids of every resource of a list."""
        return [row["id"] for row in self.all(path, **params)]

    def post(self, path: str, document: Any) -> requests.Response:
        """Send a document."""
        headers = {"Content-Type": MEDIA_TYPE}
        return self.send("POST", path, data=json.dumps(document), headers=headers)

    def candidate(self, **attributes: Any) -> requests.Response:
        """Create a candidate; an underscore stands for a dash."""
        named = {name.replace("_", "-"): value for name, value in attributes.items()}
        return self.post("candidates", {"data": {"type": "candidates", "attributes": named}})

    def apply(self, candidate: str, job: str, **attributes: Any) -> requests.Response:
        """Create an application."""
        data = {
            "type": "job-applications",
            "attributes": attributes,
            "relationships": {
                "candidate": {"data": {"type": "candidates", "id": candidate}},
                "job": {"data": {"type": "jobs", "id": job}},
            },
        }
        return self.post("job-applications", {"data": data})

    def close(self) -> None:
        """Close both ends."""
        self.session.close()
        self.sandbox.close()


def created(answer: requests.Response) -> Row:
    """Return the resource that was created."""
    assert answer.status_code == 201, answer.text
    row: Row = answer.json()["data"]
    assert answer.headers["Location"] == row["links"]["self"]
    return row


def error(answer: requests.Response, status: int) -> Row:
    """Return the only error of an answer."""
    assert answer.status_code == status, answer.text
    [found] = answer.json()["errors"]
    assert str(found["status"]) == str(status)
    row: Row = found
    return row
