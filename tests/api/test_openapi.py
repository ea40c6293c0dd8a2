import base64
import hashlib
import re
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from unified_ats import ApplicationStatus, JobStatus, Provider, SalaryPeriod
from unified_ats.api import ROUTES, App, Config
from unified_ats.api.schemas import components
from unified_ats.sandbox import RunningSandbox

Send = Callable[..., Any]
Sender = Callable[[App], Send]


@pytest.fixture
def described(sender: Sender, unused: Callable[[], Provider]) -> Any:
    """Return the document as it is served."""
    return sender(App(unused, Config()))("GET", "/openapi.json").json


def test_the_document_is_valid(described: Any) -> None:
    """The document is valid OpenAPI 3.1."""
    validate(described, cls=OpenAPIV31SpecValidator)
    assert described["openapi"].startswith("3.1")


def test_every_route_is_described(described: Any) -> None:
    """Each row of the route table is in the document, with its parameters and its token."""
    for route in ROUTES:
        operation = described["paths"][route.path][route.method.lower()]
        assert [one["name"] for one in operation["parameters"]] == [
            parameter.name for parameter in route.parameters
        ]
        assert operation["security"] == ([{}, {"token": []}] if route.needs_token else [])


def test_every_status_is_described(described: Any) -> None:
    """Each operation lists all statuses that it may answer."""
    statuses = {
        f"{method} {path}": " ".join(operation["responses"])
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }
    ats = "404 409 422 429 500 501 502 504"
    assert statuses == {
        "get /jobs": f"200 400 401 {ats}",
        "post /candidates": f"201 400 401 404 409 413 415 {ats[8:]}",
        "get /applications": f"200 400 401 {ats}",
        "get /provider": "200 400 401 500",
        "get /health": "200 400 500",
        "get /openapi.json": "200 400 500",
        "get /docs": "200 400 500",
    }


def test_models_are_described(described: Any) -> None:
    """Models bring their docstrings, enums and nullability."""
    job = described["components"]["schemas"]["Job"]
    assert "raw" not in job["required"]
    assert job["properties"]["status"]["enum"] == [status.value for status in JobStatus]
    assert job["properties"]["location"] == {
        "type": ["string", "null"],
        "description": 'Where, as one line such as "Berlin, Germany".',
    }
    assert job["properties"]["updated_at"]["format"] == "date-time"
    salary = {"$ref": "#/components/schemas/SalaryRange"}
    assert job["properties"]["salary"]["anyOf"] == [salary, {"type": "null"}]
    workplace, null = job["properties"]["workplace_type"]["anyOf"]
    assert (workplace["enum"][:2], null) == (["ONSITE", "REMOTE"], {"type": "null"})
    salary = described["components"]["schemas"]["SalaryRange"]["properties"]
    assert (salary["minimum"]["type"], salary["minimum"]["format"]) == (
        ["string", "null"],
        "decimal",
    )
    assert salary["period"]["enum"] == [period.value for period in SalaryPeriod]
    application = described["components"]["schemas"]["Application"]
    assert application["properties"]["status"]["enum"] == [word.value for word in ApplicationStatus]
    body = described["components"]["schemas"]["NewCandidate"]
    assert body["additionalProperties"] is False
    assert body["properties"]["email"]["format"] == "email"
    assert "up to 200 characters" in body["properties"]["name"]["description"]


def test_answers_fit_the_document(described: Any, send: Send, sandbox: RunningSandbox) -> None:
    """What the routes really answer fits the schemas that the document gives for it."""
    body = described["paths"]["/candidates"]["post"]["requestBody"]["content"]["application/json"]
    for method, target, sent in (
        ("GET", "/jobs?status=ALL&include_raw=true", b""),
        ("GET", "/applications?job_id=job_1", b""),
        ("GET", "/applications", b""),
        ("GET", "/applications?job_id=nope", b""),
        ("POST", "/candidates", body["example"]),
        ("POST", "/candidates", body["example"]),
        ("POST", "/candidates", b""),
        ("GET", "/provider", b""),
        ("GET", "/health", b""),
        ("GET", "/openapi.json", b""),
    ):
        answer = send(method, target, body=sent)
        operation = described["paths"][target.partition("?")[0]][method.lower()]
        schema = operation["responses"][str(answer.status)]["content"]["application/json"]["schema"]
        OAS31Validator({**schema, "components": described["components"]}).validate(answer.json)


def test_every_kind_of_field_has_a_schema() -> None:
    """A model may hold models, lists and tables of them, and may leave them out."""

    @attrs.frozen
    class Part:
        """A part.

        Attributes:
            n: how many.
        """

        n: int

    @attrs.frozen
    class Whole:
        """A whole.

        Attributes:
            part: one ``Part``,
                or none.
            parts: by name.
        """

        part: Part | None
        parts: dict[str, tuple[Part, ...]]

    Whole.__annotations__ = {"part": Part | None, "parts": dict[str, tuple[Part, ...]]}
    schemas = components([Whole])
    part = {"$ref": "#/components/schemas/Part"}
    assert schemas["Part"]["properties"] == {"n": {"type": "integer", "description": "How many."}}
    assert schemas["Whole"]["properties"] == {
        "part": {"anyOf": [part, {"type": "null"}], "description": "One `Part`, or none."},
        "parts": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": part},
            "description": "By name.",
        },
    }


def test_what_has_no_schema_is_refused() -> None:
    """A field whose type has no JSON Schema fails where it is described, not in the answers."""

    @attrs.frozen
    class Odd:
        """Odd.

        Attributes:
            x: whatever.
        """

        x: type[int]

    with pytest.raises(TypeError, match="has no JSON Schema"):
        components([Odd])


def test_the_explorer_runs_under_its_policy(send: Send) -> None:
    """The page allows its own style and script by their hashes, and nothing from elsewhere."""
    answer = send("GET", "/docs")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    policy = answer.headers["Content-Security-Policy"]
    page = answer.body.decode()
    for element in ("style", "script"):
        (content,) = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_explorer_asks_nobody_else(send: Send) -> None:
    """The page names no other host and never reads data as markup."""
    page = send("GET", "/docs").body.decode()
    assert not re.findall(r"https?://", page)
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", page)
