"""The generic adapter, for an ATS that speaks the generic ATS API."""

from unified_ats.generic.provider import GenericProvider, GenericSettings

__all__ = ["GenericProvider", "GenericSettings"]
