"""What is stale, in the database: found in the order of keys, deleted by key, looked at again while it is deleted.

How long things are kept is decided in bot/domain/keep.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Integer,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    exists,
    or_,
    select,
    text,
    tuple_,
    type_coerce,
)

from bot.domain.keep import Cutoffs
from bot.retention import Key
from storage.conditions import has_status
from storage.prepared import Batch, Query
from storage.tables import (
    conversations,
    dealings,
    deliveries,
    ledger,
    messages,
    notifications,
    occurrences,
    reminders,
    users,
)
from storage.transaction import Transaction
from storage.types import Id, Instant

_FIRST_ID = UUID(int=0)
_CUTOFFS = [field.name for field in fields(Cutoffs)]


def _before(name: str) -> BindParameter[Any]:
    return bindparam(f"before_{name}", type_=Instant)


def _ended_by(column: Column[Any], cutoff: str) -> ColumnElement[bool]:
    """Nothing happened then, or it did so long ago."""
    return or_(column.is_(None), column < _before(cutoff))


_ON_ITS_WAY = exists().where(
    deliveries.c.workspace_id == notifications.c.workspace_id,
    deliveries.c.notification_id == notifications.c.id,
    has_status(deliveries, "pending", "sending"),
)
_AWAITS_AN_ANSWER = exists().where(
    occurrences.c.workspace_id == notifications.c.workspace_id,
    occurrences.c.id == notifications.c.occurrence_id,
    has_status(occurrences, "fired"),
)
_IS_SEEN = or_(
    notifications.c.archived_at < _before("archived"),
    notifications.c.read_at < _before("notifications"),
    notifications.c.acknowledged_at < _before("notifications"),
    notifications.c.expires_at < _before("notifications"),
)
# Nobody reads a room's: they go with the history.
_NOTIFICATIONS = and_(
    or_(
        and_(notifications.c.user_id.is_not(None), _IS_SEEN),
        and_(notifications.c.user_id.is_(None), notifications.c.created_at < _before("history")),
    ),
    ~_ON_ITS_WAY,
    ~_AWAITS_AN_ANSWER,
)
_OCCURRENCES = and_(
    has_status(occurrences, "acknowledged", "expired", "cancelled"),
    occurrences.c.due_at < _before("history"),
    _ended_by(occurrences.c.fired_at, "history"),
    _ended_by(occurrences.c.acknowledged_at, "history"),
)
_REMINDERS = and_(
    has_status(reminders, "completed", "cancelled"),
    reminders.c.created_at < _before("history"),
    ~exists().where(
        occurrences.c.workspace_id == reminders.c.workspace_id, occurrences.c.reminder_id == reminders.c.id
    ),
    ~exists().where(
        ledger.c.workspace_id == reminders.c.workspace_id,
        ledger.c.reminder_id == reminders.c.id,
        ledger.c.at >= _before("history"),
    ),
)
_MESSAGES = or_(
    messages.c.created_at < _before("history"),
    and_(text("messages.platform NOT IN ('web', 'console')"), messages.c.created_at < _before("said")),
)


class _Kind:
    """A table, and which of its rows are stale."""

    def __init__(self, table: Table, stale: ColumnElement[bool]) -> None:
        key = list(table.primary_key)
        self.first: Key = tuple(_FIRST_ID if isinstance(column.type, Id) else "" for column in key)
        after = [bindparam(f"after_{place}", type_=column.type) for place, column in enumerate(key)]
        found = select(*key).where(stale).order_by(*key).limit(bindparam("count", type_=Integer))
        self.find = Query(found.where(tuple_(*key) > tuple_(*after)))
        is_it = [column == bindparam(f"key_{place}", type_=column.type) for place, column in enumerate(key)]
        statement = delete(table).where(*is_it, stale)
        used = set(statement.compile().params)
        self.uses = [f"before_{name}" in used for name in _CUTOFFS]
        names = [f"before_{name}" for name, uses in zip(_CUTOFFS, self.uses, strict=True) if uses]
        self.delete = Batch(statement, [*(f"key_{place}" for place in range(len(key))), *names])


_KINDS = {
    "notifications": _Kind(notifications, _NOTIFICATIONS),
    "occurrences": _Kind(occurrences, _OCCURRENCES),
    "reminders": _Kind(reminders, _REMINDERS),
    "ledger": _Kind(ledger, ledger.c.at < _before("audit")),
    "dealings": _Kind(dealings, dealings.c.at < _before("audit")),
    "messages": _Kind(messages, _MESSAGES),
    "conversations": _Kind(conversations, conversations.c.saved_at < _before("conversation")),
}
_FIND_OF = Query(
    select(notifications.c.workspace_id, notifications.c.id)
    .where(
        notifications.c.workspace_id == bindparam("workspace"),
        notifications.c.user_id == bindparam("person"),
        _NOTIFICATIONS,
    )
    .order_by(notifications.c.id)
    .limit(bindparam("count", type_=Integer))
)
_CHOSEN = "notifications_days"
_STORED = type_coerce(users.c.preferences, Text)
_PEOPLE_WHO_KEEP_LESS = Query(
    select(users.c.workspace_id, users.c.id, _STORED.label("stored")).where(
        _STORED.like(f'%"{_CHOSEN}":%'), _STORED.not_like(f'%"{_CHOSEN}":null%')
    )
)


@dataclass(frozen=True, slots=True)
class StaleRows:
    """Implements bot.retention.Retention."""

    transaction: Transaction

    @property
    def kinds(self) -> Sequence[str]:
        return tuple(_KINDS)

    async def find(self, kind: str, before: Cutoffs, after: Key | None, limit: int) -> list[Key]:
        wanted = _KINDS[kind]
        start = {f"after_{place}": part for place, part in enumerate(after or wanted.first)}
        return [
            tuple(row) for row in await wanted.find.rows(self.transaction, **start, **_parameters(before), count=limit)
        ]

    async def find_of(self, person: tuple[UUID, UUID], before: Cutoffs, limit: int) -> list[Key]:
        workspace_id, user_id = person
        rows = await _FIND_OF.rows(
            self.transaction, workspace=workspace_id, person=user_id, **_parameters(before), count=limit
        )
        return [tuple(row) for row in rows]

    async def delete(self, kind: str, before: Cutoffs, keys: Sequence[Key]) -> None:
        wanted = _KINDS[kind]
        instants = [instant for instant, uses in zip(astuple(before), wanted.uses, strict=True) if uses]
        await wanted.delete.run(self.transaction, [(*key, *instants) for key in keys])

    async def people_who_keep_less(self) -> list[tuple[UUID, UUID, int]]:
        rows = await _PEOPLE_WHO_KEEP_LESS.rows(self.transaction)
        return [(workspace_id, user_id, json.loads(stored)[_CHOSEN]) for workspace_id, user_id, stored in rows]


def _parameters(before: Cutoffs) -> dict[str, Any]:
    return {f"before_{name}": getattr(before, name) for name in _CUTOFFS}
