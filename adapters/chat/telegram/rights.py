"""What the core asks before it promises to write to somebody, or somewhere, for somebody: who is who, who may write where."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

from telegram import ChatMember, ChatMemberRestricted
from telegram.error import BadRequest, Forbidden, TelegramError

from adapters.chat.telegram.bot import TelegramBot
from adapters.chat.telegram.directory import Directory
from adapters.chat.telegram.events import PLATFORM, alias_of
from adapters.chat.telegram.failures import to_delivery_error
from bot.domain.message import Address
from bot.ports import Clock

Answer = TypeVar("Answer")
_MAY_WRITE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


class Rights:
    """person, room: ids as in Address and Profile. Every question raises DeliveryError where Telegram cannot be asked."""

    def __init__(self, bot: TelegramBot, directory: Directory, clock: Clock) -> None:
        self._bot, self._directory, self._clock = bot, directory, clock

    async def find_person(self, name: str, room: str | None = None) -> str | None:
        """The id behind "@name"; None where it is not known, or is several people's. room: its administrators are looked at too."""
        wanted = name.removeprefix("@")
        known = self._directory.people(wanted)
        if not known and room is not None and room.startswith("-"):
            members = await self._asked(self._bot.get_chat_administrators(int(room))) or ()
            known = frozenset(member.user.id for member in members if alias_of(member.user).lower() == wanted.lower())
        return str(next(iter(known))) if len(known) == 1 else None

    async def find_room(self, name: str) -> str | None:
        """The id of a group by "#title" or "@username"; None where it is not known, or is several groups'."""
        known = self._directory.rooms(name.lstrip("#~@"))
        if known:
            return str(next(iter(known))) if len(known) == 1 else None
        if not name.startswith("@"):
            return None
        chat = await self._asked(self._bot.get_chat(name))
        return str(chat.id) if chat is not None else None

    async def is_in_room(self, room: str) -> bool:
        """Whether the bot itself may write there."""
        me = await self._asked(self._bot.get_me())
        return me is not None and await self.may_post(str(me.id), room)

    async def may_post(self, person: str, room: str) -> bool:
        member = await self._asked(self._bot.get_chat_member(int(room), int(person)))
        if isinstance(member, ChatMemberRestricted):
            return member.is_member and member.can_send_messages
        if member is None or member.status != ChatMember.MEMBER:
            return member is not None and member.status in _MAY_WRITE
        chat = await self._asked(self._bot.get_chat(int(room)))
        return chat is not None and (chat.permissions is None or chat.permissions.can_send_messages is not False)

    async def open_direct(self, person: str) -> Address | None:
        """Where this person is reached directly; None where they have not started the bot, or have blocked it."""
        opened = await self._asked(self._bot.send_chat_action(int(person), "typing"))
        return Address(PLATFORM, person, user=person) if opened else None

    async def _asked(self, question: Awaitable[Answer]) -> Answer | None:
        """None for what Telegram does not know, or does not tell us."""
        try:
            return await question
        except (BadRequest, Forbidden):
            return None
        except TelegramError as error:
            raise to_delivery_error(error, self._clock.now()) from error
