"""A person's pages may be open in several processes: what one shows is told to the others, which read it in the store and show it to theirs.

Only ids are told (bot.ports.Relay). What is shown here, and when, is web.py's.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from typing import Literal
from uuid import UUID

from adapters.chat.web_frames import Frame, of_notice, of_stored
from bot.conversation_repositories import StoredMessage
from bot.domain.errors import StoreUnavailable
from bot.domain.user import Identity
from bot.ports import Clock, Relay, UnitOfWork, UnitOfWorkFactory

log = logging.getLogger(__name__)

_TOPIC = "web"
_LATEST = 20

# heard: what a person wrote, by its client_id. message, edit: what the bot said or changed, notice: a delivery, by the message's id.
News = Literal["heard", "message", "edit", "notice", "unread"]


class Elsewhere:
    """visitors: who has pages open here; show: pushes a frame to the pages of a room here."""

    def __init__(
        self,
        relay: Relay,
        open_unit: UnitOfWorkFactory,
        clock: Clock,
        visitors: Callable[[], Collection[Identity]],
        show: Callable[[str, Frame], None],
    ) -> None:
        self._relay, self._open_unit, self._clock = relay, open_unit, clock
        self._visitors, self._show = visitors, show
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()
        relay.listen(_TOPIC, self._hear)
        relay.on_gap(self._catch_up)

    def tell(self, news: News, room: str, key: str = "") -> None:
        self._relay.tell(_TOPIC, news, room, key)

    def _hear(self, news: News, room: str, key: str) -> None:
        for visitor in self._visitors():
            if visitor.address == room:
                self._start(visitor, news, key)

    def _catch_up(self) -> None:
        """Something may have been missed: the latest lines are shown again, and pages know what they have."""
        for visitor in self._visitors():
            self._start(visitor, None, "")

    def _start(self, visitor: Identity, news: News | None, key: str) -> None:
        task = asyncio.create_task(self._read(visitor, news, key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _read(self, visitor: Identity, news: News | None, key: str) -> None:
        """One after another, in the order of the telling. What cannot be read now is read when the page comes back."""
        try:
            async with self._turn, self._open_unit(write=False) as uow:
                frames = await (self._latest(uow, visitor) if news is None else self._frames(uow, visitor, news, key))
        except (StoreUnavailable, ValueError) as error:
            log.warning("page_not_told", extra={"error": type(error).__name__})
            return
        for frame in frames:
            self._show(visitor.address, frame)

    async def _frames(self, uow: UnitOfWork, visitor: Identity, news: News, key: str) -> list[Frame]:
        if news == "unread":
            return [await self._unread(uow, visitor)]
        if news == "heard":
            lines = await self._history(uow, visitor)
            return [{"type": "message", "message": of_stored(line)} for line in lines if line.client_id == key]
        row = await uow.messages.get(visitor.workspace_id, UUID(key))
        if row is None:
            return []
        if news == "notice":
            return await self._notice(uow, visitor, row)
        return [{"type": news, "message": of_stored(row)}]

    async def _notice(self, uow: UnitOfWork, visitor: Identity, row: StoredMessage) -> list[Frame]:
        delivery = await uow.deliveries.get(row.workspace_id, row.id)
        told = await uow.notifications.get(row.workspace_id, delivery.notification_id) if delivery else None
        if told is None:
            return []
        unread = (await self._unread(uow, visitor))["unread"]
        return [of_notice(of_stored(row), told, unread)]

    async def _latest(self, uow: UnitOfWork, visitor: Identity) -> list[Frame]:
        frames: list[Frame] = []
        for line in await self._history(uow, visitor):
            frames.append({"type": "message", "message": of_stored(line)})
            if line.edited_at is not None:
                frames.append({"type": "edit", "message": of_stored(line)})
        return [*frames, await self._unread(uow, visitor)]

    async def _history(self, uow: UnitOfWork, visitor: Identity) -> list[StoredMessage]:
        return await uow.messages.history(visitor.workspace_id, visitor.platform, visitor.address, limit=_LATEST)

    async def _unread(self, uow: UnitOfWork, visitor: Identity) -> Frame:
        count = await uow.notifications.count_unread(visitor.workspace_id, visitor.user_id, self._clock.now())
        return {"type": "unread", "unread": count}
