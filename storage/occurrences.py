"""Occurrences in the database: claiming what is due, and what became of it.

What a firing means is decided in bot/actions/firing.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, and_, bindparam, func, null, or_, select, text, update

from bot.domain.occurrence import Occurrence, OccurrenceStatus
from bot.domain.reminder import Reminder
from storage.conditions import has_status
from storage.mapping import Mapping
from storage.prepared import Batch, Query
from storage.tables import occurrences, reminders
from storage.transaction import Transaction

OCCURRENCES = Mapping(Occurrence, occurrences)
_REMINDERS = Mapping(Reminder, reminders)
_WIDTH = len(OCCURRENCES.columns)

_IS_SCHEDULED = has_status(occurrences, "scheduled")
_IS_FIRED = has_status(occurrences, "fired")
_KEY = and_(occurrences.c.workspace_id == bindparam("workspace"), occurrences.c.id == bindparam("occurrence"))
_OF_REMINDER = and_(
    occurrences.c.workspace_id == bindparam("workspace"), occurrences.c.reminder_id == bindparam("reminder")
)
_WITH_REMINDER: Select[Any] = select(*OCCURRENCES.columns, *_REMINDERS.columns).join(
    reminders, and_(reminders.c.workspace_id == occurrences.c.workspace_id, reminders.c.id == occurrences.c.reminder_id)
)
# FOR UPDATE SKIP LOCKED is PostgreSQL's; on SQLite, where one transaction writes at a time, it is left out.
_DUE = (
    _WITH_REMINDER.where(_IS_SCHEDULED, occurrences.c.due_at <= bindparam("until"))
    .order_by(occurrences.c.due_at)
    .limit(bindparam("count", type_=Integer))
    .with_for_update(of=[occurrences, reminders], key_share=True, skip_locked=True)
)
_CLAIM = Query(_DUE)
_CLAIM_ONE = Query(_DUE.where(occurrences.c.id == bindparam("only")))
_CLAIM_BUT = Query(_DUE.where(occurrences.c.id.not_in(bindparam("skip", expanding=True))))
# By owner: found through their reminders, in the order of their next firings. The index that has it is ix_reminders_open.
_CLAIM_OF = Query(
    _WITH_REMINDER.where(
        _IS_SCHEDULED,
        occurrences.c.due_at <= bindparam("until"),
        reminders.c.workspace_id == bindparam("workspace"),
        reminders.c.owner_id == bindparam("owner"),
        reminders.c.next_due <= bindparam("before"),
        has_status(reminders, "active", "paused"),
    )
    .order_by(reminders.c.next_due)
    .limit(bindparam("count", type_=Integer))
    .with_for_update(of=[occurrences, reminders], key_share=True, skip_locked=True)
)
_CLAIM_STALE = Query(
    _WITH_REMINDER.where(
        _IS_FIRED, or_(occurrences.c.fired_at < bindparam("fired_before"), reminders.c.expires_at <= bindparam("now"))
    )
    .limit(bindparam("count", type_=Integer))
    .with_for_update(of=[occurrences, reminders], key_share=True, skip_locked=True)
)
_NAGS = text("occurrences.nag_at IS NOT NULL")
_NAG = (
    _WITH_REMINDER.where(_NAGS, occurrences.c.nag_at <= bindparam("until"))
    .order_by(occurrences.c.nag_at)
    .limit(bindparam("count", type_=Integer))
    .with_for_update(of=[occurrences, reminders], key_share=True, skip_locked=True)
)
_CLAIM_NAGS = Query(_NAG)
_CLAIM_ONE_NAG = Query(_NAG.where(occurrences.c.id == bindparam("only")))
_CLAIM_NAGS_BUT = Query(_NAG.where(occurrences.c.id.not_in(bindparam("skip", expanding=True))))
_DUE_IDS = Query(
    select(occurrences.c.id)
    .where(_IS_SCHEDULED, occurrences.c.due_at <= bindparam("until"))
    .order_by(occurrences.c.due_at)
    .limit(bindparam("count", type_=Integer))
)
_NAG_IDS = Query(
    select(occurrences.c.id)
    .where(_NAGS, occurrences.c.nag_at <= bindparam("until"))
    .order_by(occurrences.c.nag_at)
    .limit(bindparam("count", type_=Integer))
)
LEAST_DUE = select(func.min(occurrences.c.due_at)).where(_IS_SCHEDULED)
_NEXT_DUE = Query(LEAST_DUE)
_NEXT_DUE_BUT = Query(LEAST_DUE.where(occurrences.c.id.not_in(bindparam("skip", expanding=True))))
LEAST_NAG = select(func.min(occurrences.c.nag_at)).where(_NAGS)
_NEXT_NAG = Query(LEAST_NAG)
_NEXT_NAG_BUT = Query(LEAST_NAG.where(occurrences.c.id.not_in(bindparam("skip", expanding=True))))
_COUNT = select(func.count()).select_from(occurrences).where(_IS_SCHEDULED)
_COUNT_SCHEDULED = Query(_COUNT)
_COUNT_DUE = Query(_COUNT.where(occurrences.c.due_at <= bindparam("until")))
_GET = Query(select(*OCCURRENCES.columns).where(_KEY))
_LOCK_REMINDER = Query(
    select(reminders.c.id).where(
        reminders.c.workspace_id == bindparam("workspace"),
        reminders.c.id == select(occurrences.c.reminder_id).where(_KEY).scalar_subquery(),
    ),
    locks=reminders,
)
_GET_SLOT = Query(select(*OCCURRENCES.columns).where(_OF_REMINDER, occurrences.c.slot == bindparam("of_slot")))
_GET_SCHEDULED = Query(select(*OCCURRENCES.columns).where(_OF_REMINDER, _IS_SCHEDULED).order_by(occurrences.c.due_at))
_GET_FIRED = Query(
    select(*OCCURRENCES.columns)
    .where(
        occurrences.c.workspace_id == bindparam("workspace"),
        occurrences.c.reminder_id.in_(bindparam("reminders", expanding=True)),
        _IS_FIRED,
    )
    .order_by(occurrences.c.fired_at.desc())
)
_INSERT = OCCURRENCES.inserting()
_SAVE, _changes = OCCURRENCES.updating(
    "due_at", "status", "fired_at", "acknowledged_at", "dismissed_reason", "times_fired", "nag_at", "nags"
)
_SUPERSEDE = Batch(
    update(occurrences)
    .where(_OF_REMINDER, _IS_FIRED, occurrences.c.slot < bindparam("before"))
    .values(status=text("'expired'"), nag_at=null()),
    ["workspace", "reminder", "before"],
)


class OccurrenceRows:
    """Implements bot.repositories.Occurrences."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def schedule(self, occurrence: Occurrence) -> Occurrence:
        key = {"workspace": occurrence.workspace_id, "reminder": occurrence.reminder_id}
        row = await _GET_SLOT.row(self._transaction, **key, of_slot=occurrence.slot)
        if row is None:
            await self.add_many([occurrence])
            return occurrence
        there = OCCURRENCES.read(row)
        again = Occurrence(there.workspace_id, there.id, there.reminder_id, there.slot, occurrence.due_at)
        await self.save(again)
        return again

    async def add_many(self, added: Sequence[Occurrence]) -> None:
        self._note_due(added)
        await _INSERT.run(self._transaction, OCCURRENCES.rows(added))

    async def save(self, occurrence: Occurrence) -> None:
        await self.save_many([occurrence])

    async def save_many(self, changed: Sequence[Occurrence]) -> None:
        self._note_due(changed)
        await _SAVE.run(self._transaction, map(_changes, changed))

    async def get(self, workspace_id: UUID, occurrence_id: UUID) -> Occurrence | None:
        key = {"workspace": workspace_id, "occurrence": occurrence_id}
        if self._transaction.locks:
            # In a statement before: the one that waits for a lock reads the other rows as they were.
            await _LOCK_REMINDER.row(self._transaction, **key)
        row = await _GET.row(self._transaction, **key)
        return OCCURRENCES.read(row) if row else None

    async def scheduled_of(self, workspace_id: UUID, reminder_id: UUID) -> list[Occurrence]:
        found = await _GET_SCHEDULED.columns(self._transaction, workspace=workspace_id, reminder=reminder_id)
        return OCCURRENCES.read_all(found)

    async def fired_of(self, workspace_id: UUID, reminder_ids: Collection[UUID]) -> list[Occurrence]:
        found = await _GET_FIRED.columns(self._transaction, workspace=workspace_id, reminders=list(reminder_ids))
        return OCCURRENCES.read_all(found)

    async def claim_due(
        self, until: datetime, limit: int, *, only: UUID | None = None, skip: Collection[UUID] = ()
    ) -> list[tuple[Occurrence, Reminder]]:
        if only is not None:
            return _pairs(await _CLAIM_ONE.columns(self._transaction, until=until, count=limit, only=only))
        if skip:
            return _pairs(await _CLAIM_BUT.columns(self._transaction, until=until, count=limit, skip=list(skip)))
        return _pairs(await _CLAIM.columns(self._transaction, until=until, count=limit))

    async def claim_of(
        self, workspace_id: UUID, owner_id: UUID, until: datetime, limit: int
    ) -> list[tuple[Occurrence, Reminder]]:
        return _pairs(
            await _CLAIM_OF.columns(
                self._transaction, workspace=workspace_id, owner=owner_id, until=until, before=until, count=limit
            )
        )

    async def claim_nags(
        self, until: datetime, limit: int, *, only: UUID | None = None, skip: Collection[UUID] = ()
    ) -> list[tuple[Occurrence, Reminder]]:
        if only is not None:
            return _pairs(await _CLAIM_ONE_NAG.columns(self._transaction, until=until, count=limit, only=only))
        if skip:
            return _pairs(await _CLAIM_NAGS_BUT.columns(self._transaction, until=until, count=limit, skip=list(skip)))
        return _pairs(await _CLAIM_NAGS.columns(self._transaction, until=until, count=limit))

    async def due_ids(self, until: datetime, limit: int) -> list[UUID]:
        due = await _DUE_IDS.rows(self._transaction, until=until, count=limit)
        nags = await _NAG_IDS.rows(self._transaction, until=until, count=limit)
        return [row[0] for row in (*due, *nags)]

    async def supersede(self, fired: Sequence[Occurrence]) -> None:
        rows = [(each.workspace_id, each.reminder_id, each.slot) for each in fired]
        await _SUPERSEDE.run(self._transaction, rows)

    async def claim_stale(self, now: datetime, unanswered: timedelta, limit: int) -> list[tuple[Occurrence, Reminder]]:
        before = now - unanswered
        return _pairs(await _CLAIM_STALE.columns(self._transaction, now=now, fired_before=before, count=limit))

    async def next_due(self, skip: Collection[UUID] = ()) -> datetime | None:
        due: datetime | None
        if skip:
            due = await _NEXT_DUE_BUT.value(self._transaction, skip=list(skip))
        else:
            due = await _NEXT_DUE.value(self._transaction)
        return due

    async def next_nag(self, skip: Collection[UUID] = ()) -> datetime | None:
        due: datetime | None
        if skip:
            due = await _NEXT_NAG_BUT.value(self._transaction, skip=list(skip))
        else:
            due = await _NEXT_NAG.value(self._transaction)
        return due

    async def count_scheduled(self, due_by: datetime | None = None) -> int:
        count: int
        if due_by is None:
            count = await _COUNT_SCHEDULED.value(self._transaction)
        else:
            count = await _COUNT_DUE.value(self._transaction, until=due_by)
        return count

    def _note_due(self, stored: Sequence[Occurrence]) -> None:
        for each in stored:
            if each.status is OccurrenceStatus.SCHEDULED:
                self._transaction.note_due(each.due_at)
            elif each.nag_at is not None:
                self._transaction.note_due(each.nag_at)


def _pairs(columns: Sequence[Sequence[Any]]) -> list[tuple[Occurrence, Reminder]]:
    return list(zip(OCCURRENCES.read_all(columns), _REMINDERS.read_all(columns, _WIDTH), strict=True))
