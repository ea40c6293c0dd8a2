"""Greenhouse as its sandbox has it, and one that answers as a test says."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import pytest
from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from unified_ats import HTTPOptions
from unified_ats.sandbox import Company, RunningSandbox, Sandbox, launch
from unified_ats_greenhouse import GreenhouseProvider, GreenhouseSettings

Answer = Any
"""A response, a function of the request that returns one, or JSON."""


class Scripted(Sandbox):
    """A Greenhouse that answers as a test says, and with an empty list where it says nothing.

    Attributes:
        answers: by call, such as ``"GET /jobs"``; of a list, each call takes one, the last stays.
    """

    name = "greenhouse"
    title = "Greenhouse"

    def __init__(self, company: Company) -> None:
        super().__init__(company)
        self.answers: dict[str, list[Answer]] = {}

    def authenticate(self, request: Request) -> Response | None:
        """Let everybody in."""
        return None

    def error(
        self, status: int, message: str, *, fields: Mapping[str, str] | None = None
    ) -> Response:
        """Return what no test looks at."""
        return Response(message, status=status)

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables of the adapter."""
        return {
            "ATS_PROVIDER": "greenhouse",
            "GREENHOUSE_CLIENT_ID": "client-1",
            "GREENHOUSE_CLIENT_SECRET": "s3cr3t",
            "GREENHOUSE_BASE_URL": f"{base_url}/v3",
            "GREENHOUSE_TOKEN_URL": f"{base_url}/token",
        }

    def token(self, request: Request) -> Response:
        """POST /token."""
        return as_response({"access_token": "t0k3n", "expires_in": 3600}, 200)

    def answer(self, request: Request, noun: str) -> Response:
        """Answer any other call."""
        script = self.answers.get(f"{request.method} /{noun}", [[]])
        answer = script.pop(0) if len(script) > 1 else script[0]
        answer = (
            answer(request) if callable(answer) and not isinstance(answer, Response) else answer
        )
        return as_response(answer, 201 if request.method == "POST" else 200)

    routes: ClassVar = (
        Rule("/token", methods=["POST"], endpoint=token),
        Rule("/v3/<path:noun>", methods=["GET", "POST"], endpoint=answer),
    )


def as_response(answer: Answer, status: int) -> Response:
    """Return JSON as a response."""
    if isinstance(answer, Response):
        return answer
    return Response(json.dumps(answer), status=status, content_type="application/json")


class Talk:
    """An adapter and the Greenhouse that it talks with.

    Attributes:
        ats: the adapter.
        sandbox: the other side.
        waited: the seconds of each wait, none of which took any time.
    """

    def __init__(self, sandbox: RunningSandbox, **settings: Any) -> None:
        self.sandbox = sandbox
        self.waited: list[float] = []
        declared = GreenhouseSettings.declared()
        given = {item.name: sandbox.env[item.env] for item in declared if item.env in sandbox.env}
        self.ats = GreenhouseProvider(
            GreenhouseSettings.from_arguments("greenhouse", {**given, **settings}),
            http=HTTPOptions(clock=lambda: sum(self.waited), sleep=self.waited.append),
        )

    def script(self, call: str, *answers: Answer) -> None:
        """Answer a call so, with one answer after the other."""
        facade = self.sandbox.facade
        assert isinstance(facade, Scripted)
        facade.answers[call] = [*answers]

    def heard(self) -> list[str]:
        """Return the calls so far as ``"GET /jobs?status=open"``, but for those for tokens."""
        return [
            f"{each.method} {each.path.removeprefix('/v3')}{query and '?'}{query}"
            for each in self.sandbox.requests
            if each.path != "/token"
            for query in ["&".join(f"{name}={value}" for name, value in each.query.items())]
        ]

    def bodies(self, path: str) -> list[Any]:
        """Return the bodies that were sent to a path."""
        sent = [each.body for each in self.sandbox.requests if each.path == path]
        return [json.loads(body) for body in sent if body]


@pytest.fixture
def talk() -> Iterator[Talk]:
    """Return the adapter at a Greenhouse that answers as the test says."""
    with launch(Scripted, jobs=0, candidates=0, rate_limit=False) as sandbox:
        talk = Talk(sandbox)
        with talk.ats:
            yield talk


@pytest.fixture
def real() -> Iterator[Talk]:
    """Return the adapter at a sandbox that knows Greenhouse's rules."""
    with launch("greenhouse", jobs=24, candidates=60, rate_limit=False) as sandbox:
        talk = Talk(sandbox)
        with talk.ats:
            yield talk
