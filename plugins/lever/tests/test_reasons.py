from collections.abc import Callable
from typing import Any

import pytest

from unified_ats import ApplicationStatus, ConfigurationError, Provider
from unified_ats.sandbox import RunningSandbox
from unified_ats_lever import LeverSettings
from unified_ats_lever.reasons import RawReason, Verdicts
from unified_ats_lever.sandbox import NO_REASONS_KEY

Connect = Callable[..., Provider]
THEIRS = (
    "Withdrew",
    "Withdrawn",
    "Candidate withdrew",
    "Withdrew application",
    "Withdrew \u2013 accepted another job",
    "Withdrew / offer stage",
    "Self-withdrew",
    "Withdrawal",
    "Candidate withdrawn",
    "Withdrawn by candidate",
    "Offer declined",
    "Declined offer",
    "Offer - Declined",
    "Declined our offer",
    "Declined job offer",
    "Offer rejected",
    "Offer rejected by candidate",
    "Rejected offer",
    "Candidate rejected offer",
    "Turned down the offer",
    "Did not accept offer",
    "Offer not accepted",
    "Candidate declined",
    "Candidate Declined Interview",
    "Declined by candidate",
    "Declined phone screen",
    "They rejected us",
    "Took another offer",
    "Accepted another position",
    "Accepted other offer",
    "Accepted a job elsewhere",
    "Accepted offer with another company",
    "Accepted competing offer",
    "Accepted counter-offer",
    "Counteroffer",
    "Another offer",
    "Took a new job",
    "Found another job",
    "Joined another company",
    "Hired elsewhere",
    "Chose a different role",
    "Stayed with current employer",
    "Not interested",
    "No longer interested",
    "Candidate not interested",
    "Wasn\u2019t interested",
    "Lost interest",
    "Dropped out",
    "Reneged",
)
OURS = (
    "Underqualified",
    "Overqualified",
    "Culture fit",
    "Timing",
    "Position closed",
    "Position withdrawn",
    "Role was withdrawn",
    "Offer withdrawn",
    "Offer rescinded",
    "Company withdrew offer",
    "We withdrew our offer",
    "Salary expectations",
    "Compensation",
    "Unresponsive",
    "No response",
    "Ghosted",
    "No show",
    "Location",
    "Unwilling to relocate",
    "Work authorization",
    "Duplicate",
    "Rejected",
    "Candidate rejected",
    "Rejected after offer",
    "Rejected - offer stage",
    "Declined",
    "Declined by hiring manager",
    "Declined by us",
    "Rejected by company",
    "Hiring manager not interested",
    "Client not interested",
    "Went with another candidate",
    "Chose another candidate",
    "Found a better qualified candidate",
    "Better suited to another role",
    "Different direction",
    "Went in a different direction",
    "Position filled elsewhere",
    "Internal hire",
    "Failed assessment",
    "Future consideration",
    "Not a fit",
    "Offer not extended",
    "Not enough experience",
)


def verdict(text: str | None, kind: str | None = "non-hired", **settings: Any) -> str:
    """Return how what was archived for a reason ended, in an account of such settings."""
    given = LeverSettings.from_arguments("lever", {"api_key": "key", **settings})
    return given.verdicts.of(RawReason(id="r1", text=text, type=kind))


@pytest.mark.parametrize("text", THEIRS)
def test_the_candidate_said_no(text: str) -> None:
    """A reason that says so in one of the usual ways is a withdrawal, in any case of letters."""
    assert verdict(text) == verdict(text.upper()) == ApplicationStatus.WITHDRAWN


@pytest.mark.parametrize("text", [*OURS, "", None])
def test_the_company_said_no(text: str | None) -> None:
    """Any other reason is a rejection, those included that sound like the candidate's."""
    assert verdict(text) == ApplicationStatus.REJECTED


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("hired", ApplicationStatus.HIRED),
        ("frozen", ApplicationStatus.UNKNOWN),
        (None, ApplicationStatus.UNKNOWN),
    ],
)
def test_the_type_counts_before_the_text(kind: str | None, status: ApplicationStatus) -> None:
    """A hire is one whatever it is called, and a type that nobody knows says nothing."""
    assert verdict("Withdrew", kind) == status


def test_the_words_of_the_account_win() -> None:
    """What the settings say of a text is so, whatever its letters' case, its words and its type."""
    table = {" unresponsive ": "WITHDRAWN", "Withdrew": "REJECTED", "Placed": "HIRED"}
    found = [
        verdict(text, archive_reasons=table)
        for text in ("Unresponsive", " WITHDREW", "placed", "Offer declined")
    ]
    assert found == ["WITHDRAWN", "REJECTED", "HIRED", "WITHDRAWN"]
    assert verdict("Withdrew", "hired", archive_reasons=table) == "REJECTED"
    written = LeverSettings.from_environment(
        "lever", {"LEVER_API_KEY": "key", "LEVER_ARCHIVE_REASONS": '{"Timing": "WITHDRAWN"}'}
    )
    assert written.archive_reasons == {"timing": ApplicationStatus.WITHDRAWN}


def test_the_reason_of_rejections() -> None:
    """What is archived for the account's reason of rejections is one, whatever its text says."""
    assert verdict("Not interested", archive_reason="r1") == ApplicationStatus.REJECTED
    assert verdict("Not interested", archive_reason="r2") == ApplicationStatus.WITHDRAWN
    assert verdict("Hired", "hired", archive_reason="r1") == ApplicationStatus.HIRED
    table = {"Not interested": "WITHDRAWN"}
    assert verdict("Not interested", archive_reason="r1", archive_reasons=table) == "WITHDRAWN"


@pytest.mark.parametrize("table", [{"Tea": "TASTY"}, {"Tea": "ACTIVE"}, {"Tea": 7}, "Tea", 7])
def test_tables_of_other_words(table: Any) -> None:
    """A table with words that no end has is an error that names those there are."""
    with pytest.raises(ConfigurationError, match=r"archive_reasons .*HIRED, REJECTED, WITHDRAWN"):
        LeverSettings.from_arguments("lever", {"api_key": "key", "archive_reasons": table})


def test_nothing_is_said_without_settings() -> None:
    """An account without settings of its own has the usual words."""
    assert Verdicts() == LeverSettings.from_arguments("lever", {"api_key": "key"}).verdicts


def test_the_settings_reach_the_applications(sandbox: RunningSandbox, connect: Connect) -> None:
    """Applications end as the settings say of their reason, by its text or by its id."""
    usual = {each.id: each for each in connect().applications.iter()}
    lost = next(each for each in usual.values() if each.status == "WITHDRAWN")
    reason = lost.raw["archived"]["reason"]
    assert connect(archive_reason=reason).applications.get(lost.id).status == "REJECTED"
    table = {lost.rejection_reason: "HIRED"}
    assert connect(archive_reasons=table).applications.get(lost.id).status == "HIRED"


def test_reasons_without_their_permission(sandbox: RunningSandbox, connect: Connect) -> None:
    """A key that may not see why applications ended lists them all; how they ended is not known."""
    every = {each.id: each for each in connect().applications.iter()}
    sandbox.requests.clear()
    found = list(connect(api_key=NO_REASONS_KEY).applications.iter())
    assert {each.id for each in found} == {*every}
    for each in found:
        archived = every[each.id].status in {"HIRED", "REJECTED", "WITHDRAWN"}
        assert each.status == ("UNKNOWN" if archived else every[each.id].status)
        assert each.rejection_reason is None
    assert sum(each.path == "/v1/archive_reasons" for each in sandbox.requests) == 1
