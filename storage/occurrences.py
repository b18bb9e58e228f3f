"""Occurrences in the database: claiming what is due, and what became of it.

What a firing means is decided in bot/actions/firing.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, or_, select, text, update

from bot.domain.occurrence import Occurrence, OccurrenceStatus
from bot.domain.reminder import Reminder
from storage.batch import Batch
from storage.conditions import has_status
from storage.mapping import Mapping
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
_CLAIM = (
    _WITH_REMINDER.where(_IS_SCHEDULED, occurrences.c.due_at <= bindparam("until"))
    .order_by(occurrences.c.due_at)
    .limit(bindparam("count"))
    .with_for_update(of=occurrences, skip_locked=True)
)
_CLAIM_STALE = (
    _WITH_REMINDER.where(
        _IS_FIRED, or_(occurrences.c.fired_at < bindparam("fired_before"), reminders.c.expires_at <= bindparam("now"))
    )
    .limit(bindparam("count"))
    .with_for_update(of=occurrences, skip_locked=True)
)
_DUE_IDS = (
    select(occurrences.c.id)
    .where(_IS_SCHEDULED, occurrences.c.due_at <= bindparam("until"))
    .order_by(occurrences.c.due_at)
    .limit(bindparam("count"))
)
_NEXT_DUE = select(func.min(occurrences.c.due_at)).where(_IS_SCHEDULED)
_CHANGING = ("due_at", "status", "fired_at", "acknowledged_at", "dismissed_reason", "times_fired")
_INSERT = OCCURRENCES.inserting()
_SAVE = OCCURRENCES.updating(*_CHANGING)
_changes = OCCURRENCES.changes(*_CHANGING)
_SUPERSEDE = Batch(
    update(occurrences)
    .where(_OF_REMINDER, _IS_FIRED, occurrences.c.slot < bindparam("before"))
    .values(status=text("'expired'")),
    ["workspace", "reminder", "before"],
)


class OccurrenceRows:
    """Implements bot.repositories.Occurrences."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def schedule(self, occurrence: Occurrence) -> Occurrence:
        statement = select(*OCCURRENCES.columns).where(_OF_REMINDER, occurrences.c.slot == occurrence.slot)
        key = {"workspace": occurrence.workspace_id, "reminder": occurrence.reminder_id}
        row = await self._transaction.row(statement, key)
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
        statement = select(*OCCURRENCES.columns).where(_KEY)
        row = await self._transaction.row(statement, {"workspace": workspace_id, "occurrence": occurrence_id})
        return OCCURRENCES.read(row) if row else None

    async def scheduled_of(self, workspace_id: UUID, reminder_id: UUID) -> list[Occurrence]:
        statement = select(*OCCURRENCES.columns).where(_OF_REMINDER, _IS_SCHEDULED).order_by(occurrences.c.due_at)
        rows = await self._transaction.rows(statement, {"workspace": workspace_id, "reminder": reminder_id})
        return [OCCURRENCES.read(row) for row in rows]

    async def fired_of(self, workspace_id: UUID, reminder_ids: Collection[UUID]) -> list[Occurrence]:
        statement = (
            select(*OCCURRENCES.columns)
            .where(occurrences.c.workspace_id == workspace_id, occurrences.c.reminder_id.in_(reminder_ids), _IS_FIRED)
            .order_by(occurrences.c.fired_at.desc())
        )
        return [OCCURRENCES.read(row) for row in await self._transaction.rows(statement)]

    async def claim_due(
        self, until: datetime, limit: int, *, only: UUID | None = None, skip: Collection[UUID] = ()
    ) -> list[tuple[Occurrence, Reminder]]:
        statement = _CLAIM if only is None else _CLAIM.where(occurrences.c.id == only)
        if skip:
            statement = statement.where(occurrences.c.id.not_in(skip))
        return _pairs(await self._transaction.rows(statement, {"until": until, "count": limit}))

    async def due_ids(self, until: datetime, limit: int) -> list[UUID]:
        return [row[0] for row in await self._transaction.rows(_DUE_IDS, {"until": until, "count": limit})]

    async def supersede(self, fired: Sequence[Occurrence]) -> None:
        rows = [(each.workspace_id, each.reminder_id, each.slot) for each in fired]
        await _SUPERSEDE.run(self._transaction, rows)

    async def claim_stale(self, now: datetime, unanswered: timedelta, limit: int) -> list[tuple[Occurrence, Reminder]]:
        parameters = {"now": now, "fired_before": now - unanswered, "count": limit}
        return _pairs(await self._transaction.rows(_CLAIM_STALE, parameters))

    async def next_due(self, skip: Collection[UUID] = ()) -> datetime | None:
        statement = _NEXT_DUE.where(occurrences.c.id.not_in(skip)) if skip else _NEXT_DUE
        due: datetime | None = await self._transaction.value(statement)
        return due

    async def count_scheduled(self, due_by: datetime | None = None) -> int:
        statement = select(func.count()).select_from(occurrences).where(_IS_SCHEDULED)
        if due_by is not None:
            statement = statement.where(occurrences.c.due_at <= due_by)
        count: int = await self._transaction.value(statement)
        return count

    def _note_due(self, stored: Sequence[Occurrence]) -> None:
        for each in stored:
            if each.status is OccurrenceStatus.SCHEDULED:
                self._transaction.note_due(each.due_at)


def _pairs(rows: Sequence[Any]) -> list[tuple[Occurrence, Reminder]]:
    return [(OCCURRENCES.read(row), _REMINDERS.read(row, _WIDTH)) for row in rows]
