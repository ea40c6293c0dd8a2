import json
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

import attrs
import pytest

from unified_ats import (
    Application,
    ApplicationStatus,
    BadResponseError,
    Candidate,
    CandidateQuery,
    CreatedCandidate,
    Job,
    JobStatus,
    NewCandidate,
    Page,
    SalaryPeriod,
    SalaryRange,
    WorkplaceType,
    structure,
    to_dict,
)

SECRETS: dict[str, Any] = {
    "name": "Jane Doe",
    "email": "jane@example.com",
    "phone": "+49 30 1234",
    "resume_url": "https://example.com/jane.pdf",
}
CANDIDATE = Candidate(id="1", raw=SECRETS, **SECRETS)


class Colour(StrEnum):
    RED = "red"


class Level(Enum):
    LOW = 1


@attrs.frozen(kw_only=True)
class Address:
    kind: str
    value: str


@attrs.frozen(kw_only=True)
class RawPerson:
    id: str
    emails: list[Address] = attrs.field(factory=list)
    born: datetime | None = None
    colour: Colour | None = None
    notes: Mapping[str, Any] | None = None


@attrs.frozen(kw_only=True)
class Pay:
    amount: Decimal
    level: Level = Level.LOW
    paid_to: Candidate | None = None
    history: tuple[datetime, ...] = ()


@pytest.mark.parametrize(
    ("given", "kept"), [("a", "a"), ("", ""), (42, "42"), (10**30, "1" + "0" * 30), (0, "0")]
)
def test_ids_become_text(given: Any, kept: str) -> None:
    """An id comes as text or as a whole number and becomes text."""
    assert structure({"id": given}, Job, provider="acme").id == kept


@pytest.mark.parametrize(
    ("given", "utc"),
    [
        ("2026-01-31T12:00:00Z", datetime(2026, 1, 31, 12, tzinfo=UTC)),
        ("2026-01-31T12:00:00.123456+02:00", datetime(2026, 1, 31, 10, 0, 0, 123456, tzinfo=UTC)),
        ("2026-01-31T12:00:00", datetime(2026, 1, 31, 12, tzinfo=UTC)),
        ("2026-01-31", datetime(2026, 1, 31, tzinfo=UTC)),
    ],
)
def test_times_become_utc(given: str, utc: datetime) -> None:
    """Times become aware UTC, those without a zone as if they were."""
    found = structure({"id": "1", "created_at": given}, Job, provider="acme").created_at
    assert (found, found and found.tzinfo) == (utc, UTC)


def test_words_become_members() -> None:
    """A word of an enumeration becomes its member, not mere text."""
    found = structure({"id": "1", "colour": "red"}, RawPerson, provider="acme")
    assert found.colour is Colour.RED
    assert structure({"id": "1", "status": "OPEN"}, Job, provider="acme").status is JobStatus.OPEN


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (50_000, "50000"),
        (0, "0"),
        (0.1, "0.1"),
        (49_999.5, "49999.5"),
        (1e16, "10000000000000000"),
        ("1.10", "1.10"),
        ("-1", "-1"),
        (" 7 ", "7"),
        (Decimal("2.50"), "2.50"),
    ],
)
def test_money_becomes_decimal(given: Any, written: str) -> None:
    """Money comes as a number or as text, is exactly what was written, and is text again."""
    raw = {"id": "1", "salary": {"minimum": given, "period": "YEAR"}}
    job = structure(raw, Job, provider="acme")
    assert job.salary
    assert job.salary.minimum == Decimal(written)
    assert to_dict(job)["salary"] == {
        "minimum": written,
        "maximum": None,
        "currency": None,
        "period": "YEAR",
        "vendor_period": None,
    }


@pytest.mark.parametrize(
    "given",
    [
        float("nan"),
        float("inf"),
        "NaN",
        "sNaN",
        "-Infinity",
        "1e999999999",
        "1e-999999999",
        "lots",
        "",
        True,
        [1],
        {"amount": 1},
    ],
    ids=str,
)
def test_what_is_no_money(given: Any) -> None:
    """What is no finite number, or would fill the memory when written out, is a broken shape."""
    raw = {"id": "1", "salary": {"maximum": given}}
    with pytest.raises(BadResponseError, match=r"Decimal.* @ \$\.salary\.maximum"):
        structure(raw, Job, provider="acme")


@pytest.mark.parametrize(
    ("given", "code"),
    [("EUR", "EUR"), (" usd ", "USD"), ("€", None), ("Euro", None), ("", None), (None, None)],
)
def test_currencies_are_codes(given: str | None, code: str | None) -> None:
    """A currency is a code of three capital letters or is not known."""
    assert SalaryRange(currency=given).currency == code


def test_unknown_keys_and_nulls_are_fine() -> None:
    """What is not asked for is passed over, and an optional field may be null."""
    raw = {"id": "1", "born": None, "more": {"a": 1}, "notes": {"x": [1, None]}}
    found = structure(raw, RawPerson, provider="acme")
    assert (found.born, found.notes) == (None, {"x": [1, None]})


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({}, "missing @ $.id"),
        ({"id": None}, "not str @ $.id"),
        ({"id": True}, "not str @ $.id"),
        ({"id": 1.5}, "not str @ $.id"),
        ({"id": ["Jane"]}, "not str @ $.id"),
        ({"id": "1", "emails": [{"kind": "home", "value": "Jane"}, {"value": "Jane"}]}, "[1].kind"),
        ({"id": "1", "emails": "Jane"}, "$.emails"),
        ({"id": "1", "emails": None}, "$.emails"),
        ({"id": "1", "emails": 5}, "$.emails"),
        ({"id": "1", "emails": [None]}, "$.emails[0]"),
        ({"id": "1", "born": "Jane"}, "$.born"),
        ({"id": "1", "born": 5}, "$.born"),
        ({"id": "1", "born": "0001-01-01T00:00:00+14:00"}, "$.born"),
        ({"id": "1", "colour": "Jane"}, "$.colour"),
        ({"id": "1", "notes": "Jane"}, "$.notes"),
        ({"id": [], "born": "Jane"}, "; "),
        (None, "$"),
        ("Jane", "$"),
        (["Jane"], "$"),
        (5, "$"),
    ],
)
def test_a_broken_shape_names_its_path(raw: Any, said: str) -> None:
    """What is broken is told by its path, every path at once, and no value is shown or chained."""
    with pytest.raises(BadResponseError) as caught:
        structure(raw, RawPerson, provider="acme")
    message = caught.value.message
    assert message.startswith("acme answered in an unexpected shape: ")
    assert said in message
    assert caught.value.provider == "acme"
    assert "Jane" not in message + repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert len(traceback.format_exception(caught.value)) < 6


def test_a_path_begins_where_the_record_is() -> None:
    """The path counts from the answer, so that the record of a list can be found."""
    with pytest.raises(BadResponseError, match=r"missing @ \$\.jobs\[3\]\.id"):
        structure({}, Job, provider="acme", where="$.jobs[3]")
    with pytest.raises(BadResponseError, match=r"missing @ \$\[1\]\.id"):
        structure([{"id": 1}, {}], list[Job], provider="acme")


def test_to_dict_is_json() -> None:
    """A model becomes JSON: times with Z, words for members, None for what is not known."""
    zone = timezone(timedelta(hours=2))
    job = Job(
        id="1",
        title="Cook",
        status=JobStatus.OPEN,
        created_at=datetime(2026, 1, 31, 12, tzinfo=zone),
        raw={"secret": 1},
    )
    found = to_dict(job)
    assert list(found) == [field.name for field in attrs.fields(Job) if field.name != "raw"]
    assert json.loads(json.dumps(found)) == found
    assert found["created_at"] == "2026-01-31T10:00:00Z"
    assert (type(found["status"]), found["status"], found["location"]) == (str, "OPEN", None)


def test_to_dict_sends_raw_on_request() -> None:
    """The vendor's own object goes along only when asked for, however deep it lies."""
    created = CreatedCandidate(candidate=CANDIDATE, application_id="2", warnings=["one"])
    assert "raw" not in to_dict(created)["candidate"]
    assert to_dict(created)["warnings"] == ["one"]
    assert to_dict(created, raw=True)["candidate"]["raw"] == SECRETS


def test_to_dict_of_what_is_to_come() -> None:
    """Money becomes text, and nested models and lists of times become JSON too."""
    pay = Pay(
        amount=Decimal("1.10"), paid_to=CANDIDATE, history=(datetime(2026, 1, 1, tzinfo=UTC),)
    )
    found = to_dict(pay)
    assert (found["amount"], found["level"]) == ("1.10", 1)
    assert list(found["history"]) == ["2026-01-01T00:00:00Z"]
    assert found["paid_to"]["name"] == "Jane Doe"


@pytest.mark.parametrize(
    "record",
    [
        CANDIDATE,
        Application(id="1", candidate_name="Jane Doe", email="jane@example.com", raw=SECRETS),
        NewCandidate(job_id="7", **SECRETS),
        CreatedCandidate(candidate=CANDIDATE),
        Page(items=[CANDIDATE]),
        CandidateQuery(email="jane@example.com"),
    ],
    ids=lambda record: type(record).__name__,
)
def test_repr_shows_no_person(record: Any) -> None:
    """What identifies a person is in no repr, since reprs end up in logs."""
    shown = repr(record)
    for word in ("Jane", "jane", "1234", "pdf"):
        assert word not in shown


@pytest.mark.parametrize("model", [Job, Candidate, Application])
def test_models_are_values(model: Any) -> None:
    """Models are frozen and equal by what they say, whatever the raw object behind them."""
    one, other = model(id="1", raw={"a": 1}), model(id="1", raw={"a": 2})
    assert one == other
    assert one != model(id="2")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.id = "2"
    with pytest.raises(TypeError):
        model("1")


@pytest.mark.parametrize("words", [JobStatus, ApplicationStatus, SalaryPeriod, WorkplaceType])
def test_every_enumeration_has_unknown(words: Any) -> None:
    """A vendor's new word has a place in every enumeration."""
    assert words("UNKNOWN") is words.UNKNOWN
