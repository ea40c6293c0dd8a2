"""The installed command in a process of its own."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["COMMAND", "clean_environment", "first_lines", "started"]

COMMAND = str(Path(sys.executable).with_name("unified-ats"))


def clean_environment() -> dict[str, str]:
    """Return the environment without settings of this library."""
    ours = ("ATS_", "UNIFIED_ATS_", "LOG_LEVEL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@contextlib.contextmanager
def started(*args: str, env: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """Start the command, and kill it if the test has not ended it."""
    with subprocess.Popen(  # noqa: S603  # our own command
        [COMMAND, *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**clean_environment(), **(env or {})},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def first_lines(process: subprocess.Popen[str], ending: str) -> tuple[str, str]:
    """Return what a server prints until the line on stderr that ends so: stdout and stderr."""
    assert process.stderr
    assert process.stdout
    said = process.stderr.readline()
    assert said.endswith(f"{ending}\n"), said
    os.set_blocking(process.stdout.fileno(), False)
    try:
        return os.read(process.stdout.fileno(), 65_536).decode(), said
    except BlockingIOError:  # it has printed nothing
        return "", said
