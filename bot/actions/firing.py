"""Firing: due occurrences become notifications and deliveries, and the next occurrences are stored, in one transaction.

The hot path: everything is read and written by batches (telling.py). Answers to a firing are in occurrences.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.actions.consents import with_senders
from bot.actions.fairness import FairShare
from bot.actions.notifications import Lease
from bot.actions.telling import Surroundings, Writes, ledger_entry, look_around, store, tell_all, tell_of_refusals
from bot.domain.identifier import new_id
from bot.domain.ledger import LedgerAction
from bot.domain.occurrence import Occurrence
from bot.domain.reminder import Reminder, ReminderStatus, Repeat
from bot.ports import UnitOfWork
from bot.repositories import DueDelivery

ITEM_CLOSED = "item_closed"
_MOST_OWNERS = 200
Due = tuple[Occurrence, Reminder]
Owner = tuple[UUID, UUID]  # workspace, person


def shares_of_owners() -> FairShare[Due, Owner]:
    return FairShare(lambda due: (due[1].workspace_id, due[1].owner_id), lambda due: due[0].id)


@dataclass(frozen=True, slots=True)
class _DueByOwner:
    """Implements Queue."""

    uow: UnitOfWork
    until: datetime
    skip: Collection[UUID]

    async def others(self, crowd: Sequence[Owner]) -> list[Owner]:
        owners = await self.uow.reminders.owners_due(self.until, _MOST_OWNERS + len(crowd))
        return [owner for owner in owners if owner not in crowd]

    async def of(self, party: Owner, limit: int) -> list[Due]:
        due = await self.uow.occurrences.claim_of(*party, self.until, limit)
        return [each for each in due if each[0].id not in self.skip]


@dataclass(frozen=True, slots=True)
class FiredBatch:
    """fired: how many occurrences. leased: what the caller is now to send, once the transaction is committed."""

    fired: int
    leased: tuple[DueDelivery, ...]


async def fire_due(
    uow: UnitOfWork,
    now: datetime,
    until: datetime,
    limit: int,
    lease: Lease | None = None,
    *,
    only: UUID | None = None,
    skip: Collection[UUID] = (),
    shares: FairShare[Due, Owner] | None = None,
) -> FiredBatch:
    """Fire at most `limit` scheduled occurrences that are due by `until`, the earliest first; only: this one of them; skip: not these.

    A firing ahead of its instant is stored as made at that instant. With a lease the deliveries are claimed at once. shares: of the
    owners, kept by the caller from batch to batch.
    """
    due = await uow.occurrences.claim_due(until, limit, only=only, skip=skip)
    if shares:
        due = await shares.share(due, limit, now, _DueByOwner(uow, until, skip))
    if not due:
        return FiredBatch(0, ())
    around = await look_around(uow, [reminder for _, reminder in due])
    writes = Writes()
    for occurrence, reminder in due:
        _fire(occurrence, reminder, around, lease, now, writes)
    await store(uow, writes)
    await tell_of_refusals(uow, writes, now)
    await uow.reminders.refresh_next_due([(reminder.workspace_id, reminder.id) for _, reminder in due])
    return FiredBatch(len(due), tuple(await with_senders(uow, writes.leased)))


async def nag_due(
    uow: UnitOfWork,
    now: datetime,
    until: datetime,
    limit: int,
    lease: Lease | None = None,
    *,
    only: UUID | None = None,
    skip: Collection[UUID] = (),
) -> FiredBatch:
    """Tell again, in the same way, what fired, nobody has answered and is to be told again by `until`.

    After a pause it is told once, not as often as was missed. What was told before and has not been sent yet is called off.
    """
    due = await uow.occurrences.claim_nags(until, limit, only=only, skip=skip)
    if not due:
        return FiredBatch(0, ())
    around = await look_around(uow, [reminder for _, reminder in due])
    shared: dict[UUID, list[UUID]] = defaultdict(list)
    for occurrence, reminder in due:
        if len(reminder.recipients) > 1:
            shared[occurrence.workspace_id].append(occurrence.id)
    for workspace_id, occurrence_ids in shared.items():
        around.answered |= await uow.notifications.answered(workspace_id, occurrence_ids)
    writes = Writes()
    for occurrence, reminder in due:
        _nag(occurrence, reminder, around, lease, now, writes)
    again = [(occurrence.workspace_id, occurrence.id) for occurrence, _ in due]
    await uow.deliveries.cancel_of_occurrences(again, now)
    await uow.notifications.read_of_occurrences(again, now)
    await store(uow, writes)
    return FiredBatch(len(due), tuple(await with_senders(uow, writes.leased)))


async def expire_stale(uow: UnitOfWork, now: datetime, unanswered: timedelta, limit: int) -> int:
    """Put away fired occurrences that nobody answers any more; a reminder with nothing left to come is completed."""
    stale = await uow.occurrences.claim_stale(now, unanswered, limit)
    completed: list[Reminder] = []
    for _, reminder in stale:
        if _ends_with_its_firing(reminder):
            left = await uow.occurrences.scheduled_of(reminder.workspace_id, reminder.id)
            if not left:
                completed.append(reminder.complete())
    await uow.occurrences.save_many([occurrence.expire() for occurrence, _ in stale])
    await uow.reminders.save_many(completed)
    await uow.ledger.add_many(
        [ledger_entry(LedgerAction.EXPIRED, occurrence, reminder, now) for occurrence, reminder in stale]
    )
    return len(stale)


def _fire(
    occurrence: Occurrence, reminder: Reminder, around: Surroundings, lease: Lease | None, now: datetime, writes: Writes
) -> None:
    at = max(now, occurrence.due_at)
    fired = occurrence.fire(at, reminder.next_nag(at, 0))
    writes.note(LedgerAction.FIRED, fired, reminder, at)
    if around.is_called_off(reminder):
        _call_off(fired, reminder, at, writes)
    elif tell_all(fired, reminder, fired.due_at, around, lease, now, writes) or fired.nag_at is None:
        writes.fired.append(fired)
    else:
        writes.fired.append(fired.nag_next(None))  # whom it does not reach cannot be nagged
    following = _next(fired, reminder, at)
    if following:
        writes.following.append(following)


def _nag(
    occurrence: Occurrence, reminder: Reminder, around: Surroundings, lease: Lease | None, now: datetime, writes: Writes
) -> None:
    due = occurrence.nag_at or now
    at = max(now, due)
    nagged = occurrence.nag(reminder.next_nag(at, occurrence.nags + 1))
    if around.is_called_off(reminder):
        _call_off(nagged, reminder, at, writes)
        return
    writes.note(LedgerAction.NAGGED, nagged, reminder, at, f"{nagged.nags}/{reminder.nag_limit}")
    told = tell_all(nagged, reminder, due, around, lease, now, writes)
    writes.fired.append(nagged if told else nagged.nag_next(None))


def _call_off(fired: Occurrence, reminder: Reminder, at: datetime, writes: Writes) -> None:
    """Its item is closed: nobody is told, and nothing more is to come of what does not repeat."""
    writes.fired.append(fired.expire())
    writes.note(LedgerAction.REFUSED, fired, reminder, at, ITEM_CLOSED)
    if _ends_with_its_firing(reminder):
        writes.completed.append(reminder.complete())


def _ends_with_its_firing(reminder: Reminder) -> bool:
    """One that does not repeat; what was paused after it fired stays paused until its owner says otherwise."""
    return not isinstance(reminder.trigger, Repeat) and reminder.status is ReminderStatus.ACTIVE


def _next(fired: Occurrence, reminder: Reminder, at: datetime) -> Occurrence | None:
    """The occurrence after the one that fired at `at`: slots missed meanwhile are passed over. A snoozed one has its successor already."""
    if not isinstance(reminder.trigger, Repeat) or fired.times_fired > 1:
        return None
    slot = reminder.trigger.recurrence.next_after(max(at, fired.slot))
    if slot is None or (reminder.expires_at and slot >= reminder.expires_at):
        return None
    return Occurrence(reminder.workspace_id, new_id(at), reminder.id, slot=slot, due_at=slot)
