"""Changing a reminder that is set: edit, cancel, pause, resume; and taking any change back.

Each returns the Change that undo() needs. Setting and finding are in reminders.py, answers to a firing in occurrences.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from bot.actions.handover import undo_hand_over
from bot.actions.reminders import check_room_for_one_more, check_text, check_trigger
from bot.actions.rights import check_owner, load, share_of
from bot.actions.schedule import record, renew_nags, reschedule, unschedule
from bot.domain.conversation import Change
from bot.domain.errors import AlreadyOver, InThePast, NothingToUndo
from bot.domain.ledger import LedgerAction
from bot.domain.limits import Limits
from bot.domain.message import Address
from bot.domain.occurrence import OccurrenceStatus
from bot.domain.reminder import At, Reminder, ReminderStatus, Repeat, Share, Trigger, first_due
from bot.domain.user import User
from bot.ports import UnitOfWork

_ANSWERS = frozenset({"done", "snoozed", "dismissed"})


async def edit_reminder(
    uow: UnitOfWork,
    actor: User,
    reminder_id: UUID,
    now: datetime,
    limits: Limits,
    text: str | None = None,
    trigger: Trigger | None = None,
) -> Change:
    """Another text, another time, or both. A firing that nobody answered is put away when the time moves.

    Raises ReminderNotFound, NotOwner, AlreadyOver, InThePast, LimitReached; then nothing is changed.
    """
    before = await _load_open(uow, actor, reminder_id)
    due_before = await uow.reminders.next_due(before.workspace_id, before.id)
    check_text(text or "", limits)
    due = check_trigger(trigger, now, limits) if trigger else due_before
    after = before.edit(text=text, trigger=trigger)
    if isinstance(trigger, Repeat):
        after = replace(after, zone=trigger.recurrence.zone)
    answered = None
    if trigger:
        answered = await _put_away(uow, before, now)
        await reschedule(uow, after, due if after.status is ReminderStatus.ACTIVE else None, now)
    await uow.reminders.save(after)
    edited = ", ".join(word for word, given in (("text", text is not None), ("time", trigger)) if given)
    await record(uow, after, LedgerAction.EDITED, now, actor.id, due_at=due, note=edited)
    return Change(after.id, after.version, before, due_before, "edited", answered)


async def edit_nag(
    uow: UnitOfWork, actor: User, reminder_id: UUID, now: datetime, limits: Limits, every: timedelta | None
) -> Change:
    """Told again so often while nobody answers, None for no more; what waits for an answer now as well.

    Raises ReminderNotFound, NotOwner, AlreadyOver.
    """
    before = await _load_open(uow, actor, reminder_id)
    due = await uow.reminders.next_due(before.workspace_id, before.id)
    after = before.nag(limits.nag_every(every) if every else None, limits.nags)
    await uow.reminders.save(after)
    await renew_nags(uow, after, now)
    await record(uow, after, LedgerAction.EDITED, now, actor.id, due_at=due, note="nag")
    return Change(after.id, after.version, before, due, "edited")


async def cancel_reminder(uow: UnitOfWork, actor: User, reminder_id: UUID, now: datetime) -> Change:
    """Nothing of it fires or arrives any more. Raises ReminderNotFound, NotOwner, AlreadyOver."""
    before = await _load_open(uow, actor, reminder_id)
    return await _stop(uow, actor, before, before.cancel(), now, LedgerAction.CANCELLED, "cancelled")


async def pause_reminder(uow: UnitOfWork, actor: User, reminder_id: UUID, now: datetime) -> Change:
    """Nothing fires until it is resumed. Raises ReminderNotFound, NotOwner, AlreadyOver; IllegalTransition when it is paused already."""
    before = await _load_open(uow, actor, reminder_id)
    return await _stop(uow, actor, before, before.pause(), now, LedgerAction.PAUSED, "paused")


async def resume_reminder(
    uow: UnitOfWork, actor: User, reminder_id: UUID, now: datetime, limits: Limits | None = None
) -> Change:
    """Its next firing is the first after `now`. Raises ReminderNotFound, NotOwner, AlreadyOver, InThePast where nothing is left to fire
    and nothing that came waits for an answer, LimitReached; IllegalTransition when it is not paused.
    """
    before = await _load_open(uow, actor, reminder_id)
    after = before.resume()
    if limits:
        await check_room_for_one_more(uow, actor, limits)
    due = first_due(after.trigger, now)
    over = due is None and isinstance(after.trigger, At | Repeat)
    if over and not await uow.occurrences.fired_of(after.workspace_id, [after.id]):
        raise InThePast
    await uow.reminders.save(after)
    await reschedule(uow, after, due, now)
    await record(uow, after, LedgerAction.RESUMED, now, actor.id, due_at=due)
    return Change(after.id, after.version, before, None, "resumed")


async def undo(uow: UnitOfWork, actor: User, change: Change, now: datetime, place: Address | None = None) -> Reminder:
    """Take a change back. Undoing "set" cancels; "done", "snoozed" and "dismissed" leave the firing waiting for an answer again.

    What would have fired meanwhile fires at once, late. Raises NothingToUndo when the reminder has changed since, ReminderNotFound.
    """
    if change.action == "handed_over":  # it is another's now
        given = await uow.reminders.get(actor.workspace_id, change.reminder_id)
        current = given if given else await load(uow, actor, change.reminder_id)
    else:
        current = await load(uow, actor, change.reminder_id, place)
    if current.version != change.version:
        raise NothingToUndo
    if change.before is None:
        after = current.cancel()
        await unschedule(uow, after, now)
        due = None
    elif change.action == "handed_over":
        after = await undo_hand_over(uow, actor, current, change.before)
        due = await uow.reminders.next_due(after.workspace_id, after.id)
    else:
        after = current.restore(change.before)
        due = await _restore_firing(uow, after, change, share_of(actor, after, place), now)
        await renew_nags(uow, after, now)
    await uow.reminders.save(after)
    await record(uow, after, LedgerAction.UNDONE, now, actor.id, due_at=due, note=change.action)
    return after


async def _restore_firing(
    uow: UnitOfWork, reminder: Reminder, change: Change, share: Share | None, now: datetime
) -> datetime | None:
    """Put the schedule back to what it was before a change; returns the next firing."""
    if change.occurrence_id:
        await _reopen(uow, reminder, change.occurrence_id, share, now)
    if change.action not in _ANSWERS or change.occurrence_id is None:
        due = change.due_before if reminder.status is ReminderStatus.ACTIVE else None
        if due is not None and due <= now and isinstance(reminder.trigger, Repeat):
            due = first_due(reminder.trigger, now)
        await reschedule(uow, reminder, due, now)
    await uow.reminders.refresh_next_due([(reminder.workspace_id, reminder.id)])
    return await uow.reminders.next_due(reminder.workspace_id, reminder.id)


async def _reopen(uow: UnitOfWork, reminder: Reminder, occurrence_id: UUID, share: Share | None, now: datetime) -> None:
    """Raises NothingToUndo where that firing has been put away since, by the next one or with the reminder."""
    occurrence = await uow.occurrences.get(reminder.workspace_id, occurrence_id)
    if occurrence is None or occurrence.status in (OccurrenceStatus.EXPIRED, OccurrenceStatus.CANCELLED):
        raise NothingToUndo
    if occurrence.status is not OccurrenceStatus.FIRED:
        await uow.occurrences.save(occurrence.reopen())
    if share is not None:  # what they have put off does not come again by itself
        await uow.deliveries.cancel_of_occurrence(reminder.workspace_id, occurrence.id, now, share)
    await uow.notifications.reopen(reminder.workspace_id, occurrence.id, share)


async def _load_open(uow: UnitOfWork, actor: User, reminder_id: UUID) -> Reminder:
    """A reminder that its owner is about to change. Raises ReminderNotFound, NotOwner, AlreadyOver."""
    reminder = await load(uow, actor, reminder_id)
    check_owner(actor, reminder)
    if reminder.is_over:
        raise AlreadyOver
    return reminder


async def _put_away(uow: UnitOfWork, reminder: Reminder, now: datetime) -> UUID | None:
    """A firing that waits for an answer is answered by moving the reminder; returns its id."""
    fired = await uow.occurrences.fired_of(reminder.workspace_id, [reminder.id])
    for occurrence in fired:
        await uow.occurrences.save(occurrence.acknowledge(now))
        await uow.notifications.answer(reminder.workspace_id, occurrence.id, now)
    return fired[0].id if fired else None


async def _stop(
    uow: UnitOfWork,
    actor: User,
    before: Reminder,
    after: Reminder,
    now: datetime,
    entry: LedgerAction,
    action: Literal["cancelled", "paused"],
) -> Change:
    due_before = await uow.reminders.next_due(before.workspace_id, before.id)
    await uow.reminders.save(after)
    await unschedule(uow, after, now)
    await record(uow, after, entry, now, actor.id)
    return Change(after.id, after.version, before, due_before, action)
