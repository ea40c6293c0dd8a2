import pytest

from tests.generic.mapping.asked import asked, body, jobs, paths
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import APPLICATIONS
from tests.http.stub import Answer, Stub, drop
from unified_ats import (
    ArgumentError,
    BadResponseError,
    NotFoundError,
    ServerError,
    UnsupportedError,
)

RPC = """
[paging]
kind = "cursor"
cursor = "cursor"
size = "limit"
next = "next"

[jobs.list]
method = "POST"
path = "/job.list"
send = "body"
params = { status = ["Open", "Draft"], open = true, depth = 2 }

[jobs.get]
method = "POST"
path = "/job.info"
send = "body"
params = { expand = ["place"] }
id_param = "job"
record = "result"
"""
BY_JOB = """
[applications.list]
path = "/jobs/{job_id}/applications"

[applications.filters]
job_id = { path = "/jobs/{job_id}/applications" }
"""
EITHER = """
[applications.filters]
job_id = { path = "/jobs/{job_id}/applications" }
updated_after = { param = "since", exact = false }
"""


def test_fixed_parameters(stub: Stub, ats: MakeATS) -> None:
    """Fixed parameters go along with every call: texts, numbers, truths, and lists repeated."""
    stub.script(jobs())
    fixed = 'params = { kind = "job", depth = 2, open = true, of = ["a", "b"] }'
    ats(f"[jobs.list]\n{fixed}").jobs.list()
    assert asked(stub.seen[0]) == {"kind": "job", "depth": "2", "open": "true", "of": ["a", "b"]}


def test_lists_by_post(stub: Stub, ats: MakeATS) -> None:
    """A list may be asked for with parameters in a JSON body, its cursors and sizes among them."""
    stub.script(jobs(1, next="t1"), jobs(2))
    assert [job.id for job in ats(RPC).jobs.iter()] == ["1", "2"]
    first, second = stub.seen
    assert (first.method, first.target) == ("POST", "/job.list")
    fixed = {"status": ["Open", "Draft"], "open": True, "depth": 2, "limit": 100}
    assert body(first) == fixed
    assert body(second) == {**fixed, "cursor": "t1"}


@pytest.mark.parametrize("failure", [Answer(503), drop])
def test_posts_that_read_are_sent_again(stub: Stub, ats: MakeATS, failure: Answer) -> None:
    """A POST that only reads is tried again after a failure, as a GET is."""
    stub.script(failure, jobs(1), failure, Answer(json_body={"result": {"id": 1}}))
    provider = ats(RPC, http={"attempts": 2})
    assert [job.id for job in provider.jobs.list().items] == ["1"]
    assert provider.jobs.get("1").id == "1"
    assert paths(stub) == ["/job.list"] * 2 + ["/job.info"] * 2


def test_an_id_in_the_body(stub: Stub, ats: MakeATS) -> None:
    """One record may be asked for by a parameter, and be found within the answer."""
    stub.script(Answer(json_body={"result": {"id": 7, "title": "Cook"}}))
    assert ats(RPC).jobs.get("a/7").title == "Cook"
    assert body(stub.seen[0]) == {"expand": ["place"], "job": "a/7"}


def test_an_id_in_the_query(stub: Stub, ats: MakeATS) -> None:
    """An id may go into the query, and the record be one of a list."""
    found = '[jobs.get]\npath = "/job"\nid_param = "id"\nrecord = "found[0]"'
    stub.script(Answer(json_body={"found": [{"id": 7}]}), Answer(json_body={"found": []}))
    provider = ats(found)
    assert provider.jobs.get("7").id == "7"
    assert stub.seen[0].target == "/job?id=7"
    with pytest.raises(BadResponseError, match=r"\$\.found\[0\]"):
        provider.jobs.get("8")


def test_an_id_in_the_path(stub: Stub, ats: MakeATS) -> None:
    """An id in a path is percent-encoded, and the whole answer may be the record."""
    stub.script(Answer(json_body={"id": 7}))
    assert ats('[jobs.get]\npath = "/jobs/{id}.json"').jobs.get("a/7").id == "7"
    assert stub.seen[0].target == "/jobs/a%2F7.json"
    with pytest.raises(ArgumentError):
        ats('[jobs.get]\npath = "/jobs/{id}.json"').jobs.get("..")


def test_a_record_that_is_not_there(stub: Stub, ats: MakeATS) -> None:
    """An answer that is no record at all is an error at the top of it."""
    stub.script(Answer(json_body=[]))
    with pytest.raises(BadResponseError, match=r"@ \$"):
        ats('[jobs.get]\npath = "/jobs/{id}"').jobs.get("7")


def test_a_list_that_needs_a_filter(stub: Stub, ats: MakeATS) -> None:
    """A list whose path holds an id can be read for that id, and not without it."""
    stub.script(Answer(json_body={"applications": [{"id": 1}]}))
    provider = ats(APPLICATIONS, BY_JOB)
    assert [each.id for each in provider.applications.list(job_id="a/7").items] == ["1"]
    assert stub.seen[0].target == "/jobs/a%2F7/applications"
    said = r"applications\.list: without job_id: it has no list of all"
    with pytest.raises(UnsupportedError, match=said):
        provider.applications.list()
    with pytest.raises(UnsupportedError, match=said):
        [*provider.applications.iter()]
    assert len(stub.seen) == 1


def test_a_filter_with_a_path(stub: Stub, ats: MakeATS) -> None:
    """A filter may lead to another path, together with the parameters of other filters."""
    stub.script(Answer(json_body={"applications": [{"id": 1}]}))
    provider = ats(APPLICATIONS, EITHER)
    provider.applications.list()
    provider.applications.list(job_id="7")
    [*provider.applications.iter(job_id="7", updated_after="2026-01-31T12:00:00Z")]
    assert [seen.target for seen in stub.seen] == [
        "/applications",
        "/jobs/7/applications",
        "/jobs/7/applications?since=2026-01-31T12%3A00%3A00Z",
    ]


SEARCH = """
[applications.filters]
job_id = { param = "job", path = "/search", paging = { kind = "none" } }
"""
NUMBERED = """
[paging]
kind = "page"
size = "size"
max_per_page = 2
"""


@pytest.mark.parametrize("paging", [RPC, NUMBERED], ids=["cursor", "page"])
def test_a_filter_with_pages_of_its_own(stub: Stub, ats: MakeATS, paging: str) -> None:
    """A list at another path may come whole, where the others come in pages."""
    rows = [{"id": each, "job_id": 7} for each in range(5)]
    stub.script(Answer(json_body={"applications": rows, "next": "t1"}))
    provider = ats(paging, APPLICATIONS, SEARCH)
    assert len([*provider.applications.iter(job_id="7")]) == 5
    second = provider.applications.list(job_id="7", page=2, per_page=2)
    assert [each.id for each in second.items] == ["2", "3"]
    assert [seen.target for seen in stub.seen] == ["/search?job=7"] * 2


def test_a_filter_with_pages_in_a_list_that_comes_whole(stub: Stub, ats: MakeATS) -> None:
    """A list at another path may come in pages, where the others come whole."""
    paged = """
    [applications.filters]
    job_id = { path = "/of/{job_id}", paging = { kind = "page", size = "size", max_per_page = 2 } }
    """
    pages = [Answer(json_body={"applications": [{"id": i} for i in ids]}) for ids in ([1, 2], [3])]
    stub.script(*pages)
    provider = ats(APPLICATIONS, paged)
    assert [each.id for each in provider.applications.iter(job_id="7")] == ["1", "2", "3"]
    assert [seen.target for seen in stub.seen] == ["/of/7?page=1&size=2", "/of/7?page=2&size=2"]


@pytest.mark.parametrize("answer", [{}, {"jobs": None}, {"jobs": {}}, {"jobs": "[]"}, [], 5])
def test_a_list_that_is_none(stub: Stub, ats: MakeATS, answer: object) -> None:
    """An answer without a list where the mapping has it is an error, and no empty list."""
    stub.script(Answer(json_body=answer))
    with pytest.raises(BadResponseError, match="no list at jobs: is it the API of the mapping"):
        ats().jobs.list()


def test_a_list_that_is_the_whole_answer(stub: Stub, ats: MakeATS) -> None:
    """The whole answer may be the list, and a broken record in it is told by its number."""
    stub.script(Answer(json_body=[{"id": 1}, {}]))
    with pytest.raises(BadResponseError, match=r"missing @ \$\[1\]\.id"):
        ats('[jobs.list]\nitems = "@"').jobs.list()


def test_what_a_mapping_lacks_is_unsupported(stub: Stub, ats: MakeATS) -> None:
    """What a mapping does not say cannot be done, and nothing is sent."""
    provider = ats('[candidates.fields]\nid = "id"')
    assert {name: each.operations for name, each in provider.capabilities.items()} == {
        "jobs": ("list",),
        "candidates": (),
    }
    for call in (
        lambda: provider.jobs.get("7"),
        lambda: provider.jobs.list(updated_after="2026-01-31T12:00:00Z"),
        provider.candidates.list,
        lambda: provider.candidates.get("7"),
        lambda: provider.candidates.create(name="Jane", email="jane@example.com", job_id="7"),
        lambda: provider.applications.list(job_id="7"),
    ):
        with pytest.raises(UnsupportedError):
            call()
    assert not stub.seen


def test_writes_are_not_sent_again(stub: Stub, ats: MakeATS) -> None:
    """A call that creates is never sent again in doubt."""
    create = '[candidates.fields]\nid = "id"\n[candidates.create]\npath = "/people"'
    stub.script(Answer(503), Answer(json_body={"id": 1}))
    with pytest.raises(ServerError):
        ats(create, http={"attempts": 3}).candidates.create(
            name="Jane", email="jane@example.com", job_id="7"
        )
    assert len(stub.seen) == 1


NUMERIC = """
numeric_ids = true

[applications.list]
method = "POST"
path = "/application.list"
send = "body"

[applications.filters]
job_id = "job"
"""


@pytest.mark.parametrize(("sent", "found"), [("body", 7), ("query", "7")])
def test_ids_that_are_numbers(stub: Stub, ats: MakeATS, sent: str, found: object) -> None:
    """Ids that are numbers go as numbers in a body, and as any text in a query."""
    provider = ats(RPC, APPLICATIONS, NUMERIC.replace("body", sent), f'jobs.get.send = "{sent}"')
    applied = {"applications": [{"id": 1, "job_id": 7}]}
    stub.script(Answer(json_body={"result": {"id": 7}}), Answer(json_body=applied))
    provider.jobs.get("7")
    provider.applications.list(job_id="7")
    read = body if sent == "body" else asked
    assert [read(seen)["job"] for seen in stub.seen] == [found, found]


@pytest.mark.parametrize("word", ["a7", "007", "-7", "7.0", "\u0663", "1\u0663", "9" * 5_000])
def test_ids_that_are_no_numbers(stub: Stub, ats: MakeATS, word: str) -> None:
    """Where ids are numbers, others go as they are; a job of such an id is not looked for."""
    provider = ats(RPC, APPLICATIONS, NUMERIC)
    stub.script(Answer(json_body={"result": {"id": 7}}))
    provider.jobs.get(word)
    assert body(stub.seen[0])["job"] == word
    with pytest.raises(NotFoundError, match="ids of this ATS are numbers"):
        provider.applications.list(job_id=word)
    assert len(stub.seen) == 1
