"""The web chat as a platform: what people write in a browser in, what the bot says to their open pages out.

Sockets, sessions and pages are adapters/web's business. The transcript is the store's: a page that is closed misses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from adapters.chat.web_elsewhere import Elsewhere, News
from adapters.chat.web_frames import Frame, Push, of_bot, of_notice, of_stored
from bot.domain.errors import DeliveryError, StoreUnavailable
from bot.domain.message import WORKSPACE, Address, ButtonPress, Edit, IncomingMessage, Profile, Said
from bot.domain.user import Identity
from bot.ports import Clock, Inbox, Notice, Relay, UnitOfWorkFactory

PLATFORM = "web"


@dataclass(slots=True)
class _Room:
    """One person's conversation. turn: their messages are heard one after another. echo: what is being heard, for their other pages."""

    pages: dict[Push, Identity] = field(default_factory=dict)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    echo: Frame | None = None

    def push(self, frame: Frame) -> None:
        for page in tuple(self.pages):
            page(frame)

    def take_echo(self) -> Frame | None:
        """An answer goes out, so what it answers has been stored: that is shown before it, once."""
        echo, self.echo = self.echo, None
        return echo


class WebChat:
    """ChatAdapter and Channel of the platform "web". A room is one person's, named by their identity's address.

    relay: to the processes where the person's other pages are open.
    Frames, as pushed to pages: {"type": "message", "message": …} for a new message, "edit" for one that reads otherwise,
    {"type": "notice", "message": …, "notification": …} for a delivery, {"type": "unread"}; "unread" counts where a frame has it.
    """

    platform = PLATFORM
    name = PLATFORM

    def __init__(self, open_unit: UnitOfWorkFactory, clock: Clock, *, relay: Relay | None = None) -> None:
        self._open_unit, self._clock = open_unit, clock
        self._rooms: dict[str, _Room] = {}
        self._elsewhere = Elsewhere(relay, open_unit, clock, self._visitors, self._push) if relay else None
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
        room.pages[page] = identity

        def leave() -> None:
            room.pages.pop(page, None)

        return leave

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
            except BaseException:  # cancelled as well: what is not stored is shown to nobody
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
        self._show("unread", identity.address, {"type": "unread", "unread": unread})

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
        return [of_stored(row) for row in shown], len(rows) > limit

    async def send(self, said: Said | Notice) -> str:
        """Show a message that the transcript holds already, or deliver a notification. Open pages or none, it has arrived. Raises DeliveryError."""
        if isinstance(said, Notice):
            return await self._deliver(said)
        frame = of_bot(said.id, said.message, self._clock.now())
        self._show("message", said.address.room, {"type": "message", "message": frame}, frame["id"])
        return str(said.id)

    async def edit(self, edit: Edit) -> None:
        """Open pages show what the transcript says already: whoever makes the edit changes it there, in the same transaction."""
        frame = of_bot(UUID(edit.message_ref), edit.message, self._clock.now())
        self._show("edit", edit.address.room, {"type": "edit", "message": frame}, frame["id"])

    async def _deliver(self, notice: Notice) -> str:
        """A message of the conversation, once, however often it is delivered, with a toast and the bell's count."""
        now, unread = self._clock.now(), None
        said = Said(notice.delivery_id, notice.address, notice.message)
        user_id = notice.user.id if notice.user else None
        try:
            async with self._open_unit() as uow:
                if await uow.messages.add_from_bot(notice.workspace_id, user_id, said, now):
                    await uow.messages.mark_sent(notice.workspace_id, said.id, str(said.id), now)
                if user_id is not None:
                    unread = await uow.notifications.count_unread(notice.workspace_id, user_id, now)
                await uow.commit()
        except StoreUnavailable as error:
            raise DeliveryError("the transcript cannot be written") from error
        frame = of_notice(of_bot(said.id, said.message, now), notice.notification, unread)
        self._show("notice", notice.address.room, frame, str(said.id), answers=False)
        return str(said.id)

    def _show(self, news: News, room: str, frame: Frame, key: str = "", *, answers: bool = True) -> None:
        """To the pages here and elsewhere. answers: it answers what is being heard, which is shown before it."""
        echo = self._room(room).take_echo() if answers else None
        if echo is not None:
            self._push(room, echo)
            self._tell("heard", room, echo["message"]["client_id"])
        self._push(room, frame)
        self._tell(news, room, key)

    def _tell(self, news: News, room: str, key: str) -> None:
        if self._elsewhere is not None:
            self._elsewhere.tell(news, room, key)

    def _push(self, room: str, frame: Frame) -> None:
        self._room(room).push(frame)

    def _visitors(self) -> list[Identity]:
        """One of each person who has pages open here."""
        return [next(iter(room.pages.values())) for room in self._rooms.values() if room.pages]

    def _room(self, name: str) -> _Room:
        return self._rooms.setdefault(name, _Room())

    def _opened(self) -> asyncio.Future[Inbox]:
        if self._inbox is None:
            self._inbox = asyncio.get_running_loop().create_future()
        return self._inbox


def _address(identity: Identity) -> Address:
    return Address(PLATFORM, identity.address, user=identity.external_id)
