import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Stub
from unified_ats import ArgumentError
from unified_ats.http import placeholders


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("/jobs", set()),
        ("", set()),
        ("/jobs/{job_id}", {"job_id"}),
        ("/jobs/{job_id}/people/{id}.json", {"job_id", "id"}),
        ("/{id}/{id}", {"id"}),
        ("/{{id}}", set()),
        ("/{}", {""}),
    ],
)
def test_placeholders(template: str, names: set[str]) -> None:
    """A path template says which values it is filled with."""
    assert placeholders(template) == names


@pytest.mark.parametrize("template", ["/jobs/{id", "/jobs/id}", "/{a{b}", "/{"])
def test_a_brace_without_its_partner(template: str) -> None:
    """A brace that is alone makes no template, and is told as such."""
    with pytest.raises(ValueError, match="has a brace without its partner"):
        placeholders(template)


@pytest.mark.parametrize("template", ["/jobs?id={id}", "/jobs#top", "https://x.example.com/{id}"])
def test_what_is_no_path(template: str) -> None:
    """A query or a whole address does not belong into a path."""
    with pytest.raises(ValueError, match="has a query or an address in it: use params"):
        placeholders(template)


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("/jobs/{id", "path: has a brace without its partner"),
        ("/jobs?id={id}", "path: has a query or an address in it: use params"),
        ("/jobs/{other}", "other: is missing"),
    ],
)
def test_a_template_that_cannot_be_filled(
    stub: Stub, transport: MakeTransport, template: str, problem: str
) -> None:
    """A template that cannot be filled is an error of the arguments, and nothing is sent."""
    with pytest.raises(ArgumentError) as caught:
        transport().get(template, {"id": "7"})
    assert caught.value.message == problem
    assert not stub.seen
