"""Conversations, transcripts and events seen, in the database.

What is said, and what an answer means, is decided in bot/dialogue.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, insert, select, text, update

from bot.domain.conversation import Conversation
from bot.domain.message import Message, Said
from bot.repositories import StoredMessage
from storage.mapping import Mapping
from storage.tables import conversations, events, messages
from storage.transaction import Transaction

MESSAGES = Mapping(StoredMessage, messages, {"card": lambda stored: stored.message.card if stored.message else None})
_IS_UNSENT = text("messages.sent_at IS NULL")
_MESSAGE_KEY = and_(messages.c.workspace_id == bindparam("workspace"), messages.c.id == bindparam("key"))
_MARK_SENT = update(messages).where(_MESSAGE_KEY).values(sent_at=bindparam("now"), message_ref=bindparam("ref"))
_REPLACE = (
    update(messages)
    .where(_MESSAGE_KEY)
    .values(message=bindparam("new_message"), card=bindparam("new_card"), edited_at=bindparam("now"))
)


class ConversationRows:
    """Implements bot.repositories.Conversations."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, workspace_id: UUID, platform: str, room: str, user_id: UUID) -> Conversation:
        statement = select(conversations.c.state).where(
            conversations.c.workspace_id == workspace_id,
            conversations.c.platform == platform,
            conversations.c.room == room,
            conversations.c.user_id == user_id,
        )
        stored: Conversation | None = await self._transaction.value(statement)
        return stored or Conversation(workspace_id, platform, room, user_id)

    async def save(self, conversation: Conversation) -> None:
        row: dict[str, Any] = {
            "workspace_id": conversation.workspace_id,
            "platform": conversation.platform,
            "room": conversation.room,
            "user_id": conversation.user_id,
            "state": conversation,
        }
        await self._transaction.run(self._transaction.upsert(conversations), row)


class MessageRows:
    """Implements bot.repositories.Messages."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add_from_person(
        self,
        workspace_id: UUID,
        message_id: UUID,
        platform: str,
        room: str,
        user_id: UUID,
        text: str,
        now: datetime,
        client_id: str | None = None,
    ) -> None:
        stored = StoredMessage(
            workspace_id, message_id, platform, room, user_id, "person", now, text, sent_at=now, client_id=client_id
        )
        await self._transaction.run(insert(messages), MESSAGES.values(stored))

    async def add_from_bot(self, workspace_id: UUID, user_id: UUID | None, said: Said, now: datetime) -> bool:
        to = said.address
        stored = StoredMessage(
            workspace_id, said.id, to.platform, to.room, user_id, "bot", now,
            message=said.message, thread=to.thread, addressee=to.user,
        )  # fmt: skip
        result = await self._transaction.run(self._transaction.insert_new(messages), MESSAGES.values(stored))
        return result.rowcount == 1

    async def get(self, workspace_id: UUID, message_id: UUID) -> StoredMessage | None:
        statement = select(*MESSAGES.columns).where(_MESSAGE_KEY)
        row = await self._transaction.row(statement, {"workspace": workspace_id, "key": message_id})
        return MESSAGES.read(row) if row else None

    async def unsent(self, platform: str, limit: int = 100) -> list[StoredMessage]:
        statement = select(*MESSAGES.columns).where(messages.c.platform == platform, _IS_UNSENT)
        rows = await self._transaction.rows(statement.order_by(messages.c.id).limit(limit))
        return [MESSAGES.read(row) for row in rows]

    async def mark_sent(self, workspace_id: UUID, message_id: UUID, message_ref: str | None, now: datetime) -> None:
        parameters = {"workspace": workspace_id, "key": message_id, "ref": message_ref, "now": now}
        await self._transaction.run(_MARK_SENT, parameters)

    async def by_card(self, workspace_id: UUID, platform: str, card: str) -> StoredMessage | None:
        statement = select(*MESSAGES.columns).where(
            messages.c.workspace_id == workspace_id, messages.c.platform == platform, messages.c.card == card
        )
        row = await self._transaction.row(statement.order_by(messages.c.id.desc()).limit(1))
        return MESSAGES.read(row) if row else None

    async def replace(self, workspace_id: UUID, message_id: UUID, message: Message, now: datetime) -> None:
        parameters = {"workspace": workspace_id, "key": message_id, "now": now}
        await self._transaction.run(_REPLACE, {**parameters, "new_message": message, "new_card": message.card})

    async def history(
        self, workspace_id: UUID, platform: str, room: str, *, before: UUID | None = None, limit: int = 50
    ) -> list[StoredMessage]:
        statement = select(*MESSAGES.columns).where(
            messages.c.workspace_id == workspace_id, messages.c.platform == platform, messages.c.room == room
        )
        if before is not None:
            statement = statement.where(messages.c.id < before)
        rows = await self._transaction.rows(statement.order_by(messages.c.id.desc()).limit(limit))
        return [MESSAGES.read(row) for row in reversed(rows)]


class EventRows:
    """Implements bot.repositories.Events."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def first_seen(self, workspace_id: UUID, platform: str, event_id: str, now: datetime) -> bool:
        row = {"workspace_id": workspace_id, "platform": platform, "event_id": event_id, "seen_at": now}
        result = await self._transaction.run(self._transaction.insert_new(events), row)
        return result.rowcount == 1

    async def forget(self, before: datetime, limit: int) -> int:
        old = (
            select(events.c.workspace_id, events.c.platform, events.c.event_id)
            .where(events.c.seen_at < before)
            .limit(limit)
        )
        rows = await self._transaction.rows(old)
        statement = delete(events).where(
            events.c.workspace_id == bindparam("workspace"),
            events.c.platform == bindparam("of_platform"),
            events.c.event_id == bindparam("event"),
        )
        keys = [dict(zip(("workspace", "of_platform", "event"), row, strict=True)) for row in rows]
        await self._transaction.run_many(statement, keys)
        return len(keys)
