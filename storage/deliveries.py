"""Deliveries in the database: claims under a lease, settling, and what was sent where.

Who may send, and what becomes of a failed send, is decided in bot/actions/deliveries.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, or_, select, update

from bot.domain.delivery import Delivery, DeliveryStatus
from bot.domain.identifier import least_id
from bot.domain.listing import OPEN
from bot.domain.notification import Notification
from bot.domain.occurrence import Occurrence, OccurrenceStatus
from bot.domain.reminder import Reminder
from bot.repositories import DueDelivery, SentMessage
from storage import notifications as notification_rows
from storage.conditions import has_status
from storage.mapping import Mapping
from storage.occurrences import OCCURRENCES
from storage.reminders import REMINDERS
from storage.tables import deliveries, notifications, occurrences, reminders, users
from storage.transaction import Transaction
from storage.users import USERS

DELIVERIES = Mapping(Delivery, deliveries)
_AFTER_DELIVERY = len(DELIVERIES.columns)
_AFTER_NOTIFICATION = _AFTER_DELIVERY + len(notification_rows.COLUMNS)
_AFTER_OCCURRENCE = _AFTER_NOTIFICATION + len(OCCURRENCES.columns)
_AFTER_REMINDER = _AFTER_OCCURRENCE + len(REMINDERS.columns)

_IS_PENDING = has_status(deliveries, "pending")
_IS_LEASED = has_status(deliveries, "sending")
_INSERT = DELIVERIES.inserting()
_OF_NOTIFICATION = and_(
    notifications.c.workspace_id == deliveries.c.workspace_id, notifications.c.id == deliveries.c.notification_id
)
_OF_OCCURRENCE = and_(
    occurrences.c.workspace_id == notifications.c.workspace_id, occurrences.c.id == notifications.c.occurrence_id
)
_OF_REMINDER = and_(reminders.c.workspace_id == occurrences.c.workspace_id, reminders.c.id == occurrences.c.reminder_id)
_OF_USER = and_(users.c.workspace_id == notifications.c.workspace_id, users.c.id == notifications.c.user_id)
_CLAIM: Select[Any] = (
    select(*DELIVERIES.columns, *notification_rows.COLUMNS, *OCCURRENCES.columns, *REMINDERS.columns, *USERS.columns)
    .join(notifications, _OF_NOTIFICATION)
    .outerjoin(occurrences, _OF_OCCURRENCE)
    .outerjoin(reminders, _OF_REMINDER)
    .outerjoin(users, _OF_USER)
    .where(
        _IS_PENDING,
        deliveries.c.not_before <= bindparam("until"),
        deliveries.c.channel.in_(bindparam("channels", expanding=True)),
    )
    .order_by(deliveries.c.not_before)
    .limit(bindparam("count"))
    .with_for_update(of=deliveries, skip_locked=True)
)
_CHANGING = (
    "not_before", "status", "attempts", "lease_token", "lease_until", "sent_at", "message_ref", "error", "may_have_arrived",
)  # fmt: skip
_SAVE = DELIVERIES.updating(*_CHANGING)
_changes = DELIVERIES.changes(*_CHANGING)
_MOVE = DELIVERIES.updating("channel", "address")
_route = DELIVERIES.changes("channel", "address")
_STILL_HELD = select(deliveries.c.id).where(
    deliveries.c.workspace_id == bindparam("workspace"),
    deliveries.c.id.in_(bindparam("ids", expanding=True)),
    deliveries.c.lease_token == bindparam("token"),
    _IS_LEASED,
)
_TAKE_BACK = (
    update(deliveries)
    .where(_IS_LEASED, deliveries.c.lease_until <= bindparam("ended_by"))
    .values(
        status=DeliveryStatus.PENDING, lease_token=None, lease_until=None, may_have_arrived=True,
        not_before=bindparam("from_now"),
    )
)  # fmt: skip
_CANCEL = (
    update(deliveries)
    .where(
        deliveries.c.workspace_id == bindparam("workspace"),
        or_(
            _IS_PENDING,
            and_(_IS_LEASED, deliveries.c.not_before > bindparam("now")),
        ),
    )
    .values(status=DeliveryStatus.CANCELLED, lease_token=None, lease_until=None)
)


class DeliveryRows:
    """Implements bot.repositories.Deliveries."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add_many(self, added: Sequence[Delivery]) -> None:
        self._note_due(added)
        await _INSERT.run(self._transaction, DELIVERIES.rows(added))

    async def get(self, workspace_id: UUID, delivery_id: UUID) -> Delivery | None:
        statement = select(*DELIVERIES.columns).where(
            deliveries.c.workspace_id == workspace_id, deliveries.c.id == delivery_id
        )
        row = await self._transaction.row(statement)
        return DELIVERIES.read(row) if row else None

    async def claim(
        self, channels: Collection[str], until: datetime, limit: int, token: UUID, lease_until: datetime
    ) -> list[DueDelivery]:
        parameters = {"channels": list(channels), "until": until, "count": limit}
        found = await self._transaction.rows(_CLAIM, parameters)
        claimed = [_read_due(row, token, lease_until) for row in found]
        await _SAVE.run(self._transaction, [_changes(due.delivery) for due in claimed])
        return claimed

    async def still_held(self, held: Collection[tuple[UUID, UUID]], token: UUID) -> set[UUID]:
        return await self._held(_STILL_HELD, [(workspace_id, delivery_id, token) for workspace_id, delivery_id in held])

    async def settle(self, changes: Sequence[tuple[Delivery, Delivery]]) -> set[UUID]:
        """The leases are looked at first, under the lock that the writing needs."""
        claims = [(claimed.workspace_id, claimed.id, claimed.lease_token) for claimed, _ in changes]
        held = await self._held(_STILL_HELD.with_for_update(), claims)
        kept = [after for _, after in changes if after.id in held]
        await _SAVE.run(self._transaction, map(_changes, kept))
        self._note_due(kept)
        return held

    async def _held(self, statement: Select[Any], claims: Sequence[tuple[UUID, UUID, UUID | None]]) -> set[UUID]:
        groups: dict[tuple[UUID, UUID | None], list[UUID]] = defaultdict(list)
        for workspace_id, delivery_id, token in claims:
            groups[workspace_id, token].append(delivery_id)
        found: set[UUID] = set()
        for (workspace_id, token), ids in groups.items():
            parameters = {"workspace": workspace_id, "ids": ids, "token": token}
            found |= {row[0] for row in await self._transaction.rows(statement, parameters)}
        return found

    async def take_back(self, now: datetime, *, lease_ended_by: datetime) -> int:
        result = await self._transaction.run(_TAKE_BACK, {"ended_by": lease_ended_by, "from_now": now})
        if result.rowcount:
            self._transaction.note_due(now)
        return result.rowcount

    async def stranded(self, served: Collection[str], limit: int) -> list[tuple[Delivery, UUID]]:
        statement = (
            select(notifications.c.user_id, *DELIVERIES.columns)
            .join_from(deliveries, notifications, _OF_NOTIFICATION)
            .where(_IS_PENDING, deliveries.c.channel.not_in(list(served)), notifications.c.user_id.is_not(None))
            .limit(limit)
        )
        return [(DELIVERIES.read(row[1:]), row[0]) for row in await self._transaction.rows(statement)]

    async def move(self, moved: Sequence[Delivery]) -> None:
        await _MOVE.run(self._transaction, map(_route, moved))
        self._note_due(moved)

    async def cancel_of(self, workspace_id: UUID, reminder_id: UUID, now: datetime) -> int:
        told = (
            select(notifications.c.id)
            .join(occurrences, _OF_OCCURRENCE)
            .where(occurrences.c.workspace_id == workspace_id, occurrences.c.reminder_id == reminder_id)
        )
        return await self._cancel(workspace_id, told, now)

    async def cancel_of_occurrence(self, workspace_id: UUID, occurrence_id: UUID, now: datetime) -> int:
        told = select(notifications.c.id).where(
            notifications.c.workspace_id == workspace_id, notifications.c.occurrence_id == occurrence_id
        )
        return await self._cancel(workspace_id, told, now)

    async def of_reminder(
        self, workspace_id: UUID, reminder_id: UUID, limit: int
    ) -> list[tuple[Delivery, Notification]]:
        statement = (
            select(*DELIVERIES.columns, *notification_rows.COLUMNS)
            .join(notifications, _OF_NOTIFICATION)
            .join(occurrences, _OF_OCCURRENCE)
            .where(occurrences.c.workspace_id == workspace_id, occurrences.c.reminder_id == reminder_id)
            .order_by(deliveries.c.id.desc())
            .limit(limit)
        )
        rows = await self._transaction.rows(statement)
        return [(DELIVERIES.read(row), notification_rows.read(row, _AFTER_DELIVERY)) for row in rows]

    async def sent_of(self, workspace_id: UUID, occurrence_id: UUID) -> list[SentMessage]:
        statement = (
            select(deliveries.c.channel, deliveries.c.address, deliveries.c.message_ref, deliveries.c.id)
            .join(notifications, _OF_NOTIFICATION)
            .where(
                notifications.c.workspace_id == workspace_id,
                notifications.c.occurrence_id == occurrence_id,
                deliveries.c.status == DeliveryStatus.SENT,
                deliveries.c.message_ref.is_not(None),
            )
            .order_by(deliveries.c.id)
        )
        rows = await self._transaction.rows(statement)
        return [SentMessage(row.channel, row.address, row.message_ref, row.id) for row in rows]

    async def latest_sent(
        self, workspace_id: UUID, user_id: UUID, since: datetime, channel: str | None, address: str | None
    ) -> tuple[Occurrence, Reminder] | None:
        statement = (
            select(*OCCURRENCES.columns, *REMINDERS.columns)
            .select_from(notifications)
            .join(deliveries, _OF_NOTIFICATION)
            .join(occurrences, _OF_OCCURRENCE)
            .join(reminders, _OF_REMINDER)
            .where(
                notifications.c.workspace_id == workspace_id,
                notifications.c.user_id == user_id,
                notifications.c.id >= least_id(since),
                deliveries.c.status == DeliveryStatus.SENT,
                occurrences.c.status == OccurrenceStatus.FIRED,
                reminders.c.status.in_(list(OPEN)),
            )
            .order_by(notifications.c.id.desc())
            .limit(1)
        )
        if channel is not None:
            statement = statement.where(deliveries.c.channel == channel, deliveries.c.address == address)
        row = await self._transaction.row(statement)
        return (OCCURRENCES.read(row), REMINDERS.read(row, len(OCCURRENCES.columns))) if row else None

    async def next_due(self, channels: Collection[str]) -> datetime | None:
        statement = select(func.min(deliveries.c.not_before)).where(
            _IS_PENDING, deliveries.c.channel.in_(list(channels))
        )
        due: datetime | None = await self._transaction.value(statement)
        return due

    async def count_pending(self, not_before: datetime) -> int:
        statement = select(func.count()).select_from(deliveries).where(_IS_PENDING)
        count: int = await self._transaction.value(statement.where(deliveries.c.not_before <= not_before))
        return count

    async def count_by_status(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for status in (DeliveryStatus.PENDING, DeliveryStatus.SENDING, DeliveryStatus.FAILED):
            statement = select(func.count()).select_from(deliveries).where(has_status(deliveries, status))
            counts[status.value] = await self._transaction.value(statement)
        return counts

    async def _cancel(self, workspace_id: UUID, told: Select[tuple[UUID]], now: datetime) -> int:
        statement = _CANCEL.where(deliveries.c.notification_id.in_(told))
        return (await self._transaction.run(statement, {"workspace": workspace_id, "now": now})).rowcount

    def _note_due(self, stored: Sequence[Delivery]) -> None:
        for delivery in stored:
            if delivery.status is DeliveryStatus.PENDING:
                self._transaction.note_due(delivery.not_before)


def _read_due(row: Sequence[Any], token: UUID, lease_until: datetime) -> DueDelivery:
    delivery = DELIVERIES.read(row).claim(token, lease_until)
    notification = notification_rows.read(row, _AFTER_DELIVERY)
    occurrence = OCCURRENCES.read(row, _AFTER_NOTIFICATION) if row[_AFTER_NOTIFICATION] else None
    reminder = REMINDERS.read(row, _AFTER_OCCURRENCE) if row[_AFTER_OCCURRENCE] else None
    user = USERS.read(row, _AFTER_REMINDER) if row[_AFTER_REMINDER] else None
    return DueDelivery(delivery, notification, reminder, occurrence, user)
