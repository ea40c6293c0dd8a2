"""The generic adapter: any ATS that a mapping file can describe."""

from unified_ats.generic.provider import GenericProvider
from unified_ats.generic.settings import GenericSettings

__all__ = ["GenericProvider", "GenericSettings"]
