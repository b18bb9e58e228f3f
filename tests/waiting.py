"""How tests wait for what has no event of its own: they look again and again, for longer than any slow machine needs.

What can be waited for by an event or a future is waited for by that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.fakes import FrozenClock


async def until(condition: Callable[[], object], within: float = 60, clock: FrozenClock | None = None) -> None:
    """Return when the condition holds; TimeoutError after so many seconds. clock: passes meanwhile, whenever somebody sleeps by it."""
    async with asyncio.timeout(within):
        while not condition():
            if clock is not None:
                clock.wake_next()
            await asyncio.sleep(0.005)
