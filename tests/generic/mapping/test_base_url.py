"""The root of an ATS's API, as a mapping file says it."""

import pytest

from tests.generic.mapping.asked import jobs
from tests.generic.mapping.conftest import MakeATS
from tests.generic.mapping.small import small
from tests.http.stub import Stub
from unified_ats import ConfigurationError
from unified_ats.generic.mapping import MappingError, parse

IN_A_VARIABLE = 'base_url = "${SMALL_HOST}/v1"'
NO_ADDRESS = "is not an address such as https://api.example.com/v1"
TOO_MUCH = "has a query, a user or a space, which a base URL cannot have"


@pytest.mark.parametrize(
    "address",
    [
        "https://api.example.com/v1",
        "http://127.0.0.1:8080",
        "https://${COMPANY}.example.com/${VERSION}/",
        "https://api.example.com:${PORT}",
        "${ATS_BASE_URL}",
        "${HOST}/v1",
    ],
)
def test_base_urls(address: str) -> None:
    """An address may have variables in it; what begins with one is looked at when it is known."""
    assert parse(small(f"base_url = '{address}'"), "small.toml").base_url.text == address


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("api.example.com", NO_ADDRESS),
        ("ftp://api.example.com", NO_ADDRESS),
        ("https://", NO_ADDRESS),
        ("api.${HOST}", NO_ADDRESS),
        ("https://${HOST}.example.com/v1?key=s3cret", TOO_MUCH),
    ],
)
def test_base_urls_that_are_none(address: str, said: str) -> None:
    """What can be no address whatever its variables hold is told on loading, and not repeated."""
    with pytest.raises(MappingError) as caught:
        parse(small(f"base_url = '{address}'"), "small.toml")
    assert caught.value.problems == {"base_url": f"found a value that {said}"}


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("api.example.com", NO_ADDRESS),
        ("https://x.example.com/?a=b", TOO_MUCH),
    ],
)
def test_a_base_url_that_is_none(ats: MakeATS, host: str, said: str) -> None:
    """An address that stands in a variable is looked at when connecting, and is not repeated."""
    with pytest.raises(ConfigurationError) as caught:
        ats(IN_A_VARIABLE, variables={"SMALL_HOST": host}, base_url=None)
    assert caught.value.message == (
        f"settings of generic: base_url of the mapping file {said}: look at SMALL_HOST"
    )
    assert caught.value.__context__ is None
    assert ats(IN_A_VARIABLE, variables={"SMALL_HOST": host}).http.base_url


def test_a_base_url_in_a_variable(stub: Stub, ats: MakeATS) -> None:
    """An address may stand in a variable, and end in a slash."""
    stub.script(jobs())
    given = {"SMALL_HOST": stub.url}
    ats(f'{IN_A_VARIABLE[:-1]}/"', variables=given, base_url=None).jobs.list()
    assert stub.seen[0].target == "/v1/jobs"
