from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Clock, Stub
from unified_ats import RateLimitError
from unified_ats.http import Response, WindowLimiter

PERIOD = 30.0


def left(count: object, status: int = 200, **more: str) -> Answer:
    """Return an answer that tells how many requests are left."""
    return Answer(status, json_body={}, headers={"X-Ratelimit-Remaining": str(count), **more})


@pytest.fixture
def limiter(clock: Clock) -> WindowLimiter:
    """Return a limiter of half a minute."""
    return WindowLimiter(period=PERIOD, clock=clock)


def tell(limiter: WindowLimiter, count: object, status: int = 200, **headers: str) -> None:
    """Let the limiter learn from an answer."""
    told = {"X-RateLimit-Remaining": str(count), **headers}
    limiter.learn(
        Response(provider="acme", call="GET /", status_code=status, headers=told, body=b"")
    )


def test_requests_wait_for_the_next_window(
    stub: Stub, transport: MakeTransport, clock: Clock, limiter: WindowLimiter
) -> None:
    """Once none is left, the next request goes when the window is over, and not before."""
    stub.script(left(1), left(0), left(149))
    client = transport(limiter=limiter)
    for _ in range(3):
        client.get("/jobs")
    assert clock.slept == [PERIOD]


def test_a_window_is_counted_from_its_first_answer(clock: Clock, limiter: WindowLimiter) -> None:
    """The wait is for what is left of the window, at the most."""
    tell(limiter, 10)
    clock.sleep(20)
    tell(limiter, 0)
    assert limiter.take("GET /jobs") == 10
    clock.sleep(10)
    assert limiter.take("GET /jobs") == 0


def test_a_new_window_shows_in_the_answers(clock: Clock, limiter: WindowLimiter) -> None:
    """More left than before means that the vendor has begun a new window."""
    tell(limiter, 1)
    clock.sleep(29)
    tell(limiter, 149)
    tell(limiter, 0)
    assert limiter.take("GET /jobs") == PERIOD


def test_requests_under_way_count(limiter: WindowLimiter) -> None:
    """Threads do not all run off with the same last request."""
    tell(limiter, 2)
    assert [limiter.take("GET /jobs") for _ in range(3)] == [0.0, 0.0, PERIOD]


def test_answers_under_way_give_nothing_back(limiter: WindowLimiter) -> None:
    """An answer that was counted before others tells of more than there is left by now."""
    tell(limiter, 5)
    for _ in range(5):
        limiter.take("GET /jobs")
    tell(limiter, 4)
    assert limiter.take("GET /jobs") > 0


def test_nothing_is_known_at_first(limiter: WindowLimiter) -> None:
    """Before any answer, and while answers tell nothing that makes sense, all requests go."""
    for said in ("", "many", "-1", "1.5"):
        tell(limiter, said)
        assert limiter.take("GET /jobs") == 0.0


@pytest.mark.parametrize(
    ("headers", "wait"), [({"Retry-After": "12"}, 12.0), ({}, PERIOD), ({"Retry-After": "0"}, 0.0)]
)
def test_a_429_says_how_long(limiter: WindowLimiter, headers: dict[str, str], wait: float) -> None:
    """A request that was refused stops all others for as long as the vendor asks."""
    tell(limiter, 100)
    tell(limiter, 100, 429, **headers)
    assert limiter.take("GET /jobs") == wait


def test_a_429_is_waited_out_once(
    stub: Stub, transport: MakeTransport, clock: Clock, limiter: WindowLimiter
) -> None:
    """The wait after a 429 is that of the retry: the limiter adds none."""
    stub.script(left(0, 429, **{"Retry-After": "12"}), left(149))
    transport(limiter=limiter, backoff=0).get("/jobs")
    assert clock.slept == [12.0]


def test_a_wait_beyond_the_total_is_an_error(
    stub: Stub, transport: MakeTransport, clock: Clock, limiter: WindowLimiter
) -> None:
    """A call that cannot go in time fails at once, says for how long, and is not sent."""
    stub.script(left(0))
    client = transport(limiter=limiter, total_timeout=20.0)
    client.get("/jobs")
    with pytest.raises(RateLimitError, match="GET /jobs was not sent: the rate limit") as caught:
        client.get("/jobs")
    assert (caught.value.retry_after, caught.value.provider) == (PERIOD, "acme")
    assert len(stub.seen) == 1
    assert clock.slept == []


def test_threads_keep_the_limit_together(
    stub: Stub, transport: MakeTransport, limiter: WindowLimiter
) -> None:
    """Eight threads send no more than is left, and the rest in the next window."""
    tell(limiter, 3)
    stub.script(*[left(count) for count in (2, 1, 0)], *[left(149)] * 5)
    # The clock is one for all threads: while one sleeps, time goes by for the others too.
    client = transport(limiter=limiter, total_timeout=1_000)
    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(client.get, "/jobs") for _ in range(8)]
        assert {each.result().status_code for each in done} == {200}
    assert len(stub.seen) == 8
