"""What the core asks before it promises to write to somebody, or somewhere, for somebody: who is who, who may write where."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from telegram import ChatMember, ChatMemberRestricted
from telegram.error import BadRequest, Forbidden, TelegramError

from adapters.chat.telegram.bot import TelegramBot
from adapters.chat.telegram.directory import Directory
from adapters.chat.telegram.events import PLATFORM, alias_of, to_profile
from adapters.chat.telegram.failures import to_delivery_error
from bot.domain.directory import MOST_NEAR, Matches, RoomProfile, nearest
from bot.domain.message import Address, Profile
from bot.ports import Clock

Answer = TypeVar("Answer")
Remembered = Callable[[str], Awaitable[Sequence[str]]]
_MAY_WRITE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


async def nobody(username: str) -> Sequence[str]:
    return ()


class Rights:
    """Implements bot.ports.Directory. Telegram resolves no person's name: those are known who have written, or are named.

    remembered: who bore a username when last seen, of those who were met before the start, or by another process.
    """

    def __init__(self, bot: TelegramBot, directory: Directory, clock: Clock, remembered: Remembered) -> None:
        self._bot, self._directory, self._clock, self._remembered = bot, directory, clock, remembered

    async def person(self, person: str) -> Profile | None:
        """Also None for a deleted account, which has no name any more."""
        known = self._directory.profile(int(person))
        if known is not None:
            return known
        chat = await self._asked(self._bot.get_chat(int(person)))
        return Profile(person, chat.full_name, handle=chat.username or "") if chat and chat.full_name else None

    async def find_person(self, name: str, near: str | None = None) -> Matches[Profile]:
        """near: its administrators are looked at too. Where several are called so, they all are near."""
        wanted = name.removeprefix("@")
        known = await self._called(wanted)
        if not known and near is not None and near.startswith("-"):
            members = await self._asked(self._bot.get_chat_administrators(int(near))) or ()
            people = [member.user for member in members if not member.user.is_bot]
            known = [to_profile(user) for user in people if alias_of(user).lower() == wanted.lower()]
        if len(known) == 1:
            return Matches(known[0])
        return Matches(near=tuple(known[:MOST_NEAR]) or nearest(wanted, self._directory.named_people()))

    async def _called(self, name: str) -> list[Profile]:
        """Who was met before may have another username by now; Telegram says."""
        met = [profile for one in self._directory.people(name) if (profile := self._directory.profile(one))]
        before = [one for one in await self._remembered(name) if self._directory.profile(int(one)) is None]
        asked = [profile for one in before if (profile := await self.person(one))]
        return met + [profile for profile in asked if (profile.handle or "").lower() == name.lower()]

    async def room(self, room: str) -> RoomProfile | None:
        chat = await self._asked(self._bot.get_chat(int(room)))
        return RoomProfile(room, chat.title or chat.full_name or room) if chat is not None else None

    async def find_room(self, name: str, near: str | None = None) -> Matches[RoomProfile]:
        """A group by "#title" or "@username", where it was seen since the start."""
        known = self._directory.rooms(name.lstrip("#~@"))
        if not known and name.startswith("@"):
            chat = await self._asked(self._bot.get_chat(name))
            known = frozenset({chat.id}) if chat is not None else known
        if len(known) == 1:
            return Matches(await self.room(str(next(iter(known)))))
        return Matches(near=nearest(name.lstrip("#~@"), self._directory.named_rooms()))

    async def is_in_room(self, room: str) -> bool:
        me = await self._asked(self._bot.get_me())
        return me is not None and await self.may_post(str(me.id), room)

    async def may_post(self, person: str, room: str) -> bool:
        member = await self._asked(self._bot.get_chat_member(int(room), int(person)))
        if member is None:
            return False
        if isinstance(member, ChatMemberRestricted):
            return member.is_member and member.can_send_messages
        if member.status != ChatMember.MEMBER:
            return member.status in _MAY_WRITE
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
