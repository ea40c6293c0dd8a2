"""The whole conformance suite."""

from unified_ats.testing.conformance.capabilities import CapabilityTests
from unified_ats.testing.conformance.failures import FailureTests
from unified_ats.testing.conformance.filters import FilterTests
from unified_ats.testing.conformance.lists import ListTests
from unified_ats.testing.conformance.lookups import LookUpTests
from unified_ats.testing.conformance.records import RecordTests
from unified_ats.testing.conformance.secrecy import SecrecyTests
from unified_ats.testing.conformance.writes import WriteTests

__all__ = ["ProviderConformance"]


class ProviderConformance(
    CapabilityTests,
    ListTests,
    FilterTests,
    LookUpTests,
    RecordTests,
    FailureTests,
    WriteTests,
    SecrecyTests,
):
    """What every provider must do, tried against its vendor's sandbox.

    The fake company behind the sandbox is the truth that answers are held against. A capability
    that is missing is a visible skip; ``expected_skips`` says which ones an author accepts.
    """
