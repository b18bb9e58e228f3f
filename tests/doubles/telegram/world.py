"""What Telegram knows: people, chats, topics and messages, with their JSON forms (Bot API, "Available types").

What a bot may do with them is in methods.py.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.doubles.telegram.entities import detect

Json = dict[str, Any]
BOT_ID = 4_000_001


@dataclass
class Person:
    """started: has written to the bot first, without which it may not write to them. blocked, deleted: as seen by the bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    started: bool = True
    blocked: bool = False
    deleted: bool = False

    def json(self) -> Json:
        return known(
            id=self.id, is_bot=self.is_bot, first_name=self.first_name, last_name=self.last_name,
            username=self.username, language_code=self.language_code,
        )  # fmt: skip


@dataclass
class Chat:
    """status: "member", "administrator", "creator", "restricted", "left" or "kicked", by person id; the bot is one of them."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    person: Person | None = None
    status: dict[int, str] = field(default_factory=dict)
    topics: set[int] = field(default_factory=set)
    closed_topics: set[int] = field(default_factory=set)
    members_may_post: bool = True
    migrated_to: int | None = None
    gone: bool = False

    def json(self) -> Json:
        if self.person is not None:
            name = {"first_name": self.person.first_name, "last_name": self.person.last_name}
            return known(id=self.id, type="private", username=self.person.username, **name)
        return known(
            id=self.id, type=self.type, title=self.title, username=self.username, is_forum=bool(self.topics) or None
        )

    def may_post(self, person_id: int) -> bool:
        status = self.status.get(person_id, "left")
        return status in ("administrator", "creator") or (status == "member" and self.members_may_post)


@dataclass
class Post:
    """A message, as Telegram keeps it. entities: what was sent with it, and what Telegram itself found in the text."""

    chat: Chat
    id: int
    sender: Person
    text: str
    date: int
    entities: list[Json] = field(default_factory=list)
    keyboard: list[list[Json]] = field(default_factory=list)
    topic: int | None = None
    reply_to: Post | None = None
    link_preview: bool = True
    deleted: bool = False
    edits: int = 0
    extra: Json = field(default_factory=dict)

    @property
    def buttons(self) -> list[str]:
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def mentions(self) -> list[str]:
        """Whom Telegram notifies because the text names them."""
        return [self.slice(entity) for entity in self.entities if entity["type"] in ("mention", "text_mention")]

    def slice(self, entity: Json) -> str:
        """The piece of the text that an entity covers: offsets count UTF-16 units."""
        raw = self.text.encode("utf-16-le")
        return raw[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le")

    def styled(self, kind: str) -> list[str]:
        return [self.slice(entity) for entity in self.entities if entity["type"] == kind]

    def json(self, *, reply: bool = True) -> Json:
        data: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.json(), "from": self.sender.json()}
        data |= known(
            text=self.text or None, entities=self.entities or None, message_thread_id=self.topic,
            is_topic_message=True if self.topic else None,
        )  # fmt: skip
        if reply and self.reply_to is not None:
            data["reply_to_message"] = self.reply_to.json(reply=False)
        if self.keyboard:
            data["reply_markup"] = {"inline_keyboard": self.keyboard}
        return data | self.extra


class World:
    """Everybody and everything, of one bot. Ids are given in order, as Telegram does: by chat in supergroups, else by account."""

    def __init__(self, username: str, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self.bot = Person(BOT_ID, "Remindbot", username=username, is_bot=True)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.posts: dict[tuple[int, int], Post] = {}
        self.said: list[Post] = []
        self._numbers = itertools.count(1)
        self._ids = itertools.count(100_001)
        self._group_ids = itertools.count(1)

    def add_person(self, first_name: str, **more: Any) -> Person:
        person = Person(more.pop("id", None) or next(self._ids), first_name, **more)
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", person=person)
        return person

    def add_group(
        self, title: str, *members: Person, supergroup: bool = True, topics: tuple[int, ...] = (), **more: Any
    ) -> Chat:
        number = next(self._group_ids)
        chat_id = -1_000_000_000_000 - number if supergroup else -number
        status = {member.id: "member" for member in (*members, self.bot)}
        chat = Chat(chat_id, "supergroup" if supergroup else "group", title, status=status, topics=set(topics), **more)
        self.chats[chat_id] = chat
        return chat

    def migrate(self, chat: Chat) -> Chat:
        """A group becomes a supergroup, under a new id."""
        chat.migrated_to = -1_000_000_000_000 - next(self._group_ids)
        moved = Chat(chat.migrated_to, "supergroup", chat.title, status=dict(chat.status))
        self.chats[moved.id] = moved
        return moved

    def post(self, chat: Chat, sender: Person, text: str, entities: list[Json] | None = None, **more: Any) -> Post:
        """Keep a message; Telegram finds mentions, commands and addresses in it by itself."""
        found = detect(text, entities or [])
        post = Post(chat, next(self._numbers), sender, text, int(more.pop("date", self._now())), found, **more)
        self.posts[chat.id, post.id] = post
        if sender is self.bot:
            self.said.append(post)
        return post


def known(**fields: Any) -> Json:
    """Telegram leaves out what is not there."""
    return {name: value for name, value in fields.items() if value is not None}
