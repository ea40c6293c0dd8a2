from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import APPLICATIONS, CANDIDATES
from tests.http.stub import Answer, Stub
from unified_ats import BadResponseError, Job, SalaryPeriod, SalaryRange, WorkplaceType


def seen(stub: Stub, ats: MakeATS, row: dict[str, Any], *snippets: str) -> Job:
    """Return what a mapping makes of the ATS's record of a job."""
    stub.script(Answer(json_body={"jobs": [{"id": 7, **row}]}))
    (job,) = ats(*snippets).jobs.list().items
    return job


@pytest.mark.parametrize(
    ("expression", "row", "title"),
    [
        ("name", {"name": "Cook"}, "Cook"),
        ("at.name", {"at": {"name": "Cook"}}, "Cook"),
        ("at.name", {"at": None}, ""),
        ("at.name", {"at": "Cook"}, ""),
        ("at.name", {}, ""),
        ("first || second", {"second": "Cook"}, "Cook"),
        ("first || second", {"first": "", "second": "Cook"}, "Cook"),
        ("first || second", {"first": None}, ""),
        ("[first, second] | [1]", {"second": "Cook"}, "Cook"),
        ("names[0]", {"names": ["Cook", "Chef"]}, "Cook"),
        ("names[0]", {"names": []}, ""),
        ("names[-1].text", {"names": [{"text": "Cook"}]}, "Cook"),
        ("names[?kind=='main'].text | [0]", {"names": [{"kind": "main", "text": "Cook"}]}, "Cook"),
        ('at."first-name"', {"at": {"first-name": "Cook"}}, "Cook"),
        ("'always'", {}, "always"),
        ("number", {"number": 5}, "5"),
        ("joined(', ', [city, land])", {"city": "Berlin", "land": "Germany"}, "Berlin, Germany"),
        ("joined(', ', [city, land])", {"city": "", "land": "Germany"}, "Germany"),
        ("joined(', ', [city, land])", {"city": None}, ""),
        ("joined(', ', places)", {"places": None}, ""),
        ("joined(' ', places[].name)", {"places": [{"name": 1}, {"name": "a"}]}, "1 a"),
        ("joined(' ', places) || 'none'", {"places": []}, "none"),
        ("first_name(name)", {"name": "Jane Mary Doe"}, "Jane Mary"),
        ("first_name(name)", {"name": "Jane"}, "Jane"),
        ("first_name(name)", {"name": " "}, ""),
        ("first_name(name)", {"name": None}, ""),
        ("last_name(name)", {"name": "Jane Mary Doe"}, "Doe"),
        ("last_name(name)", {"name": "Jane"}, ""),
        ("last_name(name)", {"name": ""}, ""),
        ("last_name(name)", {}, ""),
    ],
)
def test_texts(stub: Stub, ats: MakeATS, expression: str, row: dict[str, Any], title: str) -> None:
    """An expression finds a text wherever the ATS has it, and what is not there stays unknown."""
    fields = f"[jobs.fields]\ntitle = '''{expression}'''"
    assert seen(stub, ats, row, fields).title == title


@pytest.mark.parametrize("found", [{}, {"city": None}, {"city": "", "land": None}])
def test_a_text_of_nothing_is_unknown(stub: Stub, ats: MakeATS, found: dict[str, Any]) -> None:
    """Joining nothing gives nothing, and no empty text."""
    fields = "[jobs.fields]\nlocation = \"joined(', ', [city, land])\""
    assert seen(stub, ats, found, fields).location is None


NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "at", "time"),
    [
        ("at", "2026-01-31T12:00:00Z", NOON),
        ("at", "2026-01-31T14:00:00+02:00", NOON),
        ("at", "2026-01-31", NOON.replace(hour=0)),
        ("from_ms(at)", 1_769_860_800_000, NOON),
        ("from_ms(at)", "1769860800000", NOON),
        ("from_ms(at)", 1_769_860_800_250, NOON.replace(microsecond=250_000)),
        ("from_ms(at)", None, None),
        ("from_seconds(at)", 1_769_860_800, NOON),
        ("from_seconds(at)", "1769860800.5", NOON.replace(microsecond=500_000)),
        ("from_seconds(at)", -86_400, datetime(1969, 12, 31, tzinfo=UTC)),
        ("from_seconds(at)", None, None),
        ("from_format(at, '%d/%m/%Y %H:%M')", "31/01/2026 12:00", NOON),
        ("from_format(at, '%d %b %Y %H:%M %z')", "31 Jan 2026 14:00 +0200", NOON),
        ("from_format(at, '%d/%m/%Y')", "", None),
        ("from_format(at, '%d/%m/%Y')", None, None),
        ("old || from_ms(at)", 1_769_860_800_000, NOON),
    ],
)
def test_times(
    stub: Stub, ats: MakeATS, expression: str, at: object, time: datetime | None
) -> None:
    """Times are read however the ATS writes them, and become UTC."""
    fields = f"[jobs.fields]\ncreated_at = '''{expression}'''"
    assert seen(stub, ats, {"at": at}, fields).created_at == time


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("from_ms(at)", "Jane"),
        ("from_ms(at)", ""),
        ("from_ms(at)", True),
        ("from_ms(at)", {"Jane": 1}),
        ("from_ms(at)", "nan"),
        ("from_ms(at)", "Infinity"),
        ("from_ms(at)", 10**30),
        ("from_seconds(at)", ["Jane"]),
        ("from_format(at, '%d/%m/%Y')", "31 of Jane"),
        ("from_format(at, '%d/%m/%Y')", 5),
        ("joined(', ', at)", "Jane"),
        ("joined(at, [at])", 5),
        ("first_name(at)", 5),
        ("last_name(at)", ["Jane"]),
        ("at > `1` && abs(at)", "Jane"),
        ("sort(at)", [1, "Jane"]),
    ],
)
def test_what_a_function_cannot_take(
    stub: Stub, ats: MakeATS, expression: str, value: object
) -> None:
    """A value that a function cannot take is an error that names the expression and no value."""
    fields = f"[jobs.fields]\ncreated_at = '''{expression}'''"
    stub.script(Answer(json_body={"jobs": [{"id": 7, "at": value}]}))
    with pytest.raises(BadResponseError) as caught:
        ats(fields).jobs.list()
    said = f"the answer does not fit the mapping's expression {expression!r}"
    assert caught.value.message == said
    assert caught.value.provider == "generic"
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("id_", [None, 1.5, True, {}, ["Jane"]])
def test_ids_that_are_none(stub: Stub, ats: MakeATS, id_: object) -> None:
    """An id is text or a whole number; anything else is an error by its path."""
    with pytest.raises(BadResponseError, match=r"\$\.jobs\[0\]\.id") as caught:
        seen(stub, ats, {"id": id_})
    assert "Jane" not in str(caught.value)


@pytest.mark.parametrize("id_", [7, "7"])
def test_ids_become_text(stub: Stub, ats: MakeATS, id_: object) -> None:
    """Ids may be numbers wherever there are any, and become text."""
    row = {"id": id_, "job_id": id_, "at": {"by": id_}}
    stub.script(Answer(json_body={"applications": [row]}))
    provider = ats(APPLICATIONS, '[applications.fields]\ncandidate_id = "at.by"')
    (found,) = provider.applications.list().items
    assert (found.id, found.job_id, found.candidate_id) == ("7", "7", "7")


SALARY = """
[jobs.fields]
salary = "{minimum: pay.from, maximum: pay.to, currency: pay.unit, period: pay.per}"

[jobs.salary_periods]
Yearly = "YEAR"
"""


@pytest.mark.parametrize(
    ("pay", "salary"),
    [
        (None, None),
        ({}, None),
        ({"unit": "EUR", "per": "yearly"}, None),
        (
            {"from": 50_000, "to": "60000.50", "unit": "eur", "per": "yearly"},
            SalaryRange(
                minimum=Decimal(50_000),
                maximum=Decimal("60000.50"),
                currency="EUR",
                period=SalaryPeriod.YEAR,
                vendor_period="yearly",
            ),
        ),
        (
            {"to": 0.1, "unit": "€", "per": "per moon"},
            SalaryRange(maximum=Decimal("0.1"), vendor_period="per moon"),
        ),
        ({"from": 1}, SalaryRange(minimum=Decimal(1))),
    ],
)
def test_salaries(stub: Stub, ats: MakeATS, pay: Any, salary: SalaryRange | None) -> None:
    """A salary is put together of its parts; without an amount there is none."""
    assert seen(stub, ats, {"pay": pay}, SALARY).salary == salary


@pytest.mark.parametrize("pay", ["50.000 Jane", True, []])
def test_a_salary_that_is_none(stub: Stub, ats: MakeATS, pay: object) -> None:
    """An amount that is no number is an error by its path."""
    with pytest.raises(BadResponseError, match=r"\$\.jobs\[0\]\.salary\.minimum") as caught:
        seen(stub, ats, {"pay": {"from": pay}}, SALARY)
    assert "Jane" not in str(caught.value)
    with pytest.raises(BadResponseError, match=r"\$\.jobs\[0\]\.salary"):
        seen(stub, ats, {"pay": 5}, '[jobs.fields]\nsalary = "pay"')


PLACES = """
[jobs.fields]
workplace_type = "where"

[jobs.workplace_types]
"At Home" = "REMOTE"
true = "HYBRID"
"""


@pytest.mark.parametrize(
    ("where", "kind", "word"),
    [
        ("at home", WorkplaceType.REMOTE, "at home"),
        (True, WorkplaceType.HYBRID, "True"),
        ("on the moon", WorkplaceType.UNKNOWN, "on the moon"),
        ("", None, ""),
        (None, None, None),
    ],
)
def test_workplaces(
    stub: Stub, ats: MakeATS, where: object, kind: WorkplaceType | None, word: str | None
) -> None:
    """Each word for where the work is done has a meaning, is unknown, or is not said at all."""
    job = seen(stub, ats, {"where": where}, PLACES)
    assert (job.workplace_type, job.vendor_workplace_type) == (kind, word)


def test_raw_is_the_vendors(stub: Stub, ats: MakeATS) -> None:
    """A canonical record keeps the vendor's own, with all that no field is made of."""
    row = {"id": 7, "name": "Jane", "more": [{"of": None}], "email": None}
    stub.script(Answer(json_body={"people": [row]}))
    (found,) = ats(CANDIDATES).candidates.list().items
    assert found.raw == row
    assert (found.name, found.email, found.phone) == ("Jane", None, None)
