# ruff: noqa: S101  # assert is how a test speaks
"""Conformance of look-ups: what is there is found, what is not says so, and no id bends a path."""

from typing import Any
from urllib.parse import quote

import pytest

from unified_ats.errors import ArgumentError, InvalidRequestError, NotFoundError
from unified_ats.provider import Provider
from unified_ats.sandbox import RunningSandbox
from unified_ats.testing.conformance.suite import Suite
from unified_ats.testing.conformance.truth import NOUNS, Truth

__all__ = ["LookUpTests"]

every_noun = pytest.mark.parametrize("noun", NOUNS)
UNKNOWN = "no-such-record-1"
BENT = (
    "../jobs",
    "a/b",
    "x?page=2",
    "x#y",
    "%2e%2e%2fjobs",
    "a;b=c",
    "..",
    ".",
    " ",
    "é/ü",
)
"""Ids that would call another path, or ask something else, were they not percent-encoded."""


class LookUpTests(Suite):
    """Records by their id."""

    @every_noun
    def test_get_gives_what_the_list_gave(self, ats: Provider, noun: str, truth: Truth) -> None:
        """A record looked up by its id is the one from the list."""
        self.needs(ats, f"{noun}.get")
        record_id = truth.ids(truth.listed(noun))[1]
        found = getattr(ats, noun).get(record_id)
        assert found.id == record_id
        if f"{noun}.list" not in self.missing(ats):
            listed = {each.id: each for each in getattr(ats, noun).iter(**truth.scope(noun))}
            assert found == listed[record_id]

    @every_noun
    def test_unknown_id_is_not_found(self, ats: Provider, noun: str) -> None:
        """An id the vendor does not know raises NotFoundError."""
        self.needs(ats, f"{noun}.get")
        with pytest.raises(NotFoundError) as caught:
            getattr(ats, noun).get(UNKNOWN)
        assert caught.value.provider == self.provider

    def test_applications_of_unknown_job(self, ats: Provider) -> None:
        """The applications of a job that does not exist are an error, not an empty list."""
        self.needs(ats, "applications.list", "applications.list(job_id)")
        with pytest.raises(NotFoundError):
            ats.applications.list(job_id=UNKNOWN)
        with pytest.raises(NotFoundError):
            list(ats.applications.iter(job_id=UNKNOWN))

    def test_applications_of_quiet_job(self, ats: Provider, truth: Truth) -> None:
        """The applications of a job that nobody applied to are an empty list."""
        self.needs(ats, "applications.list", "applications.list(job_id)")
        page = ats.applications.list(job_id=truth.quiet_job())
        assert page.items == ()
        assert page.next_cursor is None
        assert list(ats.applications.iter(job_id=truth.quiet_job())) == []

    @pytest.mark.parametrize("bent", BENT)
    @every_noun
    def test_no_id_bends_the_path(
        self, ats: Provider, sandbox: RunningSandbox, noun: str, bent: str
    ) -> None:
        """Whatever an id holds, the same endpoint is called as for any other unknown id."""
        self.needs(ats, f"{noun}.get")
        resource = getattr(ats, noun)
        with pytest.raises(NotFoundError):
            resource.get(UNKNOWN)  # the first call may fetch a token besides
        straight = self._called(sandbox, resource, UNKNOWN)
        assert straight, "nothing was sent"
        assert self._called(sandbox, resource, bent) in (straight, []), (
            "another endpoint was called"
        )

    def _called(self, sandbox: RunningSandbox, resource: Any, record_id: str) -> list[Any]:
        """Look up an unknown id, and return what was called for it, with the id blotted out."""
        sandbox.requests.clear()
        with pytest.raises((NotFoundError, InvalidRequestError, ArgumentError)):
            resource.get(record_id)
        sent_as = quote(record_id, safe="")
        return [
            (call.method, "{id}".join(call.path.rsplit(sent_as, 1)), sorted(call.query))
            for call in sandbox.requests
        ]
