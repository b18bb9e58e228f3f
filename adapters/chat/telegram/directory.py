"""Whom and what the bot has met on Telegram, and what they may do: names to ids, membership, the right to write.

Telegram resolves no person's name; so names are learned from what people write. It all is lost at a restart, and learned again.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

from telegram import Chat, ChatMember, ChatMemberRestricted, Message, Update, User
from telegram.error import BadRequest, Forbidden

from adapters.chat.telegram.bot import TelegramBot
from adapters.chat.telegram.events import PLATFORM, alias_of
from bot.domain.message import Address

Key = TypeVar("Key")
Value = TypeVar("Value")
_MOST = 20_000
_MAY_WRITE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER)


class Directory:
    """Bounded: who was not met for longest is forgotten first."""

    def __init__(self) -> None:
        self._people: OrderedDict[str, set[int]] = OrderedDict()
        self._rooms: OrderedDict[str, set[int]] = OrderedDict()
        self._asked: OrderedDict[tuple[int, int], int] = OrderedDict()
        self.moved: dict[int, int] = {}

    def learn(self, update: Update) -> None:
        """A username has one bearer, the latest seen; other names may be several people's."""
        message = update.message
        for user in (update.effective_user, *(_named(message) if message else ())):
            if user is not None and not user.is_bot:
                if user.username:
                    self._people.pop(user.username.lower(), None)
                _add(self._people, alias_of(user), user.id)
        if message is None:
            return
        if message.chat.type != Chat.PRIVATE:
            for name in (message.chat.title, message.chat.username):
                _add(self._rooms, name or "", message.chat.id)
        if message.migrate_to_chat_id is not None:
            self.moved[message.chat.id] = message.migrate_to_chat_id
        if message.from_user is not None:
            _keep(self._asked, (message.chat.id, message.from_user.id), message.message_id)

    def asked(self, chat: int, person: int) -> int | None:
        """The latest message of this person there: what an answer in a group is a reply to."""
        return self._asked.get((chat, person))

    def people(self, name: str) -> frozenset[int]:
        return frozenset(self._people.get(name.lower(), ()))

    def rooms(self, name: str) -> frozenset[int]:
        return frozenset(self._rooms.get(name.lower(), ()))


class Rights:
    """What the core asks before it promises to write to somebody, or somewhere, for somebody."""

    def __init__(self, bot: TelegramBot, directory: Directory) -> None:
        self._bot, self._directory = bot, directory

    async def find_person(self, name: str, room: str | None = None) -> str | None:
        """The id behind "@name"; None where it is not known, or is several people's. Raises TelegramError."""
        wanted = name.removeprefix("@")
        known = self._directory.people(wanted)
        if not known and room is not None and room.startswith("-"):
            members = await self._bot.get_chat_administrators(int(room))
            known = frozenset(member.user.id for member in members if alias_of(member.user).lower() == wanted.lower())
        return str(next(iter(known))) if len(known) == 1 else None

    async def find_room(self, name: str) -> str | None:
        """The id of a group by "#title" or "@username"; None where it is not known, or is several groups'. Raises TelegramError."""
        known = self._directory.rooms(name.lstrip("#~@"))
        if known:
            return str(next(iter(known))) if len(known) == 1 else None
        if not name.startswith("@"):
            return None
        try:
            return str((await self._bot.get_chat(name)).id)
        except (BadRequest, Forbidden):
            return None

    async def is_in_room(self, room: str) -> bool:
        """Whether the bot itself may write there. Raises TelegramError."""
        return await self.may_post(str((await self._bot.get_me()).id), room)

    async def may_post(self, person: str, room: str) -> bool:
        """Raises TelegramError."""
        try:
            member = await self._bot.get_chat_member(int(room), int(person))
            if isinstance(member, ChatMemberRestricted):
                return member.is_member and member.can_send_messages
            if member.status != ChatMember.MEMBER:
                return member.status in _MAY_WRITE
            permissions = (await self._bot.get_chat(int(room))).permissions
        except (BadRequest, Forbidden):
            return False
        return permissions is None or permissions.can_send_messages is not False

    async def open_direct(self, person: str) -> Address | None:
        """Where this person is reached directly; None where they have not started the bot, or have blocked it. Raises TelegramError."""
        try:
            await self._bot.send_chat_action(int(person), "typing")
        except (BadRequest, Forbidden):
            return None
        return Address(PLATFORM, person, user=person)


def _named(message: Message) -> list[User]:
    entities = (*message.entities, *message.caption_entities)
    return [entity.user for entity in entities if entity.user is not None]


def _add(names: OrderedDict[str, set[int]], name: str, number: int) -> None:
    if name:
        _keep(names, name.lower(), names.get(name.lower(), set()) | {number})


def _keep(known: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    known[key] = value
    known.move_to_end(key)
    if len(known) > _MOST:
        known.popitem(last=False)
