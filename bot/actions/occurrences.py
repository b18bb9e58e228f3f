"""Answers to a firing: done, snoozed, dismissed; and which firing a plain "done" is about.

What fires, and what that stores, is in firing.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from bot.actions.reminders import load, view
from bot.actions.schedule import record, unschedule
from bot.domain.conversation import Change
from bot.domain.errors import AlreadyOver, InThePast, ReminderNotFound
from bot.domain.ledger import LedgerAction
from bot.domain.listing import ReminderView
from bot.domain.message import Address
from bot.domain.occurrence import Occurrence, OccurrenceStatus
from bot.domain.reminder import At, Reminder, ReminderStatus, Repeat
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.repositories import SentMessage

_RECENT = timedelta(days=30)


async def acknowledge(
    uow: UnitOfWork, actor: User, occurrence_id: UUID, now: datetime, dismissed_reason: str | None = None
) -> Change:
    """Done, or dismissed with a reason ("" for none given). A reminder that will not fire again is completed.

    Raises ReminderNotFound, and AlreadyOver when it was answered before.
    """
    occurrence, before = await _load(uow, actor, occurrence_id)
    due_before = await uow.reminders.next_due(before.workspace_id, before.id)
    answered = occurrence.acknowledge(now, dismissed_reason)
    await uow.occurrences.save(answered)
    await _close_notifications(uow, answered, now)
    after = await _complete_if_last(uow, before)
    await uow.reminders.save(after)
    await uow.reminders.refresh_next_due([(after.workspace_id, after.id)])
    entry = LedgerAction.DONE if dismissed_reason is None else LedgerAction.DISMISSED
    await record(uow, after, entry, now, actor.id, occurrence=answered, note=dismissed_reason or None)
    action: Literal["done", "dismissed"] = "done" if dismissed_reason is None else "dismissed"
    return Change(after.id, after.version, before, due_before, action, occurrence_id)


async def snooze(uow: UnitOfWork, actor: User, occurrence_id: UUID, until: datetime, now: datetime) -> Change:
    """Told again at `until` (UTC); the rule of a repeat is untouched.

    Raises ReminderNotFound, InThePast, and AlreadyOver when it was answered before.
    """
    if until <= now:
        raise InThePast
    occurrence, before = await _load(uow, actor, occurrence_id)
    due_before = await uow.reminders.next_due(before.workspace_id, before.id)
    snoozed = occurrence.move(until) if occurrence.is_snoozed else occurrence.snooze(until)
    await _close_notifications(uow, snoozed, now)
    await uow.occurrences.save(snoozed)
    after = replace(before, version=before.version + 1)
    await uow.reminders.save(after)
    await uow.reminders.refresh_next_due([(after.workspace_id, after.id)])
    await record(uow, after, LedgerAction.SNOOZED, now, actor.id, occurrence=snoozed)
    return Change(after.id, after.version, before, due_before, "snoozed", occurrence_id)


async def complete_reminder(uow: UnitOfWork, actor: User, reminder_id: UUID, now: datetime) -> Change:
    """Done, said of the reminder: its firing that waits for an answer, else a one-off before its time.

    Raises ReminderNotFound, and AlreadyOver when there is nothing to be done (a repeat that has not fired since it was last done).
    """
    before = await load(uow, actor, reminder_id)
    fired = await uow.occurrences.fired_of(before.workspace_id, [before.id])
    if fired:
        return await acknowledge(uow, actor, fired[0].id, now)
    if before.status is not ReminderStatus.ACTIVE or isinstance(before.trigger, Repeat):
        raise AlreadyOver
    due_before = await uow.reminders.next_due(before.workspace_id, before.id)
    after = before.complete()
    await uow.reminders.save(after)
    await unschedule(uow, after, now)
    await record(uow, after, LedgerAction.DONE, now, actor.id)
    return Change(after.id, after.version, before, due_before, "done")


async def latest_delivered(uow: UnitOfWork, user: User, room: Address | None, now: datetime) -> ReminderView | None:
    """The reminder most recently delivered to this person and not yet answered; with `room`, delivered there."""
    found = await uow.deliveries.latest_sent(
        user.workspace_id, user.id, now - _RECENT, room.platform if room else None, room.room if room else None
    )
    if found is None:
        return None
    occurrence, reminder = found
    return replace(await view(uow, reminder), occurrence=occurrence)


async def sent_messages(uow: UnitOfWork, workspace_id: UUID, occurrence_id: UUID) -> list[SentMessage]:
    """Where an occurrence's messages stand, so that they can be made to read otherwise."""
    return await uow.deliveries.sent_of(workspace_id, occurrence_id)


async def _load(uow: UnitOfWork, actor: User, occurrence_id: UUID) -> tuple[Occurrence, Reminder]:
    occurrence = await uow.occurrences.get(actor.workspace_id, occurrence_id)
    if occurrence is None:
        raise ReminderNotFound("of that id")
    reminder = await load(uow, actor, occurrence.reminder_id)
    if occurrence.status is not OccurrenceStatus.FIRED and not occurrence.is_snoozed:
        raise AlreadyOver
    if reminder.is_over:
        raise AlreadyOver
    return occurrence, reminder


async def _close_notifications(uow: UnitOfWork, occurrence: Occurrence, now: datetime) -> None:
    await uow.notifications.answer(occurrence.workspace_id, occurrence.id, now)
    await uow.deliveries.cancel_of_occurrence(occurrence.workspace_id, occurrence.id, now)


async def _complete_if_last(uow: UnitOfWork, reminder: Reminder) -> Reminder:
    """The reminder as it is once a firing was answered: completed where nothing is left to come."""
    left = await uow.occurrences.scheduled_of(reminder.workspace_id, reminder.id)
    if not left and isinstance(reminder.trigger, At | Repeat) and reminder.status is ReminderStatus.ACTIVE:
        return reminder.complete()
    return replace(reminder, version=reminder.version + 1)
