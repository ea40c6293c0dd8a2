"""The conformance suite, a file a theme; ``whole.py`` puts them together."""

from unified_ats.testing.conformance.truth import CompanyRecord
from unified_ats.testing.conformance.whole import ProviderConformance

__all__ = ["CompanyRecord", "ProviderConformance"]
