from unified_ats.testing import ProviderConformance


class TestGeneric(ProviderConformance):
    """The generic adapter keeps the contract."""

    provider = "generic"
    wrong_credentials = {"api_key": ""}  # noqa: RUF012  # the suite declares it a ClassVar
    forbidden_credentials = {"api_key": "forbidden"}  # noqa: RUF012  # likewise
    expected_skips = ()
