"""How patiently a provider talks to its vendor."""

import time
from collections.abc import Callable, Sequence

import attrs

from unified_ats.http.address import resolve

__all__ = ["HTTPOptions"]


@attrs.frozen(kw_only=True)
class HTTPOptions:
    """Timeouts, retry and bounds of a provider's calls; the defaults suit a service.

    Attributes:
        connect_timeout: seconds to wait for a connection.
        read_timeout: seconds to wait for the head of an answer, and for each part of its body.
        total_timeout: seconds for one call with all its attempts and the waits between them.
        attempts: how often a call is tried at the most; 1 never retries.
        backoff: seconds the first wait between attempts may last; it doubles from there,
            and each wait is drawn at random below its bound.
        max_backoff: seconds a wait may last at the most, unless the vendor asks for longer.
        max_body: bytes an answer may have, after decompression.
        private_files: whether files, such as résumés, may be fetched from addresses that are not
            on the public internet: for tests, and for those who trust whoever names the address.
        clock: monotonic seconds, for tests.
        wall_clock: seconds since 1970, for tests; what expires is told by it.
        sleep: waits that many seconds, for tests.
        resolve: finds the IP addresses of a host and port from which a file is to be fetched, for
            tests.
    """

    connect_timeout: float = 5.0
    read_timeout: float = 30.0
    total_timeout: float = 60.0
    attempts: int = 4
    backoff: float = 0.5
    max_backoff: float = 8.0
    max_body: int = 20_000_000
    private_files: bool = False
    clock: Callable[[], float] = attrs.field(default=time.monotonic, repr=False, eq=False)
    wall_clock: Callable[[], float] = attrs.field(default=time.time, repr=False, eq=False)
    sleep: Callable[[float], None] = attrs.field(default=time.sleep, repr=False, eq=False)
    resolve: Callable[[str, int], Sequence[str]] = attrs.field(
        default=resolve, repr=False, eq=False
    )
