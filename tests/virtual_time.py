"""A loop whose time passes only while everything waits: what takes a minute takes no time, and no machine is too slow for it.

For code that waits for time and for nothing outside the loop: no sockets, no threads.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from typing import Any

STEP = 1e-6  # seconds that a turn of the loop takes: who waits for less than a float can tell would wait for ever otherwise
Backend = tuple[str, dict[str, Callable[[], asyncio.AbstractEventLoop]]]


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_Skipping(self._pass))

    def time(self) -> float:
        return self._now

    def _pass(self, seconds: float) -> None:
        self._now += seconds


class _Skipping(selectors.DefaultSelector):
    """Where the loop would wait, time passes instead. A wait without an end is a real one: nothing in the loop could end it."""

    def __init__(self, let_pass: Callable[[float], None]) -> None:
        super().__init__()
        self._let_pass = let_pass

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            return super().select(None)
        self._let_pass(max(timeout, STEP))
        return super().select(0)


def backend() -> Backend:
    """What a module's fixture `anyio_backend` returns to run its tests in such a loop."""
    return ("asyncio", {"loop_factory": VirtualTimeLoop})
