from pathlib import Path

from unified_ats import Provider
from unified_ats.testing.cassettes import SAFE_FIELDS, CassetteTests


class TestTinyCassettes(CassetteTests):
    """The Tiny adapter against recorded answers."""

    provider = "tiny"
    folder = Path(__file__).parent / "cassettes"
    safe_fields = SAFE_FIELDS | {"modified", "came", "step", "outcome", "position"}

    def test_jobs(self, ats: Provider) -> None:
        """Two pages of jobs follow each other."""
        first = ats.jobs.list(per_page=2)
        second = ats.jobs.list(per_page=2, cursor=first.next_cursor)
        assert len({job.id for job in [*first.items, *second.items]}) == 4
