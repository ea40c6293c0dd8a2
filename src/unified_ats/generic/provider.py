"""The generic adapter: an ATS with a plain REST API, as :mod:`.description` describes it."""

from collections.abc import Mapping

import attrs

from unified_ats.errors import ResponseError
from unified_ats.generic.applications import GenericApplications
from unified_ats.generic.candidates import GenericCandidates
from unified_ats.generic.description import GENERIC
from unified_ats.generic.jobs import GenericJobs
from unified_ats.generic.record import look_up
from unified_ats.http import Auth, BearerAuth, Response
from unified_ats.provider import Provider
from unified_ats.resources import ApplicationStatus, stage_table
from unified_ats.settings import Settings, http_url, setting

__all__ = ["GenericProvider", "GenericSettings"]


@attrs.frozen(kw_only=True)
class GenericSettings(Settings):
    """Settings of the generic adapter."""

    base_url: str = setting(
        "ATS_BASE_URL",
        help="root of the ATS's API, such as https://api.your-ats.com/v1",
        parse=http_url,
    )
    api_key: str = setting("ATS_API_KEY", help="API key or token of the ATS", secret=True)
    account_id: str | None = setting(
        "ATS_ACCOUNT_ID", help="account or tenant, if the ATS wants one", default=None
    )
    stages: Mapping[str, ApplicationStatus] = setting(
        "ATS_STAGES",
        help='what your stage names mean, as JSON such as {"Phone screen": "SCREENING"}',
        default=attrs.Factory(dict),
        parse=stage_table,
    )


class GenericProvider(Provider):
    """Speaks the generic ATS API (``docs/generic-api.md``)."""

    name = "generic"
    title = "Generic ATS"
    Settings = GenericSettings
    resources = (GenericJobs, GenericCandidates, GenericApplications)

    def auth(self) -> Auth:
        """Return a bearer token."""
        return BearerAuth(self.settings.api_key)

    def headers(self) -> Mapping[str, str]:
        """Return the account's header, when there is an account."""
        account = self.settings.account_id
        return {GENERIC.account_header: account} if account else {}

    def read_error(self, response: Response) -> str | ResponseError | None:
        """Return the message of an error body, with the fields that are wrong."""
        if response.status_code < 300:
            return None
        try:
            body = response.json()
        except ResponseError:
            return None
        said = look_up(body, GENERIC.error_message)
        fields = look_up(body, GENERIC.error_fields)
        parts = [str(said)] if said else []
        if isinstance(fields, Mapping):
            parts += [f"{name}: {problem}" for name, problem in fields.items()]
        return "; ".join(parts) or None
