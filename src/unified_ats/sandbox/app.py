"""The way of one request through a sandbox: fault, limit, credentials, route, façade, record."""

import itertools
import logging
import threading
import time
from functools import lru_cache

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, MapAdapter
from werkzeug.wrappers import Request, Response

from unified_ats.sandbox import faults as failing
from unified_ats.sandbox.base import Sandbox
from unified_ats.sandbox.faults import Answer, Fault, Faults
from unified_ats.sandbox.rate_limit import Windows
from unified_ats.sandbox.recording import ReceivedRequest, RequestLog, raw_path

__all__ = ["App"]

logger = logging.getLogger("unified_ats.sandbox")


@lru_cache
def _urls_of(facade: type[Sandbox]) -> MapAdapter:
    """Compile the routes of a façade once; a suite of tests starts a hundred sandboxes of it."""
    rules = [rule.empty() for rule in facade.routes]  # a rule belongs to one map only
    return Map(rules, merge_slashes=False).bind("")


class App:
    """One running façade, without its socket.

    Args:
        sandbox: The façade.
        faults: What goes wrong.
        windows: Count requests; `None` when there is no limit.
        latency: Seconds by which every answer is late.
        closing: Set when the sandbox closes; whoever waits, waits on it.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        *,
        faults: Faults,
        windows: Windows | None = None,
        latency: float = 0.0,
        closing: threading.Event,
    ) -> None:
        self.requests = RequestLog()
        self._sandbox = sandbox
        self._faults = faults
        self._windows = windows
        self._latency = latency
        self._closing = closing
        self._ids = itertools.count(1)
        self._urls = _urls_of(type(sandbox))

    def answer(self, request: Request) -> Answer:
        """Answer a request, having recorded and logged it."""
        started = time.perf_counter()
        if self._latency:
            self._closing.wait(self._latency)
        answer = self._answer(request)
        response = answer.response
        if response is not None:
            header = self._sandbox.request_id_header
            response.headers.setdefault(header, f"req_{next(self._ids)}")
        status = None if response is None else response.status_code
        self.requests.add(ReceivedRequest.of(request, status))
        took = (time.perf_counter() - started) * 1000
        said = "reset" if status is None else status
        logger.debug("%s %s -> %s in %.1f ms", request.method, raw_path(request), said, took)
        return answer

    def _answer(self, request: Request) -> Answer:
        if self._sandbox.is_spared(request):
            return Answer(response=self._respond(request))
        planned = self._faults.take(request)
        if planned is None:
            return Answer(response=self._respond(request))
        if planned.fault is Fault.SLOW:
            self._closing.wait(planned.delay)
            return Answer(response=self._respond(request))
        if planned.fault is Fault.RESET_AFTER:
            self._respond(request)
            return Answer(response=None)
        return failing.answer(planned, self._sandbox)

    def _respond(self, request: Request) -> Response:
        limits = self._sandbox.limits_for(request)
        if self._windows is None or not limits:
            return self._guarded(request)
        allowance = self._windows.take(limits)
        if allowance.allowed:
            response = self._guarded(request)
        else:
            response = self._sandbox.error(429, "too many requests; wait before the next one")
            if self._sandbox.retry_after:
                response.headers["Retry-After"] = str(allowance.reset_after)
        response.headers.update(self._sandbox.rate_limit_headers(allowance))
        return response

    def _guarded(self, request: Request) -> Response:
        try:
            return self._dispatch(request)
        except NotFound:
            return self._sandbox.error(404, "there is nothing at this path")
        except MethodNotAllowed as error:
            response = self._sandbox.error(405, f"this path does not answer to {request.method}")
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
            return response
        except Exception:
            logger.exception("%s %s failed", request.method, raw_path(request))
            return self._sandbox.error(500, "the sandbox failed; its log says how")

    def _dispatch(self, request: Request) -> Response:
        refusal = self._sandbox.authenticate(request)
        if refusal is not None:
            return refusal
        endpoint, arguments = self._urls.match(request.path, request.method)
        response: Response = endpoint(self._sandbox, request, **arguments)
        return response
