"""Backoff: how long a connection that was lost waits before it is tried again. What was lost, and when it is back, the adapters know."""

from __future__ import annotations

import asyncio
import random

from bot.domain.delivery import RetryPolicy


class Backoff:
    """Pauses that grow from one failure to the next, each of a random length, so that many who lost a server do not come back at once."""

    def __init__(self, policy: RetryPolicy) -> None:
        self._policy = policy
        self._failures = 0

    async def pause(self) -> None:
        self._failures += 1
        delay = self._policy.delay(self._failures, random.random())  # noqa: S311 - spreads load, guards nothing
        await asyncio.sleep(delay.total_seconds())

    def reset(self) -> None:
        """It went well: the next failure is the first one."""
        self._failures = 0
