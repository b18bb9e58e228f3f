"""Exchange: the Inbox of every platform. What arrives goes to the assistant; what it answers is sent, and marked as sent.

The assistant has stored the answers before (ADR 3): what cannot be sent now is sent at the next start.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID
from weakref import WeakValueDictionary

from bot.dialogue.assistant import Assistant
from bot.domain.errors import DeliveryError, StoreUnavailable
from bot.domain.identifier import new_id
from bot.domain.message import Answer, ButtonPress, Edit, IncomingMessage, Said
from bot.ports import ChatAdapter, Clock, UnitOfWorkFactory
from bot.wording.render import render_reply
from bot.wording.replies import Notice
from bot.wording.voice import voice_for

log = logging.getLogger(__name__)

_BATCH = 100


@dataclass(slots=True)
class Exchange:
    """One for the whole process. adapters: by platform. Messages of one conversation are answered one after another, in their order."""

    assistant: Assistant
    adapters: Mapping[str, ChatAdapter]
    open_unit: UnitOfWorkFactory
    clock: Clock
    _turns: WeakValueDictionary[tuple[str, str, str], asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def on_message(self, message: IncomingMessage) -> None:
        """Raises StoreUnavailable: nothing was stored, and the adapter says so or lets the platform repeat it."""
        await self._attend(message, lambda: self.assistant.handle_message(message))

    async def on_press(self, press: ButtonPress) -> None:
        """Raises StoreUnavailable."""
        await self._attend(press, lambda: self.assistant.handle_press(press))

    async def flush_unsent(self, platform: str) -> int:
        """Send what an earlier run said and could not hand over, the oldest first; returns how many went out. To be called at start."""
        sent = 0
        while True:
            async with self.open_unit(write=False) as uow:
                waiting = await uow.messages.unsent(platform, _BATCH)
            for stored in waiting:
                if await self._send(stored.said, stored.workspace_id):
                    sent += 1
                else:
                    return sent
            if len(waiting) < _BATCH:
                return sent

    async def _attend(self, event: IncomingMessage | ButtonPress, handle: Callable[[], Awaitable[Answer]]) -> None:
        address = event.address
        key = (address.platform, address.room, event.sender.external_id)
        turn = self._turns.setdefault(key, asyncio.Lock())
        async with turn:
            try:
                answer = await handle()
            except StoreUnavailable:
                log.warning("message.not_stored", extra={"platform": address.platform, "event": event.event_id})
                raise
            except Exception:
                # The last net under one message: its sender is told, everybody else goes on.
                log.exception("message.failed", extra={"platform": address.platform, "event": event.event_id})
                await self._apologise(event)
                return
            await self._hand_over(answer, event.workspace)

    async def _hand_over(self, answer: Answer, workspace: str) -> None:
        for edit in answer.edits:
            await self._edit(edit)
        if not answer.said:
            return
        async with self.open_unit(write=False) as uow:
            workspace_id = await uow.workspaces.find_or_add(workspace, self.clock.now())
        for said in answer.said:
            await self._send(said, workspace_id)

    async def _edit(self, edit: Edit) -> None:
        """An edit that fails leaves buttons that answer kindly that they are over: no reason to hold up the rest."""
        adapter = self.adapters.get(edit.address.platform)
        if adapter is None:
            return
        try:
            await adapter.edit(edit)
        except DeliveryError as error:
            log.warning("edit.failed", extra={"platform": edit.address.platform, "reason": error.reason})

    async def _send(self, said: Said, workspace_id: UUID) -> bool:
        """Whether it went out; what did not stays stored as unsent."""
        adapter = self.adapters.get(said.address.platform)
        if adapter is None:
            return False
        try:
            ref = await adapter.send(said)
            async with self.open_unit() as uow:
                await uow.messages.mark_sent(workspace_id, said.id, ref, self.clock.now())
                await uow.commit()
        except DeliveryError as error:
            log.warning("message.not_sent", extra={"message_id": str(said.id), "reason": error.reason})
            return False
        except StoreUnavailable:
            # It is there, and goes out once more at the next start under the same id.
            log.warning("message.not_marked", extra={"message_id": str(said.id)})
        return True

    async def _apologise(self, event: IncomingMessage | ButtonPress) -> None:
        adapter = self.adapters.get(event.address.platform)
        if adapter is None:
            return
        now = self.clock.now()
        message = render_reply(Notice("broken"), voice_for(event.sender.locale or "en", event.sender.zone, now))
        try:
            await adapter.send(Said(new_id(now), event.address, message))
        except DeliveryError as error:
            log.warning("apology.not_sent", extra={"platform": event.address.platform, "reason": error.reason})
