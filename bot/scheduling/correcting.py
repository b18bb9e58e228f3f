"""Corrector: has messages read otherwise that were answered while they were on their way.

Which these are is told by bot/actions/late_answers.py. It is tried once: a button that stays answers kindly that it is over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from datetime import timedelta

from bot.domain.errors import DeliveryError
from bot.domain.message import Edit
from bot.ports import Channels, Editable

log = logging.getLogger(__name__)


class Corrector:
    def __init__(self, channels: Channels) -> None:
        self._channels = channels
        self._tasks: set[asyncio.Task[None]] = set()

    def correct(self, edits: Iterable[Edit]) -> None:
        """Returns at once."""
        for edit in edits:
            task = asyncio.create_task(self._edit(edit))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finish(self, within: timedelta) -> None:
        """Return when all is done; what takes longer is left."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=within.total_seconds())
            for task in late:
                task.cancel()

    async def _edit(self, edit: Edit) -> None:
        channel: object = self._channels.get(edit.address.platform)
        if not isinstance(channel, Editable):
            return
        try:
            await channel.edit(edit)
        except DeliveryError as error:
            log.warning("edit.failed", extra={"platform": edit.address.platform, "reason": error.reason})
