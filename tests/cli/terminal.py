"""A terminal of 80 columns, for commands that run in this process."""

import os
import pty
import threading
import tty
from collections.abc import Sequence

import pytest

from unified_ats.cli.program import program

__all__ = ["run_on_terminal"]


def run_on_terminal(
    monkeypatch: pytest.MonkeyPatch, args: Sequence[str], streams: Sequence[str]
) -> str:
    """Run the command with these of its streams on a terminal, and return what it shows there."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    shown = bytearray()
    reader = threading.Thread(target=_read_all, args=(master, shown))
    reader.start()
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(slave, "w", encoding="utf-8") as terminal, monkeypatch.context() as patched:
        for stream in streams:
            patched.setattr(f"sys.{stream}", terminal)
        with pytest.raises(SystemExit):
            program(args, prog_name="unified-ats")
    reader.join()
    os.close(master)
    return shown.decode()


def _read_all(master: int, shown: bytearray) -> None:
    while True:
        try:
            part = os.read(master, 65_536)
        except OSError:  # how Linux tells that the other end is closed
            return
        if not part:
            return
        shown += part
