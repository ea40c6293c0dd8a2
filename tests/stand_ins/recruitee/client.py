"""What the tests of the Recruitee stand-in ask with."""

from typing import Any

import requests

from tests.stand_ins.recruitee import API_KEY, COMPANY_ID
from unified_ats.sandbox import RunningSandbox

__all__ = ["Recruitee", "error"]


class Recruitee:
    """A client with a personal token."""

    def __init__(self, running: RunningSandbox) -> None:
        self.running = running
        self.company = running.company
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {API_KEY}"

    def __call__(
        self, method: str, path: str, *, company: str = COMPANY_ID, **kwargs: Any
    ) -> requests.Response:
        """Send a request to a path of the company."""
        url = f"{self.running.base_url}/c/{company}/{path}"
        return self.session.request(method, url, timeout=5, **kwargs)

    def get(self, path: str, **params: Any) -> Any:
        """Return what must be there."""
        answer = self("GET", path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def candidates(self, **params: Any) -> list[dict[str, Any]]:
        """Return the candidates of one page."""
        found: list[dict[str, Any]] = self.get("candidates", **params)["candidates"]
        return found

    def create(self, **body: Any) -> requests.Response:
        """Create a candidate."""
        return self("POST", "candidates", json=body)

    @property
    def live(self) -> int:
        """The id of a published offer, the oldest, to which many applied."""
        offers = self.get("offers", scope="active")["offers"]
        return int([row["id"] for row in offers if row["status"] == "published"][-1])


def error(answer: requests.Response, status: int) -> list[str]:
    """Return the messages of an answer that must be an error."""
    assert answer.status_code == status, answer.text
    errors = answer.json()["errors"]
    assert all(each["code"] for each in errors)
    return [each["message"] for each in errors]
