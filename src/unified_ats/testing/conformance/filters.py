# ruff: noqa: S101  # assert is how a test speaks
"""Conformance of filters: applied by the vendor, applied here, or refused, and never ignored."""

from typing import Any

import pytest

from unified_ats.errors import UnsupportedError
from unified_ats.provider import Provider
from unified_ats.sandbox import RunningSandbox
from unified_ats.testing.conformance.lists import by_cursor, by_number, ids
from unified_ats.testing.conformance.suite import FILTERS, Suite
from unified_ats.testing.conformance.truth import Truth

__all__ = ["FilterTests"]

every_filter = pytest.mark.parametrize("name", FILTERS)
Case = tuple[dict[str, Any], list[str]]
"""Arguments of a list, and the ids that ought to come."""


class FilterTests(Suite):
    """Each filter of each list."""

    @every_filter
    def test_filter(
        self, ats: Provider, truth: Truth, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A declared filter gives exactly the matching records, by page, by cursor and by iter."""
        noun, word = split(name)
        self.needs(ats, f"{noun}.list", name)
        resource = getattr(ats, noun)
        cases = self._cases(ats, truth, noun, word)
        monkeypatch.setattr(resource, "max_per_page", 20)
        for arguments, expected in cases:
            assert sorted(each.id for each in resource.iter(**arguments)) == expected, arguments
            assert ids(list(by_number(resource, per_page=15, **arguments))) == expected, arguments
            assert ids(list(by_cursor(resource, per_page=15, **arguments))) == expected, arguments

    @every_filter
    def test_total_of_a_filtered_list(self, ats: Provider, truth: Truth, name: str) -> None:
        """A list filtered here has no total; one that the vendor filters has the right one."""
        noun, word = split(name)
        self.needs(ats, f"{noun}.list", name)
        native = ats.capabilities[noun].filters[word] == "native"
        for arguments, expected in self._cases(ats, truth, noun, word):
            total = getattr(ats, noun).list(**arguments).total
            assert total in ((None, len(expected)) if native else (None,)), arguments

    def test_undeclared_filters_are_refused(
        self, ats: Provider, sandbox: RunningSandbox, truth: Truth
    ) -> None:
        """A filter that is not declared raises before anything is sent."""
        values = {
            "status": "CLOSED",
            "updated_after": "2026-01-01T00:00:00Z",
            "email": "nobody@example.com",
            "job_id": truth.busy_job(),
        }
        missing = self.missing(ats)
        for noun, word in map(split, missing.keys() & set(FILTERS)):
            if f"{noun}.list" in missing:
                continue  # test_capabilities refuses the whole list
            value = "REJECTED" if (noun, word) == ("applications", "status") else values[word]
            sandbox.requests.clear()
            with pytest.raises(UnsupportedError):
                getattr(ats, noun).list(**{word: value})
            with pytest.raises(UnsupportedError):
                next(getattr(ats, noun).iter(**{word: value}))
            assert len(sandbox.requests) == 0, "nothing may be sent"

    def _cases(self, ats: Provider, truth: Truth, noun: str, word: str) -> list[Case]:
        if word == "status":
            return self._status_cases(ats, truth, noun)
        if word == "job_id":
            jobs = [truth.busy_job(), truth.quiet_job()]
            return [({"job_id": job}, truth.ids(truth.records(noun, job_id=job))) for job in jobs]
        if word == "email":
            person = truth.records(noun)[3]
            return [
                ({"email": person.email}, [truth.vendor_id(person)]),
                ({"email": "nobody.at.all@example.com"}, []),
            ]
        scope = truth.scope(noun)
        records = truth.listed(noun)
        moment = truth.middle(records)
        newer = [record for record in records if record.updated_at > moment]
        return [({**scope, "updated_after": moment}, truth.ids(newer))]

    def _status_cases(self, ats: Provider, truth: Truth, noun: str) -> list[Case]:
        """Filter by each status there is, and by two; test_statuses holds the statuses true."""
        scope = truth.scope(noun)
        records = list(getattr(ats, noun).iter(**scope))
        statuses = sorted({record.status for record in records})
        assert len(statuses) > 1, "a filter cannot be told from none with one status only"
        wanted = [{status} for status in statuses] + [set(statuses[:2])]
        return [
            (
                {**scope, "status": sorted(each)},
                sorted(record.id for record in records if record.status in each),
            )
            for each in wanted
        ]


def split(name: str) -> tuple[str, str]:
    """Split ``"jobs.list(status)"`` into the noun and the filter."""
    noun, _, word = name.rstrip(")").partition(".list(")
    return noun, word
