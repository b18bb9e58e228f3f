"""Reminders in the database, and finding them.

Their firings are in occurrences.py; who may see or change one is decided in bot/actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, and_, bindparam, delete, func, insert, not_, or_, select, union_all, update

from bot.domain.identifier import least_id
from bot.domain.listing import OPEN, Page, ReminderQuery, ReminderView
from bot.domain.reminder import Person, Recipient, Reminder, ReminderStatus, Room
from storage.conditions import has_status
from storage.mapping import Mapping
from storage.occurrences import OccurrenceRows
from storage.prepared import Batch, Query
from storage.tables import occurrences, recipients, reminders, workspaces
from storage.transaction import Transaction
from storage.types import Instant

REMINDERS = Mapping(Reminder, reminders, {"folded": lambda reminder: fold(reminder.text)})

_IS_OPEN = has_status(reminders, "active", "paused")
# A filter and no condition: for a bare minimum PostgreSQL may walk the index of due instants instead of the reminder's few rows.
_NEXT_DUE = (
    select(func.min(occurrences.c.due_at).filter(has_status(occurrences, "scheduled")))
    .where(occurrences.c.workspace_id == reminders.c.workspace_id, occurrences.c.reminder_id == reminders.c.id)
    .scalar_subquery()
)
_KEY = and_(reminders.c.workspace_id == bindparam("workspace"), reminders.c.id == bindparam("reminder"))
_REFRESH_NEXT_DUE = Batch(update(reminders).where(_KEY).values(next_due=_NEXT_DUE), ["workspace", "reminder"])
_ADD = REMINDERS.inserting()
_ADD_RECIPIENTS = Batch(insert(recipients), ["workspace_id", "receiver", "reminder_id"])
_FORGET_RECIPIENTS = Query(
    delete(recipients).where(
        recipients.c.workspace_id == bindparam("workspace"), recipients.c.reminder_id == bindparam("reminder")
    )
)
_SAVE, _row = REMINDERS.updating()
_SAVE_STATUS, _status_row = REMINDERS.updating("status", "version")
# The reminder's row is the lock of all that belongs to it: whoever changes its firings has read it, or claimed it, before (ADR 11).
_GET = Query(select(*REMINDERS.columns).where(_KEY), locks=reminders)
_GET_NEXT_DUE = Query(select(reminders.c.next_due).where(_KEY))
_GET_BY_NUMBER = Query(
    select(*REMINDERS.columns).where(
        reminders.c.workspace_id == bindparam("workspace"), reminders.c.number == bindparam("of_number")
    ),
    locks=reminders,
)
_OWNED = and_(reminders.c.workspace_id == bindparam("workspace"), reminders.c.owner_id == bindparam("owner"), _IS_OPEN)
_GET_OPEN = Query(select(*REMINDERS.columns).where(_OWNED).order_by(reminders.c.id), locks=reminders)
_HAS_FIRED = (
    select(occurrences.c.id)
    .where(
        occurrences.c.workspace_id == reminders.c.workspace_id,
        occurrences.c.reminder_id == reminders.c.id,
        has_status(occurrences, "fired"),
    )
    .exists()
)
_ACTIVE = (
    select(reminders.c.id)
    .where(
        _OWNED,
        reminders.c.status == ReminderStatus.ACTIVE,
        not_(and_(reminders.c.next_due.is_(None), _HAS_FIRED)),
    )
    .limit(bindparam("count", type_=Integer))
)
_FOR_OTHERS = (
    select(reminders.c.id)
    .where(
        reminders.c.workspace_id == bindparam("workspace"),
        reminders.c.id >= bindparam("since"),
        reminders.c.owner_id == bindparam("owner"),
        select(recipients.c.receiver)
        .where(recipients.c.workspace_id == reminders.c.workspace_id, recipients.c.reminder_id == reminders.c.id)
        .exists(),
    )
    .limit(bindparam("count", type_=Integer))
)
_COUNT_FOR_OTHERS = Query(select(func.count()).select_from(_FOR_OTHERS.subquery()))
_FOR_ROOM = (
    select(recipients.c.reminder_id)
    .where(
        recipients.c.workspace_id == bindparam("workspace"),
        recipients.c.receiver == bindparam("room"),
        recipients.c.reminder_id >= bindparam("since"),
    )
    .limit(bindparam("count", type_=Integer))
)
_COUNT_FOR_ROOM = Query(select(func.count()).select_from(_FOR_ROOM.subquery()))
_COUNT_ACTIVE = Query(select(func.count()).select_from(_ACTIVE.subquery()))


def _owners_due() -> Select[Any]:
    """Whose reminders are due, the longest due first: a look-up for each owner, however many reminders each has."""
    of_workspace = and_(reminders.c.workspace_id == workspaces.c.id, _IS_OPEN)
    first = (
        select(reminders.c.owner_id).where(of_workspace).order_by(reminders.c.owner_id).limit(1).correlate(workspaces)
    )
    found = select(workspaces.c.id.label("workspace"), first.scalar_subquery().label("owner")).cte(
        "found", recursive=True
    )
    after = (
        select(reminders.c.owner_id)
        .where(reminders.c.workspace_id == found.c.workspace, reminders.c.owner_id > found.c.owner, _IS_OPEN)
        .order_by(reminders.c.owner_id)
        .limit(1)
        .correlate(found)
    )
    found = found.union_all(select(found.c.workspace, after.scalar_subquery()).where(found.c.owner.is_not(None)))
    since = (
        select(func.min(reminders.c.next_due))
        .where(reminders.c.workspace_id == found.c.workspace, reminders.c.owner_id == found.c.owner, _IS_OPEN)
        .correlate(found)
    )
    due = select(found.c.workspace, found.c.owner, since.scalar_subquery().label("since")).where(
        found.c.owner.is_not(None)
    )
    due_owners = due.subquery()
    return (
        select(due_owners.c.workspace, due_owners.c.owner)
        .where(due_owners.c.since <= bindparam("until", type_=Instant))
        .order_by(due_owners.c.since)
        .limit(bindparam("count", type_=Integer))
    )


_OWNERS_DUE = Query(_owners_due())
_LARGEST_NUMBER = 2**31 - 1  # what the column holds; people may type more, and the drivers refuse it
_ORDER = (reminders.c.next_due.asc().nulls_last(), reminders.c.number)


def fold(text: str) -> str:
    """A text as word search compares it."""
    return text.casefold()


def receiver_of(recipient: Recipient) -> str:
    """What recipients.receiver says."""
    if isinstance(recipient, Room):
        return f"room:{recipient.platform}:{recipient.external_id}"
    return f"person:{recipient.user_id}"


class ReminderRows:
    """Implements bot.repositories.Reminders."""

    def __init__(self, transaction: Transaction, fired: OccurrenceRows) -> None:
        self._transaction = transaction
        self._fired = fired

    async def add(self, reminder: Reminder) -> None:
        await _ADD.run(self._transaction, REMINDERS.rows([reminder]))
        await self._add_recipients(reminder)

    async def save(self, reminder: Reminder) -> None:
        await _SAVE.run(self._transaction, [_row(reminder)])

    async def save_recipients(self, reminder: Reminder) -> None:
        await _FORGET_RECIPIENTS.run(self._transaction, workspace=reminder.workspace_id, reminder=reminder.id)
        await self._add_recipients(reminder)

    async def _add_recipients(self, reminder: Reminder) -> None:
        others = [recipient for recipient in reminder.recipients if recipient != Person(reminder.owner_id)]
        rows = [(reminder.workspace_id, receiver_of(other), reminder.id) for other in others]
        await _ADD_RECIPIENTS.run(self._transaction, rows)

    async def save_many(self, changed: Sequence[Reminder]) -> None:
        await _SAVE_STATUS.run(self._transaction, map(_status_row, changed))

    async def get(self, workspace_id: UUID, reminder_id: UUID) -> Reminder | None:
        row = await _GET.row(self._transaction, workspace=workspace_id, reminder=reminder_id)
        return REMINDERS.read(row) if row else None

    async def by_number(self, workspace_id: UUID, number: int) -> Reminder | None:
        if number > _LARGEST_NUMBER:
            return None
        row = await _GET_BY_NUMBER.row(self._transaction, workspace=workspace_id, of_number=number)
        return REMINDERS.read(row) if row else None

    async def next_due(self, workspace_id: UUID, reminder_id: UUID) -> datetime | None:
        due: datetime | None = await _GET_NEXT_DUE.value(
            self._transaction, workspace=workspace_id, reminder=reminder_id
        )
        return due

    async def refresh_next_due(self, changed: Iterable[tuple[UUID, UUID]]) -> None:
        await _REFRESH_NEXT_DUE.run(self._transaction, changed)

    async def count_active(self, workspace_id: UUID, owner_id: UUID, limit: int) -> int:
        count: int = await _COUNT_ACTIVE.value(self._transaction, workspace=workspace_id, owner=owner_id, count=limit)
        return count

    async def count_for_others(self, workspace_id: UUID, owner_id: UUID, since: datetime, limit: int) -> int:
        """Ids begin with the instant at which they were made."""
        count: int = await _COUNT_FOR_OTHERS.value(
            self._transaction, workspace=workspace_id, owner=owner_id, since=least_id(since), count=limit
        )
        return count

    async def owners_due(self, until: datetime, limit: int) -> list[tuple[UUID, UUID]]:
        rows = await _OWNERS_DUE.rows(self._transaction, until=until, count=limit)
        return [(row[0], row[1]) for row in rows]

    async def count_for_room(self, workspace_id: UUID, room: Room, since: datetime, limit: int) -> int:
        count: int = await _COUNT_FOR_ROOM.value(
            self._transaction, workspace=workspace_id, room=receiver_of(room), since=least_id(since), count=limit
        )
        return count

    async def open_of(self, workspace_id: UUID, owner_id: UUID) -> list[Reminder]:
        found = await _GET_OPEN.columns(self._transaction, workspace=workspace_id, owner=owner_id)
        return REMINDERS.read_all(found)

    async def find(self, workspace_id: UUID, user_id: UUID, query: ReminderQuery) -> Page[ReminderView]:
        wanted = query.offset + query.limit + 1
        owned = _condition(
            workspace_id, query, select(reminders.c.id, *_ordered()).where(reminders.c.owner_id == user_id)
        )
        parts = [owned.order_by(*_ORDER).limit(wanted)]
        if not (query.others or query.own):
            received = _condition(workspace_id, query, _received(workspace_id, user_id))
            parts.append(received.order_by(*_ORDER).limit(wanted))
        ids = union_all(*(select(part.subquery()) for part in parts)).subquery()
        statement = (
            select(*REMINDERS.columns, reminders.c.next_due)
            .join(ids, and_(ids.c.id == reminders.c.id, reminders.c.workspace_id == workspace_id))
            .order_by(*_ORDER)
            .limit(query.limit + 1)
            .offset(query.offset)
        )
        rows = await self._transaction.rows(statement)
        return await self._page(workspace_id, rows, query)

    async def _page(self, workspace_id: UUID, rows: Sequence[Any], query: ReminderQuery) -> Page[ReminderView]:
        shown = [(REMINDERS.read(row), row[-1]) for row in rows[: query.limit]]
        fired = await self._fired.fired_of(workspace_id, [reminder.id for reminder, _ in shown])
        latest = {occurrence.reminder_id: occurrence for occurrence in reversed(fired)}
        views = tuple(ReminderView(reminder, due, latest.get(reminder.id)) for reminder, due in shown)
        return Page(views, query.offset, more=len(rows) > query.limit)


def _ordered() -> tuple[Any, ...]:
    return reminders.c.next_due, reminders.c.number


def _received(workspace_id: UUID, user_id: UUID) -> Select[Any]:
    """Others' reminders that this person receives."""
    return (
        select(reminders.c.id, *_ordered())
        .join(
            recipients,
            and_(recipients.c.workspace_id == reminders.c.workspace_id, recipients.c.reminder_id == reminders.c.id),
        )
        .where(
            recipients.c.workspace_id == workspace_id,
            recipients.c.receiver == receiver_of(Person(user_id)),
            reminders.c.owner_id != user_id,
        )
    )


def _condition(workspace_id: UUID, query: ReminderQuery, statement: Select[Any]) -> Select[Any]:
    """The statement with all that the query asks for."""
    statement = statement.where(reminders.c.workspace_id == workspace_id)
    if query.statuses <= OPEN:
        statement = statement.where(_IS_OPEN)
    if query.statuses != OPEN:
        statement = statement.where(reminders.c.status.in_(sorted(query.statuses)))
    if query.number is not None:
        statement = statement.where(reminders.c.number == query.number)
    if query.item_key is not None:
        statement = statement.where(reminders.c.item_key == query.item_key)
    for word in fold(query.words or "").split():
        statement = statement.where(reminders.c.folded.contains(word, autoescape=True))
    if query.since is not None:
        statement = statement.where(reminders.c.next_due >= query.since)
    if query.until is not None:
        statement = statement.where(reminders.c.next_due < query.until)
    if query.missed:
        statement = statement.where(_HAS_FIRED)
    if query.person is not None:
        received = _received_by(receiver_of(Person(query.person)))
        statement = statement.where(or_(reminders.c.owner_id == query.person, received))
    if query.room is not None:
        statement = statement.where(_received_by(receiver_of(query.room)))
    return statement.where(_received_by(None)) if query.others else statement


def _received_by(receiver: str | None) -> Any:
    """Whether that one, or anybody besides the owner, receives the reminder."""
    other = recipients.alias()
    statement = select(other.c.receiver).where(
        other.c.workspace_id == reminders.c.workspace_id, other.c.reminder_id == reminders.c.id
    )
    return (statement.where(other.c.receiver == receiver) if receiver else statement).correlate(reminders).exists()
