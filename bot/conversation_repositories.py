"""The Protocols of what is said: conversations, the transcript, what came and waits, which events were seen. storage/ implements them.

What a reminder tells on its own goes as a delivery: repositories.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from bot.domain.conversation import Conversation
from bot.domain.message import Address, ButtonPress, IncomingMessage, Message, Said


class Conversations(Protocol):
    async def get(self, workspace_id: UUID, platform: str, room: str, user_id: UUID) -> Conversation:
        """A new, empty one where there is none."""

    async def save(self, conversation: Conversation, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A line of the transcript. by "person": text is set; by "bot": message is. sent_at is None while the platform has not got it.

    user_id: whose conversation it is; addressee: Address.user; message_ref: the platform's id of it; client_id: what a web client
    calls the message that it sent. edited_at: when it was last replaced.
    """

    workspace_id: UUID
    id: UUID
    platform: str
    room: str
    user_id: UUID | None
    by: Literal["person", "bot"]
    created_at: datetime
    text: str | None = None
    message: Message | None = None
    thread: str | None = None
    sent_at: datetime | None = None
    message_ref: str | None = None
    edited_at: datetime | None = None
    client_id: str | None = None
    addressee: str | None = None

    @property
    def said(self) -> Said:
        """What the bot said, as its adapter sends it. Raises ValueError for what a person wrote."""
        if self.message is None:
            raise ValueError("a person said this")
        return Said(self.id, Address(self.platform, self.room, self.thread, self.addressee), self.message)


class Messages(Protocol):
    async def add_from_person(
        self, workspace_id: UUID, message_id: UUID, platform: str, room: str, user_id: UUID, text: str, now: datetime,
        client_id: str | None = None,
    ) -> None: ...  # fmt: skip

    async def add_from_bot(self, workspace_id: UUID, user_id: UUID | None, said: Said, now: datetime) -> bool:
        """Store it as not yet sent, under said.id; False, and nothing changed, where that id is stored already."""

    async def get(self, workspace_id: UUID, message_id: UUID) -> StoredMessage | None: ...

    async def unsent(self, platform: str, limit: int = 100, after: UUID | None = None) -> list[StoredMessage]:
        """What the bot said and the platform has not got, of every workspace, the oldest first; those behind the id `after`."""

    async def left_unsent(
        self, platform: str, before: datetime, now: datetime, limit: int = 100
    ) -> list[StoredMessage]:
        """Of what is unsent that which was added before then, and which nobody holds any more; the oldest first."""

    async def hold(self, workspace_id: UUID, message_id: UUID, holder: UUID, now: datetime, until: datetime) -> bool:
        """It is for this holder alone to say until then; False where it is said, or another holds it."""

    async def mark_sent(self, workspace_id: UUID, message_id: UUID, message_ref: str | None, now: datetime) -> None:
        """message_ref None: the platform names none, or it is given up and not to be said any more."""

    async def mark_all_sent(self, marks: Sequence[tuple[UUID, UUID, str | None, datetime]]) -> None:
        """mark_sent() for many."""

    async def edited(self, workspace_id: UUID, message_ids: Sequence[UUID]) -> list[StoredMessage]:
        """Those of these that have been replaced since they were added."""

    async def by_card(self, workspace_id: UUID, platform: str, card: str) -> StoredMessage | None: ...

    async def replace(self, workspace_id: UUID, message_id: UUID, message: Message, now: datetime) -> None: ...

    async def history(
        self, workspace_id: UUID, platform: str, room: str, *, before: UUID | None = None, limit: int = 50
    ) -> list[StoredMessage]:
        """The latest `limit` before that id, the oldest first."""


class Arrivals(Protocol):
    """What came while much else was in hand: kept until it is attended to, so that the platform need not wait for that."""

    async def add(self, events: Sequence[tuple[IncomingMessage | ButtonPress, datetime]]) -> None:
        """Each with the instant from which it is kept; nothing for one that is kept already."""

    async def oldest(
        self, platform: str, limit: int, before: datetime | None = None
    ) -> list[IncomingMessage | ButtonPress]:
        """before: only those that are kept since before then."""

    async def remove(self, events: Sequence[IncomingMessage | ButtonPress]) -> None: ...


class Events(Protocol):
    async def first_seen(self, workspace_id: UUID, platform: str, event_id: str, now: datetime) -> bool:
        """True the first time only. Remembers the event, so the transaction must be one that writes."""

    async def forget(self, before: datetime, limit: int) -> int: ...
