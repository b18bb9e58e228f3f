"""Exchange: the Inbox of every platform. What arrives goes to the assistant, one conversation at a time; what it answers, to the speaker.

A platform is told that its event came when what follows from it is stored; when much is in hand, when the event itself is.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from bot.dialogue.assistant import Assistant
from bot.dialogue.holding import Holding
from bot.dialogue.order import Order, Place
from bot.dialogue.shared_commit import SharedCommit
from bot.dialogue.speaking import Speaker
from bot.domain.delivery import RetryPolicy
from bot.domain.errors import DeliveryError, StoreChanged, StoreUnavailable
from bot.domain.identifier import new_id
from bot.domain.message import Answer, ButtonPress, IncomingMessage, Said
from bot.ports import ChatAdapter, Clock, UnitOfWork, UnitOfWorkFactory
from bot.wording.render import render_reply
from bot.wording.replies import Notice
from bot.wording.voice import voice_for

log = logging.getLogger(__name__)

Event = IncomingMessage | ButtonPress
_PAGE = 100
_LEFT_AT_ONCE = 1000
AT_ONCE = 4  # attended to side by side: more of them only wait for one another, and who comes new for them
_MOST = 20_000  # events in hand and answers unsaid; whoever brings more has to bring it again
_AGAIN = RetryPolicy(base=timedelta(seconds=1), longest=timedelta(seconds=30))
_FINISH = timedelta(seconds=8)


@dataclass(slots=True)
class Exchange:
    """One for the whole process. adapters: by platform; heard_at: when each last brought something. alone: no other process speaks.

    finish() ends it; what is in hand then is stored, and goes on at the next start.
    """

    assistant: Assistant
    adapters: Mapping[str, ChatAdapter]
    open_unit: UnitOfWorkFactory
    clock: Clock
    alone: bool = True
    heard_at: dict[str, datetime] = field(default_factory=dict)
    _order: Order[tuple[str, str, str]] = field(default_factory=Order)
    _free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _kept: set[asyncio.Task[Any]] = field(default_factory=set)
    _workspaces: dict[str, UUID] = field(default_factory=dict)
    _commit: SharedCommit = field(init=False)
    _speaker: Speaker = field(init=False)
    _holding: Holding | None = field(init=False)

    def __post_init__(self) -> None:
        self._commit = SharedCommit(self.open_unit)
        self._holding = None if self.alone else Holding(self.open_unit, self.clock)
        self._speaker = Speaker(self.adapters, self._commit, self.clock, self._holding)

    async def take(self, event: Event) -> asyncio.Future[Any]:
        """As Inbox.take()."""
        self.heard_at[event.address.platform] = self.clock.now()
        if len(self._kept) + self._speaker.waiting >= _MOST:
            raise StoreUnavailable("more is waiting to be answered than is good; bring it again")
        crowded = self._free.locked() or self._order.is_busy(_conversation(event))
        place = self._order.take(_conversation(event))
        if not crowded:
            async with place:
                return await self._attend(event)
        stored = asyncio.ensure_future(self._keep(event))
        attended = self._start(self._attend_kept(place, event, stored))
        await asyncio.shield(stored)
        return attended

    async def on_message(self, message: IncomingMessage) -> None:
        await (await self.take(message))

    async def on_press(self, press: ButtonPress) -> None:
        await (await self.take(press))

    async def resume(self, platform: str) -> list[asyncio.Future[Any]]:
        """Go on with what an earlier process had in hand: say what it had not said, attend to what it had kept. To be called at start."""
        going = await self._say_unsaid(platform)
        async with self.open_unit(write=False) as uow:
            events = await uow.arrivals.oldest(platform, _MOST)
        for event in events:
            going.append(self._start(self._attend_kept(self._order.take(_conversation(event)), event, None)))
        return going

    async def flush_unsent(self, platform: str) -> int:
        """resume(), and wait until all of it is said, or it is clear that it is said later; returns how much was said."""
        return sum([await each is True for each in await self.resume(platform)])

    async def finish(self) -> None:
        """Attend to what was kept and say what is unsaid, for a while; no platform brings anything any more."""
        if self._kept:
            _, late = await asyncio.wait(self._kept, timeout=_FINISH.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._speaker.finish(_FINISH)

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._kept.add(task)
        task.add_done_callback(self._kept.discard)
        return task

    async def say_left(self, platform: str) -> list[asyncio.Future[Any]]:
        """Say what other processes have left unsaid. Raises StoreUnavailable."""
        left = await self._holding.left(platform, _LEFT_AT_ONCE) if self._holding else []
        return [self._speaker.say(stored.workspace_id, stored.said) for stored in left]

    async def _say_unsaid(self, platform: str) -> list[asyncio.Future[Any]]:
        if self._holding:
            return await self.say_left(platform)
        going: list[asyncio.Future[Any]] = []
        after: UUID | None = None
        while len(going) < _MOST:
            async with self.open_unit(write=False) as uow:
                waiting = await uow.messages.unsent(platform, _PAGE, after)
            going += [self._speaker.say(stored.workspace_id, stored.said) for stored in waiting]
            if len(waiting) < _PAGE:
                break
            after = waiting[-1].id
        return going

    async def _keep(self, event: Event) -> None:
        await self._commit.write(_add_arrivals, (event, self.clock.now()))

    async def _attend_kept(self, place: Place, event: Event, stored: asyncio.Future[None] | None) -> bool:
        """The platform believes that it came: so it is tried until it is attended to. An event that counted before does nothing."""
        async with place:
            if stored is not None and (await asyncio.wait({stored})) and stored.exception():
                return False  # whoever brought it knows, and brings it again
            for attempt in count(1):
                try:
                    said = await self._attend(event)
                    break
                except StoreUnavailable:
                    delay = _AGAIN.delay(attempt, random.random())  # noqa: S311 - spreads load, guards nothing
                    await self.clock.sleep_until(self.clock.now() + delay)
        with suppress(StoreUnavailable):  # it stays, is attended to once more, and does nothing then
            await self._commit.write(_remove_arrivals, event)
        return bool(await said)

    async def _attend(self, event: Event) -> asyncio.Future[Any]:
        """Raises StoreUnavailable. The future ends when what follows is said."""
        extra = {"platform": event.address.platform, "event": event.event_id}
        async with self._free:
            try:
                try:
                    answer = await self._handle(event)
                except StoreChanged:
                    answer = await self._handle(event)
                if not (answer.said or answer.edits):
                    return _nothing_to_say()
                workspace_id = await self._workspace(event.workspace)
            except StoreUnavailable:
                log.warning("message.not_stored", extra=extra)
                raise
            except Exception:
                # The last net under one message: its sender is told, everybody else goes on.
                log.exception("message.failed", extra=extra)
                return self._start(self._apologise(event))
        return asyncio.gather(
            *[self._speaker.edit(edit) for edit in answer.edits],
            *[self._speaker.say(workspace_id, said) for said in answer.said],
        )

    async def _handle(self, event: Event) -> Answer:
        if isinstance(event, ButtonPress):
            return await self.assistant.handle_press(event)
        return await self.assistant.handle_message(event)

    async def _workspace(self, key: str) -> UUID:
        if key not in self._workspaces:
            async with self.open_unit(write=False) as uow:
                self._workspaces[key] = await uow.workspaces.find_or_add(key, self.clock.now())
        return self._workspaces[key]

    async def _apologise(self, event: Event) -> None:
        adapter = self.adapters.get(event.address.platform)
        if adapter is None:
            return
        now = self.clock.now()
        message = render_reply(Notice("broken"), voice_for(event.sender.locale or "en", event.sender.zone, now))
        try:
            await adapter.send(Said(new_id(now), event.address, message))
        except DeliveryError as error:
            log.warning("apology.not_sent", extra={"platform": event.address.platform, "reason": error.reason})


def _conversation(event: Event) -> tuple[str, str, str]:
    return event.address.platform, event.address.room, event.sender.external_id


async def _add_arrivals(uow: UnitOfWork, events: Sequence[tuple[Event, datetime]]) -> None:
    await uow.arrivals.add(events)


async def _remove_arrivals(uow: UnitOfWork, events: Sequence[Event]) -> None:
    await uow.arrivals.remove(events)


def _nothing_to_say() -> asyncio.Future[Any]:
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    future.set_result(None)
    return future
