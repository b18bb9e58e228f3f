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
from bot.dialogue.holding import LEFT_AFTER, Holding
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
# That a platform waits for what follows from its event, before the event itself is stored.
_PATIENCE = timedelta(milliseconds=100)
_MOST = 20_000  # events in hand and answers unsaid; whoever brings more has to bring it again
_AGAIN = RetryPolicy(base=timedelta(seconds=1), longest=timedelta(seconds=30))
_TOLD_AFTER = 2  # tries that failed; a store is often back before
_FINISH = timedelta(seconds=8)


@dataclass(slots=True, eq=False)
class _Held:
    """An event in hand. kept: its way into `arrivals`, where the platform need not wait for more; said: whether something was said, when it was."""

    event: Event
    place: Place
    said: asyncio.Future[bool]
    kept: asyncio.Future[None] | None = None

    async def is_kept(self) -> bool:
        """Whether the platform is told that it came, whatever becomes of it here."""
        return self.kept is not None and bool(await asyncio.wait({self.kept})) and self.kept.exception() is None

    def end(self, said: asyncio.Future[Any]) -> None:
        if said.cancelled():
            self.said.cancel()
        elif not self.said.done():
            self.said.set_result(bool(said.result()))


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
    _in_hand: set[_Held] = field(default_factory=set)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
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
        if len(self._tasks) + self._speaker.waiting >= _MOST:
            raise StoreUnavailable("more is waiting to be answered than is good; bring it again")
        crowded = self.assistant.turns.locked() or self._order.is_busy(_conversation(event))
        held = self._hold(event)
        attending = self._start(self._attend_in_order(held))
        if not crowded:
            await asyncio.wait({attending}, timeout=_PATIENCE.total_seconds())
            if attending.done():
                attending.result()
                return held.said
        held.kept = asyncio.ensure_future(self._commit.write(_add_arrivals, (event, self.clock.now())))
        await asyncio.shield(held.kept)
        return held.said

    async def on_message(self, message: IncomingMessage) -> None:
        await (await self.take(message))

    async def on_press(self, press: ButtonPress) -> None:
        await (await self.take(press))

    async def resume(self, platform: str) -> list[asyncio.Future[Any]]:
        """Go on with what an earlier process had in hand, or one that died where several share the database: say what it had not said,
        attend to what it had kept. Raises StoreUnavailable.
        """
        return [*await self._say_unsaid(platform), *await self._attend_kept(platform)]

    async def _attend_kept(self, platform: str) -> list[asyncio.Future[Any]]:
        """What somebody else attends to all the same counts once."""
        before = None if self.alone else self.clock.now() - LEFT_AFTER
        async with self.open_unit(write=False) as uow:
            events = await uow.arrivals.oldest(platform, _MOST, before)
        in_hand = {held.event.event_id for held in self._in_hand if held.event.address.platform == platform}
        found = [self._hold(event) for event in events if event.event_id not in in_hand]
        for held in found:
            held.kept = _nothing_to_say()
            self._start(self._attend_in_order(held))
        return [held.said for held in found]

    async def flush_unsent(self, platform: str) -> int:
        """resume(), and wait until all of it is said, or it is clear that it is said later; returns how much was said."""
        return sum([await each is True for each in await self.resume(platform)])

    async def finish(self) -> None:
        """Attend to what was kept and say what is unsaid, for a while; no platform brings anything any more."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_FINISH.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._speaker.finish(_FINISH)
        await self._commit.finish()

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _say_unsaid(self, platform: str) -> list[asyncio.Future[Any]]:
        if self._holding:
            left = await self._holding.left(platform, _LEFT_AT_ONCE)
            return [self._speaker.say(stored.workspace_id, stored.said) for stored in left]
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

    def _hold(self, event: Event) -> _Held:
        held = _Held(event, self._order.take(_conversation(event)), asyncio.get_running_loop().create_future())
        self._in_hand.add(held)
        return held

    async def _attend_in_order(self, held: _Held) -> None:
        """Raises StoreUnavailable where whoever brought it waits for this; an event that counted before does nothing."""
        try:
            async with held.place:
                said = await self._attend_as_promised(held)
            said.add_done_callback(held.end)
            if await held.is_kept():
                with suppress(StoreUnavailable):  # it stays, is attended to once more, and does nothing then
                    await self._commit.write(_remove_arrivals, held.event)
        except StoreUnavailable:
            held.said.cancel()
            if held.kept is None:
                raise
        except BaseException:
            held.said.cancel()
            raise
        finally:
            self._in_hand.discard(held)

    async def _attend_as_promised(self, held: _Held) -> asyncio.Future[Any]:
        """Once the platform believes that it came, it is tried until it is attended to; where that takes long, its sender is told.

        Raises StoreUnavailable.
        """
        for attempt in count(1):
            try:
                return await self._attend(held.event)
            except StoreUnavailable:
                if not await held.is_kept():
                    raise
                if attempt == _TOLD_AFTER:
                    self._start(self._tell(held.event, "store_unavailable_for_now"))
                delay = _AGAIN.delay(attempt, random.random())  # noqa: S311 - spreads load, guards nothing
                await self.clock.sleep_until(self.clock.now() + delay)
        raise AssertionError("the loop ends by returning")

    async def _attend(self, event: Event) -> asyncio.Future[Any]:
        """Raises StoreUnavailable. The future ends when what follows is said."""
        extra = {"platform": event.address.platform, "event": event.event_id}
        try:
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
            return self._start(self._tell(event, "broken"))
        return asyncio.gather(
            *[self._speaker.edit(edit) for edit in answer.edits],
            *[self._speaker.say(workspace_id, said) for said in answer.said],
        )

    async def _handle(self, event: Event) -> Answer:
        try:
            return await self._ask(event)
        except StoreChanged:
            return await self._ask(event)

    async def _ask(self, event: Event) -> Answer:
        if isinstance(event, ButtonPress):
            return await self.assistant.handle_press(event)
        return await self.assistant.handle_message(event)

    async def _workspace(self, key: str) -> UUID:
        if key not in self._workspaces:
            async with self.open_unit(write=False) as uow:
                self._workspaces[key] = await uow.workspaces.find_or_add(key, self.clock.now())
        return self._workspaces[key]

    async def _tell(self, event: Event, sentence: str) -> None:
        """Straight to the platform, past the store; a sentence that does not arrive is not said again."""
        adapter = self.adapters.get(event.address.platform)
        if adapter is None:
            return
        now = self.clock.now()
        message = render_reply(Notice(sentence), voice_for(event.sender.locale or "en", event.sender.zone, now))
        try:
            await adapter.send(Said(new_id(now), event.address, message))
        except DeliveryError as error:
            log.warning(
                "sentence.not_sent",
                extra={"sentence": sentence, "platform": event.address.platform, "reason": error.reason},
            )


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
