"""What the tests of the Workable stand-in ask with."""

from typing import Any

import requests

from tests.stand_ins.workable import API_KEY
from unified_ats.sandbox import RunningSandbox

__all__ = ["Workable", "error"]


class Workable:
    """A client with an account token."""

    def __init__(self, running: RunningSandbox) -> None:
        self.running = running
        self.company = running.company
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {API_KEY}"

    def __call__(self, method: str, path: str, **kwargs: Any) -> requests.Response:
        """Send a request to a path of the account, or to a whole address."""
        base = "" if path.startswith("http") else f"{self.running.base_url}/spi/v3/"
        return self.session.request(method, base + path, timeout=5, **kwargs)

    def get(self, path: str, **params: Any) -> Any:
        """Return what must be there."""
        answer = self("GET", path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def walk(self, path: str, **params: Any) -> list[dict[str, Any]]:
        """Return all objects of a list, as `paging.next` leads to them."""
        noun = path.rsplit("/", 1)[-1]
        page = self.get(path, **params)
        rows: list[dict[str, Any]] = page[noun]
        while "paging" in page:
            page = self.get(page["paging"]["next"])
            rows += page[noun]
        return rows

    def create(self, code: str, *, stage: str | None = None, **body: Any) -> requests.Response:
        """Create a candidate in a job."""
        params = {"stage": stage} if stage else {}
        return self("POST", f"jobs/{code}/candidates", params=params, json=body)

    @property
    def live(self) -> str:
        """The shortcode of a published job."""
        return str(self.get("jobs", state="published", limit=1)["jobs"][0]["shortcode"])


def error(answer: requests.Response, status: int) -> dict[str, list[str]]:
    """Return what an answer that must be an error says of single fields."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert isinstance(body["error"], str)
    fields: dict[str, list[str]] = body.get("validation_errors", {})
    return fields
