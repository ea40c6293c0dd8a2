"""Reading 5,000 jobs: what the library costs over a bare loop with requests.

Both read the same canned pages from the same local server, turn by turn, in one process; the
figure is the ratio of the medians. ``make bench`` runs it.
"""

import json
import statistics
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import requests

import unified_ats

JOBS = 5_000
PER_PAGE = 100
TURNS = 9


def page(number: int) -> bytes:
    """Return a page as the generic ATS API sends it."""
    first = (number - 1) * PER_PAGE
    jobs = [
        {
            "id": f"job_{index}",
            "title": "Engineer",
            "status": "open",
            "location": "Berlin, Germany",
            "url": f"https://example.com/jobs/{index}",
            "updated_at": "2026-01-05T09:00:00Z",
        }
        for index in range(first, min(first + PER_PAGE, JOBS))
    ]
    return json.dumps({"jobs": jobs, "page": number, "per_page": PER_PAGE, "total": JOBS}).encode()


PAGES = {number: page(number) for number in range(1, JOBS // PER_PAGE + 1)}


class Canned(BaseHTTPRequestHandler):
    """Answers with canned pages, in one write each."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a page."""
        body = PAGES[int(parse_qs(urlsplit(self.path).query)["page"][0])]
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        self.wfile.write(f"{head}\r\n\r\n".encode() + body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def bare(base_url: str) -> int:
    """Read all jobs with requests alone."""
    found = []
    with requests.Session() as session:
        for number in range(1, JOBS // PER_PAGE + 1):
            params = {"page": number, "per_page": PER_PAGE}
            found += session.get(f"{base_url}/jobs", params=params, timeout=10).json()["jobs"]
    return len(found)


def unified(base_url: str) -> int:
    """Read all jobs with the library."""
    with unified_ats.connect("generic", base_url=base_url, api_key="benchmark") as ats:
        return sum(1 for _ in ats.jobs.iter())


def timed(read: Callable[[str], int], base_url: str) -> float:
    """Return the seconds that one reading takes."""
    started = time.perf_counter()
    if read(base_url) != JOBS:
        raise SystemExit(f"{read.__name__} did not read all jobs")
    return time.perf_counter() - started


def main() -> None:
    """Measure both in turns and print the medians and their ratio."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canned)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base_url = f"http://127.0.0.1:{server.server_port}"
    times: dict[str, list[float]] = {"bare": [], "unified": []}
    for _ in range(TURNS):
        times["bare"].append(timed(bare, base_url))
        times["unified"].append(timed(unified, base_url))
    server.shutdown()
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, value in medians.items():
        print(f"{name:8} {value * 1000:7.0f} ms for {JOBS} jobs")
    print(f"ratio    {medians['unified'] / medians['bare']:7.2f}")


if __name__ == "__main__":
    main()
