"""Deliveries in the database: leases, settling, and what was sent where. What waits to be sent is read in outbox.py.

Who may send, and what becomes of a failed send, is decided in bot/actions/deliveries.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Update, and_, bindparam, func, null, or_, select, text, update

from bot.domain.delivery import Delivery, DeliveryStatus
from bot.domain.identifier import least_id
from bot.domain.listing import OPEN
from bot.domain.notification import Notification
from bot.domain.occurrence import Occurrence, OccurrenceStatus
from bot.domain.reminder import Reminder, Share
from bot.repositories import SentMessage
from storage import notifications as notification_rows
from storage.conditions import has_status
from storage.mapping import Mapping
from storage.occurrences import OCCURRENCES
from storage.prepared import Batch, Query
from storage.reminders import REMINDERS
from storage.shares import OF_SHARE, of_share
from storage.tables import deliveries, notifications, occurrences, reminders
from storage.transaction import Transaction

DELIVERIES = Mapping(Delivery, deliveries)
_AFTER_DELIVERY = len(DELIVERIES.columns)

IS_PENDING = has_status(deliveries, "pending")
IS_LEASED = has_status(deliveries, "sending")
_INSERT = DELIVERIES.inserting()
OF_NOTIFICATION = and_(
    notifications.c.workspace_id == deliveries.c.workspace_id, notifications.c.id == deliveries.c.notification_id
)
OF_OCCURRENCE = and_(
    occurrences.c.workspace_id == notifications.c.workspace_id, occurrences.c.id == notifications.c.occurrence_id
)
OF_REMINDER = and_(reminders.c.workspace_id == occurrences.c.workspace_id, reminders.c.id == occurrences.c.reminder_id)
_SAVE, _changes = DELIVERIES.updating(
    "not_before",
    "status",
    "attempts",
    "lease_token",
    "lease_until",
    "sent_at",
    "message_ref",
    "error",
    "may_have_arrived",
)
_MOVE, _route = DELIVERIES.updating("channel", "address")
_GET = Query(
    select(*DELIVERIES.columns).where(
        deliveries.c.workspace_id == bindparam("workspace"), deliveries.c.id == bindparam("delivery")
    )
)
_GET_OF_NOTIFICATION = Query(
    select(*DELIVERIES.columns).where(
        deliveries.c.workspace_id == bindparam("workspace"), deliveries.c.notification_id == bindparam("notification")
    )
)
_HELD = select(deliveries.c.id).where(
    deliveries.c.workspace_id == bindparam("workspace"),
    deliveries.c.id.in_(bindparam("ids", expanding=True)),
    deliveries.c.lease_token == bindparam("token"),
    IS_LEASED,
)
_STILL_HELD = Query(_HELD)
_HELD_AND_LOCKED = Query(_HELD.order_by(deliveries.c.id).with_for_update(key_share=True))
_TAKE_BACK = Query(
    update(deliveries)
    .where(IS_LEASED, deliveries.c.lease_until <= bindparam("ended_by"))
    .values(
        status=text("'pending'"), lease_token=None, lease_until=None, may_have_arrived=True,
        not_before=bindparam("from_now"),
    )
)  # fmt: skip
_GIVE_BACK = Query(
    update(deliveries)
    .where(IS_LEASED, deliveries.c.lease_token == bindparam("token"))
    .values(status=text("'pending'"), attempts=deliveries.c.attempts - 1, lease_token=null(), lease_until=null())
)
_FOR_PEOPLE = (
    select(notifications.c.user_id, *DELIVERIES.columns)
    .join_from(deliveries, notifications, OF_NOTIFICATION)
    .where(IS_PENDING, notifications.c.user_id.is_not(None))
    .limit(bindparam("count", type_=Integer))
)
_STRANDED = Query(_FOR_PEOPLE.where(deliveries.c.channel.not_in(bindparam("served", expanding=True))))
_WAITING_ON = Query(_FOR_PEOPLE.where(deliveries.c.channel.in_(bindparam("channels", expanding=True))))
_CANCEL = (
    update(deliveries)
    .where(
        deliveries.c.workspace_id == bindparam("workspace"),
        or_(IS_PENDING, and_(IS_LEASED, deliveries.c.not_before > bindparam("now"))),
    )
    .values(status=text("'cancelled'"), lease_token=null(), lease_until=null())
)
_CANCEL_OF_REMINDER = Query(
    _CANCEL.where(
        deliveries.c.notification_id.in_(
            select(notifications.c.id)
            .join(occurrences, OF_OCCURRENCE)
            .where(
                occurrences.c.workspace_id == bindparam("workspace"), occurrences.c.reminder_id == bindparam("reminder")
            )
        )
    )
)


def _cancel_where(condition: ColumnElement[bool]) -> Update:
    """Of one occurrence, what meets the condition."""
    return _CANCEL.where(
        deliveries.c.notification_id.in_(
            select(notifications.c.id).where(
                notifications.c.workspace_id == bindparam("workspace"),
                notifications.c.occurrence_id == bindparam("occurrence"),
                condition,
            )
        )
    )


_CANCEL_OF_OCCURRENCE = Query(_cancel_where(OF_SHARE))
# What one of several has put off stays: it is theirs alone.
_CANCEL_OF_OCCURRENCES = Batch(
    _cancel_where(notifications.c.due_at <= bindparam("now")), ["workspace", "occurrence", "now"]
)
_GET_OF_REMINDER = Query(
    select(*DELIVERIES.columns, *notification_rows.COLUMNS)
    .join(notifications, OF_NOTIFICATION)
    .join(occurrences, OF_OCCURRENCE)
    .where(occurrences.c.workspace_id == bindparam("workspace"), occurrences.c.reminder_id == bindparam("reminder"))
    .order_by(deliveries.c.id.desc())
    .limit(bindparam("count", type_=Integer))
)
_LOCK_OF_OCCURRENCE = Query(
    select(deliveries.c.id)
    .join(notifications, OF_NOTIFICATION)
    .where(
        notifications.c.workspace_id == bindparam("workspace"), notifications.c.occurrence_id == bindparam("occurrence")
    )
    .order_by(deliveries.c.id)
    .with_for_update(of=deliveries, key_share=True)
)
_GET_SENT = Query(
    select(deliveries.c.channel, deliveries.c.address, deliveries.c.message_ref, deliveries.c.id)
    .join(notifications, OF_NOTIFICATION)
    .where(
        notifications.c.workspace_id == bindparam("workspace"),
        notifications.c.occurrence_id == bindparam("occurrence"),
        OF_SHARE,
        deliveries.c.status == DeliveryStatus.SENT,
        deliveries.c.message_ref.is_not(None),
    )
    .order_by(deliveries.c.id)
)
_COUNT_PENDING = Query(
    select(func.count()).select_from(deliveries).where(IS_PENDING, deliveries.c.not_before <= bindparam("until"))
)
_COUNTED = (DeliveryStatus.PENDING, DeliveryStatus.SENDING, DeliveryStatus.FAILED)
_COUNT_OF = {
    status: Query(select(func.count()).select_from(deliveries).where(has_status(deliveries, status)))
    for status in _COUNTED
}


class DeliveryRows:
    """Implements bot.repositories.Deliveries."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add_many(self, added: Sequence[Delivery]) -> None:
        self._note_due(added)
        await _INSERT.run(self._transaction, DELIVERIES.rows(added))

    async def get(self, workspace_id: UUID, delivery_id: UUID) -> Delivery | None:
        row = await _GET.row(self._transaction, workspace=workspace_id, delivery=delivery_id)
        return DELIVERIES.read(row) if row else None

    async def of_notification(self, workspace_id: UUID, notification_id: UUID) -> list[Delivery]:
        found = await _GET_OF_NOTIFICATION.columns(
            self._transaction, workspace=workspace_id, notification=notification_id
        )
        return DELIVERIES.read_all(found)

    async def still_held(self, held: Collection[tuple[UUID, UUID]], token: UUID) -> set[UUID]:
        return await self._held(_STILL_HELD, [(workspace_id, delivery_id, token) for workspace_id, delivery_id in held])

    async def settle(self, changes: Sequence[tuple[Delivery, Delivery]]) -> set[UUID]:
        """The leases are looked at first, under the lock that the writing needs."""
        claims = [(claimed.workspace_id, claimed.id, claimed.lease_token) for claimed, _ in changes]
        held = await self._held(_HELD_AND_LOCKED, claims)
        kept = [after for _, after in changes if after.id in held]
        await _SAVE.run(self._transaction, map(_changes, kept))
        self._note_due(kept)
        return held

    async def _held(self, query: Query, claims: Sequence[tuple[UUID, UUID, UUID | None]]) -> set[UUID]:
        groups: dict[tuple[UUID, UUID | None], list[UUID]] = defaultdict(list)
        for (workspace_id, token), group in groupby(claims, lambda claim: (claim[0], claim[2])):
            groups[workspace_id, token] += [delivery_id for _, delivery_id, _ in group]
        found: set[UUID] = set()
        for (workspace_id, token), ids in groups.items():
            rows = await query.rows(self._transaction, workspace=workspace_id, ids=ids, token=token)
            found |= {row[0] for row in rows}
        return found

    async def take_back(self, now: datetime, *, lease_ended_by: datetime) -> int:
        taken = await _TAKE_BACK.run(self._transaction, ended_by=lease_ended_by, from_now=now)
        if taken:
            self._transaction.note_due(now)
        return taken

    async def give_back(self, token: UUID) -> int:
        return await _GIVE_BACK.run(self._transaction, token=token)

    async def stranded(self, served: Collection[str], limit: int) -> list[tuple[Delivery, UUID]]:
        rows = await _STRANDED.rows(self._transaction, served=list(served) or [""], count=limit)
        return [(DELIVERIES.read(row, 1), row[0]) for row in rows]

    async def waiting_on(self, channels: Collection[str], limit: int) -> list[tuple[Delivery, UUID]]:
        rows = await _WAITING_ON.rows(self._transaction, channels=list(channels), count=limit)
        return [(DELIVERIES.read(row, 1), row[0]) for row in rows]

    async def move(self, moved: Sequence[Delivery]) -> None:
        await _MOVE.run(self._transaction, map(_route, moved))
        self._note_due(moved)

    async def cancel_of(self, workspace_id: UUID, reminder_id: UUID, now: datetime) -> int:
        return await _CANCEL_OF_REMINDER.run(self._transaction, workspace=workspace_id, reminder=reminder_id, now=now)

    async def cancel_of_occurrence(
        self, workspace_id: UUID, occurrence_id: UUID, now: datetime, share: Share | None = None
    ) -> int:
        if self._transaction.locks:
            # One that is on its way is settled before this, or after it and then seen to be answered.
            await _LOCK_OF_OCCURRENCE.rows(self._transaction, workspace=workspace_id, occurrence=occurrence_id)
        return await _CANCEL_OF_OCCURRENCE.run(
            self._transaction, workspace=workspace_id, occurrence=occurrence_id, now=now, **of_share(share)
        )

    async def cancel_of_occurrences(self, cancelled: Sequence[tuple[UUID, UUID]], now: datetime) -> None:
        rows = [(workspace_id, occurrence_id, now) for workspace_id, occurrence_id in cancelled]
        await _CANCEL_OF_OCCURRENCES.run(self._transaction, rows)

    async def of_reminder(
        self, workspace_id: UUID, reminder_id: UUID, limit: int
    ) -> list[tuple[Delivery, Notification]]:
        rows = await _GET_OF_REMINDER.rows(self._transaction, workspace=workspace_id, reminder=reminder_id, count=limit)
        return [(DELIVERIES.read(row), notification_rows.read(row, _AFTER_DELIVERY)) for row in rows]

    async def sent_of(self, workspace_id: UUID, occurrence_id: UUID, share: Share | None = None) -> list[SentMessage]:
        rows = await _GET_SENT.rows(
            self._transaction, workspace=workspace_id, occurrence=occurrence_id, **of_share(share)
        )
        return [SentMessage(*row) for row in rows]

    async def latest_sent(
        self, workspace_id: UUID, user_id: UUID | None, since: datetime, channel: str | None, address: str | None
    ) -> tuple[Occurrence, Reminder] | None:
        statement = (
            select(*OCCURRENCES.columns, *REMINDERS.columns)
            .select_from(notifications)
            .join(deliveries, OF_NOTIFICATION)
            .join(occurrences, OF_OCCURRENCE)
            .join(reminders, OF_REMINDER)
            .where(
                notifications.c.workspace_id == workspace_id,
                notifications.c.user_id == user_id,
                notifications.c.id >= least_id(since),
                notifications.c.acknowledged_at.is_(None),
                deliveries.c.status == DeliveryStatus.SENT,
                occurrences.c.status == OccurrenceStatus.FIRED,
                reminders.c.status.in_(list(OPEN)),
            )
            .order_by(notifications.c.id.desc())
        )
        if channel is not None:
            statement = statement.where(deliveries.c.channel == channel, deliveries.c.address == address)
        rows = await self._transaction.rows(statement.limit(1))
        return (OCCURRENCES.read(rows[0]), REMINDERS.read(rows[0], len(OCCURRENCES.columns))) if rows else None

    async def count_pending(self, not_before: datetime) -> int:
        count: int = await _COUNT_PENDING.value(self._transaction, until=not_before)
        return count

    async def count_by_status(self) -> dict[str, int]:
        return {status.value: await query.value(self._transaction) for status, query in _COUNT_OF.items()}

    def _note_due(self, stored: Sequence[Delivery]) -> None:
        for delivery in stored:
            if delivery.status is DeliveryStatus.PENDING:
                self._transaction.note_due(delivery.not_before)
