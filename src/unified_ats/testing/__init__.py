"""For authors of adapters: the conformance suite, and helpers for cassettes.

::

    from unified_ats.testing import ProviderConformance

    class TestTiny(ProviderConformance):
        provider = "tiny"
"""

import pytest

# Before the import below, so that its asserts show the values they compare.
pytest.register_assert_rewrite("unified_ats.testing.conformance")

from unified_ats.testing.conformance import (  # noqa: E402  # as said above
    CompanyRecord,
    ProviderConformance,
)

__all__ = ["CompanyRecord", "ProviderConformance"]
