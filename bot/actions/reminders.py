"""Setting reminders and finding them again, within this installation's limits.

How they change is in changes.py, what happens to their firings in occurrences.py, their history in explanations.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from bot.actions.rights import is_concerned, load
from bot.actions.schedule import schedule
from bot.domain.errors import InThePast, LimitReached, ReminderNotFound
from bot.domain.identifier import new_id
from bot.domain.item import Item, ItemKind
from bot.domain.ledger import LedgerAction, LedgerEntry
from bot.domain.limits import Limits
from bot.domain.listing import Page, ReminderQuery, ReminderView
from bot.domain.message import Address
from bot.domain.notification import Level
from bot.domain.recurrence import Recurrence
from bot.domain.reminder import At, Origin, Person, Recipient, Reminder, Repeat, Room, Trigger, first_due
from bot.domain.user import User
from bot.ports import UnitOfWork

_FIRINGS_LOOKED_AT = 50
_SINGLE_TIMES = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """What a person has confirmed. recipients: empty for the owner alone. item_kind: of an item seen for the first time."""

    text: str
    trigger: Trigger
    zone: str
    recipients: tuple[Recipient, ...] = ()
    item_key: str | None = None
    item_kind: ItemKind | None = None
    level: Level = Level.INFO
    unless_closed: bool = False
    nag_every: timedelta | None = None
    nag_limit: int = 0
    expires_at: datetime | None = None


async def set_reminder(
    uow: UnitOfWork, owner: User, draft: ReminderDraft, origin: Origin, now: datetime, limits: Limits
) -> Reminder:
    """Store a reminder and its first occurrence. Raises InThePast and LimitReached; then nothing is stored."""
    check_text(draft.text, limits)
    due = check_trigger(draft.trigger, now, limits)
    await check_room_for_one_more(uow, owner, limits)
    await check_for_others(uow, owner, draft.recipients, now, limits)
    reminder = Reminder(
        owner.workspace_id,
        new_id(now),
        await uow.workspaces.take_number(owner.workspace_id),
        owner.id,
        draft.text,
        draft.trigger,
        draft.zone,
        draft.recipients or (Person(owner.id),),
        origin,
        created_at=now,
        item_key=draft.item_key,
        level=draft.level,
        unless_closed=draft.unless_closed,
        nag_every=draft.nag_every,
        nag_limit=draft.nag_limit,
        expires_at=draft.expires_at,
    )
    await uow.reminders.add(reminder)
    if draft.item_key and draft.item_kind and await uow.items.get(owner.workspace_id, draft.item_key) is None:
        await uow.items.save(Item(owner.workspace_id, draft.item_key, draft.item_kind))
    if due is not None:
        await schedule(uow, reminder, due, now)
    await uow.ledger.add(_set_entry(reminder, due, now))
    return reminder


async def find_reminders(uow: UnitOfWork, actor: User, query: ReminderQuery) -> Page[ReminderView]:
    """Those of the reminders that the actor owns or receives that meet the query, by next firing, those without one last.

    Of what others receive as well, a firing is shown only while it waits for the actor's own answer.
    """
    page = await uow.reminders.find(actor.workspace_id, actor.id, query)
    me = Person(actor.id)
    shared = {
        one.occurrence.id: one.reminder for one in page.items if one.occurrence and one.reminder.recipients != (me,)
    }
    if not shared:
        return page
    answered = await uow.notifications.answered(actor.workspace_id, list(shared))
    settled = {id_ for id_, each in shared.items() if me not in each.recipients or (id_, actor.id) in answered}

    def waits(one: ReminderView) -> bool:
        return one.occurrence is None or one.occurrence.id not in settled

    if query.missed:
        return replace(page, items=tuple(filter(waits, page.items)))
    return replace(page, items=tuple(one if waits(one) else replace(one, occurrence=None) for one in page.items))


async def get_reminder(uow: UnitOfWork, actor: User, number: int, place: Address | None = None) -> ReminderView:
    """REM-`number`, whatever its status. Raises ReminderNotFound, also for another person's. place: see rights.load."""
    reminder = await uow.reminders.by_number(actor.workspace_id, number)
    if reminder is None or not is_concerned(actor, reminder, place):
        raise ReminderNotFound(f"REM-{number}")
    return await view(uow, reminder)


async def get_reminder_by_id(
    uow: UnitOfWork, actor: User, reminder_id: UUID, place: Address | None = None
) -> ReminderView:
    """The same by id. Raises ReminderNotFound."""
    return await view(uow, await load(uow, actor, reminder_id, place))


async def view(uow: UnitOfWork, reminder: Reminder) -> ReminderView:
    """A reminder with its next firing and the last one that nobody answered."""
    fired = await uow.occurrences.fired_of(reminder.workspace_id, [reminder.id])
    next_due = await uow.reminders.next_due(reminder.workspace_id, reminder.id)
    return ReminderView(reminder, next_due, fired[0] if fired else None)


def check_text(text: str, limits: Limits) -> None:
    """Raises LimitReached("text_length")."""
    if len(text) > limits.text_length:
        raise LimitReached("text_length", str(limits.text_length))


def check_trigger(trigger: Trigger, now: datetime, limits: Limits) -> datetime | None:
    """When it first fires (UTC), None when it waits for an item. Raises InThePast, LimitReached("horizon" or "shortest_repeat")."""
    if isinstance(trigger, Repeat) and _closest(trigger.recurrence) < limits.shortest_repeat:
        raise LimitReached("shortest_repeat", str(limits.shortest_repeat // timedelta(seconds=1)))
    due = first_due(trigger, now)
    if due is None and isinstance(trigger, At | Repeat):
        raise InThePast
    if due is not None and due > now + limits.horizon:
        raise LimitReached("horizon", str(limits.horizon.days))
    return due


async def check_room_for_one_more(uow: UnitOfWork, owner: User, limits: Limits) -> None:
    """Raises LimitReached("active_reminders")."""
    allowed = limits.active_reminders
    if await uow.reminders.count_active(owner.workspace_id, owner.id, allowed) >= allowed:
        raise LimitReached("active_reminders", str(allowed))


async def check_for_others(
    uow: UnitOfWork, owner: User, recipients: Sequence[Recipient], now: datetime, limits: Limits
) -> None:
    """Raises LimitReached("for_others" or "for_room") where no more may be set for others, or for a room, within a day."""
    if not any(recipient != Person(owner.id) for recipient in recipients):
        return
    set_lately = await uow.reminders.count_for_others(owner.workspace_id, owner.id, now - _DAY, limits.for_others)
    if set_lately >= limits.for_others:
        raise LimitReached("for_others", str(limits.for_others))
    for room in (recipient for recipient in recipients if isinstance(recipient, Room)):
        if await uow.reminders.count_for_room(owner.workspace_id, room, now - _DAY, limits.for_room) >= limits.for_room:
            raise LimitReached("for_room", str(limits.for_room))


def _closest(recurrence: Recurrence) -> timedelta:
    """The least time between two of its first firings; boundless where there are so few that they are single times."""
    firings = recurrence.first(_FIRINGS_LOOKED_AT)
    if len(firings) <= _SINGLE_TIMES:  # "in 1 minute and in 2 minutes"
        return timedelta.max
    return min((later - earlier for earlier, later in pairwise(firings)), default=timedelta.max)


def _set_entry(reminder: Reminder, due: datetime | None, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        reminder.workspace_id,
        new_id(now),
        reminder.id,
        now,
        LedgerAction.SET,
        actor_id=reminder.owner_id,
        due_at=due,
        via=reminder.origin.via,
        platform=reminder.origin.platform,
        room=reminder.origin.room,
    )
