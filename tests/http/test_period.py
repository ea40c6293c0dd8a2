from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Clock, Stub
from unified_ats.http import PeriodLimiter, Response

CALL = "GET /jobs"


@pytest.fixture
def limiter(clock: Clock) -> PeriodLimiter:
    """Return three requests in any ten seconds."""
    return PeriodLimiter(3, period=10, clock=clock)


def answered(limiter: PeriodLimiter, status: int, **headers: str) -> None:
    """Let the limiter learn from an answer."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    limiter.learn(Response(provider="acme", call=CALL, status_code=status, headers=said, body=b""))


def test_so_many_in_any_period(limiter: PeriodLimiter, clock: Clock) -> None:
    """A request goes when fewer than the limit went in the period before it, and not earlier."""
    assert limiter.take(CALL) == 0
    clock.now += 4
    assert [limiter.take(CALL) for _ in range(3)] == [0, 0, 6]
    clock.now += 5.5
    assert limiter.take(CALL) == 0.5
    clock.now += 0.5
    assert [limiter.take(CALL) for _ in range(2)] == [0, 4]


def test_asking_is_no_request(limiter: PeriodLimiter, clock: Clock) -> None:
    """Who has to wait takes no turn by asking."""
    for _ in range(3):
        limiter.take(CALL)
    for _ in range(5):
        assert limiter.take(CALL) == 10
    clock.now += 10
    assert limiter.take(CALL) == 0


@pytest.mark.parametrize(
    ("headers", "wait"), [({}, 10), ({"Retry_After": "25"}, 25), ({"Retry_After": "0"}, 0)]
)
def test_a_429_is_kept_to(
    limiter: PeriodLimiter, clock: Clock, headers: dict[str, str], wait: float
) -> None:
    """After a 429 none goes for as long as it asks, or for a period."""
    answered(limiter, 429, **headers)
    assert limiter.take(CALL) == wait
    clock.now += wait
    assert limiter.take(CALL) == 0


def test_a_full_period_may_outlast_a_429(limiter: PeriodLimiter, clock: Clock) -> None:
    """Whichever wait is longer counts: that of the 429, or that of the period."""
    for _ in range(3):
        limiter.take(CALL)
    answered(limiter, 429, Retry_After="2")
    assert limiter.take(CALL) == 10


def test_a_429_may_outlast_a_full_period(limiter: PeriodLimiter, clock: Clock) -> None:
    """A period that is over gives no turn while a 429 is kept to, and all of them after it."""
    for _ in range(3):
        limiter.take(CALL)
    answered(limiter, 429, Retry_After="25")
    assert limiter.take(CALL) == 25
    clock.now += 10
    assert limiter.take(CALL) == 15
    clock.now += 15
    assert [limiter.take(CALL) for _ in range(4)] == [0, 0, 0, 10]


@pytest.mark.parametrize("status", [200, 503])
def test_other_answers_tell_nothing(limiter: PeriodLimiter, status: int) -> None:
    """Only a 429 tells something of the limit."""
    answered(limiter, status, Retry_After="25")
    assert limiter.take(CALL) == 0


def test_threads_share_a_limit(stub: Stub, transport: MakeTransport, clock: Clock) -> None:
    """However many threads call, no more go in a period, and all go in the end."""
    stub.script(Answer(json_body={}))
    client = transport(
        limiter=PeriodLimiter(2, period=10, clock=clock), attempts=1, total_timeout=1_000
    )
    started = clock.now
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: client.get("/jobs"), range(6)))
    assert len(stub.seen) == 6
    assert clock.now - started >= 20
