"""The web chat as a platform: what people write in a browser in, what the bot says to their open pages out.

Sockets, sessions and pages are adapters/web's business. The transcript is the store's: a page that is closed misses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.domain.errors import DeliveryError, StoreUnavailable
from bot.domain.message import WORKSPACE, Address, ButtonPress, Edit, IncomingMessage, Message, Profile, Said
from bot.domain.user import Identity
from bot.ports import Clock, Inbox, Notice, UnitOfWorkFactory
from bot.repositories import StoredMessage

PLATFORM = "web"

Frame = dict[str, Any]
Push = Callable[[Frame], None]


@dataclass(slots=True)
class _Room:
    """One person's conversation. turn: their messages are heard one after another. echo: what is being heard, for their other pages."""

    pages: set[Push] = field(default_factory=set)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    echo: Frame | None = None

    def push(self, frame: Frame) -> None:
        for page in tuple(self.pages):
            page(frame)

    def answer(self, frame: Frame) -> None:
        """An answer goes out, so what it answers has been stored: that is shown before it."""
        if self.echo is not None:
            self.push(self.echo)
            self.echo = None
        self.push(frame)


class WebChat:
    """ChatAdapter and Channel of the platform "web". A room is one person's, named by their identity's address.

    Frames, as pushed to pages: {"type": "message", "message": …} for a new message, "edit" for one that reads otherwise,
    {"type": "notice", "message": …, "notification": …} for a delivery, {"type": "unread"}; "unread" counts where a frame has it.
    """

    platform = PLATFORM
    name = PLATFORM

    def __init__(self, open_unit: UnitOfWorkFactory, clock: Clock) -> None:
        self._open_unit, self._clock = open_unit, clock
        self._rooms: dict[str, _Room] = {}
        self._inbox: asyncio.Future[Inbox] | None = None

    async def run(self, inbox: Inbox) -> None:
        """Hear what pages bring until cancelled; what they bring before waits."""
        self._opened().set_result(inbox)
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            self._inbox = None

    def join(self, identity: Identity, page: Push) -> Callable[[], None]:
        """From now on `page` is called with every frame for this person; the returned function ends that."""
        room = self._room(identity.address)
        room.pages.add(page)
        return lambda: room.pages.discard(page)

    async def hear(self, identity: Identity, profile: Profile, client_id: str, text: str) -> None:
        """A message. client_id: made by the page; the same one again is the same message. Raises StoreUnavailable: nothing was stored."""
        room = self._room(identity.address)
        async with room.turn:
            inbox = await self._opened()
            now = self._clock.now()
            message = IncomingMessage(WORKSPACE, _address(identity), profile, text, client_id, now)
            echo = {"client_id": client_id, "by": "person", "at": now.isoformat(), "text": text, "buttons": []}
            room.echo = {"type": "message", "message": echo}
            try:
                await inbox.on_message(message)
            except BaseException:
                room.echo = None
                raise
            await self.announce(identity)

    async def press(
        self, identity: Identity, profile: Profile, client_id: str, press: str, message_id: str | None
    ) -> None:
        """A press on a button of the message. As hear()."""
        async with self._room(identity.address).turn:
            inbox = await self._opened()
            now = self._clock.now()
            await inbox.on_press(ButtonPress(WORKSPACE, _address(identity), profile, press, client_id, now, message_id))
            await self.announce(identity)

    async def announce(self, identity: Identity) -> None:
        """Tell this person's pages how many notifications are unread."""
        unread = await self.count_unread(identity)
        self._room(identity.address).answer({"type": "unread", "unread": unread})

    async def count_unread(self, identity: Identity) -> int:
        async with self._open_unit(write=False) as uow:
            return await uow.notifications.count_unread(identity.workspace_id, identity.user_id, self._clock.now())

    async def history(self, identity: Identity, before: UUID | None, limit: int) -> tuple[list[Frame], bool]:
        """The latest `limit` messages (before that one), the oldest first, and whether there are older ones."""
        async with self._open_unit(write=False) as uow:
            rows = await uow.messages.history(
                identity.workspace_id, PLATFORM, identity.address, before=before, limit=limit + 1
            )
        # Ids follow time to the millisecond, and a delivery's is older than the delivery: what is shown is in the order of saying.
        shown = sorted(rows[-limit:], key=lambda row: (row.created_at, row.by == "bot"))
        return [_of_stored(row) for row in shown], len(rows) > limit

    async def send(self, said: Said | Notice) -> str:
        """Show a message that the transcript holds already, or deliver a notification. Open pages or none, it has arrived. Raises DeliveryError."""
        if isinstance(said, Notice):
            return await self._deliver(said)
        frame = _of_bot(said.id, said.message, self._clock.now())
        self._room(said.address.room).answer({"type": "message", "message": frame})
        return str(said.id)

    async def edit(self, edit: Edit) -> None:
        """Open pages show what the transcript says already: whoever makes the edit changes it there, in the same transaction."""
        frame = _of_bot(UUID(edit.message_ref), edit.message, self._clock.now())
        self._room(edit.address.room).answer({"type": "edit", "message": frame})

    async def _deliver(self, notice: Notice) -> str:
        """A message of the conversation, once, however often it is delivered, with a toast and the bell's count."""
        now, unread = self._clock.now(), {}
        said = Said(notice.delivery_id, notice.address, notice.message)
        user_id = notice.user.id if notice.user else None
        try:
            async with self._open_unit() as uow:
                if await uow.messages.add_from_bot(notice.workspace_id, user_id, said, now):
                    await uow.messages.mark_sent(notice.workspace_id, said.id, str(said.id), now)
                if user_id is not None:
                    unread["unread"] = await uow.notifications.count_unread(notice.workspace_id, user_id, now)
                await uow.commit()
        except StoreUnavailable as error:
            raise DeliveryError("the transcript cannot be written") from error
        told = notice.notification
        notification = {"kind": told.kind.value, "level": told.level.value, "title": told.title, "body": told.body}
        message = _of_bot(said.id, said.message, now)
        self._room(notice.address.room).push(
            {"type": "notice", "message": message, "notification": notification} | unread
        )
        return str(said.id)

    def _room(self, name: str) -> _Room:
        return self._rooms.setdefault(name, _Room())

    def _opened(self) -> asyncio.Future[Inbox]:
        if self._inbox is None:
            self._inbox = asyncio.get_running_loop().create_future()
        return self._inbox


def _address(identity: Identity) -> Address:
    return Address(PLATFORM, identity.address, user=identity.external_id)


def _of_stored(row: StoredMessage) -> Frame:
    if row.message is not None:
        return _of_bot(row.id, row.message, row.created_at)
    return {
        "id": str(row.id), "client_id": row.client_id, "by": row.by, "at": row.created_at.isoformat(),
        "text": row.text, "buttons": [],
    }  # fmt: skip


def _of_bot(message_id: UUID, message: Message, at: datetime) -> Frame:
    return {
        "id": str(message_id),
        "by": "bot",
        "at": at.isoformat(),
        "runs": [{"text": run.text, "style": run.style.value, "url": run.url} for run in message.runs],
        "buttons": [{"label": one.label, "press": one.press, "style": one.style} for one in message.buttons],
    }
