import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

from unified_ats import (
    ATSError,
    Job,
    NewCandidate,
    RateLimitError,
    SalaryPeriod,
    SalaryRange,
    WorkplaceType,
    to_dict,
)
from unified_ats.api import ROUTES
from unified_ats.api.problems import KINDS, answer_for
from unified_ats.api.schemas import body

Send = Callable[..., Any]

PAGE = (Path(__file__).parents[2] / "docs" / "rest-api.md").read_text("utf-8")


def test_every_route_and_parameter_is_described() -> None:
    """The page names each route, each parameter and each field of a body."""
    for route in ROUTES:
        assert f"`{route.method} {route.path}`" in PAGE
        for parameter in route.parameters:
            assert f"`{parameter.name}`" in PAGE
    for name in body(NewCandidate)["properties"]:
        assert f"| `{name}` |" in PAGE


def test_every_kind_of_error_is_described() -> None:
    """The page lists exactly the errors there are, in their words."""
    rows = {f"| {kind.status} | `{kind.error}` | {kind.says} |" for kind in KINDS}
    assert {row for row in rows if row not in PAGE} == set()
    assert len(re.findall(r"^\| \d{3} \| ", PAGE, re.MULTILINE)) == len(rows)


def test_every_field_of_a_job_is_shown() -> None:
    """The example of a job, and that of a salary, have exactly the fields there are."""
    examples = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    jobs, salary = map(json.loads, examples[:2])
    assert [*jobs["jobs"][0]] == [*to_dict(Job(id="1"))]
    written = SalaryRange(minimum=Decimal(60_000), maximum=Decimal(75_000), currency="EUR")
    year = attrs.evolve(written, period=SalaryPeriod.YEAR, vendor_period="per-year-salary")
    assert salary == to_dict(year)
    for word in (*SalaryPeriod, *WorkplaceType):
        assert f"`{word.value}`" in PAGE


def test_examples_are_json() -> None:
    """Every JSON example of the page can be read."""
    examples = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert len(examples) == 7
    for example in examples:
        json.loads(example)


@pytest.mark.parametrize("number", [5, 6])
def test_error_examples_are_real(send: Send, number: int) -> None:
    """The errors that the page shows are what the API answers."""
    examples = [json.loads(one) for one in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
    targets = {5: "/jobs?per_page=500&include_raw=1", 6: "/applications?job_id=job_99"}
    assert targets[number] in PAGE
    answer = send("GET", targets[number]).json
    answer["details"].pop("request_id", None)
    examples[number]["details"].pop("request_id", None)
    assert answer == examples[number]


def test_classes_have_answers() -> None:
    """Each class of the library's errors has a status and a code."""
    assert answer_for(RateLimitError) == (429, "ats_error")
    assert answer_for(ATSError) == (500, "internal_error")
