"""Starting a sandbox: a fake company, a façade over it, and a server in front of both."""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from unified_ats import registry
from unified_ats.local_http import LocalServer
from unified_ats.sandbox.app import App
from unified_ats.sandbox.base import Sandbox
from unified_ats.sandbox.clock import Clock, utc_now
from unified_ats.sandbox.company import Company
from unified_ats.sandbox.faults import Faults
from unified_ats.sandbox.http_server import BreakingHandler
from unified_ats.sandbox.rate_limit import Windows

__all__ = ["RunningSandbox", "launch"]


class RunningSandbox:
    """A sandbox that listens, until it is closed or its `with` block ends.

    Attributes:
        base_url: Where it listens, such as `http://127.0.0.1:4010`.
        env: The environment that points the vendor's adapter at it.
        facade: The vendor's façade, with what it lets a test switch.
        company: What it serves; a test may read and change it.
        faults: What is to go wrong.
        requests: What it has received.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        server: LocalServer,
        *,
        app: App,
        faults: Faults,
        closing: threading.Event,
    ) -> None:
        self.base_url = server.base_url
        self.env = sandbox.settings(self.base_url)
        self.facade = sandbox
        self.company = sandbox.company
        self.faults = faults
        self.requests = app.requests
        self._server = server
        self._closing = closing

    def close(self) -> None:
        """Stop listening, end all connections and forget a company in memory."""
        if not self._closing.is_set():
            self._closing.set()
            self._server.close()
            self.company.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def launch(  # noqa: PLR0913  # each is a switch of the command line
    name_or_class: str | type[Sandbox],
    *,
    port: int = 0,
    jobs: int = 50,
    candidates: int = 500,
    seed: int = 1,
    db: str | Path = ":memory:",
    latency: float = 0.0,
    rate_limit: bool = True,
    fault_rate: float = 0.0,
    clock: Clock = utc_now,
) -> RunningSandbox:
    """Start a sandbox on 127.0.0.1.

    Args:
        name_or_class: An entry-point name of the group `unified_ats.sandboxes`, or the façade.
        port: Where to listen; 0 for any free port.
        jobs: How many jobs the company has.
        candidates: How many people have applied.
        seed: Which company it is; the same seed and sizes give the same one.
        db: A file that keeps the company from one start to the next.
        latency: Seconds by which every answer is late.
        rate_limit: Whether the vendor's rate limit holds.
        fault_rate: The share of requests, 0 to 1, that fails by chance.
        clock: Returns the current time, for new records and for the rate limit.

    Raises:
        ConfigurationError: No such sandbox is installed, the port is taken, or the file holds
            something else.
    """
    if isinstance(name_or_class, str):
        facade: type[Sandbox] = registry.load("unified_ats.sandboxes", name_or_class)
    else:
        facade = name_or_class
    company = Company.generate(seed=seed, jobs=jobs, candidates=candidates, db=db, clock=clock)
    sandbox = facade(company)
    faults = Faults(rate=fault_rate, seed=seed)
    closing = threading.Event()
    windows = Windows(clock=clock) if rate_limit else None
    app = App(sandbox, faults=faults, windows=windows, latency=latency, closing=closing)
    try:
        server = LocalServer(app.answer, port=port, handler=BreakingHandler)
    except BaseException:
        company.close()
        raise
    return RunningSandbox(sandbox, server, app=app, faults=faults, closing=closing)
