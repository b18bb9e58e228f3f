"""Bounds: how much of each channel is in hand at once, so that a slow platform holds up nobody but itself.

What to do with what is claimed is sending.py's.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Iterable

from bot.repositories import DueDelivery


class Bounds:
    """leased: claimed and not settled, after which a channel is full; in_flight: sends at once. Both of one channel.

    when_free is called when a channel that was full is not any more. A batch that is claimed together may go beyond `leased`.
    """

    def __init__(self, leased: int, in_flight: int, when_free: Callable[[], None]) -> None:
        self._leased, self._in_flight, self._when_free = leased, in_flight, when_free
        self._in_hand: Counter[str] = Counter()
        self._lanes: dict[str, asyncio.Semaphore] = {}
        self._freed = asyncio.Event()

    @property
    def full(self) -> set[str]:
        """Channels of which nothing more is to be claimed now."""
        return {channel for channel, count in self._in_hand.items() if count >= self._leased}

    def claimed(self, dues: Iterable[DueDelivery]) -> None:
        self._in_hand.update(due.delivery.channel for due in dues)

    def settled(self, dues: Iterable[DueDelivery]) -> None:
        """Settled, given back, or no longer ours."""
        full = self.full
        self._in_hand.subtract(due.delivery.channel for due in dues)
        if full - self.full:
            self._freed.set()
            self._when_free()

    async def room(self, channels: Collection[str]) -> None:
        """Return when one of these channels is not full."""
        while channels and self.full.issuperset(channels):
            self._freed.clear()
            await self._freed.wait()

    def lane(self, channel: str) -> asyncio.Semaphore:
        """To be held while something is sent through this channel."""
        return self._lanes.setdefault(channel, asyncio.Semaphore(self._in_flight))
