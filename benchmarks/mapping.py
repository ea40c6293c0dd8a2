"""Mapping 100 records: what a mapping file costs over an adapter that is written by hand.

Both turn the same records of Lever's sandbox into canonical ones, turn by turn, in one process,
with no HTTP and no look-ups: jobs and applications, by ``lever.toml`` beside this file and by the
Lever adapter. The figure is the ratio of the medians of the CPU time. ``make bench`` runs it.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import unified_ats
from unified_ats.generic.mapping import load
from unified_ats.generic.records import RecordReader
from unified_ats.resources import Application, Job
from unified_ats.sandbox import launch
from unified_ats_lever.applications import to_application
from unified_ats_lever.jobs import to_job

RECORDS = 100
TURNS = 31
MAPPING = load(Path(__file__).with_name("lever.toml"))
Convert = Callable[[Any], Any]


def records() -> dict[str, list[Any]]:
    """Return Lever's own records, as its sandbox sends them."""
    with launch("lever", jobs=2 * RECORDS, candidates=2 * RECORDS, rate_limit=False) as sandbox:
        key, base_url = sandbox.env["LEVER_API_KEY"], sandbox.env["LEVER_BASE_URL"]
        with unified_ats.connect("lever", api_key=key, base_url=base_url) as ats:
            lists: dict[str, Iterator[Any]] = {
                "jobs": ats.jobs.iter(),
                "applications": ats.applications.iter(),
            }
            return {
                noun: [record.raw for record, _ in zip(found, range(RECORDS), strict=False)]
                for noun, found in lists.items()
            }


def mapped(model: type, part: Any) -> Convert:
    """Return what the mapping file makes of a record."""
    reader: RecordReader[Any] = RecordReader(model, part, {})
    return lambda raw: reader.read(raw, "$")


def cpu(convert: Convert, raws: list[Any]) -> float:
    """Return the milliseconds of CPU that the records take."""
    began = time.process_time()
    for raw in raws:
        convert(raw)
    return (time.process_time() - began) * 1_000


def main() -> None:
    """Measure, and print a line for each kind of record."""
    raws = records()
    pairs: dict[str, tuple[Convert, Convert]] = {
        "jobs": (mapped(Job, MAPPING.jobs), to_job),
        "applications": (mapped(Application, MAPPING.applications), to_application),
    }
    for noun, (by_file, by_hand) in pairs.items():
        if [by_file(raw).updated_at for raw in raws[noun]] != [
            by_hand(raw).updated_at for raw in raws[noun]
        ]:
            sys.exit(f"the two read different {noun}")
        turns = [(cpu(by_file, raws[noun]), cpu(by_hand, raws[noun])) for _ in range(TURNS)]
        file, hand = (statistics.median(times) for times in zip(*turns, strict=True))
        sys.stdout.write(
            f"{len(raws[noun])} {noun}: mapping file {file:.2f} ms, by hand {hand:.2f} ms "
            f"of CPU: {file / hand:.1f} times\n"
        )


if __name__ == "__main__":
    main()
