"""`remindbot chat` on a clock that a test sets forward and back while it runs: a host's is nobody's to set.

Usage: python -m tests.faults.stepped_clock FILE; the file holds by how many seconds (a double) the clock is off.
"""

from __future__ import annotations

import mmap
import struct
import sys
import time
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path

import apscheduler.schedulers.base

import bot.main
from adapters.clock import SystemClock
from bot.cli import main

_FORM = struct.Struct("d")


class Steps:
    """What the test holds: to(3600) sets the clock an hour forward of the host's."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(_FORM.pack(0.0))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _FORM.size)

    def to(self, seconds: float) -> None:
        _FORM.pack_into(self._memory, 0, seconds)

    def close(self) -> None:
        self._memory.close()


def _wall(path: str) -> Callable[[], float]:
    with open(path, "rb") as file:
        memory = mmap.mmap(file.fileno(), _FORM.size, access=mmap.ACCESS_READ)
    return lambda: time.time() + float(_FORM.unpack_from(memory)[0])


def _set_clocks(wall: Callable[[], float]) -> None:
    """That of remindbot, and of APScheduler, which asks the host's by itself."""

    class SteppedDatetime(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> SteppedDatetime:
            return cls.fromtimestamp(wall(), tz)

    bot.main.SystemClock = partial(SystemClock, wall)  # type: ignore[misc, assignment]  # a class there, its maker here
    apscheduler.schedulers.base.datetime = SteppedDatetime


if __name__ == "__main__":
    _set_clocks(_wall(sys.argv[1]))
    sys.exit(main(["chat"]))
