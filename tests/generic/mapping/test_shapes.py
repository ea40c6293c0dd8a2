"""What a mapping file may hold, key by key."""

import pytest

from tests.generic.mapping.small import small
from unified_ats.generic.mapping import Expression, MappingError, parse

EXPRESSION = "an expression such as 'location.name'"
TEMPLATE = "text, with environment variables as in '${ATS_API_KEY}'"
CREATE = "[candidates.fields]\nid = 'id'\n[candidates.create]\n"
BAD = "which is not a JMESPath expression"
METHODS = "one of GET, POST, PUT, PATCH"


def problems(text: str) -> dict[str, str]:
    """Return what is wrong with a mapping file."""
    with pytest.raises(MappingError) as caught:
        parse(text, "small.toml")
    return caught.value.problems


SHAPES = [
    ('title = ""', "title", "found ''; expected text"),
    ("title = 5", "title", "found 5; expected text"),
    ('paths = "x"', "paths", None),
    ('"a.b" = 5', '"a.b"', None),
    ("numeric_ids = 1", "numeric_ids", "found 1; expected true or false"),
    ("base_url = 5", "base_url", f"found a value; expected {TEMPLATE}"),
    (
        'base_url = "https://${acme}"',
        "base_url",
        "found a value, which has a ${ that begins no reference such as ${ATS_API_KEY}",
    ),
    ("limits = 5", "limits", "found 5; expected a table"),
    ('limits = "fast"', "limits", "found 'fast'; expected a table"),
    ("[limits]\nrequests = 1.5", "limits.requests", "found 1.5; expected a whole number"),
    ("[limits]\nrequests = true", "limits.requests", "found true; expected a whole number"),
    ('[limits]\nseconds = "10"', "limits.seconds", "found '10'; expected a number"),
    ("[limits]\nremaining = []", "limits.remaining", "found a list; expected text"),
    (
        '[limits]\nretry_after_is = "date"',
        "limits.retry_after_is",
        "found 'date'; expected one of seconds, time",
    ),
    ("[headers]\nX-One = 1", "headers.X-One", f"found a value; expected {TEMPLATE}"),
    ('headers = ["X-One"]', "headers", "found a list; expected a table"),
    (
        '[errors.statuses]\ntaken = "409"',
        "errors.statuses.taken",
        "found '409'; expected a whole number",
    ),
    ("[errors]\nmessage = {}", "errors.message", f"found a table; expected {EXPRESSION}"),
    ("paging = 'page'", "paging", "found 'page'; expected a table with a kind"),
    (
        "[paging]\nkind = 'pages'",
        "paging.kind",
        "found 'pages'; expected one of page, offset, cursor, next_url, link, none",
    ),
    (
        "[jobs.list]\npaging = { size = 'n' }",
        "jobs.list.paging.kind",
        "found nothing; expected one of page, offset, cursor, next_url, link, none",
    ),
    ("[paging]\nkind = 'page'", "paging.max_per_page", "is missing; expected a whole number"),
    (
        "[jobs.list]\npaging = { kind = 'offset' }",
        "jobs.list.paging.max_per_page",
        "is missing; expected a whole number",
    ),
    ("[paging]\nkind = 'cursor'", "paging.next", f"is missing; expected {EXPRESSION}"),
    (
        "[paging]\nkind = 'none'\npage = 'p'",
        "paging.page",
        "is no key here; expected one of kind, max_per_page, size, total",
    ),
    (
        "[auth]\nkind = 5",
        "auth.kind",
        "found 5; expected one of bearer, basic, headers, query, oauth2, none",
    ),
    ("[auth]\nkind = 'bearer'", "auth.token", f"is missing; expected {TEMPLATE}"),
    ("[auth]\nkind = 'headers'", "auth.headers", "is missing; expected a table"),
    ("[jobs.list]\nmethod = 'get'", "jobs.list.method", f"found 'get'; expected {METHODS}"),
    (
        "[jobs.list]\nparams = { at = {} }",
        "jobs.list.params.at",
        "found a table; expected text, a number, true, false or a list",
    ),
    (
        "[jobs.list]\nitems = 'jobs['",
        "jobs.list.items",
        f"found 'jobs[', {BAD} (Incomplete expression)",
    ),
    (
        "[jobs.fields]\ntitle = 'upper(title)'",
        "jobs.fields.title",
        f"found 'upper(title)', {BAD} (there is no function upper)",
    ),
    (
        "[jobs.fields]\ntitle = 'a || {b: [from_ms(at, at)]}.b[0]'",
        "jobs.fields.title",
        f"found 'a || {{b: [from_ms(at, at)]}}.b[0]', {BAD} (from_ms takes 1, and is given 2)",
    ),
    (
        f"[jobs.fields]\ntitle = '{'a' * 70}('",
        "jobs.fields.title",
        f"found '{'a' * 60}…', {BAD} (Incomplete expression)",
    ),
    (
        "[jobs.statuses]\nlive = 'open'",
        "jobs.statuses.live",
        "found 'open'; expected one of OPEN, CLOSED, DRAFT, PENDING, ARCHIVED, UNKNOWN",
    ),
    ('[jobs.statuses]\n"on hold" = 5', 'jobs.statuses."on hold"', None),
    ("[jobs.filters]\nstatus = 5", "jobs.filters.status", "found 5; expected a table"),
    (
        "[jobs.filters]\nstatus = { parm = 's' }",
        "jobs.filters.status.parm",
        "is no key here; expected one of exact, format, paging, param, path, several",
    ),
    (
        "[jobs.filters]\nemail = 'email'",
        "jobs.filters.email",
        "is no key here; expected one of status, updated_after",
    ),
    ("[jobs.fields]\nraw = '@'", "jobs.fields.raw", None),
    ("[candidates]\nlookups = {}", "candidates.fields", "is missing; expected a table"),
    ("[applications]\nfields.id = 'id'", "applications.list", "is missing; expected a table"),
    (
        f"{CREATE}path = '/p'\nechoed = ['name', 'email']",
        "candidates.create.echoed[1]",
        "found 'email'; expected one of name, phone, resume_url",
    ),
    (
        f"{CREATE}path = '/p'\nechoed = 'name'",
        "candidates.create.echoed",
        "found 'name'; expected a list",
    ),
    (
        f"{CREATE}path = '/p'\nformat = 'xml'",
        "candidates.create.format",
        "found 'xml'; expected one of json, form, multipart",
    ),
]


@pytest.mark.parametrize(("snippet", "key", "said"), SHAPES)
def test_a_value_of_another_shape(snippet: str, key: str, said: str | None) -> None:
    """A key that is wrong is told with what was found there and what was expected."""
    found = problems(small(snippet))
    assert [*found] == [key]
    assert said in (found[key], None)
    known = "is no key here; expected one of " if said is None else ""
    assert found[key].startswith((known, "found 5; expected one of OPEN"))


def test_what_must_be_there() -> None:
    """A file with nothing in it lacks what every mapping has, all told at once."""
    assert problems("") == {
        "title": "is missing; expected text",
        "base_url": f"is missing; expected {TEMPLATE}",
        "auth": "is missing; expected a table whose kind is one of bearer, basic, headers, query, "
        "oauth2, none",
        "paging": "is missing; expected a table whose kind is one of page, offset, cursor, "
        "next_url, link, none",
        "jobs": "is missing; expected at least one of jobs, candidates, applications",
    }


def test_a_mapping_without_resources() -> None:
    """A mapping that maps nothing is wrong, too."""
    text = 'title = "x"\nbase_url = "http://127.0.0.1:1"\nauth = { kind = "none" }'
    text += '\npaging = { kind = "none" }'
    assert problems(text) == {
        "jobs": "is missing; expected at least one of jobs, candidates, applications"
    }


def test_expressions_are_compared_by_their_text() -> None:
    """Two expressions of one text are one, and show it."""
    assert Expression("a.b") == Expression("a.b") != Expression("a . b")
    assert len({Expression("a"), Expression("a")}) == 1
    assert repr(Expression("a.b")) == "Expression('a.b')"


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("a.b", {("a",), ("a", "b")}),
        ("a[0].b", {("a",), ("a", "b")}),
        ("a[].b || c", {("a",), ("a", "b"), ("c",)}),
        ("a[?k=='x'].b", {("a",), ("a", "k"), ("a", "b")}),
        ("f.{n: a, m: b.c}", {("f",), ("f", "a"), ("f", "b"), ("f", "b", "c")}),
        ("joined(' ', [a, b.c])", {("a",), ("b",), ("b", "c")}),
        ("a | b", {("a",), ("a", "b")}),
        ("'fixed'", set()),
        ("@", set()),
    ],
)
def test_what_an_expression_looks_at(text: str, paths: set[tuple[str, ...]]) -> None:
    """An expression knows every path it looks at, and the names at the top of them."""
    expression = Expression(text)
    assert expression.paths() == paths
    assert {name for name in "abcfk" if expression.reads(name)} == {path[0] for path in paths}
