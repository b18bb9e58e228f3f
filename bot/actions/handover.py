"""Handing reminders over: they become another's, who is told at once and can give them back; the giver can undo it.

Whether the other takes reminders from the giver is looked at before it is asked (consents.py).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.actions.notifications import Telling, notify, shorten
from bot.actions.rights import check_owner, load
from bot.actions.schedule import record
from bot.domain.conversation import Change
from bot.domain.dealing import Dealing, DealingAction
from bot.domain.errors import AlreadyOver, NotOwner, ReminderNotFound
from bot.domain.identifier import new_id
from bot.domain.ledger import LedgerAction
from bot.domain.notification import Kind, Source
from bot.domain.reminder import Reminder
from bot.domain.user import User
from bot.ports import UnitOfWork

MOST_NAMED = 10
_DEALINGS = {
    "handed_over": DealingAction.HANDED_OVER,
    "given_back": DealingAction.GAVE_BACK,
    "taken_back": DealingAction.TOOK_BACK,
}


async def hand_over(
    uow: UnitOfWork, giver: User, to: User, reminder_ids: Collection[UUID], batch: str, now: datetime
) -> list[Change]:
    """Those of these that are the giver's own and still open become the other's, who is told. batch: names this handing over."""
    changes: list[Change] = []
    given: list[Reminder] = []
    for reminder_id in reminder_ids:
        try:
            before = await load(uow, giver, reminder_id)
            check_owner(giver, before)
            if before.is_over:
                raise AlreadyOver
        except (ReminderNotFound, NotOwner, AlreadyOver):  # changed hands, or ended, since it was asked about
            continue
        after = await _give(uow, before, to, giver.id, batch, now)
        changes.append(Change(after.id, after.version, before, None, "handed_over", batch=batch))
        given.append(after)
    if given:
        await _tell(uow, to, giver, "handed_over", given, batch, now)
    return changes


async def give_back(uow: UnitOfWork, actor: User, batch: str, now: datetime) -> tuple[User | None, int]:
    """What was handed over to the actor under `batch`, and is still theirs, becomes its giver's again, who is told. Who, and how many."""
    rows = await uow.ledger.handed_over(actor.workspace_id, actor.id, batch)
    giver = await uow.users.get(actor.workspace_id, rows[0][1]) if rows else None
    if giver is None:
        return None, 0
    given = []
    for reminder_id, giver_id in rows:
        before = await uow.reminders.get(actor.workspace_id, reminder_id)
        if before is not None and not before.is_over and giver_id == giver.id:
            given.append(await _give(uow, before, giver, actor.id, "", now))
    if given:
        await _tell(uow, giver, actor, "given_back", given, batch, now)
    return giver, len(given)


async def _give(uow: UnitOfWork, before: Reminder, to: User, actor_id: UUID, batch: str, now: datetime) -> Reminder:
    after = before.hand_over(to.id)
    await uow.reminders.save(after)
    await uow.reminders.save_recipients(after)
    await record(uow, after, LedgerAction.HANDED_OVER, now, actor_id, note=batch)
    return after


async def undo_hand_over(uow: UnitOfWork, giver: User, current: Reminder, before: Reminder) -> Reminder:
    """Raises ReminderNotFound where it was never the giver's."""
    if before.owner_id != giver.id:
        raise ReminderNotFound(current.label)
    after = replace(before, version=current.version + 1)
    await uow.reminders.save_recipients(after)
    return after


async def tell_taken_back(
    uow: UnitOfWork, giver: User, holder_id: UUID, taken: Sequence[Reminder], batch: str, now: datetime
) -> None:
    """The one to whom these had been handed over hears that they are their giver's again."""
    holder = await uow.users.get(giver.workspace_id, holder_id)
    if holder is not None:
        await _tell(uow, holder, giver, "taken_back", taken, batch, now)


async def _tell(
    uow: UnitOfWork, to: User, by: User, what: str, given: Sequence[Reminder], batch: str, now: datetime
) -> None:
    """title: the reminders' numbers; body: who, and how many there are. It is kept for the audit as well."""
    labels = ", ".join(reminder.label for reminder in given[:MOST_NAMED])
    more = ", …" if len(given) > MOST_NAMED else ""
    await uow.dealings.add(
        Dealing(to.workspace_id, new_id(now), now, _DEALINGS[what], by.id, to.id, note=labels + more)
    )
    telling = Telling(
        to,
        shorten(labels + more),
        f"{by.name}\n{len(given)}",
        Kind.STATUS_CHANGE,
        source=Source("remindbot", what, batch),
    )
    await notify(uow, to.workspace_id, telling, now)
