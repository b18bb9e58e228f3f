"""Intake: events are worked at one after another within a conversation and side by side between them, and Slack is answered in time.

What an event means is reading.py's; how it came, connection.py's and webhook.py's.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable

from adapters.chat.faults import kind_and_place
from adapters.chat.slack.settings import SlackSettings

_log = logging.getLogger(__name__)


class BringAgain(Exception):
    """The event could not be taken (it failed, too much is waiting, or we are stopping): Slack is not answered, and brings it again."""


class Intake:
    """counts: events by what became of them; "failed" ones were not acknowledged, or failed after they were."""

    def __init__(self, settings: SlackSettings) -> None:
        self._answer_within = settings.answer_within.total_seconds()
        self._most = settings.most_waiting
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._last: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._closing = False
        self.counts: Counter[str] = Counter()

    async def take(self, event_id: str, conversation: tuple[str, str], work: Callable[[], Awaitable[None]]) -> None:
        """Returns when the work is done, or goes on longer than Slack is to be kept waiting; then it goes on behind.

        Raises BringAgain, also for whatever the work raised in that time. An event that comes again while it is worked at waits for the same work.
        """
        task = self._under_way.get(event_id)
        if task is None:
            if self._closing or len(self._under_way) >= self._most:
                self.counts["busy"] += 1
                raise BringAgain
            task = self._start(event_id, conversation, work)
        else:
            self.counts["repeated"] += 1
        done, _ = await asyncio.wait({task}, timeout=self._answer_within)
        if done and (task.cancelled() or task.exception()):
            raise BringAgain

    def _start(
        self, event_id: str, conversation: tuple[str, str], work: Callable[[], Awaitable[None]]
    ) -> asyncio.Task[None]:
        before = self._last.get(conversation)
        task = asyncio.create_task(self._after(before, work))
        self._under_way[event_id] = self._last[conversation] = task
        task.add_done_callback(lambda ended: self._end(event_id, conversation, ended))
        return task

    async def _after(self, before: asyncio.Task[None] | None, work: Callable[[], Awaitable[None]]) -> None:
        if before is not None:
            await asyncio.wait({before})
        await work()

    def _end(self, event_id: str, conversation: tuple[str, str], task: asyncio.Task[None]) -> None:
        del self._under_way[event_id]
        if self._last.get(conversation) is task:
            del self._last[conversation]
        if task.cancelled():
            return
        error = task.exception()
        self.counts["failed" if error else "taken"] += 1
        if isinstance(error, Exception):
            _log.error("slack.event_failed", extra={"event": event_id, "reason": kind_and_place(error)})

    async def drain(self, within: float) -> None:
        """Nothing new is taken; what is in hand is finished, what takes longer than `within` seconds is given up."""
        self._closing = True
        waiting = set(self._under_way.values())
        if waiting:
            _, unfinished = await asyncio.wait(waiting, timeout=within)
            for task in unfinished:
                task.cancel()
            if unfinished:
                _log.warning("slack.given_up", extra={"events": len(unfinished)})
                await asyncio.wait(unfinished)

    def open(self) -> None:
        self._closing = False
