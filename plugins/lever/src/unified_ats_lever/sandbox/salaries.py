"""What postings say of pay: a range, for some time and in some currency, or nothing."""

from collections.abc import Mapping

from unified_ats.sandbox import Job
from unified_ats_lever.sandbox.wire import Row

__all__ = ["CURRENCIES", "salary_of"]

CURRENCIES = {"GB": "GBP", "US": "USD", "CA": "CAD", "SG": "SGD"}
"""The money of countries that do not pay in euros."""

_FIXED: Mapping[str, Row] = {
    "temporary": {"min": 18.5, "max": 27, "interval": "per-hour-wage"},
    "internship": {"min": 18.5, "max": 27, "interval": "per-hour-wage"},
    "part_time": {"min": 2_150, "max": 2_900, "interval": "per-month-salary"},
}
"""What is paid by kind of employment; the others are paid by the year."""


def salary_of(job: Job, country: str | None) -> Row | None:
    """Return what a job in a country pays; every third says so."""
    if job.seq % 3 != 1:
        return None
    least = 42_000 + 1_500 * (job.seq % 11)
    yearly = {"min": least, "max": least + 18_000, "interval": "per-year-salary"}
    pay = _FIXED.get(job.employment_type, yearly)
    return {**pay, "currency": CURRENCIES.get(country or "", "EUR")}
