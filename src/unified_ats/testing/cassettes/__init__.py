"""Cassettes: recorded answers of a vendor, played back without a network.

::

    from unified_ats.testing.cassettes import CassetteTests

    class TestTinyCassettes(CassetteTests):
        provider = "tiny"
        folder = Path(__file__).parent / "cassettes"

        def test_jobs(self, ats):
            assert ats.jobs.list().items

``pytest --record-mode=rewrite`` records again: from the real vendor when a secret setting of the
provider is in the environment, else from its sandbox. Nobody's data may end up in a repository:
what a real vendor sends is scrubbed by allow-list, see :mod:`.scrub`.
"""

from unified_ats.testing.cassettes.hygiene import problems, unused
from unified_ats.testing.cassettes.reads import ReadCassetteTests
from unified_ats.testing.cassettes.scrub import SAFE_FIELDS
from unified_ats.testing.cassettes.tests import CassetteTests
from unified_ats.testing.cassettes.tidy import PLACE

__all__ = ["PLACE", "SAFE_FIELDS", "CassetteTests", "ReadCassetteTests", "problems", "unused"]
