import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, HastyClock, Stub, drop
from unified_ats import ATSTimeoutError, RateLimitError, ServerError, UnreachableError
from unified_ats.http import PeriodLimiter

OK = Answer(json_body={})


class Held:
    """An answer that waits until it is let go."""

    def __init__(self) -> None:
        self.came = threading.Event()
        self.go = threading.Event()

    def __call__(self, handler: Any) -> None:
        """Wait, then answer."""
        self.came.set()
        assert self.go.wait(5)
        OK(handler)


def test_a_request_waits_for_another_to_end(stub: Stub, transport: MakeTransport) -> None:
    """With one slot the second request leaves when the first one has its answer."""
    held = Held()
    stub.script(held, OK)
    client = transport(concurrent=1)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(client.get, "/one")
        assert held.came.wait(5)
        second = pool.submit(client.get, "/two")
        assert not second.done()
        assert [seen.target for seen in stub.seen] == ["/one"]
        held.go.set()
        assert {first.result().status_code, second.result().status_code} == {200}
    assert [seen.target for seen in stub.seen] == ["/one", "/two"]


def test_any_number_without_a_bound(stub: Stub, transport: MakeTransport) -> None:
    """Without a bound requests do not wait for each other."""
    held = Held()
    stub.script(held, OK)
    client = transport()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(client.get, "/one")
        assert held.came.wait(5)
        assert client.get("/two").status_code == 200
        held.go.set()
        assert first.result().status_code == 200


@pytest.mark.parametrize(
    ("failure", "kind"), [(Answer(500), ServerError), (drop, UnreachableError)]
)
def test_a_failure_gives_its_slot_back(
    stub: Stub, transport: MakeTransport, failure: Any, kind: type[Exception]
) -> None:
    """A request that fails leaves its slot to the next one, and to its own next attempt."""
    stub.script(failure, failure, failure, OK)
    client = transport(concurrent=1, attempts=2, backoff=0)
    with pytest.raises(kind):
        client.get("/one")
    assert client.get("/two").status_code == 200
    assert len(stub.seen) == 4


def test_no_slot_in_time(stub: Stub, transport: MakeTransport) -> None:
    """Who finds no slot in time is told so, and that nothing was sent."""
    held, clock = Held(), HastyClock()
    stub.script(held, OK)
    client = transport(concurrent=1, attempts=1, total_timeout=5.0, clock=clock)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(client.get, "/one")
        assert held.came.wait(5)
        clock.leap = 9.0
        with pytest.raises(ATSTimeoutError, match="too many others are under way") as caught:
            client.post("/two")
        clock.leap = 0.0
        held.go.set()
        first.exception()
    assert caught.value.request_sent is False
    assert caught.value.in_doubt is False
    assert [seen.target for seen in stub.seen] == ["/one"]


def test_a_turn_is_taken_with_a_slot(stub: Stub, transport: MakeTransport) -> None:
    """Who waits for a slot takes no turn yet: turns taken long before they are used pile up."""
    held = Held()
    stub.script(held, OK)
    limiter = PeriodLimiter(5, period=10.0, clock=lambda: 0.0)
    client = transport(concurrent=1, limiter=limiter)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(client.get, "/one")
        assert held.came.wait(5)
        second = pool.submit(client.get, "/two")
        assert [limiter.take("GET /") for _ in range(4)] == [0.0] * 4
        held.go.set()
        first.result()
        assert isinstance(second.exception(), RateLimitError)
