"""Applications of the generic ATS API."""

from collections.abc import Mapping
from typing import Any

from unified_ats.generic.description import GENERIC
from unified_ats.generic.reading import filters, read_one, read_page
from unified_ats.generic.record import application_status, look_up, to_record
from unified_ats.resources import (
    Application,
    ApplicationQuery,
    Applications,
    ApplicationStatus,
    Page,
    PageRequest,
)

__all__ = ["GenericApplications", "to_application"]

_LISTING = GENERIC.applications


def to_application(
    raw: Any,
    where: str = "$",
    stages: Mapping[str, ApplicationStatus] = GENERIC.stages,
) -> Application:
    """Turn the vendor's application into ours; ``stages`` says what stage names mean."""
    word = look_up(raw, _LISTING.fields["vendor_status"])
    stage = look_up(raw, _LISTING.fields["stage"])
    status = application_status(word, stage, GENERIC, stages)
    return to_record(raw, Application, _LISTING, where=where, status=status)


class GenericApplications(Applications):
    """``GET /applications`` and ``GET /applications/{id}``."""

    max_per_page = GENERIC.max_per_page
    native_filters = frozenset(
        _LISTING.params
    )  # not the status: the stage's kind is known here only

    def read_page(self, query: ApplicationQuery, page: PageRequest) -> Page[Application]:
        """Read one page of applications."""
        return read_page(self.http, _LISTING, page, filters(query, _LISTING), self._convert)

    def read_one(self, application_id: str) -> Application:
        """Read one application."""
        return read_one(self.http, _LISTING, application_id, self._convert)

    def _convert(self, raw: Any, where: str) -> Application:
        return to_application(raw, where, {**GENERIC.stages, **self.settings.stages})
