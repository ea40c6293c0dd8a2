import csv
import io
from decimal import Decimal

import pytest

from unified_ats import Job, SalaryPeriod, SalaryRange, to_dict
from unified_ats.cli.formats import FORMATS, Records, field_names, show

SALARY = SalaryRange(minimum=Decimal("49999.50"), currency="EUR", period=SalaryPeriod.YEAR)


def shown(*jobs: Job) -> Records:
    """Return jobs as a list shows them, with the salary among the columns."""
    return Records(
        records=[to_dict(job) for job in jobs],
        fields=field_names(Job),
        columns=["id", "salary"],
        body=lambda records: {"jobs": records},
    )


def test_a_model_in_a_record_has_columns(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """In CSV each part of a salary is a cell of its own, and empty where there is none."""
    show(shown(Job(id="1", salary=SALARY), Job(id="2")), "csv")
    text = capfdbinary.readouterr().out.decode()
    paid, unpaid = csv.DictReader(io.StringIO(text, newline=""))
    assert {name: cell for name, cell in paid.items() if name.startswith("salary.") and cell} == {
        "salary.minimum": "49999.50",
        "salary.currency": "EUR",
        "salary.period": "YEAR",
    }
    assert not [cell for name, cell in unpaid.items() if name.startswith("salary.") and cell]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_shows_a_model(form: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A record that holds a model is shown whole in every format."""
    show(shown(Job(id="1", salary=SALARY), Job(id="2")), form)
    assert b"49999.50" in capfdbinary.readouterr().out
