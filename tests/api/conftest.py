"""Ways to send requests to the API: to a sandbox over a socket, and to a provider that fails."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

import attrs
import pytest

from unified_ats import (
    BearerAuth,
    Candidates,
    CreatedCandidate,
    HTTPOptions,
    Job,
    JobQuery,
    Jobs,
    NewCandidate,
    Page,
    PageRequest,
    Provider,
    Settings,
    connect_from_env,
)
from unified_ats.api import App, Config, Request
from unified_ats.sandbox import RunningSandbox, launch


@attrs.frozen
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)

    @property
    def fields(self) -> Any:
        """What a 400 says of each field."""
        assert self.status == 400, self.body
        assert self.json["error"] == "validation_error"
        return self.json["details"]["fields"]


def _sender(app: App) -> Callable[..., Answer]:
    def send(
        method: str, target: str, *, body: Any = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        path, _, query = target.partition("?")
        headers = dict(headers or {})
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault("content-type", "application/json")
        response = app.handle(
            Request(
                method=method,
                path=path,
                query=parse_qsl(query, keep_blank_values=True),
                headers=headers,
                body=body,
            )
        )
        return Answer(response.status, response.headers, response.body)

    return send


@pytest.fixture
def sender() -> Callable[[App], Callable[..., Answer]]:
    """Return what makes a sender of an app."""
    return _sender


@pytest.fixture(scope="session")
def shared_sandbox() -> Iterator[RunningSandbox]:
    """Run one company for all tests that only add to it."""
    with launch("generic", jobs=12, candidates=80, rate_limit=False) as running:
        yield running


@pytest.fixture
def sandbox(shared_sandbox: RunningSandbox) -> RunningSandbox:
    """Return the company, with no fault left over."""
    shared_sandbox.faults.clear()
    return shared_sandbox


@pytest.fixture
def send(sandbox: RunningSandbox) -> Iterator[Callable[..., Answer]]:
    """Send to the API in front of the sandbox; each call to the ATS is tried once."""
    options = HTTPOptions(attempts=1, read_timeout=0.5)
    app = App(lambda: connect_from_env(sandbox.env, http=options), Config())
    yield _sender(app)
    app.close()


class _Failing(Provider):
    """Raises what it is given, whatever it is asked."""

    name = "failing"
    title = "Failing ATS"
    Settings = Settings

    def __init__(self, error: Exception) -> None:
        super().__init__(Settings())
        self.error = error

    def base_url(self) -> str:
        return "http://127.0.0.1:9"

    def auth(self) -> BearerAuth:
        return BearerAuth("any")


class _FailingJobs(Jobs):
    ats: _Failing
    native_filters = frozenset({"status"})

    def read_page(self, query: JobQuery, page: PageRequest) -> Page[Job]:
        raise self.ats.error


class _FailingCandidates(Candidates):
    ats: _Failing

    def send_create(self, candidate: NewCandidate) -> CreatedCandidate:
        raise self.ats.error


_Failing.resources = (_FailingJobs, _FailingCandidates)


@pytest.fixture
def failing() -> Callable[[Exception], Callable[..., Answer]]:
    """Return what makes a sender to an API whose ATS always fails in the same way."""
    return lambda error: _sender(App(lambda: _Failing(error), Config()))


@pytest.fixture
def unused() -> Callable[[], Provider]:
    """Return a way to connect that fails the test."""

    def connect() -> Provider:
        raise AssertionError("the provider was asked for")

    return connect
