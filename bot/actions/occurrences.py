"""Answers to a firing: done, snoozed, dismissed; and which firing a plain "done" is about.

What fires, and what that stores, is in firing.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from bot.actions.notifications import notify
from bot.actions.reminders import view
from bot.actions.rights import load, share_of
from bot.actions.schedule import record, unschedule
from bot.actions.telling import news, telling_of
from bot.domain.conversation import Change
from bot.domain.errors import AlreadyOver, InThePast, ReminderNotFound
from bot.domain.ledger import LedgerAction
from bot.domain.listing import ReminderView
from bot.domain.message import Address
from bot.domain.occurrence import Occurrence, OccurrenceStatus
from bot.domain.reminder import At, Reminder, ReminderStatus, Repeat, Room, Share
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.repositories import SentMessage

_RECENT = timedelta(days=30)


async def acknowledge(
    uow: UnitOfWork,
    actor: User,
    occurrence_id: UUID,
    now: datetime,
    dismissed_reason: str | None = None,
    place: Address | None = None,
) -> Change:
    """Done, or dismissed with a reason ("" for none given). A reminder that will not fire again is completed.

    Where several receive it, each answers for themselves, and the last answer completes it. Who has set it is told of others' answers.
    Raises ReminderNotFound, and AlreadyOver when it was answered before.
    """
    occurrence, before = await _load(uow, actor, occurrence_id, place)
    due_before = await uow.reminders.next_due(before.workspace_id, before.id)
    share = share_of(actor, before, place)
    await _close_notifications(uow, occurrence, share, now)
    after = replace(before, version=before.version + 1)
    if share is None or not await uow.notifications.count_unanswered(before.workspace_id, occurrence.id):
        occurrence = occurrence.acknowledge(now, dismissed_reason)
        await uow.occurrences.save(occurrence)
        after = await _complete_if_last(uow, before)
    await uow.reminders.save(after)
    await uow.reminders.refresh_next_due([(after.workspace_id, after.id)])
    entry = LedgerAction.DONE if dismissed_reason is None else LedgerAction.DISMISSED
    await record(uow, after, entry, now, actor.id, occurrence=occurrence, note=dismissed_reason or None)
    await _tell_owner(uow, actor, occurrence, before, dismissed_reason, now)
    action: Literal["done", "dismissed"] = "done" if dismissed_reason is None else "dismissed"
    return Change(after.id, after.version, before, due_before, action, occurrence_id)


async def snooze(
    uow: UnitOfWork, actor: User, occurrence_id: UUID, until: datetime, now: datetime, place: Address | None = None
) -> Change:
    """Told again at `until` (UTC); the rule of a repeat is untouched. Where several receive it, only who asks is told again.

    Raises ReminderNotFound, InThePast, and AlreadyOver when it was answered before.
    """
    if until <= now:
        raise InThePast
    occurrence, before = await _load(uow, actor, occurrence_id, place)
    due_before = await uow.reminders.next_due(before.workspace_id, before.id)
    share = share_of(actor, before, place)
    await _close_notifications(uow, occurrence, share, now)
    if share is not None:
        await _tell_share_again(uow, share, occurrence, before, until, now)
    else:
        occurrence = occurrence.move(until) if occurrence.is_snoozed else occurrence.snooze(until)
        await uow.occurrences.save(occurrence)
    after = replace(before, version=before.version + 1)
    await uow.reminders.save(after)
    await uow.reminders.refresh_next_due([(after.workspace_id, after.id)])
    await record(uow, after, LedgerAction.SNOOZED, now, actor.id, occurrence=occurrence, due_at=until)
    return Change(after.id, after.version, before, due_before, "snoozed", occurrence_id)


async def complete_reminder(
    uow: UnitOfWork, actor: User, reminder_id: UUID, now: datetime, place: Address | None = None
) -> Change:
    """Done, said of the reminder: its firing that waits for an answer, else a one-off before its time.

    Raises ReminderNotFound, and AlreadyOver when there is nothing to be done (a repeat that has not fired since it was last done),
    or when others receive it too and it has not come yet.
    """
    before = await load(uow, actor, reminder_id, place)
    fired = await uow.occurrences.fired_of(before.workspace_id, [before.id])
    if fired:
        return await acknowledge(uow, actor, fired[0].id, now, place=place)
    if before.status is not ReminderStatus.ACTIVE or isinstance(before.trigger, Repeat):
        raise AlreadyOver
    if actor.id != before.owner_id and share_of(actor, before, place) is not None:
        raise AlreadyOver
    due_before = await uow.reminders.next_due(before.workspace_id, before.id)
    after = before.complete()
    await uow.reminders.save(after)
    await unschedule(uow, after, now)
    await record(uow, after, LedgerAction.DONE, now, actor.id)
    return Change(after.id, after.version, before, due_before, "done")


async def latest_delivered(uow: UnitOfWork, user: User, room: Address | None, now: datetime) -> ReminderView | None:
    """The reminder most recently delivered to this person and not yet answered; with `room`, delivered there, if only to the room."""
    since, there = now - _RECENT, (room.platform, room.room) if room else (None, None)
    found = await uow.deliveries.latest_sent(user.workspace_id, user.id, since, *there)
    if found is None and room is not None:
        found = await uow.deliveries.latest_sent(user.workspace_id, None, since, *there)
    if found is None:
        return None
    occurrence, reminder = found
    return replace(await view(uow, reminder), occurrence=occurrence)


async def sent_messages(
    uow: UnitOfWork, actor: User, occurrence_id: UUID, place: Address | None = None
) -> list[SentMessage]:
    """Where an occurrence's messages stand, so that they can be made to read otherwise once the actor has answered."""
    occurrence = await uow.occurrences.get(actor.workspace_id, occurrence_id)
    reminder = await uow.reminders.get(actor.workspace_id, occurrence.reminder_id) if occurrence else None
    share = share_of(actor, reminder, place) if reminder else None
    return await uow.deliveries.sent_of(actor.workspace_id, occurrence_id, share)


async def _load(
    uow: UnitOfWork, actor: User, occurrence_id: UUID, place: Address | None
) -> tuple[Occurrence, Reminder]:
    occurrence = await uow.occurrences.get(actor.workspace_id, occurrence_id)
    if occurrence is None:
        raise ReminderNotFound("of that id")
    reminder = await load(uow, actor, occurrence.reminder_id, place)
    if occurrence.status is not OccurrenceStatus.FIRED and not occurrence.is_snoozed:
        raise AlreadyOver
    if reminder.is_over:
        raise AlreadyOver
    return occurrence, reminder


async def _close_notifications(uow: UnitOfWork, occurrence: Occurrence, share: Share | None, now: datetime) -> None:
    """What was told is answered, and what is still to be told does not go. Raises AlreadyOver where that share was answered before."""
    answered = await uow.notifications.answer(occurrence.workspace_id, occurrence.id, now, share)
    if share is not None and not answered:
        raise AlreadyOver
    await uow.deliveries.cancel_of_occurrence(occurrence.workspace_id, occurrence.id, now, share)


async def _tell_share_again(
    uow: UnitOfWork, share: Share, occurrence: Occurrence, reminder: Reminder, until: datetime, now: datetime
) -> None:
    """A snooze that concerns nobody else: the same firing, told to them once more."""
    to: list[User | Room] = [one for one in reminder.recipients if isinstance(one, Room)]
    if share.user_id is not None:
        user = await uow.users.get(reminder.workspace_id, share.user_id)
        to = [user] if user else []
    for recipient in to:
        await notify(uow, reminder.workspace_id, telling_of(recipient, occurrence, reminder, until), now)


async def _tell_owner(
    uow: UnitOfWork, actor: User, occurrence: Occurrence, reminder: Reminder, reason: str | None, now: datetime
) -> None:
    """Who has set it learns that somebody has done it, or will not; once for each firing and person."""
    owner = await uow.users.get(reminder.workspace_id, reminder.owner_id) if actor.id != reminder.owner_id else None
    if owner is None:
        return
    body = f"{actor.name}\n{reason}" if reason else actor.name
    what = "done" if reason is None else "dismissed"
    await notify(uow, reminder.workspace_id, news(owner, what, reminder, f"{occurrence.id}:{actor.id}", body), now)


async def _complete_if_last(uow: UnitOfWork, reminder: Reminder) -> Reminder:
    """The reminder as it is once a firing was answered: completed where nothing is left to come."""
    left = await uow.occurrences.scheduled_of(reminder.workspace_id, reminder.id)
    if not left and isinstance(reminder.trigger, At | Repeat) and reminder.status is ReminderStatus.ACTIVE:
        return reminder.complete()
    return replace(reminder, version=reminder.version + 1)
