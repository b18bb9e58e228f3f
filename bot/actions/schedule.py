"""Keeping a reminder's scheduled occurrences in step with its trigger, and its rows in the ledger.

What people ask for is in reminders.py, changes.py and occurrences.py; these are the steps that they share.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bot.domain.identifier import new_id
from bot.domain.ledger import LedgerAction, LedgerEntry
from bot.domain.occurrence import Occurrence
from bot.domain.reminder import Reminder
from bot.ports import UnitOfWork


async def schedule(uow: UnitOfWork, reminder: Reminder, due: datetime, now: datetime) -> Occurrence:
    """Store the firing at `due` (UTC) as the reminder's next."""
    occurrence = Occurrence(reminder.workspace_id, new_id(now), reminder.id, slot=due, due_at=due)
    stored = await uow.occurrences.schedule(occurrence)
    await uow.reminders.refresh_next_due([(reminder.workspace_id, reminder.id)])
    return stored


async def unschedule(uow: UnitOfWork, reminder: Reminder, now: datetime) -> None:
    """Nothing of the reminder is to fire, to be told again or to arrive any more: neither what is scheduled nor what is held or tried again."""
    for occurrence in await uow.occurrences.scheduled_of(reminder.workspace_id, reminder.id):
        await uow.occurrences.save(occurrence.cancel())
    for occurrence in await uow.occurrences.fired_of(reminder.workspace_id, [reminder.id]):
        if occurrence.nag_at is not None:
            await uow.occurrences.save(occurrence.nag_next(None))
    await uow.deliveries.cancel_of(reminder.workspace_id, reminder.id, now)
    await uow.reminders.refresh_next_due([(reminder.workspace_id, reminder.id)])


async def reschedule(uow: UnitOfWork, reminder: Reminder, due: datetime | None, now: datetime) -> None:
    """The next firing is `due` and nothing else; None for no firing."""
    await unschedule(uow, reminder, now)
    if due is not None:
        await schedule(uow, reminder, due, now)


async def renew_nags(uow: UnitOfWork, reminder: Reminder, now: datetime) -> None:
    """What waits for an answer is told again as the reminder now says, counted from now; or no more."""
    for occurrence in await uow.occurrences.fired_of(reminder.workspace_id, [reminder.id]):
        nag_at = reminder.next_nag(now, occurrence.nags)
        if nag_at != occurrence.nag_at:
            await uow.occurrences.save(occurrence.nag_next(nag_at))


async def record(
    uow: UnitOfWork,
    reminder: Reminder,
    action: LedgerAction,
    now: datetime,
    actor_id: UUID | None,
    *,
    occurrence: Occurrence | None = None,
    due_at: datetime | None = None,
    note: str | None = None,
) -> None:
    """Add a row to the ledger. due_at: LedgerEntry says what it means for each action."""
    await uow.ledger.add(
        LedgerEntry(
            reminder.workspace_id,
            new_id(now),
            reminder.id,
            now,
            action,
            actor_id=actor_id,
            occurrence_id=occurrence.id if occurrence else None,
            slot=occurrence.slot if occurrence else None,
            due_at=due_at if due_at or occurrence is None else occurrence.due_at,
            note=note,
        )
    )
