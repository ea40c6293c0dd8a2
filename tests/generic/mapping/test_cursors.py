"""Pages by cursor: what comes goes back as it came, and nothing else does."""

from typing import Any

import pytest

from tests.generic.mapping.asked import asked, body, jobs
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.forged import forged
from tests.http.stub import Answer, Stub
from unified_ats import ArgumentError, BadResponseError

CURSOR = '[paging]\nkind = "cursor"\nsize = "size"\nnext = "next"'
MORE = f'{CURSOR}\nmore = "more"'
NEXT_URL = '[paging]\nkind = "next_url"\nnext = "next"'
BY_POST = '[jobs.list]\nmethod = "POST"\nsend = "body"'


@pytest.mark.parametrize("token", [None, ""])
def test_the_last_cursor(stub: Stub, ats: MakeATS, token: str | None) -> None:
    """A list ends where there is no next cursor."""
    stub.script(jobs(1, next=token))
    assert len([*ats(CURSOR).jobs.iter()]) == 1


def test_a_cursor_that_is_zero(stub: Stub, ats: MakeATS) -> None:
    """A zero is a cursor; the answer without one is the last."""
    stub.script(jobs(1, next=0), jobs(2))
    assert [job.id for job in ats(CURSOR).jobs.iter()] == ["1", "2"]
    assert asked(stub.seen[1])["cursor"] == "0"


@pytest.mark.parametrize("token", [{}, [], True, False, 1.5, ["t1"]])
def test_a_cursor_that_is_none(stub: Stub, ats: MakeATS, token: object) -> None:
    """What cannot be a cursor is an error, and not the end of the list."""
    stub.script(jobs(1, next=token))
    with pytest.raises(BadResponseError, match="a list that goes on, and no cursor at next"):
        ats(CURSOR).jobs.list()


@pytest.mark.parametrize("token", [None, "", {}])
def test_more_without_a_cursor(stub: Stub, ats: MakeATS, token: object) -> None:
    """A list that goes on and does not say how is an error, and not the end."""
    stub.script(jobs(1, more=True, next=token))
    with pytest.raises(BadResponseError, match="a list that goes on, and no cursor at next"):
        ats(MORE).jobs.list()


def test_a_cursor_goes_nowhere_when_nothing_more_follows(stub: Stub, ats: MakeATS) -> None:
    """Where an answer says that nothing follows, a cursor in it means nothing."""
    stub.script(jobs(1, more=False, next="t1"))
    assert ats(MORE).jobs.list().next_cursor is None


@pytest.mark.parametrize(
    ("paging", "answers"),
    [
        (CURSOR, [jobs(1, next="t1"), jobs(2, next="t2"), jobs(3, next="t1")]),
        (CURSOR, [jobs(1, next="t1")]),
        (NEXT_URL, [jobs(1, next="/jobs?after=1")]),
    ],
)
def test_cursors_that_go_round(
    stub: Stub, ats: MakeATS, paging: str, answers: list[Answer]
) -> None:
    """A vendor that hands a cursor out twice would be read for ever; it is an error."""
    stub.script(*answers)
    with pytest.raises(BadResponseError, match="one paging token twice") as caught:
        [*ats(paging).jobs.iter()]
    assert caught.value.provider == "generic"


@pytest.mark.parametrize("token", [5, "5", 0, "t1", 2**60])
def test_cursors_keep_their_type(stub: Stub, ats: MakeATS, token: Any) -> None:
    """In a body a cursor that came as a number goes back as one, and a text as a text."""
    stub.script(jobs(1, next=token), jobs(2))
    assert [job.id for job in ats(CURSOR, BY_POST).jobs.iter()] == ["1", "2"]
    sent = body(stub.seen[1])["cursor"]
    assert (type(sent), sent) == (type(token), token)


@pytest.mark.parametrize("token", [5, "5"])
def test_cursors_in_a_query(stub: Stub, ats: MakeATS, token: Any) -> None:
    """In a query either is the same, without quotes."""
    stub.script(jobs(1, next=token), jobs(2))
    provider = ats(CURSOR)
    cursor = provider.jobs.list(per_page=1).next_cursor
    assert [job.id for job in provider.jobs.list(per_page=1, cursor=cursor).items] == ["2"]
    assert asked(stub.seen[1])["cursor"] == "5"


@pytest.mark.parametrize(
    "token", ["t1", "", "{}", "[1]", "null", "true", "1.5", "NaN", '"t1', "9" * 5_000, "[" * 99_999]
)
def test_forged_cursors(stub: Stub, ats: MakeATS, token: str) -> None:
    """A cursor that was not given out here is told as such, and nothing is sent."""
    stub.script(jobs(1, next="t1"))
    provider = ats(CURSOR, BY_POST)
    cursor = provider.jobs.list(per_page=1).next_cursor
    with pytest.raises(ArgumentError, match="is not a next_cursor that was given out here"):
        provider.jobs.list(per_page=1, cursor=forged(cursor, '"t1"', token))
    assert len(stub.seen) == 1
