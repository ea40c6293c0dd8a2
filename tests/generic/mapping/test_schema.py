import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.generic.mapping.small import small
from unified_ats.generic import mapping
from unified_ats.generic.mapping import MappingError, parse
from unified_ats.generic.mapping.schema import schema

SHIPPED = Path(mapping.__file__).parent
FILES = [
    SHIPPED / "default.toml",
    SHIPPED / "starter.toml",
    *sorted(Path("examples/mappings").glob("*.toml")),
]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """Return a validator of mapping files by the schema."""
    return Draft202012Validator(schema())


def test_it_is_a_schema() -> None:
    """The schema is one of draft 2020-12, says what it is of, and claims no address."""
    Draft202012Validator.check_schema(schema())
    assert schema()["title"] == "Mapping file of unified-ats"
    assert "$id" not in schema()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_mapping_files_are_valid(validator: Draft202012Validator, path: Path) -> None:
    """What the reader takes, the schema takes as well."""
    text = path.read_text(encoding="utf-8")
    parse(text, path.name)
    assert [error.message for error in validator.iter_errors(tomllib.loads(text))] == []


@pytest.mark.parametrize(
    ("snippet", "key"),
    [
        ("naem = 'Small'", "naem"),
        ("title = ''", "title"),
        ("base_url = '${lower}'", "base_url"),
        ("auth = 'bearer'", "auth"),
        ("auth = { kind = 'magic' }", "auth.kind"),
        ("auth = { kind = 'basic' }", "auth.user"),
        ("jobs.list.paging = { page = 'number' }", "jobs.list.paging.kind"),
        ("paging = { kind = 'cursor' }", "paging.next"),
        ("paging = { kind = 'page', cursor = 'next' }", "paging.cursor"),
        ("paging = { kind = 'page', max_per_page = '100' }", "paging.max_per_page"),
        ("paging = { kind = 'page', max_per_page = true }", "paging.max_per_page"),
        ("limits.seconds = 'ten'", "limits.seconds"),
        ("errors.statuses.taken = '409'", "errors.statuses.taken"),
        ("jobs.list.method = 'get'", "jobs.list.method"),
        ("jobs.list.params.since = { day = 1 }", "jobs.list.params.since"),
        ("jobs.fields.name = 'title'", "jobs.fields.name"),
        ("jobs.statuses.open = 'open'", "jobs.statuses.open"),
        ("jobs.filters.updated_after = 1", "jobs.filters.updated_after"),
        ("jobs.filters.updated_after = { parm = 'since' }", "jobs.filters.updated_after.parm"),
        ("candidates.list = { path = '/people', items = 'people' }", "candidates.fields"),
        (
            "candidates = { fields = { id = 'id' }, create = { path = '/p', echoed = ['email'] } }",
            "candidates.create.echoed[0]",
        ),
    ],
)
def test_wrong_files_are_not(validator: Draft202012Validator, snippet: str, key: str) -> None:
    """A file that the types of its keys forbid is refused by the schema and by the reader."""
    text = small(snippet)
    with pytest.raises(MappingError) as refused:
        parse(text, "small.toml")
    assert key in refused.value.problems
    assert not validator.is_valid(tomllib.loads(text))


def test_keys_are_explained() -> None:
    """Every key has a description, those that a class has from another one too."""
    definitions = [schema(), *schema()["$defs"].values()]
    said = {
        name: key.get("description", "")
        for each in definitions
        for name, key in each["properties"].items()
    }
    assert [name for name, text in said.items() if not text.endswith(".")] == []
    assert _keys("ListCall")["send"]["description"].startswith("Where parameters go: ")
    assert _keys("JobFields")["title"]["description"] == "What it is called."


def test_what_is_left_out_is_told() -> None:
    """Editors see what a key is when it is not there, and which words it takes."""
    assert _keys("ListCall")["method"]["default"] == "GET"
    assert _keys("ListCall")["method"]["enum"] == ["GET", "POST", "PUT", "PATCH"]
    assert _keys("Lookup")["id"]["default"] == "id"
    assert "UNKNOWN" in _keys("JobsMapping")["statuses"]["additionalProperties"]["enum"]


def _keys(name: str) -> dict[str, Any]:
    found: dict[str, Any] = schema()["$defs"][name]["properties"]
    return found
