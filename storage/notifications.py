"""Notifications in the database.

Whether one is let through is decided in bot/actions/notifications.py; how it travels is in deliveries.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, or_, select, text, update

from bot.domain.notification import Notification, Source
from storage.batch import Batch, Row
from storage.tables import notifications
from storage.transaction import Transaction

COLUMNS = list(notifications.c)
_IS_UNREAD = text("notifications.read_at IS NULL AND notifications.archived_at IS NULL")
_INSERT = Batch(insert(notifications), [column.name for column in COLUMNS])
_KEY = and_(notifications.c.workspace_id == bindparam("workspace"), notifications.c.id == bindparam("notification"))
_OF_OCCURRENCE = and_(
    notifications.c.workspace_id == bindparam("workspace"), notifications.c.occurrence_id == bindparam("occurrence")
)
_STATE = ("read_at", "archived_at", "acknowledged_at")
_SAVE = update(notifications).where(_KEY).values({name: bindparam(name) for name in _STATE})
_ANSWER = (
    update(notifications)
    .where(_OF_OCCURRENCE, notifications.c.acknowledged_at.is_(None))
    .values(read_at=func.coalesce(notifications.c.read_at, bindparam("now")), acknowledged_at=bindparam("now"))
)
_REOPEN = update(notifications).where(_OF_OCCURRENCE).values(acknowledged_at=None)


def _row(n: Notification) -> Row:
    """The values of COLUMNS."""
    app, model, source_id = (n.source.app, n.source.model, n.source.id) if n.source else (None, None, None)
    return (
        n.workspace_id, n.id, n.user_id, n.title, n.body, n.kind, n.created_at, n.due_at, n.level, n.url, app, model,
        source_id, n.occurrence_id, n.expires_at, n.read_at, n.archived_at, n.acknowledged_at,
    )  # fmt: skip


def read(row: Sequence[Any], at: int = 0) -> Notification:
    """The notification in a row whose columns from `at` on are COLUMNS."""
    cells: Sequence[Any] = row[at : at + len(COLUMNS)]
    app, model, source_id = cells[10:13]
    source = Source(app, model, source_id) if app is not None else None
    fields: list[Any] = [*cells[:10], source, *cells[13:]]
    return Notification(*fields)


class NotificationRows:
    """Implements bot.repositories.Notifications."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add_many(self, added: Sequence[Notification]) -> None:
        await _INSERT.run(self._transaction, map(_row, added))

    async def save(self, notification: Notification) -> None:
        state = {name: getattr(notification, name) for name in _STATE}
        key = {"workspace": notification.workspace_id, "notification": notification.id}
        await self._transaction.run(_SAVE, {**state, **key})

    async def get(self, workspace_id: UUID, notification_id: UUID) -> Notification | None:
        statement = select(*COLUMNS).where(_KEY)
        row = await self._transaction.row(statement, {"workspace": workspace_id, "notification": notification_id})
        return read(row) if row else None

    async def unread_of(self, workspace_id: UUID, user_id: UUID, source: Source) -> Notification | None:
        statement = select(*COLUMNS).where(
            notifications.c.workspace_id == workspace_id,
            notifications.c.source_app == source.app,
            notifications.c.source_model == source.model,
            notifications.c.source_id == source.id,
            notifications.c.user_id == user_id,
            _IS_UNREAD,
        )
        row = await self._transaction.row(statement.limit(1))
        return read(row) if row else None

    async def page(
        self,
        workspace_id: UUID,
        user_id: UUID,
        now: datetime,
        *,
        unread: bool | None = None,
        archived: bool = False,
        before: UUID | None = None,
        limit: int = 50,
    ) -> list[Notification]:
        statement = select(*COLUMNS).where(_of_user(workspace_id, user_id, now))
        if unread is not None:
            is_null = notifications.c.read_at.is_(None)
            statement = statement.where(is_null if unread else ~is_null)
        gone = notifications.c.archived_at.is_(None)
        statement = statement.where(~gone if archived else gone)
        if before is not None:
            statement = statement.where(notifications.c.id < before)
        rows = await self._transaction.rows(statement.order_by(notifications.c.id.desc()).limit(limit))
        return [read(row) for row in rows]

    async def count_unread(self, workspace_id: UUID, user_id: UUID, now: datetime) -> int:
        statement = select(func.count()).select_from(notifications)
        count: int = await self._transaction.value(statement.where(_of_user(workspace_id, user_id, now), _IS_UNREAD))
        return count

    async def answer(self, workspace_id: UUID, occurrence_id: UUID, now: datetime) -> None:
        await self._transaction.run(_ANSWER, {"workspace": workspace_id, "occurrence": occurrence_id, "now": now})

    async def reopen(self, workspace_id: UUID, occurrence_id: UUID) -> None:
        await self._transaction.run(_REOPEN, {"workspace": workspace_id, "occurrence": occurrence_id})

    async def read_all(self, workspace_id: UUID, user_id: UUID, now: datetime) -> int:
        statement = update(notifications).where(_of_user(workspace_id, user_id, now), _IS_UNREAD).values(read_at=now)
        return (await self._transaction.run(statement)).rowcount


def _of_user(workspace_id: UUID, user_id: UUID, now: datetime) -> ColumnElement[bool]:
    return and_(
        notifications.c.workspace_id == workspace_id,
        notifications.c.user_id == user_id,
        or_(notifications.c.expires_at.is_(None), notifications.c.expires_at > now),
    )
