"""The Protocols of the store's repositories of reminders and what follows from them; storage/ implements them, ports.UnitOfWork carries them.

Every method runs inside the transaction of its unit of work. None decides anything: rules live in domain/ and actions/.
People are in people_repositories.py, what is said in conversation_repositories.py, what the engine keeps for itself in engine_repositories.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol
from uuid import UUID

from bot.domain.delivery import Delivery
from bot.domain.item import Item
from bot.domain.ledger import LedgerEntry
from bot.domain.listing import Page, ReminderQuery, ReminderView
from bot.domain.notification import Notification, Source
from bot.domain.occurrence import Occurrence
from bot.domain.record import record
from bot.domain.reminder import Reminder, Room, Share
from bot.domain.user import User


class Items(Protocol):
    async def get(self, workspace_id: UUID, key: str) -> Item | None: ...

    async def get_many(self, workspace_id: UUID, keys: Collection[str]) -> dict[str, Item]: ...

    async def save(self, item: Item) -> None:
        """Add it, or replace what is known of it."""


class Reminders(Protocol):
    async def add(self, reminder: Reminder) -> None: ...

    async def save(self, reminder: Reminder) -> None: ...

    async def save_recipients(self, reminder: Reminder) -> None:
        """After its owner or its recipients changed, besides save()."""

    async def save_many(self, reminders: Sequence[Reminder]) -> None:
        """Status and version only."""

    async def get(self, workspace_id: UUID, reminder_id: UUID) -> Reminder | None: ...

    async def by_number(self, workspace_id: UUID, number: int) -> Reminder | None: ...

    async def next_due(self, workspace_id: UUID, reminder_id: UUID) -> datetime | None: ...

    async def refresh_next_due(self, reminders: Iterable[tuple[UUID, UUID]]) -> None:
        """To be called, with (workspace id, reminder id), after their scheduled occurrences changed."""

    async def count_active(self, workspace_id: UUID, owner_id: UUID, limit: int) -> int:
        """How many of this person's will still fire or wait for something; counting stops at `limit`."""

    async def count_for_room(self, workspace_id: UUID, room: Room, since: datetime, limit: int) -> int:
        """How many were set for it since then, by anybody; counting stops at `limit`."""

    async def count_for_others(self, workspace_id: UUID, owner_id: UUID, since: datetime, limit: int) -> int:
        """How many that this person has set since then go to others, whatever became of them; counting stops at `limit`."""

    async def owners_due(self, until: datetime, limit: int) -> list[tuple[UUID, UUID]]:
        """(workspace id, person's id) of those whose reminders are due by then, the longest due first."""

    async def open_of(self, workspace_id: UUID, owner_id: UUID) -> list[Reminder]:
        """All of this person's that are active or paused."""

    async def find(self, workspace_id: UUID, user_id: UUID, query: ReminderQuery) -> Page[ReminderView]:
        """Those that this person owns or receives."""


class Occurrences(Protocol):
    async def schedule(self, occurrence: Occurrence) -> Occurrence:
        """Store a scheduled occurrence; where that slot of the reminder exists, that row is scheduled again. Returns what stands."""

    async def add_many(self, occurrences: Sequence[Occurrence]) -> None: ...

    async def save(self, occurrence: Occurrence) -> None: ...

    async def save_many(self, occurrences: Sequence[Occurrence]) -> None: ...

    async def get(self, workspace_id: UUID, occurrence_id: UUID) -> Occurrence | None: ...

    async def scheduled_of(self, workspace_id: UUID, reminder_id: UUID) -> list[Occurrence]:
        """The earliest due first."""

    async def fired_of(self, workspace_id: UUID, reminder_ids: Collection[UUID]) -> list[Occurrence]:
        """Fired and not answered, the latest first."""

    async def claim_due(
        self, until: datetime, limit: int, *, only: UUID | None = None, skip: Collection[UUID] = ()
    ) -> list[tuple[Occurrence, Reminder]]:
        """Scheduled ones of every workspace that are due by `until`, the earliest first; other workers' claims are passed over.

        only: this one of them; skip: not these.
        """

    async def claim_of(
        self, workspace_id: UUID, owner_id: UUID, until: datetime, limit: int
    ) -> list[tuple[Occurrence, Reminder]]:
        """The same of one person's own reminders."""

    async def claim_nags(
        self, until: datetime, limit: int, *, only: UUID | None = None, skip: Collection[UUID] = ()
    ) -> list[tuple[Occurrence, Reminder]]:
        """The same for fired ones that nobody answered and that are to be told again by `until`."""

    async def due_ids(self, until: datetime, limit: int) -> list[UUID]:
        """The ids of those that claim_due() and claim_nags() would return, read without looking at anything else."""

    async def supersede(self, fired: Sequence[Occurrence]) -> None:
        """Earlier firings of the same reminders that nobody answered expire: these have come in their place."""

    async def claim_stale(self, now: datetime, unanswered: timedelta, limit: int) -> list[tuple[Occurrence, Reminder]]:
        """Fired ones that nobody answers any more: their reminder has expired, or they fired longer than `unanswered` ago."""

    async def next_due(self, skip: Collection[UUID] = ()) -> datetime | None: ...

    async def next_nag(self, skip: Collection[UUID] = ()) -> datetime | None: ...

    async def count_scheduled(self, due_by: datetime | None = None) -> int:
        """Of every workspace, for the operator; due_by: only those."""


class Notifications(Protocol):
    async def add_many(self, notifications: Sequence[Notification]) -> None: ...

    async def save(self, notification: Notification) -> None: ...

    async def get(self, workspace_id: UUID, notification_id: UUID) -> Notification | None: ...

    async def unread_of(self, workspace_id: UUID, user_id: UUID, source: Source) -> Notification | None: ...

    async def page(
        self, workspace_id: UUID, user_id: UUID, now: datetime, *, unread: bool | None = None, archived: bool = False,
        before: UUID | None = None, limit: int = 50,
    ) -> list[Notification]:  # fmt: skip
        """The latest first, expired ones left out. before: the id of the last one already seen."""

    async def count_unread(self, workspace_id: UUID, user_id: UUID, now: datetime) -> int: ...

    async def answer(self, workspace_id: UUID, occurrence_id: UUID, now: datetime, share: Share | None = None) -> int:
        """Those of an occurrence, or of a share of it, become read and acknowledged. Returns how many were not."""

    async def count_unanswered(self, workspace_id: UUID, occurrence_id: UUID) -> int:
        """Those of an occurrence that are not acknowledged."""

    async def answered(self, workspace_id: UUID, occurrence_ids: Collection[UUID]) -> set[tuple[UUID, UUID | None]]:
        """(occurrence, person; None for the rooms) who have answered all that they were told of it."""

    async def answered_among(self, workspace_id: UUID, notification_ids: Collection[UUID]) -> set[UUID]:
        """Those of these that are acknowledged."""

    async def read_of_occurrences(self, read: Sequence[tuple[UUID, UUID]], now: datetime) -> None:
        """Unread ones of these occurrences, each (workspace id, occurrence id), become read: the same is told anew."""

    async def reopen(self, workspace_id: UUID, occurrence_id: UUID, share: Share | None = None) -> None:
        """The last firing's notifications of an occurrence are no longer acknowledged."""

    async def read_all(self, workspace_id: UUID, user_id: UUID, now: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class SentMessage:
    """Where a delivered message of an occurrence stands. message_ref: the platform's id of it."""

    channel: str
    address: str
    message_ref: str
    delivery_id: UUID


@record(frozen=True, slots=True)
class DueDelivery:
    """A delivery with what it tells of; `reminder` and `occurrence` where it tells of one, `user` where it goes to a person.

    sender: who has set the reminder, where that is not the user. asks_consent: it is the first from them.
    """

    delivery: Delivery
    notification: Notification
    reminder: Reminder | None
    occurrence: Occurrence | None
    user: User | None
    sender: User | None = None
    asks_consent: bool = False


class Deliveries(Protocol):
    async def add_many(self, deliveries: Sequence[Delivery]) -> None: ...

    async def get(self, workspace_id: UUID, delivery_id: UUID) -> Delivery | None: ...

    async def still_held(self, deliveries: Collection[tuple[UUID, UUID]], token: UUID) -> set[UUID]:
        """Of these (workspace id, delivery id), the ids of those that still carry this lease."""

    async def settle(self, changes: Sequence[tuple[Delivery, Delivery]]) -> set[UUID]:
        """Store (as claimed, as it became); where the lease of the claim is lost, nothing. Returns the ids of those stored."""

    async def take_back(self, now: datetime, *, lease_ended_by: datetime) -> int:
        """Deliveries whose lease ran out by then are pending again from `now` on, marked as perhaps arrived. Returns how many."""

    async def give_back(self, token: UUID) -> int:
        """All that is claimed under this lease is pending again, the try not counted: nothing of it was sent. Returns how many."""

    async def stranded(self, served: Collection[str], limit: int) -> list[tuple[Delivery, UUID]]:
        """Pending ones for people, of every workspace, on channels other than these, each with the person's id."""

    async def waiting_on(self, channels: Collection[str], limit: int) -> list[tuple[Delivery, UUID]]:
        """The same on these channels."""

    async def move(self, moved: Sequence[Delivery]) -> None:
        """Store another channel and address."""

    async def cancel_of(self, workspace_id: UUID, reminder_id: UUID, now: datetime) -> int:
        """Cancel a reminder's deliveries that are pending, or held for an instant still to come. Returns how many."""

    async def cancel_of_occurrence(
        self, workspace_id: UUID, occurrence_id: UUID, now: datetime, share: Share | None = None
    ) -> int: ...

    async def cancel_of_occurrences(self, cancelled: Sequence[tuple[UUID, UUID]], now: datetime) -> None:
        """The same for many, each (workspace id, occurrence id)."""

    async def of_reminder(
        self, workspace_id: UUID, reminder_id: UUID, limit: int
    ) -> list[tuple[Delivery, Notification]]:
        """The latest first."""

    async def of_notification(self, workspace_id: UUID, notification_id: UUID) -> list[Delivery]: ...

    async def sent_of(
        self, workspace_id: UUID, occurrence_id: UUID, share: Share | None = None
    ) -> list[SentMessage]: ...

    async def latest_sent(
        self, workspace_id: UUID, user_id: UUID | None, since: datetime, channel: str | None, address: str | None
    ) -> tuple[Occurrence, Reminder] | None:
        """The occurrence last delivered to this person, None: to a room, (there) since then that is fired and not answered."""

    async def count_pending(self, not_before: datetime) -> int:
        """Those that could have gone at that instant already, for the operator."""

    async def count_by_status(self) -> dict[str, int]:
        """Over every workspace, for the operator; sent and cancelled ones are not counted."""


class LedgerRows(Protocol):
    def come_from(self, via: Literal["chat", "ui", "api"], platform: str, room: str) -> None:
        """Where the person is whose deeds are added from now on; an entry that says otherwise itself is left alone."""

    async def add(self, entry: LedgerEntry) -> None:
        """After all that its reminder has: whatever the clock says, its id is greater than theirs."""

    async def add_many(self, entries: Sequence[LedgerEntry]) -> None:
        """Those of one reminder in this order; where others of the same millisecond are there, before or after them."""

    async def handed_over(self, workspace_id: UUID, owner_id: UUID, batch: str) -> list[tuple[UUID, UUID]]:
        """(reminder, who gave it) of those handed over under `batch` that are this person's now."""

    async def of_reminder(self, workspace_id: UUID, reminder_id: UUID, limit: int) -> list[LedgerEntry]:
        """The latest `limit`, the oldest first."""

    async def by_actor(self, workspace_id: UUID, user_id: UUID, limit: int) -> list[LedgerEntry]:
        """The latest `limit` that this person did, the oldest first."""
