"""Conversations, transcripts and events seen, in the database.

What is said, and what an answer means, is decided in bot/dialogue.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, and_, bindparam, delete, or_, select, text, update

from bot.conversation_repositories import StoredMessage
from bot.domain.conversation import Conversation
from bot.domain.message import Message, Said
from storage.mapping import Mapping
from storage.prepared import Batch, Query, insert_new, upsert
from storage.tables import conversations, events, messages
from storage.transaction import Transaction

MESSAGES = Mapping(StoredMessage, messages, {"card": lambda stored: stored.message.card if stored.message else None})
_GET_STATE = Query(
    select(conversations.c.state).where(
        conversations.c.workspace_id == bindparam("workspace"),
        conversations.c.platform == bindparam("of_platform"),
        conversations.c.room == bindparam("of_room"),
        conversations.c.user_id == bindparam("user"),
    )
)
_SAVE_STATE = upsert(conversations)
_KEY = and_(messages.c.workspace_id == bindparam("workspace"), messages.c.id == bindparam("key"))
_ADD_MESSAGE = MESSAGES.inserting()
_ADD_NEW_MESSAGE = insert_new(messages)
_GET_MESSAGE = Query(select(*MESSAGES.columns).where(_KEY), locks=messages)
_GET_UNSENT = Query(
    select(*MESSAGES.columns)
    .where(
        messages.c.platform == bindparam("of_platform"),
        text("messages.sent_at IS NULL"),
        messages.c.id > bindparam("after"),
    )
    .order_by(messages.c.id)
    .limit(bindparam("count", type_=Integer))
)
_IS_FREE = or_(messages.c.held_until.is_(None), messages.c.held_until <= bindparam("now"))
_GET_LEFT_UNSENT = Query(
    select(*MESSAGES.columns)
    .where(
        messages.c.platform == bindparam("of_platform"),
        text("messages.sent_at IS NULL"),
        messages.c.created_at < bindparam("before"),
        _IS_FREE,
    )
    .order_by(messages.c.id)
    .limit(bindparam("count", type_=Integer))
)
_HOLD = Query(
    update(messages)
    .where(_KEY, text("messages.sent_at IS NULL"), or_(_IS_FREE, messages.c.held_by == bindparam("holder")))
    .values(held_by=bindparam("holder"), held_until=bindparam("until"))
)
_MARK_SENT = Batch(
    update(messages).where(_KEY).values(sent_at=bindparam("now"), message_ref=bindparam("ref")),
    ["workspace", "key", "ref", "now"],
)
_GET_EDITED = Query(
    select(*MESSAGES.columns).where(
        messages.c.workspace_id == bindparam("workspace"),
        messages.c.id.in_(bindparam("ids", expanding=True)),
        messages.c.edited_at.is_not(None),
    )
)
_GET_BY_CARD = Query(
    select(*MESSAGES.columns)
    .where(
        messages.c.workspace_id == bindparam("workspace"),
        messages.c.platform == bindparam("of_platform"),
        messages.c.card == bindparam("of_card"),
    )
    .order_by(messages.c.id.desc())
    .limit(1),
    locks=messages,
)
_REPLACE = Query(
    update(messages)
    .where(_KEY)
    .values(message=bindparam("new_message"), card=bindparam("new_card"), edited_at=bindparam("now"))
)
_IN_ROOM = (
    select(*MESSAGES.columns)
    .where(
        messages.c.workspace_id == bindparam("workspace"),
        messages.c.platform == bindparam("of_platform"),
        messages.c.room == bindparam("of_room"),
    )
    .order_by(messages.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)
_HISTORY = Query(_IN_ROOM)
_HISTORY_BEFORE = Query(_IN_ROOM.where(messages.c.id < bindparam("before")))
_ADD_EVENT = insert_new(events)
_GET_OLD_EVENTS = Query(
    select(events.c.workspace_id, events.c.platform, events.c.event_id)
    .where(events.c.seen_at < bindparam("before"))
    .limit(bindparam("count", type_=Integer))
)
_FORGET_EVENT = Batch(
    delete(events).where(
        events.c.workspace_id == bindparam("workspace"),
        events.c.platform == bindparam("of_platform"),
        events.c.event_id == bindparam("event"),
    ),
    ["workspace", "of_platform", "event"],
)


class ConversationRows:
    """Implements bot.conversation_repositories.Conversations."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, workspace_id: UUID, platform: str, room: str, user_id: UUID) -> Conversation:
        stored: Conversation | None = await _GET_STATE.value(
            self._transaction, workspace=workspace_id, of_platform=platform, of_room=room, user=user_id
        )
        return stored or Conversation(workspace_id, platform, room, user_id)

    async def save(self, conversation: Conversation, now: datetime) -> None:
        await _SAVE_STATE.run(
            self._transaction,
            workspace_id=conversation.workspace_id,
            platform=conversation.platform,
            room=conversation.room,
            user_id=conversation.user_id,
            state=conversation,
            saved_at=now,
        )


class MessageRows:
    """Implements bot.conversation_repositories.Messages."""

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
        await _ADD_MESSAGE.run(self._transaction, MESSAGES.rows([stored]))

    async def add_from_bot(self, workspace_id: UUID, user_id: UUID | None, said: Said, now: datetime) -> bool:
        to = said.address
        stored = StoredMessage(
            workspace_id, said.id, to.platform, to.room, user_id, "bot", now,
            message=said.message, thread=to.thread, addressee=to.user,
        )  # fmt: skip
        return await _ADD_NEW_MESSAGE.run(self._transaction, **MESSAGES.values(stored)) == 1

    async def get(self, workspace_id: UUID, message_id: UUID) -> StoredMessage | None:
        row = await _GET_MESSAGE.row(self._transaction, workspace=workspace_id, key=message_id)
        return MESSAGES.read(row) if row else None

    async def unsent(self, platform: str, limit: int = 100, after: UUID | None = None) -> list[StoredMessage]:
        after = after or UUID(int=0)
        found = await _GET_UNSENT.columns(self._transaction, of_platform=platform, after=after, count=limit)
        return MESSAGES.read_all(found)

    async def left_unsent(
        self, platform: str, before: datetime, now: datetime, limit: int = 100
    ) -> list[StoredMessage]:
        found = await _GET_LEFT_UNSENT.columns(
            self._transaction, of_platform=platform, before=before, now=now, count=limit
        )
        return MESSAGES.read_all(found)

    async def hold(self, workspace_id: UUID, message_id: UUID, holder: UUID, now: datetime, until: datetime) -> bool:
        held = await _HOLD.run(
            self._transaction, workspace=workspace_id, key=message_id, holder=holder, now=now, until=until
        )
        return held == 1

    async def mark_sent(self, workspace_id: UUID, message_id: UUID, message_ref: str | None, now: datetime) -> None:
        await self.mark_all_sent([(workspace_id, message_id, message_ref, now)])

    async def mark_all_sent(self, marks: Sequence[tuple[UUID, UUID, str | None, datetime]]) -> None:
        await _MARK_SENT.run(self._transaction, marks)

    async def edited(self, workspace_id: UUID, message_ids: Sequence[UUID]) -> list[StoredMessage]:
        ids = list(message_ids)
        return MESSAGES.read_all(await _GET_EDITED.columns(self._transaction, workspace=workspace_id, ids=ids))

    async def by_card(self, workspace_id: UUID, platform: str, card: str) -> StoredMessage | None:
        row = await _GET_BY_CARD.row(self._transaction, workspace=workspace_id, of_platform=platform, of_card=card)
        return MESSAGES.read(row) if row else None

    async def replace(self, workspace_id: UUID, message_id: UUID, message: Message, now: datetime) -> None:
        await _REPLACE.run(
            self._transaction,
            workspace=workspace_id,
            key=message_id,
            now=now,
            new_message=message,
            new_card=message.card,
        )

    async def history(
        self, workspace_id: UUID, platform: str, room: str, *, before: UUID | None = None, limit: int = 50
    ) -> list[StoredMessage]:
        here: dict[str, Any] = {"workspace": workspace_id, "of_platform": platform, "of_room": room, "count": limit}
        if before is None:
            found = await _HISTORY.columns(self._transaction, **here)
        else:
            found = await _HISTORY_BEFORE.columns(self._transaction, **here, before=before)
        return MESSAGES.read_all(found)[::-1]


class EventRows:
    """Implements bot.conversation_repositories.Events."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def first_seen(self, workspace_id: UUID, platform: str, event_id: str, now: datetime) -> bool:
        added = await _ADD_EVENT.run(
            self._transaction, workspace_id=workspace_id, platform=platform, event_id=event_id, seen_at=now
        )
        return added == 1

    async def forget(self, before: datetime, limit: int) -> int:
        old = await _GET_OLD_EVENTS.rows(self._transaction, before=before, count=limit)
        await _FORGET_EVENT.run(self._transaction, old)
        return len(old)
