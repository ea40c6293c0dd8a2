import threading
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.http.conftest import MakeTransport
from tests.http.stub import Answer, Clock, Stub
from unified_ats import AuthenticationError, RenewableAuth, ServerError
from unified_ats.http import Token, TokenAuth

HOUR = 3_600.0
NO = Answer(401)
YES = Answer(json_body={})


class Minting(TokenAuth):
    """Mints t1, t2, t3 and so on."""

    def __init__(self, clock: Clock, *, lifetime: float = HOUR, takes: float = 0.0) -> None:
        super().__init__(clock=clock)
        self.clock, self.lifetime, self.takes = clock, lifetime, takes
        self.minted = 0

    def mint(self) -> Token:
        """Count, and take as long as it takes."""
        self.minted += 1
        self.clock.now += self.takes
        return Token(value=f"t{self.minted}", lifetime=self.lifetime)


@pytest.fixture
def auth(clock: Clock) -> Minting:
    """Return a counting authentication."""
    return Minting(clock)


def signed(auth: TokenAuth) -> str:
    """Return the token that a request is signed with."""
    headers: dict[str, str] = {}
    auth.sign(headers)
    return headers["Authorization"]


def test_a_token_is_kept(auth: Minting) -> None:
    """One token signs all requests of its life."""
    assert {signed(auth) for _ in range(5)} == {"Bearer t1"}
    assert auth.minted == 1


@pytest.mark.parametrize(
    ("lifetime", "takes", "fresh", "stale"),
    [(HOUR, 0.0, 3_539.0, 3_540.0), (120.0, 0.0, 59.0, 60.0), (30.0, 0.0, 14.0, 15.0),
     (HOUR, 10.0, 3_529.0, 3_530.0)],
)  # fmt: skip
def test_a_token_is_renewed_before_it_ends(
    clock: Clock, lifetime: float, takes: float, fresh: float, stale: float
) -> None:
    """It is replaced a minute early, or at half its life, counted from when it was asked for."""
    auth = Minting(clock, lifetime=lifetime, takes=takes)
    signed(auth)
    clock.sleep(fresh)
    assert signed(auth) == "Bearer t1"
    clock.sleep(stale - fresh)
    assert signed(auth) == "Bearer t2"


def test_threads_share_one_token(clock: Clock) -> None:
    """While one thread mints, all others wait for the token that it gets."""
    others = threading.Barrier(8)

    class Slow(Minting):
        def mint(self) -> Token:
            waiting.wait(5)
            return super().mint()

    waiting = threading.Event()
    auth = Slow(clock)

    def one() -> str:
        others.wait(5)
        return signed(auth)

    with ThreadPoolExecutor(8) as pool:
        found = [pool.submit(one) for _ in range(8)]
        waiting.set()
        assert {each.result() for each in found} == {"Bearer t1"}
    assert auth.minted == 1


def test_a_failed_mint_is_tried_again_by_the_next(clock: Clock) -> None:
    """Whoever comes after a failure mints for themselves; the failure is not kept."""

    class Failing(Minting):
        def mint(self) -> Token:
            token = super().mint()
            if self.minted == 1:
                raise ServerError("no")
            return token

    auth = Failing(clock)
    with pytest.raises(ServerError):
        signed(auth)
    assert signed(auth) == "Bearer t2"


def test_a_rejected_token_is_replaced_once(
    stub: Stub, transport: MakeTransport, auth: Minting
) -> None:
    """After a 401 a new token is minted and the request sent again, whatever it is."""
    stub.script(NO, YES)
    transport(auth=auth).post("/candidates", json={})
    assert [seen.headers["Authorization"] for seen in stub.seen] == ["Bearer t1", "Bearer t2"]


def test_a_second_no_is_final(stub: Stub, transport: MakeTransport, auth: Minting) -> None:
    """A new token that is rejected too is an error, at once."""
    stub.script(NO)
    with pytest.raises(AuthenticationError):
        transport(auth=auth).get("/jobs")
    assert (len(stub.seen), auth.minted) == (2, 2)


def test_a_token_that_another_thread_replaced_stays(auth: Minting) -> None:
    """Two threads whose token was rejected renew it once: the second finds it done."""
    old = {"Authorization": signed(auth)}
    assert auth.renew(old)
    assert signed(auth) == "Bearer t2"
    assert auth.renew(old)
    assert signed(auth) == "Bearer t2"


def test_tokens_are_struck_out(stub: Stub, transport: MakeTransport, auth: Minting) -> None:
    """Neither the token nor the one before it shows in an error, though the vendor echoes them."""
    stub.script(NO, Answer(400, body=b'{"message": "t1 and t2"}'))
    with pytest.raises(Exception, match="and") as caught:
        transport(auth=auth, read_error=lambda answer: answer.text).get("/jobs")
    assert "t1" not in str(caught.value)
    assert "t2" not in str(caught.value)
    assert auth.secrets() == ("t2", "t1")
    assert "t2" not in repr(Token(value="t2", lifetime=1.0))


def test_an_authentication_of_ones_own_need_not_renew(stub: Stub, transport: MakeTransport) -> None:
    """What only signs and names its secrets is enough; its 401 is an error at once."""

    class Mine:
        def sign(self, headers: MutableMapping[str, str]) -> None:
            headers["X-Me"] = "me"

        def secrets(self) -> tuple[str, ...]:
            return ()

    stub.script(NO)
    assert not isinstance(Mine(), RenewableAuth)
    with pytest.raises(AuthenticationError):
        transport(auth=Mine()).get("/jobs")
    assert len(stub.seen) == 1


def test_what_cannot_renew_says_so(stub: Stub, transport: MakeTransport, clock: Clock) -> None:
    """An authentication that has nothing else to try ends the matter."""

    class Spent(Minting):
        def renew(self, rejected: object) -> bool:
            return False

    stub.script(NO)
    with pytest.raises(AuthenticationError):
        transport(auth=Spent(clock)).get("/jobs")
    assert len(stub.seen) == 1
