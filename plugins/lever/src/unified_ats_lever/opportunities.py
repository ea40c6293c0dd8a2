"""Opportunities: each is one person's way to one posting, or to none yet.

Lever keeps the person as a ``contact``, which several opportunities may share. See
https://hire.lever.co/developer/documentation#opportunities and #contacts.
"""

from collections.abc import Sequence
from typing import Annotated, Any

import attrs
from cattrs import override

from unified_ats import structure
from unified_ats_lever.listing import PROVIDER, reference

__all__ = ["RawApplication", "RawArchived", "RawOpportunity", "RawPhone", "RawRef", "first"]


@attrs.frozen(kw_only=True)
class RawRef:
    """Any record, of which the id is all that matters here."""

    id: str


@attrs.frozen(kw_only=True)
class RawPhone:
    """A telephone number."""

    value: str | None = None


@attrs.frozen(kw_only=True)
class RawArchived:
    """When and why something was archived; the reason is an id."""

    reason: str | None = None
    archived_at: Annotated[int | None, override(rename="archivedAt")] = None


@attrs.frozen(kw_only=True)
class RawStage:
    """A stage; without a text where it was not expanded."""

    id: str
    text: str | None = None


@attrs.frozen(kw_only=True)
class RawApplication:
    """An application; one that a user of Lever made has neither name nor address."""

    id: str
    posting: Any = None
    name: str | None = None
    email: str | None = None
    archived: RawArchived | None = None
    created_at: Annotated[int | None, override(rename="createdAt")] = None

    @property
    def posting_id(self) -> str | None:
        """The posting, expanded or not."""
        posting = reference(self.posting, RawRef, "$.posting")
        return posting.id if posting else None


@attrs.frozen(kw_only=True)
class RawOpportunity:
    """An opportunity, as Lever sends it; of anonymised people there is no more than ids."""

    id: str
    contact: Any = None
    name: str | None = None
    emails: list[str | None] | None = None
    phones: list[RawPhone] | None = None
    stage: Any = None
    archived: RawArchived | None = None
    sources: list[str] | None = None
    applications: list[Any] | None = None
    created_at: Annotated[int | None, override(rename="createdAt")] = None
    updated_at: Annotated[int | None, override(rename="updatedAt")] = None

    @classmethod
    def read(cls, raw: Any, where: str) -> "RawOpportunity":
        """Read one; ``where`` is its path in the answer, for errors."""
        return structure(raw, cls, provider=PROVIDER, where=where)

    @property
    def application(self) -> RawApplication | None:
        """The application: there is one at the most."""
        return reference(first(self.applications), RawApplication, "$.applications[0]")

    @property
    def at(self) -> RawStage | None:
        """The stage, expanded or not."""
        return reference(self.stage, RawStage, "$.stage")

    @property
    def contact_id(self) -> str | None:
        """The person."""
        contact = reference(self.contact, RawRef, "$.contact")
        return contact.id if contact else None

    @property
    def ends(self) -> list[RawArchived]:
        """How the opportunity as a whole ended, and how the application in it did.

        Lever archives the two separately: each may have ended for reasons of its own, or go on.
        """
        application = self.application
        parts = (self.archived, application.archived if application else None)
        return [each for each in parts if each and (each.reason or each.archived_at)]


def first(values: Sequence[Any] | None) -> Any:
    """Return the first of some values that is one, if there is any."""
    return next(filter(None, values or ()), None)
