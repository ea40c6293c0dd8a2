import base64
import itertools
import json
from typing import Any

import pytest

from tests.resources.conftest import MakeATS, Vendor, jobs
from unified_ats import ArgumentError


def _cursor(*state: Any) -> str:
    packed = json.dumps(state[0] if len(state) == 1 else state).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


DIGEST = "DIGEST"


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "é",
        "\ud800",
        "not base64!",
        "====",
        "YWJj",
        _cursor(5),
        _cursor({"a": 1}),
        _cursor("abcdef"),
        _cursor(DIGEST, 20, 1, None, 0),
        _cursor(DIGEST, 20, 1, None, 0, 0, 0),
        _cursor(DIGEST, 0, 1, None, 0, 0),
        _cursor(DIGEST, 20, 0, None, 0, 0),
        _cursor(DIGEST, -20, -1, None, 0, 0),
        _cursor(DIGEST, 20, 1, None, -1, 0),
        _cursor(DIGEST, 20, 1, None, 0, -1),
        _cursor(DIGEST, 20, 1, 5, 0, 0),
        _cursor([DIGEST, True, 1, None, 0, 0]),
        _cursor(DIGEST, 20.0, 1, None, 0, 0),
        _cursor(DIGEST, "20", 1, None, 0, 0),
        _cursor(DIGEST, 101, 1, None, 0, 0),
        _cursor(DIGEST, 10**300, 1, None, 0, 0),
        _cursor("other", 20, 1, None, 0, 0),
        base64.urlsafe_b64encode(b"[" * 10_000).decode(),
        base64.urlsafe_b64encode(b"9" * 10_000).decode(),
    ],
)
def test_a_cursor_of_ones_own_is_refused(ats: MakeATS, cursor: str) -> None:
    """A cursor that was not given out here is an argument error, and the vendor is not asked."""
    vendor = Vendor(records=jobs(50))
    listed = ats(vendor).jobs
    given = listed.list().next_cursor or ""
    digest = json.loads(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)))[0]
    with pytest.raises(ArgumentError) as caught:
        listed.list(cursor=_sign(cursor, digest))
    assert list(caught.value.fields) == ["cursor"]
    assert len(vendor.asked) == 1


def _sign(cursor: str, digest: str) -> str:
    """Put the true digest into a forged cursor."""
    try:
        state = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError:
        return cursor
    forged = state.replace(DIGEST.encode(), digest.encode())
    return base64.urlsafe_b64encode(forged).decode().rstrip("=") if forged != state else cursor


@pytest.mark.parametrize("number", [3, 10**18])
@pytest.mark.parametrize("offset", [0, 10**18])
def test_a_cursor_beyond_the_end_is_an_empty_page(ats: MakeATS, number: int, offset: int) -> None:
    """A cursor that points past the end, as when records are gone, finds nothing."""
    vendor = Vendor(records=jobs(50))
    listed = ats(vendor).jobs
    given = listed.list().next_cursor or ""
    digest = json.loads(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)))[0]
    page = listed.list(cursor=_cursor(digest, 100, number, None, offset, 10**18))
    assert (page.items, page.next_cursor, page.total) == ((), None, 50)


def test_a_cursor_belongs_to_its_filters(ats: MakeATS) -> None:
    """A cursor sent with other filters is refused; the same ones in another order are fine."""
    listed = ats(Vendor(records=jobs(90)), client_filters=frozenset({"status"})).jobs
    cursor = listed.list(status=["OPEN", "CLOSED"]).next_cursor
    assert listed.list(status=["CLOSED", "OPEN"], cursor=cursor).items
    for other in (None, "OPEN", ["OPEN", "DRAFT"]):
        with pytest.raises(ArgumentError, match="other filters; send the same ones"):
            listed.list(status=other, cursor=cursor)


def test_a_cursor_belongs_to_its_resource(ats: MakeATS) -> None:
    """A cursor of jobs is no cursor of applications."""
    made = ats(Vendor(records=jobs(90)))
    with pytest.raises(ArgumentError, match="cursor"):
        made.applications.list(cursor=made.jobs.list().next_cursor)


def test_the_page_size_may_change_on_the_way(ats: MakeATS) -> None:
    """A cursor says where to go on, not how far: per_page may differ from page to page."""
    listed = ats(Vendor(records=jobs(50)), max_per_page=7).jobs
    page, found = listed.list(per_page=5), []
    for size in itertools.cycle([3, 100, 1, 8]):
        found += [job.id for job in page.items]
        if not page.next_cursor:
            break
        page = listed.list(per_page=size, cursor=page.next_cursor)
    assert found == [str(number) for number in range(50)]
