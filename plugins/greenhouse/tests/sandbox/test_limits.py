from datetime import timedelta

import pytest

from plugins.greenhouse.tests.sandbox.client import NOW, Client, Clock
from unified_ats.sandbox import Fault, launch
from unified_ats_greenhouse.sandbox import GreenhouseSandbox


def test_the_window() -> None:
    """150 requests pass from half minute to half minute; `Reset` is always 30 seconds away."""
    clock = Clock()
    clock.now = NOW + timedelta(seconds=20)
    with launch(GreenhouseSandbox, jobs=1, candidates=0, clock=clock) as sandbox:
        client = Client(sandbox)
        with client.session:
            client.sign_in()
            answers = [client("GET", "jobs") for _ in range(151)]
            assert [each.status_code for each in answers] == [200] * 150 + [429]
            reset = int(NOW.timestamp()) + 20 + 30
            for left, answer in zip(range(149, -1, -1), answers, strict=False):
                assert [*answer.headers.items()].count(("X-Ratelimit-Remaining", str(left))) == 1
                assert answer.headers["X-Ratelimit-Limit"] == "150"
                assert answer.headers["X-Ratelimit-Reset"] == str(reset)
            assert answers[-1].json() == {"message": "Too Many Requests"}
            assert answers[-1].headers["X-Ratelimit-Remaining"] == "0"
            assert answers[-1].headers["Retry-After"] == "10"
            clock.pass_by(seconds=10)
            assert client("GET", "jobs").headers["X-Ratelimit-Remaining"] == "149"


@pytest.mark.parametrize(
    ("fault", "status", "message"),
    [
        (Fault.SERVER_ERROR, 500, "Internal Server Error"),
        (Fault.UNAVAILABLE, 503, "Service Unavailable"),
        (Fault.RATE_LIMITED, 429, "Too Many Requests"),
    ],
)
def test_faults(client: Client, fault: Fault, status: int, message: str) -> None:
    """Failures to order have Greenhouse's bodies, and an id."""
    client.sandbox.faults.add(fault)
    answer = client("GET", "jobs")
    assert (answer.status_code, answer.json()) == (status, {"message": message})
    assert answer.headers["X-Request-Id"]
