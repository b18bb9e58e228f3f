"""Corrector: has messages read otherwise that were answered while they were on their way.

Which these are is told by bot/actions/late_answers.py. What fails a few times is left: its buttons answer kindly that they are over.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Coroutine, Iterable
from datetime import timedelta

from bot.domain.delivery import RetryPolicy
from bot.domain.errors import DeliveryError
from bot.domain.message import Edit
from bot.ports import Channels, Clock, Editable

log = logging.getLogger(__name__)

# A later answer may want the message to read otherwise again: what is not made within seconds is not made.
_AGAIN = RetryPolicy(base=timedelta(seconds=1), attempts=4)


class Corrector:
    def __init__(self, channels: Channels, clock: Clock) -> None:
        self._channels, self._clock = channels, clock
        self._trying: set[asyncio.Task[None]] = set()
        self._resting: set[asyncio.Task[None]] = set()
        self._stopping = False

    def correct(self, edits: Iterable[Edit]) -> None:
        """Returns at once."""
        for edit in edits:
            self._start(self._try(edit, 1), self._trying)

    async def tried(self, within: timedelta) -> None:
        """Return when nothing is being tried; what takes longer is left, what is to be tried again is not waited for."""
        if self._trying:
            _, late = await asyncio.wait(self._trying, timeout=within.total_seconds())
            for task in late:
                task.cancel()

    async def finish(self, within: timedelta) -> None:
        """The same, and nothing is tried again."""
        self._stopping = True
        for task in self._resting:
            task.cancel()
        await self.tried(within)

    def _start(self, work: Coroutine[None, None, None], kept: set[asyncio.Task[None]]) -> None:
        task = asyncio.create_task(work)
        kept.add(task)
        task.add_done_callback(kept.discard)

    async def _try(self, edit: Edit, attempt: int) -> None:
        channel: object = self._channels.get(edit.address.platform)
        if not isinstance(channel, Editable):
            return
        try:
            await channel.edit(edit)
        except DeliveryError as error:
            extra = {"platform": edit.address.platform, "attempt": attempt, "reason": error.reason}
            log.warning("edit.failed", extra=extra)
            if not (error.permanent or self._stopping or _AGAIN.gives_up(attempt)):
                self._start(self._try_later(edit, attempt, error), self._resting)

    async def _try_later(self, edit: Edit, attempt: int, error: DeliveryError) -> None:
        now = self._clock.now()
        until = now + _AGAIN.delay(attempt, random.random())  # noqa: S311 - spreads load, guards nothing
        await self._clock.sleep_until(max(until, error.retry_after or now))
        self._start(self._try(edit, attempt + 1), self._trying)
