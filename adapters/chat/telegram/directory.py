"""Whom and what the bot has met on Telegram: names to ids, who asked what last, which group has moved.

Telegram resolves no person's name; so names are learned from what people write. It all is lost at a restart, and learned again;
usernames outlast it in the store (acquaintances.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from telegram import Chat, Message, Update, User

from adapters.chat.recent import Recent
from adapters.chat.telegram.events import alias_of, to_profile
from bot.domain.directory import RoomProfile
from bot.domain.message import Profile

_MOST = 20_000


class Directory:
    """Bounded: who was not met for longest is forgotten first."""

    def __init__(self) -> None:
        self._people: Recent[str, set[int]] = Recent(_MOST)
        self._profiles: Recent[int, Profile] = Recent(_MOST)
        self._rooms: Recent[str, set[int]] = Recent(_MOST)
        self._asked: Recent[tuple[int, int], int] = Recent(_MOST)
        self.moved: dict[int, int] = {}

    def learn(self, update: Update) -> None:
        """A username has one bearer, the latest seen; other names may be several people's."""
        message = update.message
        for user in (update.effective_user, *(_named(message) if message else ())):
            if user is not None and not user.is_bot:
                self._meet(user)
        if message is None:
            return
        if message.chat.type != Chat.PRIVATE:
            for name in (message.chat.title, message.chat.username):
                _add(self._rooms, name or "", message.chat.id)
        if message.migrate_to_chat_id is not None:
            self.moved[message.chat.id] = message.migrate_to_chat_id
        if message.from_user is not None:
            self._asked.keep((message.chat.id, message.from_user.id), message.message_id)

    def _meet(self, user: User) -> None:
        if user.username:
            for before in self.bearers(user.username):
                self._profiles[before] = replace(self._profiles[before], handle="")
            self._people.pop(user.username.lower(), None)
        _add(self._people, alias_of(user), user.id)
        self._profiles.keep(user.id, to_profile(user))

    def asked(self, chat: int, person: int) -> int | None:
        """The latest message of this person there: what an answer in a group is a reply to."""
        return self._asked.get((chat, person))

    def people(self, name: str) -> frozenset[int]:
        return frozenset(self._people.get(name.lower(), ()))

    def bearers(self, username: str) -> frozenset[int]:
        """Of people() those whose username it is: one, or nobody."""
        known = ((one, self._profiles.get(one)) for one in self.people(username))
        return frozenset(one for one, it in known if it and (it.handle or "").lower() == username.lower())

    def profile(self, person: int) -> Profile | None:
        return self._profiles.get(person)

    def named_people(self) -> Iterator[tuple[str, Profile]]:
        for name, people in self._people.items():
            yield from ((name, self._profiles[one]) for one in people if one in self._profiles)

    def named_rooms(self) -> Iterator[tuple[str, RoomProfile]]:
        for name, rooms in self._rooms.items():
            yield from ((name, RoomProfile(str(one), name)) for one in rooms)

    def rooms(self, name: str) -> frozenset[int]:
        return frozenset(self._rooms.get(name.lower(), ()))


def _named(message: Message) -> list[User]:
    entities = (*message.entities, *message.caption_entities)
    return [entity.user for entity in entities if entity.user is not None]


def _add(names: Recent[str, set[int]], name: str, number: int) -> None:
    if name:
        names.keep(name.lower(), names.get(name.lower(), set()) | {number})
