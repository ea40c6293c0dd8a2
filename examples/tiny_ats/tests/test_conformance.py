from unified_ats.testing import ProviderConformance


class TestTiny(ProviderConformance):
    """The Tiny adapter keeps the contract."""

    provider = "tiny"
    expected_skips = (
        "applications.list(updated_after)",
        "applications.rejection_reason",
        "applications.source",
        "candidates.get",
        "candidates.list",
        "candidates.list(email)",
        "candidates.list(updated_after)",
        "forbidden",
        "jobs.created_at",
        "jobs.department",
        "jobs.employment_type",
    )
