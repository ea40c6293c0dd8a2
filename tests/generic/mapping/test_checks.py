"""What the parts of a mapping file must be to each other."""

import pytest

from tests.generic.mapping.small import APPLICATIONS, CANDIDATES, small
from unified_ats.generic.mapping import MappingError, parse

NEW = "name, email, phone, resume_url, job_id"
APPLY = f"{NEW}, candidate_id, candidate"
QUOTED = "or a fixed text in quotes of its own, such as \"'applied'\""
WHY = "a page that leaves records out looks like the last one"
ELSEWHERE = "has a query or an address in it: use params"
GET = "found 'body' with the method GET; expected the method POST"
NUMBER = "expected a number above 0"
STATUS = "expected a status from 400 to 599"
FORMATS = "expected one of iso, ms, seconds, date, or a pattern such as '%Y-%m-%d'"
NOWHERE = "expected a param or a path, or exact = false to have it checked here"


LOOKUP = "lookups.t.answer = 'a'\njobs.lookups.of = { table = 't', id = 'id' }"
STAGED = "applications.fields.id = 'id'\napplications.list = { path = '/a', items = 'a' }"
FIND_BY_GET = "find = { path = '/p', email = 'q', items = 'p', send = 'body' }"


def problems(*snippets: str) -> dict[str, str]:
    """Return what is wrong with a mapping file."""
    with pytest.raises(MappingError) as caught:
        parse(small(*snippets), "small.toml")
    return caught.value.problems


def braces(names: str) -> str:
    """Return names as placeholders."""
    return ", ".join(f"{{{name}}}" for name in names.split(", "))


JOBS = [
    ("list.path = '/jobs?open=1'", "list.path", f"found '/jobs?open=1', which {ELSEWHERE}"),
    (
        "list.path = 'https://x.example.com/jobs'",
        "list.path",
        f"found 'https://x.example.com/jobs', which {ELSEWHERE}",
    ),
    ("list.path = '/{account}/jobs'", "list.path", "found {account}; expected no braces"),
    (
        "list.path = '/{job_id}/jobs'\nfilters.status.exact = false",
        "list.path",
        "found {job_id}; expected only {status}",
    ),
    (
        "list.path = '/jobs/{'",
        "list.path",
        "found '/jobs/{', which has a brace without its partner",
    ),
    ("list.send = 'body'", "list.send", GET),
    (
        "list.paging = { kind = 'page', max_per_page = 9 }\nlist.items = 'jobs[?open]'",
        "list.items",
        f"found 'jobs[?open]'; expected a plain path such as 'data.jobs': {WHY}",
    ),
    (
        "list.paging = { kind = 'offset', max_per_page = 9 }\nlist.items = 'a || b'",
        "list.items",
        f"found 'a || b'; expected a plain path such as 'data.jobs': {WHY}",
    ),
    (
        "list.paging = { kind = 'none', max_per_page = 0 }",
        "list.paging.max_per_page",
        f"found 0; {NUMBER}",
    ),
    ("get.path = '/jobs'", "get", "expected either {id} in the path or id_param"),
    (
        "get = { path = '/jobs/{id}', id_param = 'id' }",
        "get",
        "expected either {id} in the path or id_param",
    ),
    ("get.path = '/jobs/{job_id}/{id}'", "get.path", "found {job_id}; expected only {id}"),
    ("get.path = '/{id'", "get.path", "found '/{id', which has a brace without its partner"),
    ("get = { path = '/job', id_param = 'id', send = 'body' }", "get.send", GET),
    ("filters.updated_after = {}", "filters.updated_after", NOWHERE),
    (
        "filters.status = 'state'",
        "filters.status",
        "expected a table [jobs.statuses] with the words to send",
    ),
    (
        "filters.updated_after = { param = 'since', format = 'millis' }",
        "filters.updated_after.format",
        f"found 'millis'; {FORMATS}",
    ),
    (
        "filters.updated_after.path = '/since/{updated_after}'",
        "filters.updated_after.path",
        "found {updated_after}; expected no braces",
    ),
    (
        "filters.updated_after = { param = 'since', paging = { kind = 'none' } }",
        "filters.updated_after.paging",
        "is of use only with path, whose pages it is about",
    ),
    (
        "lookups.of = { table = 'teams', id = 'team' }",
        "lookups.of.table",
        "found 'teams'; expected a table of [lookups]: none",
    ),
    (
        "fields.team = 'lookups.team.name'",
        "fields.team",
        "found lookups.team; expected one of the lookups here: none",
    ),
]


@pytest.mark.parametrize(("snippet", "key", "said"), JOBS)
def test_jobs(snippet: str, key: str, said: str) -> None:
    """What does not fit together in a resource is told at its key."""
    assert problems(f"[jobs]\n{snippet}") == {f"jobs.{key}": said}


WHOLE = [
    ("limits.requests = 0", "limits.requests", f"found 0; {NUMBER}"),
    ("limits.seconds = 0", "limits.seconds", f"found 0.0; {NUMBER}"),
    ("limits.seconds = -1.5", "limits.seconds", f"found -1.5; {NUMBER}"),
    ("limits.concurrent = -1", "limits.concurrent", f"found -1; {NUMBER}"),
    (
        "paging = { kind = 'page', max_per_page = 0 }",
        "paging.max_per_page",
        f"found 0; {NUMBER}",
    ),
    ("errors.statuses.taken = 200", "errors.statuses.taken", f"found 200; {STATUS}"),
    ("errors.statuses.taken = 600", "errors.statuses.taken", f"found 600; {STATUS}"),
    (
        "paging = { kind = 'page', max_per_page = 9 }\njobs.list.items = 'jobs[]'",
        "jobs.list.items",
        f"found 'jobs[]'; expected a plain path such as 'data.jobs': {WHY}",
    ),
    ("lookups.teams = {}", "lookups.teams", "expected either list or answer"),
    (
        "lookups.teams = { answer = 'teams', list = { path = '/teams', items = 'teams' } }",
        "lookups.teams",
        "expected either list or answer",
    ),
    (
        "lookups.teams.list = { path = '/teams/{id}', items = 'teams' }",
        "lookups.teams.list.path",
        "found {id}; expected no braces",
    ),
    (
        "lookups.teams.list = { path = '/teams', items = 'teams', send = 'body' }",
        "lookups.teams.list.send",
        GET,
    ),
    (
        "lookups.teams = { answer = 'a' }\njobs.lookups.of = { table = 'team', id = 'id' }",
        "jobs.lookups.of.table",
        "found 'team'; expected a table of [lookups]: teams",
    ),
    (
        f"{LOOKUP}\n{STAGED}\napplications.stage_kind = 'lookups.stage.kind'",
        "applications.stage_kind",
        "found lookups.stage; expected one of the lookups here: none",
    ),
    (
        f"{LOOKUP}\njobs.fields.team = 'id && lookups.off[0].name'",
        "jobs.fields.team",
        "found lookups.off; expected one of the lookups here: of",
    ),
]


@pytest.mark.parametrize(("snippet", "key", "said"), WHOLE)
def test_the_whole(snippet: str, key: str, said: str) -> None:
    """What does not fit together in the mapping as a whole is told at its key."""
    assert problems(snippet) == {key: said}


FILTERS = [
    (
        "job_id.path = '/applications/some'",
        "job_id.path",
        "found '/applications/some'; expected {job_id} in it, or a param",
    ),
    (
        "job_id.path = '/jobs/{id}/applications'",
        "job_id.path",
        "found {id}; expected only {job_id}",
    ),
    (
        "job_id.path = '/of/{job_id}'\nstatus = { path = '/some', param = 's' }",
        "status.path",
        "is one too many: job_id has a path already",
    ),
]


@pytest.mark.parametrize(("snippet", "key", "said"), FILTERS)
def test_filters_with_a_path(snippet: str, key: str, said: str) -> None:
    """A path that narrows has to do so, and there can be one of them only."""
    words = '[applications.statuses]\nopen = "ACTIVE"'
    found = problems(APPLICATIONS, words, f"[applications.filters]\n{snippet}")
    assert found[f"applications.filters.{key}"] == said


CREATE = [
    (
        "path = '/people/{id}'",
        "path",
        f"found {{id}}; expected only {braces('name, email, job_id')}",
    ),
    ("path = '/p'\nfiles.cv = 'resume_url'", "files", "found format 'json'; expected 'multipart'"),
    (
        "path = '/p'\nformat = 'form'\nfiles.cv = 'resume_url'",
        "files",
        "found format 'form'; expected 'multipart'",
    ),
    (
        "path = '/p'\nformat = 'form'\nbody.at.name = 'name'",
        "body.at",
        "expected a single value, as in every form body",
    ),
    (
        "path = '/p'\nformat = 'multipart'\nbody.names = ['name']",
        "body.names",
        "expected a single value, as in every multipart body",
    ),
    (
        "path = '/p'\nbody.at = [{ kind = 'applied' }]",
        "body.at[0].kind",
        f"found 'applied'; expected an expression over {NEW}, {QUOTED}",
    ),
    (
        "path = '/p'\nbody.who = 'candidate_id'",
        "body.who",
        f"found 'candidate_id'; expected an expression over {NEW}, {QUOTED}",
    ),
    (
        "path = '/p'\nbody.who = 'upper(name)'",
        "body.who",
        "found 'upper(name)', which is not a JMESPath expression (there is no function upper)",
    ),
    (
        "path = '/p'\nfind = { path = '/p', email = 'q', items = 'p' }",
        "find",
        "is of use only with apply, which takes whom it finds",
    ),
    (
        "path = '/p'\napply.path = '/a'\nfind = { path = '/p/{email}', email = 'q', items = 'p' }",
        "find.path",
        "found {email}; expected no braces",
    ),
    (
        f"path = '/p'\napply.path = '/a'\n{FIND_BY_GET}",
        "find.send",
        GET,
    ),
    (
        "path = '/p'\napply.path = '/a/{application_id}'",
        "apply.path",
        f"found {{application_id}}; expected only {braces('name, email, job_id, candidate_id')}",
    ),
    (
        "path = '/p'\napply = { path = '/a', body = { x = 'person' } }",
        "apply.body.x",
        f"found 'person'; expected an expression over {APPLY}, {QUOTED}",
    ),
]


@pytest.mark.parametrize(("snippet", "key", "said"), CREATE)
def test_creates(snippet: str, key: str, said: str) -> None:
    """What a create cannot send, or cannot know, is told at its key."""
    found = problems(CANDIDATES, f"[candidates.create]\n{snippet}")
    assert found == {f"candidates.create.{key}": said}


def test_problems_between_parts_are_told_at_once() -> None:
    """All that does not fit together is told at once."""
    found = problems("[limits]\nrequests = 0\n[jobs.get]\npath = '/{'\n[jobs.filters]\nstatus = {}")
    assert {*found} == {"limits.requests", "jobs.get.path", "jobs.filters.status"}
