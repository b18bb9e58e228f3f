"""Firing: due occurrences become notifications and deliveries, and the next occurrences are stored, in one transaction.

The hot path: everything is read and written by batches. Answers to a firing are in occurrences.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from bot.actions.notifications import Lease, Telling, refuse, shorten, tell
from bot.domain.delivery import Delivery
from bot.domain.identifier import new_id
from bot.domain.item import Item
from bot.domain.ledger import LedgerAction, LedgerEntry
from bot.domain.notification import Kind, Notification
from bot.domain.occurrence import Occurrence
from bot.domain.reminder import Person, Reminder, Repeat, Room
from bot.domain.user import Identity, User
from bot.ports import UnitOfWork
from bot.repositories import DueDelivery

ITEM_CLOSED = "item_closed"
NO_CHANNEL = "no_channel"


@dataclass(frozen=True, slots=True)
class FiredBatch:
    """fired: how many occurrences. leased: what the caller is now to send, once the transaction is committed."""

    fired: int
    leased: tuple[DueDelivery, ...]


@dataclass(slots=True)
class _Surroundings:
    """What a batch's firings look at: people, how to reach them, items."""

    users: dict[UUID, User] = field(default_factory=dict)
    identities: dict[UUID, list[Identity]] = field(default_factory=lambda: defaultdict(list))
    items: dict[tuple[UUID, str], Item] = field(default_factory=dict)


@dataclass(slots=True)
class _Writes:
    """What a batch stores."""

    fired: list[Occurrence] = field(default_factory=list)
    following: list[Occurrence] = field(default_factory=list)
    notifications: list[Notification] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    completed: list[Reminder] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    leased: list[DueDelivery] = field(default_factory=list)


async def fire_due(
    uow: UnitOfWork,
    now: datetime,
    until: datetime,
    limit: int,
    lease: Lease | None = None,
    *,
    only: UUID | None = None,
    skip: Collection[UUID] = (),
) -> FiredBatch:
    """Fire at most `limit` scheduled occurrences that are due by `until`, the earliest first; only: this one of them; skip: not these.

    A firing ahead of its instant is stored as made at that instant. With a lease the deliveries are claimed at once.
    """
    due = await uow.occurrences.claim_due(until, limit, only=only, skip=skip)
    if not due:
        return FiredBatch(0, ())
    surroundings = await _look_around(uow, [reminder for _, reminder in due])
    writes = _Writes()
    for occurrence, reminder in due:
        _fire(occurrence, reminder, surroundings, lease, now, writes)
    await _store(uow, [reminder for _, reminder in due], writes)
    return FiredBatch(len(due), tuple(writes.leased))


async def expire_stale(uow: UnitOfWork, now: datetime, unanswered: timedelta, limit: int) -> int:
    """Put away fired occurrences that nobody answers any more; a reminder with nothing left to come is completed."""
    stale = await uow.occurrences.claim_stale(now, unanswered, limit)
    completed: list[Reminder] = []
    for _, reminder in stale:
        if not isinstance(reminder.trigger, Repeat) and not reminder.is_over:
            left = await uow.occurrences.scheduled_of(reminder.workspace_id, reminder.id)
            if not left:
                completed.append(reminder.complete())
    await uow.occurrences.save_many([occurrence.expire() for occurrence, _ in stale])
    await uow.reminders.save_many(completed)
    await uow.ledger.add_many(
        [_entry(LedgerAction.EXPIRED, occurrence, reminder, now) for occurrence, reminder in stale]
    )
    return len(stale)


async def _look_around(uow: UnitOfWork, reminders: Sequence[Reminder]) -> _Surroundings:
    people: dict[UUID, set[UUID]] = defaultdict(set)
    keys: dict[UUID, set[str]] = defaultdict(set)
    for reminder in reminders:
        for recipient in reminder.recipients:
            if isinstance(recipient, Person):
                people[reminder.workspace_id].add(recipient.user_id)
        if reminder.unless_closed and reminder.item_key:
            keys[reminder.workspace_id].add(reminder.item_key)
    seen = _Surroundings()
    for workspace_id, user_ids in people.items():
        seen.users |= await uow.users.get_many(workspace_id, user_ids)
        for identity in await uow.users.identities(workspace_id, user_ids):
            seen.identities[identity.user_id].append(identity)
    for workspace_id, item_keys in keys.items():
        for key, item in (await uow.items.get_many(workspace_id, item_keys)).items():
            seen.items[workspace_id, key] = item
    return seen


def _fire(
    occurrence: Occurrence,
    reminder: Reminder,
    around: _Surroundings,
    lease: Lease | None,
    now: datetime,
    writes: _Writes,
) -> None:
    at = max(now, occurrence.due_at)
    fired = occurrence.fire(at)
    writes.ledger.append(_entry(LedgerAction.FIRED, fired, reminder, at))
    item = around.items.get((reminder.workspace_id, reminder.item_key)) if reminder.item_key else None
    if reminder.unless_closed and item and item.closed:
        writes.fired.append(fired.expire())
        writes.ledger.append(_entry(LedgerAction.REFUSED, fired, reminder, at, ITEM_CLOSED))
        if not isinstance(reminder.trigger, Repeat):
            writes.completed.append(reminder.complete())
    else:
        writes.fired.append(fired)
        _tell_all(fired, reminder, around, lease, now, writes)
    following = _next(fired, reminder, at)
    if following:
        writes.following.append(following)


def _tell_all(
    fired: Occurrence, reminder: Reminder, around: _Surroundings, lease: Lease | None, now: datetime, writes: _Writes
) -> None:
    for recipient in reminder.recipients:
        to = recipient if isinstance(recipient, Room) else around.users.get(recipient.user_id)
        if to is None:
            continue
        telling = _telling(to, fired, reminder)
        refused = refuse(to, telling) if isinstance(to, User) else None
        if refused:
            writes.ledger.append(_entry(LedgerAction.REFUSED, fired, reminder, now, refused.why))
            continue
        identities = around.identities[to.id] if isinstance(to, User) else []
        told = tell(reminder.workspace_id, telling, identities, now, lease)
        writes.notifications.append(told.notification)
        if not told.deliveries:
            writes.ledger.append(_entry(LedgerAction.REFUSED, fired, reminder, now, NO_CHANNEL))
        user = to if isinstance(to, User) else None
        for delivery in told.deliveries:
            writes.deliveries.append(delivery)
            if delivery.lease_token:
                writes.leased.append(DueDelivery(delivery, told.notification, reminder, fired, user))


def _telling(to: User | Room, fired: Occurrence, reminder: Reminder) -> Telling:
    title = shorten(reminder.text)
    return Telling(
        to,
        title,
        "" if title == reminder.text else reminder.text,
        Kind.REMINDER,
        reminder.level,
        expires_at=reminder.expires_at,
        due_at=fired.due_at,
        occurrence_id=fired.id,
        origin=reminder.origin,
        mutes=(reminder.item_key,) if reminder.item_key else (),
    )


def _next(fired: Occurrence, reminder: Reminder, at: datetime) -> Occurrence | None:
    """The occurrence after the one that fired at `at`: slots missed meanwhile are passed over. A snoozed one has its successor already."""
    if not isinstance(reminder.trigger, Repeat) or fired.times_fired > 1:
        return None
    slot = reminder.trigger.recurrence.next_after(max(at, fired.slot))
    if slot is None or (reminder.expires_at and slot >= reminder.expires_at):
        return None
    return Occurrence(reminder.workspace_id, new_id(at), reminder.id, slot=slot, due_at=slot)


async def _store(uow: UnitOfWork, reminders: Sequence[Reminder], writes: _Writes) -> None:
    await uow.occurrences.save_many(writes.fired)
    if writes.following:
        following = {occurrence.reminder_id for occurrence in writes.following}
        await uow.occurrences.supersede([fired for fired in writes.fired if fired.reminder_id in following])
        await uow.occurrences.add_many(writes.following)
    await uow.reminders.save_many(writes.completed)
    await uow.reminders.refresh_next_due([(reminder.workspace_id, reminder.id) for reminder in reminders])
    await uow.notifications.add_many(writes.notifications)
    await uow.deliveries.add_many(writes.deliveries)
    await uow.ledger.add_many(writes.ledger)


def _entry(
    action: LedgerAction, occurrence: Occurrence, reminder: Reminder, at: datetime, note: str | None = None
) -> LedgerEntry:
    return LedgerEntry(
        reminder.workspace_id, new_id(at), reminder.id, at, action,
        occurrence_id=occurrence.id, slot=occurrence.slot, due_at=occurrence.due_at, note=note,
    )  # fmt: skip
