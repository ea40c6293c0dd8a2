from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Clock, Stub
from unified_ats.http import BucketLimiter, Rate, Response

READ, APPLY = "GET /jobs", "POST /jobs/{id}/apply"


@pytest.fixture
def limiter(clock: Clock) -> BucketLimiter:
    """Return ten a second with bursts of twenty, and two a second for those who apply."""
    return BucketLimiter(
        Rate(per_second=10, burst=20),
        calls={"POST /jobs/*/apply": Rate(per_second=2, burst=2)},
        clock=clock,
    )


def burst(limiter: BucketLimiter, call: str = READ) -> int:
    """Take turns until there is none left, and say how many there were."""
    taken = 0
    while limiter.take(call) == 0:
        taken += 1
    return taken


def refuse(limiter: BucketLimiter, call: str = READ, **headers: str) -> None:
    """Let the limiter learn from a 429."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    limiter.learn(Response(provider="acme", call=call, status_code=429, headers=said, body=b""))


def test_a_burst_and_then_the_rate(limiter: BucketLimiter, clock: Clock) -> None:
    """A full bucket lets a burst through, and is filled again at its rate and never over."""
    assert burst(limiter) == 20
    clock.now += 0.5
    assert burst(limiter) == 5
    clock.now += 1_000
    assert burst(limiter) == 20


def test_the_wait_is_the_one_it_takes(limiter: BucketLimiter, clock: Clock) -> None:
    """Who waits as long as is said has a turn then."""
    burst(limiter)
    wait = limiter.take(READ)
    assert wait == pytest.approx(0.1)
    clock.now += wait
    assert limiter.take(READ) == 0


def test_some_calls_are_slower(limiter: BucketLimiter, clock: Clock) -> None:
    """A call with a rate of its own keeps to both; the others do not wait for it."""
    assert burst(limiter, APPLY) == 2
    assert limiter.take(APPLY) == pytest.approx(0.5)
    assert burst(limiter) == 18, "a turn refused by one bucket is not taken from the other"


def test_what_is_used_up_for_all_is_for_each(limiter: BucketLimiter) -> None:
    """A call with a rate of its own waits for the bucket of all calls too."""
    burst(limiter)
    assert limiter.take(APPLY) == pytest.approx(0.1)


def test_a_429_empties_the_bucket(limiter: BucketLimiter, clock: Clock) -> None:
    """The vendor knows better how many are left: after a 429 turns come at the rate."""
    refuse(limiter)
    assert limiter.take(READ) == pytest.approx(0.1)


def test_retry_after_is_kept_to(limiter: BucketLimiter, clock: Clock) -> None:
    """Nobody goes before the time that a 429 asks for, and then one does."""
    refuse(limiter, Retry_After="9")
    assert limiter.take(READ) == pytest.approx(9)
    clock.now += 9
    assert limiter.take(READ) == 0
    assert limiter.take(READ) == pytest.approx(0.1)


def test_a_429_for_one_call_is_no_matter_of_another(limiter: BucketLimiter) -> None:
    """A 429 empties the buckets that its call takes from, and no other's."""
    refuse(limiter, READ, Retry_After="1")
    refuse(limiter, APPLY, Retry_After="5")
    assert limiter.take(APPLY) == pytest.approx(5)


def test_good_answers_change_nothing(limiter: BucketLimiter) -> None:
    """Only a 429 tells something."""
    limiter.learn(Response(provider="acme", call=READ, status_code=200, headers={}, body=b""))
    assert burst(limiter) == 20


def test_threads_share_a_bucket(stub: Stub, transport: MakeTransport, clock: Clock) -> None:
    """However many threads call, no more go at once than a burst, and all go in the end."""
    stub.script(Answer(json_body={}))
    client = transport(limiter=BucketLimiter(Rate(per_second=10, burst=5), clock=clock))
    started = clock.now
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: client.get("/jobs"), range(25)))
    assert len(stub.seen) == 25
    assert clock.now - started >= 2.0 - 1e-6
