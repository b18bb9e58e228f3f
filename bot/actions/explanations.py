"""Explaining a reminder: its whole history (`why`), and its next firings (`preview`).

Values only; the words are wording's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.actions.rights import load
from bot.domain.delivery import Delivery, DeliveryStatus
from bot.domain.ledger import Ledger, LedgerAction, LedgerEntry
from bot.domain.message import Address
from bot.domain.notification import Notification
from bot.domain.reminder import Reminder, Repeat, Trigger, first_due
from bot.domain.user import User
from bot.domain.zone import zone_of
from bot.ports import UnitOfWork

LEDGER_LENGTH = 200
_ORDER = {action: place for place, action in enumerate(LedgerAction)}
_TOLD = {
    DeliveryStatus.SENT: LedgerAction.SENT,
    DeliveryStatus.FAILED: LedgerAction.FAILED,
    DeliveryStatus.CANCELLED: LedgerAction.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Firing:
    """clock_change: by how much the zone's clocks have moved since the firing before; None where they have not."""

    instant: datetime
    clock_change: timedelta | None = None


async def explain_reminder(uow: UnitOfWork, actor: User, reminder_id: UUID, place: Address | None = None) -> Ledger:
    """What happened to it, the oldest first; of a long history the latest LEDGER_LENGTH rows. Raises ReminderNotFound."""
    reminder = await load(uow, actor, reminder_id, place)
    return Ledger(reminder, tuple(await history_of(uow, reminder, LEDGER_LENGTH)))


async def history_of(uow: UnitOfWork, reminder: Reminder, limit: int) -> list[LedgerEntry]:
    """The latest `limit` entries, those of its deliveries among them, the oldest first."""
    rows = await uow.ledger.of_reminder(reminder.workspace_id, reminder.id, limit)
    told = await uow.deliveries.of_reminder(reminder.workspace_id, reminder.id, limit)
    entries = sorted(rows, key=lambda entry: (entry.at, entry.id))
    for delivery, notification in reversed(told):
        _put_in(entries, _delivery_entry(reminder, delivery, notification))
    return entries[-limit:]


def preview(trigger: Trigger, now: datetime, count: int = 5) -> list[Firing]:
    """The next `count` firings after `now`; fewer where the trigger ends, none where it waits for an item. Pure."""
    firings: list[Firing] = []
    zone = zone_of(trigger.recurrence.zone) if isinstance(trigger, Repeat) else None
    offset = now.astimezone(zone).utcoffset() if zone else None
    instant = first_due(trigger, now)
    while instant is not None and len(firings) < count:
        there = instant.astimezone(zone).utcoffset() if zone else None
        change = there - offset if there is not None and offset is not None else timedelta(0)
        firings.append(Firing(instant, change or None))
        offset = there
        instant = first_due(trigger, instant)
    return firings


def _put_in(entries: list[LedgerEntry], sent: LedgerEntry) -> None:
    """By its instant; of the same instant, after its firing and before the answer to it."""
    place = next((place for place, entry in enumerate(entries) if _follows(entry, sent)), len(entries))
    entries.insert(place, sent)


def _follows(entry: LedgerEntry, sent: LedgerEntry) -> bool:
    if entry.at != sent.at:
        return entry.at > sent.at
    return entry.occurrence_id in (None, sent.occurrence_id) and _ORDER[entry.action] > _ORDER[sent.action]


def _delivery_entry(reminder: Reminder, delivery: Delivery, notification: Notification) -> LedgerEntry:
    at = delivery.sent_at or max(delivery.not_before, notification.created_at)
    return LedgerEntry(
        reminder.workspace_id,
        delivery.id,
        reminder.id,
        at,
        _TOLD.get(delivery.status, LedgerAction.WAITING),
        occurrence_id=notification.occurrence_id,
        due_at=notification.due_at,
        delivery=delivery,
        late=max(at - notification.due_at, timedelta(0)),
    )
